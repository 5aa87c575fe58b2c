import { type Category, sameName } from './quota.ts'

/** Of `people` with a value of a criterion `dropped` did not take their seat. An empty criterion stands for everybody. */
export interface DropOutTally {
  criterion: string
  value: string
  people: number
  dropped: number
}

/**
 * Each person's chance of dropping out before the first day: the overall rate times, per value, how much more or less
 * often people with it dropped out in earlier juries, drawn towards the given rate by as many people as `caution`.
 *
 * @param given the rate that holds where nothing was learned, from 0 to 1.
 */
export function dropOutChances(
  categories: readonly Category[],
  tallies: readonly DropOutTally[],
  people: readonly { values: readonly number[] }[],
  given = 0.1,
  caution = 20,
): number[] {
  const sum = (criterion: string, value: string) =>
    tallies
      .filter((tally) => sameName(tally.criterion) === sameName(criterion) && sameName(tally.value) === sameName(value))
      .reduce((all, tally) => ({ people: all.people + tally.people, dropped: all.dropped + tally.dropped }), {
        people: 0,
        dropped: 0,
      })
  const all = sum('', '')
  const overall = (all.dropped + caution * given) / (all.people + caution)
  const ratios = categories.map((category) =>
    category.values.map(({ name }) => {
      const alike = sum(category.name, name)
      return overall === 0 ? 1 : (alike.dropped + caution * overall) / (alike.people + caution) / overall
    }),
  )
  return people.map(({ values }) =>
    Math.min(
      0.9,
      values.reduce((chance, v, c) => chance * (ratios[c]?.[v] ?? 1), overall),
    ),
  )
}

/** The tallies of records by category order: one for everybody, one for each value. */
export function talliesOf(
  categories: readonly Category[],
  records: readonly { values: readonly number[]; droppedOut: boolean }[],
): DropOutTally[] {
  const count = (criterion: string, value: string, those: typeof records) => ({
    criterion,
    value,
    people: those.length,
    dropped: those.filter(({ droppedOut }) => droppedOut).length,
  })
  return [
    count('', '', records),
    ...categories.flatMap((category, c) =>
      category.values.map(({ name }, v) =>
        count(
          category.name,
          name,
          records.filter(({ values }) => values[c] === v),
        ),
      ),
    ),
  ]
}

/**
 * The chance that of `people` who each drop out with the same chance at least `wanted` come (J-10: 24 and 6 alternates
 * at 12 % give 94 % for a full 24).
 */
export function chanceOfAtLeast(wanted: number, people: number, dropOut: number): number {
  const come = 1 - dropOut
  let chance = 0
  let ways = 1
  for (let gone = 0; gone <= people - wanted; gone++) {
    chance += ways * come ** (people - gone) * dropOut ** gone
    ways = (ways * (people - gone)) / (gone + 1)
  }
  return Math.min(1, chance)
}

/** A chance in thousandths as it may be told: never 1,000 or 0 where something else can still happen. */
export function toldPerMille(chance: number): number {
  const rounded = Math.round(chance * 1000)
  if (chance < 1 && rounded >= 995) return Math.min(rounded, 999)
  return chance > 0 ? Math.max(rounded, 1) : rounded
}
