import { useWords } from '../../languages/use-words.ts'
import { type Refused, shown } from '../../server/form.ts'
import { DateInput } from '../../ui/date-input.tsx'

interface DayFieldProps {
  name: string
  legend: string
  hint?: string
  /** `YYYY-MM-DD`, or empty. */
  stored: string
  back: Refused | undefined
}

/** A day typed as three numbers, with what was typed still there when the form comes back. */
export function DayField({ name, legend, hint, stored, back }: DayFieldProps) {
  const t = useWords('juries-desk')
  const error = back?.errors.find((e) => e.field === `${name}-day`)
  const [year = '', month = '', day = ''] = stored ? stored.split('-') : []
  const values = { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year }
  const part = (unit: 'day' | 'month' | 'year') => ({
    label: t(`date.${unit}`),
    value: shown(back, `${name}-${unit}`, values[unit]),
  })
  return (
    <DateInput
      id={name}
      namePrefix={name}
      fieldset={{ legend: { text: legend } }}
      hint={hint ? { text: hint } : undefined}
      error={error && { text: error.message, visuallyHiddenText: t('error_prefix') }}
      day={part('day')}
      month={part('month')}
      year={part('year')}
    />
  )
}
