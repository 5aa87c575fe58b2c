import type { Criterion } from '../targets/target.ts'
import { type Category, type Pool, sameName, type Volunteer } from './quota.ts'

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
export function balanceOf(criteria: readonly Criterion[], people: readonly Candidate[]): Pool {
  const categories: Category[] = criteria.map(({ name, targets }) => ({
    name,
    values: [
      ...targets.map(({ value, minimum, maximum }) => ({
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
    values: criteria.map((criterion) => {
      const given = sameName(values.get(criterion.id) ?? '')
      const at = criterion.targets.findIndex(({ value }) => sameName(value) === given)
      return at === -1 ? criterion.targets.length : at
    }),
  }))
  return { categories, volunteers }
}
