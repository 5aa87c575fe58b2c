import { Button, ButtonGroup } from '../button.tsx'
import { CharacterCount } from '../character-count.tsx'
import { Checkboxes } from '../checkboxes.tsx'
import type { ChoiceItems } from '../choice.tsx'
import { DateInput } from '../date-input.tsx'
import { FormErrors, fieldErrors } from '../errors.tsx'
import { FileUpload } from '../file-upload.tsx'
import { Input } from '../input.tsx'
import { Radios } from '../radios.tsx'
import { Select } from '../select.tsx'
import { Textarea } from '../textarea.tsx'
import type { Side, Specimen, Words } from './components-samples.ts'

const wrong = (t: Words, message: string) => ({ text: message, visuallyHiddenText: t.error })

const choices = (t: Words): ChoiceItems => [
  { value: 'buses', text: t.buses, hint: t.busesHint },
  { value: 'homes', text: t.homes, hint: t.homesHint },
  { value: 'doctor', text: t.doctor, hint: t.doctorHint },
  { value: 'noise', text: t.noise },
  { divider: t.or },
  { value: 'none', text: t.none, behaviour: 'exclusive' },
]

const yesNo = (t: Words): ChoiceItems => [
  { value: 'yes', text: t.yes },
  { value: 'no', text: t.no },
]

const parts = ({ t }: Side) => ({ day: { label: t.day }, month: { label: t.month }, year: { label: t.year } })

function Question({ side: { t, id } }: { side: Side }) {
  const errors = [{ field: id('question'), message: t.tooMany }]
  return (
    <>
      <FormErrors title={t.errorTitle} errors={errors} />
      <p className="where">{t.where}</p>
      <Checkboxes
        name={id('question')}
        classes="choices-ruled"
        fieldset={{ legend: t.question }}
        hint={t.questionHint}
        error={fieldErrors(errors, t.error)(id('question'))}
        items={choices(t)}
        values={['buses', 'doctor']}
      />
    </>
  )
}

export const formSpecimens: readonly Specimen[] = [
  {
    name: 'Button',
    draw: ({ t }) => (
      <>
        <Button href="#start" isStartButton>
          {t.start}
        </Button>
        <ButtonGroup>
          <Button>{t.continue}</Button>
          <a href="#later">{t.later}</a>
        </ButtonGroup>
        <ButtonGroup>
          <Button classes="govuk-button--secondary">{t.download}</Button>
          <Button classes="govuk-button--warning">{t.withdraw}</Button>
          <Button disabled>{t.notYet}</Button>
          <button className="link-button" type="button">
            {t.change}
          </button>
        </ButtonGroup>
      </>
    ),
  },
  { name: 'Checkboxes, ruled, with ErrorSummary', draw: (side) => <Question side={side} /> },
  {
    name: 'Checkboxes',
    draw: ({ t, id }) => (
      <Checkboxes name={id('boxes')} fieldset={{ legend: t.question }} items={choices(t)} values={['homes']} />
    ),
  },
  {
    name: 'Radios',
    draw: ({ t, id }) => (
      <>
        <Radios name={id('one')} fieldset={{ legend: t.area }} hint={t.nameHint} items={choices(t)} value="doctor" />
        <Radios
          name={id('yes')}
          classes="govuk-radios--inline"
          fieldset={{ legend: t.yesNo }}
          error={wrong(t, t.areaError)}
          items={yesNo(t)}
        />
      </>
    ),
  },
  {
    name: 'Input',
    draw: ({ t, id }) => (
      <>
        <Input name={id('plain')} label={t.name} hint={t.nameHint} value={t.consultation} />
        <Input name={id('wrong')} label={t.name} hint={t.nameHint} error={wrong(t, t.nameError)} />
        <Input
          name={id('affix')}
          label={t.people}
          prefix={t.pounds}
          suffix={t.weeks}
          classes="govuk-input--width-5"
          inputmode="numeric"
        />
        <Input name={id('off')} label={t.people} value="12" classes="govuk-input--width-3" disabled />
      </>
    ),
  },
  {
    name: 'Textarea and CharacterCount',
    draw: ({ t, id }) => (
      <>
        <Textarea name={id('why')} label={t.why} value={t.whyValue} rows={3} />
        <CharacterCount
          name={id('limit')}
          label={t.why}
          maxlength={500}
          textareaDescriptionText={t.whyLimit}
          error={wrong(t, t.whyError)}
          rows={3}
        />
      </>
    ),
  },
  {
    name: 'Select',
    draw: ({ t, id }) => (
      <>
        <Select
          name={id('area')}
          label={t.area}
          value="melton"
          items={[
            { value: '', text: t.areaChoose },
            { value: 'harborough', text: t.areaOne },
            { value: 'melton', text: t.areaTwo },
          ]}
        />
        <Select
          name={id('area-wrong')}
          label={t.area}
          error={wrong(t, t.areaError)}
          items={[{ value: '', text: t.areaChoose }]}
        />
      </>
    ),
  },
  {
    name: 'DateInput',
    draw: (side) => (
      <>
        <DateInput
          id={side.id('closes')}
          namePrefix={side.id('closes')}
          fieldset={{ legend: side.t.closes }}
          hint={side.t.closesHint}
          {...parts(side)}
        />
        <DateInput
          id={side.id('closes-wrong')}
          fieldset={{ legend: side.t.closes }}
          error={wrong(side.t, side.t.closesError)}
          values={{ day: 27, month: 3, year: 2026 }}
          {...parts(side)}
        />
      </>
    ),
  },
  {
    name: 'FileUpload',
    draw: ({ t, id }) => <FileUpload name={id('file')} label={t.file} hint={t.fileHint} />,
  },
]
