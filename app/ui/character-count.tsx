import { Hint } from './hint.tsx'
import { formatNumber } from './numbers.ts'
import { classNames } from './options.ts'
import { Textarea, type TextareaProps } from './textarea.tsx'

export type CharacterCountProps = Omit<TextareaProps, 'describedBy'> &
  Readonly<{
    /** The limit in words; `%{count}` stands for the number. */
    textareaDescriptionText: string
    /** The reader's: the number is then written as it is there, 1,000. */
    locale?: string
    maxlength?: number
    maxwords?: number
    countMessage?: Readonly<{ classes?: string }>
  }>

/**
 * A textarea that says its limit. It does not count while typing (no script is needed); the server checks the
 * length and says by how much it is over.
 */
export function CharacterCount({
  textareaDescriptionText,
  locale,
  maxlength,
  maxwords,
  countMessage,
  ...field
}: CharacterCountProps) {
  const id = field.id || field.name
  const limit = maxwords || maxlength
  const message = (
    <Hint id={`${id}-info`} classes={classNames('govuk-character-count__message', countMessage?.classes)}>
      {limit ? textareaDescriptionText.replace('%{count}', locale ? formatNumber(limit, locale) : String(limit)) : null}
    </Hint>
  )
  return (
    <Textarea
      {...field}
      id={id}
      describedBy={`${id}-info`}
      classes={classNames('govuk-js-character-count', field.classes)}
      formGroup={{
        ...field.formGroup,
        classes: classNames('govuk-character-count', field.formGroup?.classes),
        afterInput: (
          <>
            {message}
            {field.formGroup?.afterInput}
          </>
        ),
      }}
    />
  )
}
