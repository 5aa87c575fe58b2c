import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { Commission } from '../../commission/commission.ts'
import { DayField } from '../day-field.tsx'

type Texts = Exclude<keyof Commission, 'seats' | 'promiseBy' | 'followUp6On' | 'followUp12On'> | 'publicName'

/** Every part of a commission (J-1), the question first, then the promise. */
export function CommissionFields({
  back,
  stored,
}: {
  back: Refused | undefined
  stored: Commission & { publicName: string }
}) {
  const t = useWords('juries-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: Texts | 'seats') => ({
    name,
    label: { text: t(`commission.${name}.label`) },
    hint: { text: t(`commission.${name}.hint`) },
    value: shown(back, name, String(stored[name])),
    error: errorOf(name),
  })
  const day = (name: 'promiseBy' | 'followUp6On' | 'followUp12On') => (
    <DayField
      name={name}
      legend={t(`commission.${name}.label`)}
      hint={t(`commission.${name}.hint`)}
      stored={stored[name]}
      back={back}
    />
  )
  return (
    <>
      <DeskSection title={t('commission.section.question')} id="question-section">
        <Input {...field('publicName')} />
        <Textarea {...field('question')} rows={3} />
        <Textarea {...field('outOfBounds')} rows={3} />
        <Input {...field('commissionedBy')} />
        <Input {...field('budget')} />
        <Input {...field('seats')} classes="govuk-input--width-3" inputmode="numeric" />
      </DeskSection>
      <DeskSection title={t('commission.section.promise')} id="promise-section">
        <Input {...field('promiseWho')} />
        {day('promiseBy')}
        <Textarea {...field('promiseHow')} rows={3} />
        <Textarea {...field('oversight')} rows={3} />
        {day('followUp6On')}
        {day('followUp12On')}
      </DeskSection>
    </>
  )
}
