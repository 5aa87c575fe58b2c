import type { TablePlan, TablePlanInput } from './table-input.ts'

/** Tables hold six to eight people (J-14). */
const tableSize = { least: 6, most: 8 }
export const mostRounds = 12

/** The numbers of tables at which so many people sit six to eight to a table; one table where they are too few. */
export function tablesFor(people: number): number[] {
  const fewest = Math.max(1, Math.ceil(people / tableSize.most))
  const most = Math.max(fewest, Math.floor(people / tableSize.least))
  return Array.from({ length: most - fewest + 1 }, (_, i) => fewest + i)
}

/** Who sits where, in stored form: rounds and tables counted from 1. */
export interface Place {
  round: number
  memberId: string
  table: number
}

export interface SeatingRules {
  tables: number
  rounds: number
  fixed: readonly { memberId: string; table: number }[]
  apart: readonly (readonly [string, string])[]
  absences: readonly { memberId: string; round: number }[]
}

/** A person to seat, with what should be mixed at every table. */
export interface Sitter {
  memberId: string
  mixed: readonly string[]
}

/**
 * The plan's input for people in the given order. Rules about anybody who is not among them are left out, and a fixed
 * place holds only where the person is there.
 */
export function planInputOf(people: readonly Sitter[], rules: SeatingRules): TablePlanInput {
  const at = new Map(people.map(({ memberId }, i) => [memberId, i]))
  const known = (memberId: string): number[] => (at.has(memberId) ? [at.get(memberId)!] : [])
  const absent = rules.absences
    .filter(({ round }) => round <= rules.rounds)
    .flatMap(({ memberId, round }) => known(memberId).map((person) => ({ person, round: round - 1 })))
  const away = new Set(absent.map(({ person, round }) => `${person}/${round}`))
  return {
    people: people.map(({ memberId, mixed }) => ({ id: memberId, fields: [...mixed] })),
    tables: rules.tables,
    rounds: rules.rounds,
    fixed: rules.fixed
      .filter(({ table }) => table <= rules.tables)
      .flatMap(({ memberId, table }) =>
        known(memberId).flatMap((person) =>
          Array.from({ length: rules.rounds }, (_, round) => ({ person, table: table - 1, round })).filter(
            ({ round }) => !away.has(`${person}/${round}`),
          ),
        ),
      ),
    apart: rules.apart.flatMap(([a, b]) => known(a).flatMap((first) => known(b).map((second) => pair(first, second)))),
    absent,
  }
}

const pair = (a: number, b: number): [number, number] => [a, b]

/** Pairs to be kept apart whom fixed places put at one table, in a round or more in which both are there. */
export function fixedTogether({ tables, rounds, fixed, apart, absences }: SeatingRules) {
  const tableOf = new Map(fixed.filter(({ table }) => table <= tables).map(({ memberId, table }) => [memberId, table]))
  const away = new Set(absences.map(({ memberId, round }) => `${round}/${memberId}`))
  return apart.flatMap(([first, second]) => {
    const table = tableOf.get(first)
    const meet = Array.from({ length: rounds }, (_, i) => i + 1).some(
      (round) => !away.has(`${round}/${first}`) && !away.has(`${round}/${second}`),
    )
    return table !== undefined && table === tableOf.get(second) && meet ? [{ first, second, table }] : []
  })
}

/** Pairs to be kept apart who sit together all the same, each with the rounds. */
export function seatedTogether(places: readonly Place[], apart: SeatingRules['apart']) {
  const tables = new Map(places.map(({ round, memberId, table }) => [`${round}/${memberId}`, table]))
  const rounds = [...new Set(places.map(({ round }) => round))].sort((a, b) => a - b)
  return apart.flatMap(([first, second]) => {
    const shared = rounds.filter((round) => {
      const table = tables.get(`${round}/${first}`)
      return table !== undefined && table === tables.get(`${round}/${second}`)
    })
    return shared.length ? [{ first, second, rounds: shared }] : []
  })
}

/** A plan as it is stored, from the mathematics' form. */
export function placesOf(people: readonly Sitter[], plan: TablePlan): Place[] {
  return plan.flatMap((seats, round) =>
    seats.flatMap((table, person) =>
      table === null ? [] : [{ round: round + 1, memberId: people[person]!.memberId, table: table + 1 }],
    ),
  )
}

/** The mathematics' form of a stored plan; people who were not in it have no table. */
export function planOf(people: readonly Sitter[], places: readonly Place[], rounds: number): TablePlan {
  const tables = new Map(places.map(({ round, memberId, table }) => [`${round}/${memberId}`, table - 1]))
  return Array.from({ length: rounds }, (_, round) =>
    people.map(({ memberId }) => tables.get(`${round + 1}/${memberId}`) ?? null),
  )
}

/** What a new plan means for people against the one before. A person who comes, goes or moves is named once a round. */
export interface PlanDiff {
  moved: { round: number; memberId: string; from: number; to: number }[]
  came: { round: number; memberId: string; to: number }[]
  went: { round: number; memberId: string; from: number }[]
}

/** Who sits elsewhere, newly or no longer, round by round in the order of the plans. */
export function planDiff(before: readonly Place[], after: readonly Place[]): PlanDiff {
  const key = ({ round, memberId }: Place) => `${round}/${memberId}`
  const old = new Map(before.map((place) => [key(place), place.table]))
  const now = new Map(after.map((place) => [key(place), place.table]))
  return {
    moved: after.flatMap(({ round, memberId, table }) => {
      const from = old.get(`${round}/${memberId}`)
      return from === undefined || from === table ? [] : [{ round, memberId, from, to: table }]
    }),
    came: after
      .filter((place) => !old.has(key(place)))
      .map(({ round, memberId, table }) => ({ round, memberId, to: table })),
    went: before
      .filter((place) => !now.has(key(place)))
      .map(({ round, memberId, table }) => ({ round, memberId, from: table })),
  }
}
