import type { TFunction } from 'i18next'
import type { FieldError } from '../../server/form.ts'
import { formatDate } from '../../ui/dates.ts'
import type { PlanTrouble } from '../exercise.ts'

/** A trouble as a sentence, its days in words. */
export function inWords({ field, key, values, area }: PlanTrouble, words: (area: string) => TFunction): FieldError {
  const said = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && isDay(value) ? formatDate(value, 'en-GB') : value,
  ])
  const message = String(words(area ?? 'engagement')(`errors.${key}`, Object.fromEntries(said)))
  const isDayField = /(On|By)$/.test(field) && field !== 'decidedBy'
  return { field: isDayField ? `${field}-day` : area ? 'beside' : field, message }
}

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value)
