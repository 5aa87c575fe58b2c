import { CharacterCount } from '../../app/ui/character-count.tsx'
import { Checkboxes } from '../../app/ui/checkboxes.tsx'
import { DateInput } from '../../app/ui/date-input.tsx'
import { ErrorMessage } from '../../app/ui/error-message.tsx'
import { Fieldset } from '../../app/ui/fieldset.tsx'
import { FileUpload } from '../../app/ui/file-upload.tsx'
import { Hint } from '../../app/ui/hint.tsx'
import { Input } from '../../app/ui/input.tsx'
import { Label } from '../../app/ui/label.tsx'
import { Radios } from '../../app/ui/radios.tsx'
import { Select } from '../../app/ui/select.tsx'
import { Textarea } from '../../app/ui/textarea.tsx'
import { type Adapter, attributesOf, content, type Options, wordsOf } from './fixture.ts'

/** The macros say "Error:" by themselves; our pages pass the word in the page's language. */
function error(options: Options | undefined): Options | undefined {
  const given = content(options)
  return given && { visuallyHiddenText: 'Error', ...given }
}

const shared = (options: Options) => ({
  ...options,
  attributes: attributesOf(options.attributes),
  label: content(options.label),
  hint: content(options.hint),
  error: error(options.errorMessage),
})

const fieldset = (given: Options | undefined) => given && { ...given, legend: content(given.legend) }

const choices = (items: Options[] | undefined) =>
  (items ?? []).map((item) => item && { ...item, text: wordsOf(item), hint: content(item.hint) })

const group = (options: Options) => ({
  ...options,
  attributes: attributesOf(options.attributes),
  fieldset: fieldset(options.fieldset),
  hint: content(options.hint),
  error: error(options.errorMessage),
})

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** The macro makes a missing label from the English name. */
const datePart = (part: Options | null | undefined, name: string) =>
  part && {
    ...part,
    label: part.label || capital(part.name || name),
    attributes: attributesOf(part.attributes),
  }

export const formAdapters: Record<string, Adapter> = {
  checkboxes: {
    unsupported: ['items.conditional'],
    // biome-ignore lint/suspicious/noExplicitAny: options come from JSON.
    render: (options: any) => (
      <Checkboxes {...group(options)} name={options.name} items={choices(options.items) as never} />
    ),
  },
  radios: {
    unsupported: ['items.conditional'],
    // biome-ignore lint/suspicious/noExplicitAny: options come from JSON.
    render: (options: any) => (
      <Radios {...group(options)} name={options.name} items={choices(options.items) as never} />
    ),
  },
  input: {
    unsupported: [],
    render: (options) => (
      <Input
        {...shared(options)}
        name={options.name}
        prefix={content(options.prefix)}
        suffix={content(options.suffix)}
      />
    ),
  },
  textarea: { unsupported: [], render: (options) => <Textarea {...shared(options)} name={options.name} /> },
  'character-count': {
    unsupported: [],
    render: (options) => (
      <CharacterCount
        {...shared(options)}
        name={options.name}
        textareaDescriptionText={
          options.textareaDescriptionText ??
          `You can enter up to %{count} ${options.maxwords || options.countType === 'words' ? 'words' : 'characters'}`
        }
      />
    ),
  },
  select: {
    unsupported: [],
    render: (options) => <Select {...shared(options)} name={options.name} items={options.items ?? []} />,
  },
  'date-input': {
    unsupported: [],
    render: (options) => (
      <DateInput
        {...group(options)}
        id={options.id}
        day={datePart(options.day ?? {}, 'day') as never}
        month={datePart(options.month ?? {}, 'month') as never}
        year={datePart(options.year ?? {}, 'year') as never}
        items={options.items?.map((item: Options | null) => datePart(item, ''))}
      />
    ),
  },
  'file-upload': {
    unsupported: ['javascript'],
    render: (options) => <FileUpload {...shared(options)} name={options.name} />,
  },
  fieldset: {
    unsupported: [],
    render: (options) => <Fieldset {...fieldset(options)}>{wordsOf(options)}</Fieldset>,
  },
  // The macro renders nothing for a label without words; the fields above do the same, and `Label` asks for words.
  label: {
    unsupported: [],
    render: (options) => (wordsOf(options) ? <Label {...options}>{wordsOf(options)}</Label> : null),
  },
  hint: { unsupported: [], render: (options) => <Hint {...options}>{wordsOf(options)}</Hint> },
  'error-message': {
    unsupported: [],
    render: (options) => (
      <ErrorMessage visuallyHiddenText="Error" {...options}>
        {wordsOf(options)}
      </ErrorMessage>
    ),
  },
}
