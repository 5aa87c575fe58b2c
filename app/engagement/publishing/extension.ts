import type { PeopleMap } from '../areas/area-share.ts'
import { dateTroubles, type Exercise, type PlanTrouble } from '../exercise.ts'
import { addDays, daysBetween } from '../london-day.ts'
import type { Practice } from '../practice.ts'
import { concerns, type Poll } from '../register/poll.ts'

export const extensionReasons = ['pre_election', 'other'] as const
export type ExtensionReason = (typeof extensionReasons)[number]

/** A closing day that was moved, as everybody may know it. */
export interface Extension {
  id: string
  closesBefore: string
  closesOn: string
  reason: ExtensionReason
  /** Why, in the officer's words. */
  note: string
  confirmedAt: string
}

/** The days that move with a closing day; the opening day has passed. */
export const movedDays = ['closesOn', 'resultsBy', 'decisionOn', 'changedBy'] as const
export type MovedDays = Pick<Exercise, (typeof movedDays)[number]>

const trouble = (field: string, key: string, values: PlanTrouble['values'] = {}): PlanTrouble => ({
  field,
  key,
  values,
  area: 'extending',
})

/**
 * What forbids moving an exercise's days (rules G-1, G-8, G-9): the closing day only later and not into a pre-election
 * period, where nobody may be told of it; no other promise sooner, and all of them still in an order that can be kept.
 */
export function extensionTroubles(
  exercise: Exercise,
  days: MovedDays,
  about: { polls: readonly Poll[]; map: PeopleMap; practice: Practice },
): PlanTrouble[] {
  const { closesOn } = days
  const before = exercise.closesOn
  if (!before || !closesOn || closesOn <= before) return [trouble('closesOn', 'not_later', { day: before ?? '' })]
  const sooner = movedDays.flatMap((field) => {
    const promised = exercise[field]
    const day = days[field]
    return promised && (!day || day < promised) ? [trouble(field, 'sooner', { day: promised })] : []
  })
  const quiet = about.polls
    .filter((poll) => isQuiet(poll, closesOn) && concerns(poll, exercise.areaIds, about.map))
    .map(({ name, onDate }) => trouble('closesOn', 'in_quiet', { poll: name, after: addDays(onDate, 1) }))
  return [...sooner, ...quiet, ...(sooner.length ? [] : dateTroubles({ ...exercise, ...days }, about.practice))]
}

const isQuiet = ({ quietFrom, onDate }: Poll, day: string) => day >= quietFrom && day <= onDate

/**
 * The closing day that makes up for pre-election periods: with it there are as many other days as there were to be days
 * at all. Null where none fell into the time planned.
 */
export function madeUpClosing(
  { opensOn, closesOn, areaIds }: Pick<Exercise, 'opensOn' | 'closesOn' | 'areaIds'>,
  polls: readonly Poll[],
  map: PeopleMap,
): string | null {
  if (!opensOn || !closesOn || closesOn < opensOn) return null
  const ours = polls.filter((poll) => concerns(poll, areaIds, map))
  const quiet = (day: string) => ours.some((poll) => isQuiet(poll, day))
  let missing = daysBetween(opensOn, closesOn) + 1
  let day = addDays(opensOn, -1)
  while (missing > 0) {
    day = addDays(day, 1)
    if (!quiet(day)) missing--
  }
  return day > closesOn ? day : null
}
