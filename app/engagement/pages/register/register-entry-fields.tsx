import type { TFunction } from 'i18next'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { groupCodes, levels, methodCodes, type RegisterEntry } from '../../register/register-entry.ts'
import { DayField } from '../day-field.tsx'

const text = (value: number | null) => (value === null ? '' : String(value))

function fieldOf(t: TFunction, back: Refused | undefined) {
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (name: keyof RegisterEntry, stored: string, hint = false) => ({
    name,
    label: { text: t(`plan.${name}.label`) },
    ...(hint ? { hint: { text: t(`plan.${name}.hint`) } } : {}),
    value: shown(back, name, stored),
    error: errorOf(name),
  })
}

interface PlanPartProps {
  entry: RegisterEntry
  themes: { id: string; title: string }[]
  samples: { id: string; name: string }[]
  back: Refused | undefined
}

/** What is compared with other partners' exercises. */
export function PlanPart({ entry, themes, samples, back }: PlanPartProps) {
  const t = useWords('planning-desk')
  const field = fieldOf(t, back)
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const boxes = (name: 'themeIds' | 'groups' | 'methods', items: { value: string; text: string }[], hint?: string) => (
    <Checkboxes
      name={name}
      classes="govuk-checkboxes--small"
      fieldset={{ legend: { text: t(`plan.${name}.label`) } }}
      hint={hint}
      items={items}
      values={back ? (back.typed[name] ?? []) : entry[name]}
      error={errorOf(name)}
    />
  )
  return (
    <DeskSection title={t('plan.section.where')} id="where-section">
      <Radios
        name="level"
        fieldset={{ legend: { text: t('plan.level.label') } }}
        items={levels.map((level) => ({ value: level, text: t(`levels.${level}`) }))}
        value={shown(back, 'level', entry.level)}
        error={errorOf('level')}
      />
      {boxes(
        'themeIds',
        themes.map((theme) => ({ value: theme.id, text: theme.title })),
      )}
      {boxes(
        'groups',
        groupCodes.map((code) => ({ value: code, text: t(`groups.${code}`) })),
        t('plan.groups.hint'),
      )}
      {boxes(
        'methods',
        methodCodes.map((code) => ({ value: code, text: t(`methods.${code}`) })),
      )}
      <Input {...field('statute', entry.statute, true)} />
      <Textarea {...field('questions', entry.questions, true)} rows={4} />
      {samples.length ? (
        <Select
          {...field('panelSampleId', entry.panelSampleId ?? '')}
          items={[
            { value: '', text: t('plan.panelSampleId.none') },
            ...samples.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      ) : null}
      <Checkboxes
        name="askedElsewhere"
        items={[{ value: '1', text: t('plan.askedElsewhere.label') }]}
        values={(back ? back.typed.askedElsewhere?.length : entry.askedElsewhere) ? ['1'] : []}
      />
      <Input {...field('address', entry.address, true)} type="url" />
      <Input
        {...field('reachExpected', text(entry.reachExpected))}
        classes="govuk-input--width-5"
        inputmode="numeric"
      />
    </DeskSection>
  )
}

/** Money, time, people reached, and what changed. */
export function OutcomePart({ entry, back }: { entry: RegisterEntry; back: Refused | undefined }) {
  const t = useWords('planning-desk')
  const field = fieldOf(t, back)
  const number = (name: 'costPounds' | 'staffHours' | 'reached') => (
    <Input {...field(name, text(entry[name]))} classes="govuk-input--width-5" inputmode="numeric" />
  )
  const dayWords = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  return (
    <DeskSection title={t('plan.section.outcome')} id="outcome-section">
      {number('costPounds')}
      {number('staffHours')}
      {number('reached')}
      <Textarea {...field('profileNote', entry.profileNote, true)} rows={2} />
      <DayField
        name="resultsOn"
        legend={t('plan.resultsOn.label')}
        hint={t('plan.resultsOn.hint')}
        stored={entry.resultsOn}
        back={back}
        words={dayWords}
      />
      <Textarea {...field('whatChanged', entry.whatChanged, true)} rows={3} />
      <Textarea {...field('lateReason', entry.lateReason, true)} rows={2} />
    </DeskSection>
  )
}
