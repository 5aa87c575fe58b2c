import { useWords } from '../../languages/use-words.ts'
import type { Refused, Typed } from '../../server/form.ts'
import { DateInput } from '../../ui/date-input.tsx'
import type { ErrorOptions } from '../../ui/options.ts'

/** The day typed into a `DayField`, `YYYY-MM-DD`; null when the three boxes are no day of the calendar. */
export function dayIn(typed: Typed, name: string): string | null {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => Number(typed[`${name}-${part}`]?.[0] ?? Number.NaN))
  if (![day, month, year].every(Number.isInteger) || year! < 2000 || year! > 2999) return null
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso
}

/** Day, month and year in three boxes; an error goes to the first (`<name>-day`). */
export function DayField({
  name,
  legend,
  hint,
  back,
  error,
}: {
  name: string
  legend: string
  hint?: string
  back: Refused | undefined
  error?: ErrorOptions
}) {
  const t = useWords('board-desk')
  const part = (which: 'day' | 'month' | 'year') => ({
    label: t(`date.${which}`),
    value: back?.typed[`${name}-${which}`]?.[0] ?? '',
  })
  return (
    <DateInput
      id={name}
      namePrefix={name}
      day={part('day')}
      month={part('month')}
      year={part('year')}
      fieldset={{ legend }}
      hint={hint}
      error={error}
    />
  )
}
