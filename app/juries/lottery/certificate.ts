import type { Pool } from './quota.ts'

/**
 * A proof that no method whatever could have given the least likely volunteer more than a certain chance.
 *
 * The lowest chance is at most the weighted mean of the chances, and that is at most the greatest weight a panel can
 * have, divided by the total. The greatest weight is bounded, in each case of the proof, by giving every rule of the
 * draw a price: any prices at all give a true bound, so the solver that found them need not be believed. Whole
 * numbers only, so the check is exact.
 */
export interface Certificate {
  /** Per volunteer, not negative. */
  weights: number[]
  proof: ProofCase
}

export type ProofCase = PricedCase | SplitCase

/** Prices of the rules: the seats, every value of every category in order, and the splits above, outermost first. */
export interface PricedCase {
  seats: number
  quotas: number[]
  splits: number[]
}

/** Either at most `atMost` of these people sit in a panel, or at least one more. */
export interface SplitCase {
  people: number[]
  atMost: number
  low: ProofCase
  high: ProofCase
}

export const SCALE = 1e12

interface Split {
  people: ReadonlySet<number>
  lower: bigint
  upper: bigint
}

/** The proven bound of the lowest chance. Throws a RangeError if the certificate has not the pool's shape. */
export function provenBound(certificate: Certificate, pool: Pool, seats: number, onePerHousehold: boolean): number {
  const { weights, proof } = certificate
  const wellFormed =
    weights.length === pool.volunteers.length && weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)
  if (!wellFormed) throw new RangeError('The weights are not one whole number per volunteer')
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n) throw new RangeError('The weights are all nought')
  const greatest = greatestWeight(proof, [], weights, pool, BigInt(seats), households(pool, onePerHousehold))
  return greatest <= 0n ? 0 : quotient(greatest, total)
}

/** The quotient to the last digits of a double: both parts may be larger than one holds exactly. */
function quotient(numerator: bigint, denominator: bigint): number {
  return Number((numerator * 10n ** 15n) / denominator + 1n) / 1e15
}

function greatestWeight(
  proof: ProofCase,
  splits: Split[],
  weights: readonly number[],
  pool: Pool,
  seats: bigint,
  homes: readonly number[][],
): bigint {
  if ('people' in proof) {
    const people = new Set(proof.people)
    const { atMost } = proof
    const low = { people, lower: 0n, upper: BigInt(atMost) }
    const high = { people, lower: BigInt(atMost) + 1n, upper: BigInt(people.size) }
    const one = greatestWeight(proof.low, [...splits, low], weights, pool, seats, homes)
    const other = greatestWeight(proof.high, [...splits, high], weights, pool, seats, homes)
    return one > other ? one : other
  }
  return pricedWeight(proof, splits, weights, pool, seats, homes)
}

function pricedWeight(
  prices: PricedCase,
  splits: readonly Split[],
  weights: readonly number[],
  pool: Pool,
  seats: bigint,
  homes: readonly number[][],
): bigint {
  const values = pool.categories.flatMap((category) => category.values)
  if (prices.quotas.length !== values.length || prices.splits.length !== splits.length) {
    throw new RangeError('The prices do not fit the quotas')
  }
  let sum = BigInt(prices.seats) * seats
  values.forEach(({ min, max }, v) => {
    const price = prices.quotas[v]!
    sum += BigInt(price) * BigInt(price > 0 ? max : min)
  })
  splits.forEach(({ lower, upper }, s) => {
    const price = prices.splits[s]!
    sum += BigInt(price) * (price > 0 ? upper : lower)
  })
  const firstValue: number[] = []
  pool.categories.reduce((start, category) => {
    firstValue.push(start)
    return start + category.values.length
  }, 0)
  const surplus = (person: number): number => {
    let worth = weights[person]! - prices.seats
    pool.volunteers[person]!.values.forEach((value, c) => {
      worth -= prices.quotas[firstValue[c]! + value]!
    })
    splits.forEach((split, s) => {
      if (split.people.has(person)) worth -= prices.splits[s]!
    })
    if (!Number.isSafeInteger(worth)) throw new RangeError('A price is too large to be checked exactly')
    return worth
  }
  for (const home of homes) {
    const best = home.reduce((most, person) => Math.max(most, surplus(person)), 0)
    sum += BigInt(best)
  }
  return sum
}

function households(pool: Pool, onePerHousehold: boolean): number[][] {
  const homes = new Map<string, number[]>()
  const alone: number[][] = []
  pool.volunteers.forEach(({ household }, person) => {
    if (!onePerHousehold || household === null) alone.push([person])
    else if (homes.has(household)) homes.get(household)!.push(person)
    else homes.set(household, [person])
  })
  return [...alone, ...homes.values()]
}
