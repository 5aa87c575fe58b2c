import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { westernDigits } from '../../languages/western-digits.ts'
import type { ExercisePlan } from '../exercise.ts'
import { legalBases } from '../exercise.ts'

/** Days are typed as day, month and year: field names `<name>-day` and so on. */
export const dayFields = ['opensOn', 'closesOn', 'resultsBy', 'decisionOn', 'changedBy'] as const
export type DayField = (typeof dayFields)[number]

const text = (most: number) => z.string().max(most, 'too_long').default('')
/** A day, month or year as typed. More than fits one is cut and stays wrong: the day is then told of once. */
export const dayPart = z
  .string()
  .transform((typed) => typed.trim().slice(0, 12))
  .default('')
const areas = z.preprocess((v) => (v === undefined ? [] : Array.isArray(v) ? v : [v]), z.array(z.string().max(100)))

export const planShape = z.object({
  title: text(200),
  decision: text(2000),
  decidedBy: text(200),
  canChange: text(3000),
  cannotChange: text(3000),
  optionsRejected: text(3000),
  audiences: text(2000),
  method: text(2000),
  legalBasis: z.enum(legalBases, 'legal_basis'),
  commissionedBy: text(100),
  paidBy: text(100),
  shortOpeningReason: text(2000),
  areaIds: areas,
  ...(Object.fromEntries(
    dayFields.flatMap((field) => ['day', 'month', 'year'].map((unit) => [`${field}-${unit}`, dayPart])),
  ) as Record<`${DayField}-${'day' | 'month' | 'year'}`, typeof dayPart>),
})
export type PlanTyped = z.output<typeof planShape>

/** The day somebody typed: null when all three parts are empty, undefined when it is no day. */
export function typedDay(day: string, month: string, year: string): string | null | undefined {
  const parts = [day, month, year].map((typed) => westernDigits(typed.trim()))
  if (parts.every((typed) => typed === '')) return null
  if (!parts.every((typed) => /^\d{1,4}$/.test(typed)) || parts[2]!.length !== 4) return undefined
  try {
    const [d = 0, m = 0, y = 0] = parts.map(Number)
    return Temporal.PlainDate.from({ day: d, month: m, year: y }, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

/** A plan from what was typed, and the day fields that hold no day. A plan may be saved with gaps. */
export function planFrom(typed: PlanTyped): { plan: ExercisePlan; wrongDays: DayField[] } {
  const days = dayFields.map((field) => ({
    field,
    day: typedDay(typed[`${field}-day`], typed[`${field}-month`], typed[`${field}-year`]),
  }))
  const dayOf = Object.fromEntries(days.map(({ field, day }) => [field, day ?? null])) as Record<
    DayField,
    string | null
  >
  const plain = Object.fromEntries(
    Object.entries(typed).filter(([name]) => !/-(day|month|year)$/.test(name)),
  ) as unknown as Omit<ExercisePlan, DayField>
  return {
    plan: { ...trimmed(plain), ...dayOf, shortOpeningReason: typed.shortOpeningReason.trim() || null },
    wrongDays: days.flatMap(({ field, day }) => (day === undefined ? [field] : [])),
  }
}

function trimmed<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  ) as T
}

/** Where a plan as it stands says something else than this one: each field, in words where words can say it. */
export function differingFields(mine: ExercisePlan, now: ExercisePlan, dayInWords: (day: string) => string) {
  const fields = Object.keys(mine) as (keyof ExercisePlan)[]
  return fields.flatMap((field): { field: string; now?: string }[] => {
    const [own, other] = [mine[field] ?? '', now[field] ?? '']
    if (Array.isArray(own) || Array.isArray(other)) {
      return [...own].sort().join() === [...other].sort().join() ? [] : [{ field }]
    }
    if (own === other) return []
    const isDay = (dayFields as readonly string[]).includes(field)
    if (isDay) return [{ field: `${field}-day`, now: other && dayInWords(other) }]
    return [['legalBasis', 'commissionedBy', 'paidBy'].includes(field) ? { field } : { field, now: other }]
  })
}
