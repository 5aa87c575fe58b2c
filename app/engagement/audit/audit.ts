import { furtherGroupNames } from '../../consultations/equality/characteristics.ts'
import type { RegisterRow } from '../register/register-row.ts'

/** The year an exercise is accounted for in: that of its last day, each exercise once. Null while it has no day. */
export const auditYearOf = ({ closesOn, opensOn }: Pick<RegisterRow, 'closesOn' | 'opensOn'>): number | null => {
  const day = closesOn ?? opensOn
  return day ? Number(day.slice(0, 4)) : null
}

/** Sums over a year, and of how many exercises each figure is known: a sum over what is missing would mislead. */
export interface AuditTotals {
  exercises: number
  costPounds: number
  withCost: number
  staffHours: number
  withHours: number
  /** Paid to community groups for asking their people. */
  groupsPence: number
  reached: number
  withReach: number
  /** Those of which it is recorded what changed. */
  changed: number
}

export function auditTotals(
  rows: readonly (Pick<RegisterRow, 'costPounds' | 'staffHours' | 'reached' | 'whatChanged'> & {
    groupsPence: number
  })[],
) {
  const sum = (key: 'costPounds' | 'staffHours' | 'reached') => rows.reduce((total, row) => total + (row[key] ?? 0), 0)
  const known = (key: 'costPounds' | 'staffHours' | 'reached') => rows.filter((row) => row[key] !== null).length
  return {
    exercises: rows.length,
    costPounds: sum('costPounds'),
    withCost: known('costPounds'),
    staffHours: sum('staffHours'),
    withHours: known('staffHours'),
    groupsPence: rows.reduce((total, row) => total + row.groupsPence, 0),
    reached: sum('reached'),
    withReach: known('reached'),
    changed: rows.filter((row) => row.whatChanged.trim() !== '').length,
  } satisfies AuditTotals
}

export const participationMargins = ['ageBand', 'sex', 'ethnicGroup', ...furtherGroupNames] as const
export type ParticipationMargin = (typeof participationMargins)[number]

/** A published table of who answered: counts by group, null where the publication hides them. */
export interface PublishedGroups {
  margin: string
  groups: readonly { id: string; people: number | null }[]
}

/** People of a group over a year: at least so many, and in how many exercises their number was too small to publish. */
export interface Participation {
  margin: ParticipationMargin
  groups: { id: string; people: number; hidden: number }[]
}

/**
 * Who took part over a year (rule E-3), added up from what the exercises published and from nothing else: what one of
 * them hides stays hidden, and no difference of two tables can show it. Rounded like every count of protected groups.
 */
export function participation(published: readonly (readonly PublishedGroups[])[], roundTo: number): Participation[] {
  return participationMargins.map((margin) => {
    const groups = new Map<string, { people: number; hidden: number }>()
    for (const each of published.flat().filter((one) => one.margin === margin)) {
      for (const { id, people } of each.groups) {
        const before = groups.get(id) ?? { people: 0, hidden: 0 }
        groups.set(id, {
          people: before.people + (people ?? 0),
          hidden: before.hidden + (people === null ? 1 : 0),
        })
      }
    }
    return {
      margin,
      groups: [...groups].map(([id, { people, hidden }]) => ({
        id,
        people: Math.round(people / roundTo) * roundTo,
        hidden,
      })),
    }
  })
}
