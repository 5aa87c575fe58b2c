import type { Pool } from '../lottery/quota.ts'

export interface ProfileValue {
  name: string
  people: number
  min: number
  max: number
  /** Of the pool, from 0 to 1. */
  share: number
  /** Of the seats: the middle of what the target allows, from 0 to 1. */
  target: number
  /** Fewer volunteers than the least seats: no panel can meet this target. */
  short: boolean
}

/** Who is in the pool beside whom the targets want, by category. */
export function poolProfile({ categories, volunteers }: Pool, seats: number) {
  return categories.map(({ name, values }, c) => ({
    category: name,
    values: values.map(({ name: value, min, max }, v): ProfileValue => {
      const people = volunteers.filter((volunteer) => volunteer.values[c] === v).length
      return {
        name: value,
        people,
        min,
        max,
        share: volunteers.length ? people / volunteers.length : 0,
        target: seats ? Math.min(1, (min + Math.min(max, seats)) / 2 / seats) : 0,
        short: people < min,
      }
    }),
  }))
}
