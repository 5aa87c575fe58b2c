import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { type Exercise, legalBases } from '../../exercise.ts'
import type { DayField as DayFieldName } from '../../register/plan-form.ts'
import { DayField } from '../day-field.tsx'

export interface PlanChoices {
  organisations: { id: string; name: string }[]
  areas: { id: string; name: string; kind: string }[]
}

interface PlanFieldsProps {
  back: Refused | undefined
  exercise: Partial<Exercise>
  choices: PlanChoices
}

const longTexts = ['canChange', 'cannotChange', 'optionsRejected'] as const

/** Every field of a plan, in the order an officer thinks it through: the decision first. */
export function PlanFields({ back, exercise, choices }: PlanFieldsProps) {
  const t = useWords('engagement')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const stored = (field: keyof Exercise) => (exercise[field] as string | null | undefined) ?? ''
  const common = (field: keyof Exercise) => ({
    name: field,
    label: { text: t(`plan.${field}.label`) },
    hint: { text: t(`plan.${field}.hint`) },
    value: shown(back, field, stored(field)),
    error: errorOf(field),
  })
  const dayWords = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  const day = (field: DayFieldName) => (
    <DayField
      name={field}
      legend={t(`plan.${field}.label`)}
      hint={t(`plan.${field}.hint`)}
      stored={stored(field)}
      back={back}
      words={dayWords}
    />
  )
  const organisation = (field: 'commissionedBy' | 'paidBy') => (
    <Select
      {...common(field)}
      items={choices.organisations.map(({ id, name }) => ({ value: id, text: name }))}
      hint={undefined}
    />
  )
  const chosenAreas = back ? (back.typed.areaIds ?? []) : (exercise.areaIds ?? [])
  return (
    <>
      <DeskSection title={t('plan.section.decision')} id="decision-section">
        <Input {...common('title')} />
        <Textarea {...common('decision')} rows={3} />
        <Input {...common('decidedBy')} />
        {day('decisionOn')}
        {longTexts.map((field) => (
          <Textarea key={field} {...common(field)} rows={4} />
        ))}
        <Radios
          name="legalBasis"
          fieldset={{ legend: { text: t('plan.legalBasis.label') } }}
          items={legalBases.map((value) => ({ value, text: t(`plan.legalBasis.${value}`) }))}
          value={shown(back, 'legalBasis', stored('legalBasis') || 'voluntary')}
          error={errorOf('legalBasis')}
        />
      </DeskSection>
      <DeskSection title={t('plan.section.who')} id="who-section">
        {organisation('commissionedBy')}
        {organisation('paidBy')}
        <Checkboxes
          name="areaIds"
          classes="govuk-checkboxes--small"
          fieldset={{ legend: { text: t('plan.areaIds.label') } }}
          hint={{ text: t('plan.areaIds.hint') }}
          items={choices.areas.map(({ id, name, kind }) => ({
            value: id,
            text: kind === 'forum' ? name : t(`plan.areaIds.${kind}`, { name }),
          }))}
          values={chosenAreas}
          error={errorOf('areaIds')}
        />
        <Textarea {...common('audiences')} rows={3} />
        <Textarea {...common('method')} rows={3} />
      </DeskSection>
      <DeskSection title={t('plan.section.when')} id="when-section">
        {day('opensOn')}
        {day('closesOn')}
        <Textarea {...common('shortOpeningReason')} rows={2} />
        {day('resultsBy')}
        {day('changedBy')}
      </DeskSection>
    </>
  )
}
