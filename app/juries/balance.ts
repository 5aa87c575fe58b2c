import type { Category, Pool, Volunteer } from './quota.ts'

/** A criterion of the jury's targets with its values in order. */
export interface Target {
  id: string
  name: string
  values: { value: string; minimum: number; maximum: number }[]
}

/** Somebody who holds a seat or could: the value of each criterion they gave, by the criterion's id. */
export interface Candidate {
  id: string
  household: string | null
  values: ReadonlyMap<string, string>
}

/**
 * Targets and people as the mathematics of replacing wants them, people in the given order. Who gave no value that the
 * targets know counts towards none of them: a further value without limits holds them.
 */
export function balanceOf(targets: readonly Target[], people: readonly Candidate[]): Pool {
  const categories: Category[] = targets.map(({ name, values }) => ({
    name,
    values: [
      ...values.map(({ value, minimum, maximum }) => ({
        name: value,
        min: minimum,
        max: maximum,
        minFlex: minimum,
        maxFlex: maximum,
      })),
      { name: '', min: 0, max: people.length, minFlex: 0, maxFlex: people.length },
    ],
  }))
  const volunteers: Volunteer[] = people.map(({ id, household, values }) => ({
    id,
    household,
    values: targets.map((target) => {
      const at = target.values.findIndex(({ value }) => value === values.get(target.id))
      return at === -1 ? target.values.length : at
    }),
  }))
  return { categories, volunteers }
}
