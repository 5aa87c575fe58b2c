import { deviation } from './alternates.ts'
import type { Message, Pool } from './quota.ts'

export interface ReplacementInput {
  pool: Pool
  /** Who is still seated. */
  seated: readonly number[]
  seats: number
  onePerHousehold: boolean
  /** Alternates, in the order in which ties are broken (drawn, or by sub-seed). */
  candidates: readonly number[]
  /** Per candidate, minutes of travel, where known. */
  travel?: ReadonlyMap<number, number>
}

export interface RankedReplacement {
  person: number
  /** Deviation from the quotas with this person seated, and how much of it they remove. */
  deviation: number
  helps: number
  /** Quotas that would not be met: 'quota-short' or 'quota-over' with the count; empty when every quota is kept. */
  breaches: Message[]
  travel: number | null
}

/**
 * Alternates by least damage to the balance, then by shorter travel, then in their given order. People who live with
 * somebody seated are left out.
 */
export function rankReplacements(input: ReplacementInput): RankedReplacement[] {
  const { pool, seated, seats, candidates, travel } = input
  const before = deviation(pool, seated, seats)
  return candidates
    .filter((person) => !seated.includes(person) && !sharesHome(input, person, seated))
    .map((person) => {
      const panel = [...seated, person]
      const after = deviation(pool, panel, seats)
      return {
        person,
        deviation: after,
        helps: before - after,
        breaches: breachesOf(pool, panel),
        travel: travel?.get(person) ?? null,
      }
    })
    .sort((a, b) => a.deviation - b.deviation || (a.travel ?? Infinity) - (b.travel ?? Infinity) || 0)
}

const MOST_BATCHES = 50_000

/**
 * The candidates who together fill a number of seats best (batches of three or four are usual): all batches are
 * compared while they are few, and beyond that the best is built up one by one.
 */
export function bestBatch(input: ReplacementInput, open: number): number[] {
  const usable = input.candidates.filter((person) => !sharesHome(input, person, input.seated))
  let ways = 1
  for (let i = 1; i <= open; i++) ways = (ways * (usable.length - open + i)) / i
  if (ways > MOST_BATCHES) {
    const batch: number[] = []
    while (batch.length < open) {
      const [next] = rankReplacements({ ...input, seated: [...input.seated, ...batch] })
      if (!next) break
      batch.push(next.person)
    }
    return batch
  }
  let best: number[] = []
  let least = deviation(input.pool, input.seated, input.seats)
  const extend = (batch: number[], from: number): void => {
    const reached = deviation(input.pool, [...input.seated, ...batch], input.seats)
    if (reached < least || (reached === least && batch.length > best.length)) {
      least = reached
      best = batch
    }
    if (batch.length === open) return
    for (let c = from; c < usable.length; c++) {
      if (!sharesHome(input, usable[c]!, batch)) extend([...batch, usable[c]!], c + 1)
    }
  }
  extend([], 0)
  return best
}

function sharesHome({ pool, onePerHousehold }: ReplacementInput, person: number, others: readonly number[]): boolean {
  const { household } = pool.volunteers[person]!
  return (
    onePerHousehold && household !== null && others.some((other) => pool.volunteers[other]!.household === household)
  )
}

/** Which quotas a set of people leaves unmet. */
function breachesOf({ categories, volunteers }: Pool, panel: readonly number[]): Message[] {
  return categories.flatMap((category, c) =>
    category.values.flatMap(({ name, min, max }, v): Message[] => {
      const count = panel.filter((person) => volunteers[person]!.values[c] === v).length
      const params = { category: category.name, value: name, count, min, max }
      if (count < min) return [{ code: 'quota-short', params }]
      return count > max ? [{ code: 'quota-over', params }] : []
    }),
  )
}
