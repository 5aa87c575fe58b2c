import { type Refused, shown } from '../../server/form.ts'
import { DateInput } from '../../ui/date-input.tsx'

interface DayFieldProps {
  /** The boxes are called `<name>-day` and so on. */
  name: string
  legend: string
  hint?: string
  stored: string | null
  back: Refused | undefined
  /** Words for day, month and year, and the spoken "Error". */
  words: Record<'day' | 'month' | 'year' | 'error', string>
}

/** A day in three boxes, as it was typed or as it is stored. */
export function DayField({ name, legend, hint, stored, back, words }: DayFieldProps) {
  const error = back?.errors.find((e) => e.field === `${name}-day`)
  const [year = '', month = '', day = ''] = stored ? stored.split('-') : []
  const values = { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year }
  const part = (unit: 'day' | 'month' | 'year') => ({
    label: words[unit],
    value: shown(back, `${name}-${unit}`, values[unit]),
  })
  return (
    <DateInput
      id={name}
      namePrefix={name}
      fieldset={{ legend: { text: legend } }}
      hint={hint ? { text: hint } : undefined}
      error={error && { text: error.message, visuallyHiddenText: words.error }}
      day={part('day')}
      month={part('month')}
      year={part('year')}
    />
  )
}
