import type { PackedBallots } from './packed-ballots.ts'

/** Head-to-heads won and judged, per block and option, of everybody or of one group. */
export interface HeadToHeadSums {
  readonly size: number
  readonly blocks: number
  readonly people: number
  /** People, or clusters, in a block. */
  readonly unitsInBlock: number
  readonly won: Float64Array
  readonly judged: Float64Array
}

export interface HeadToHeadEstimate {
  /** Share of head-to-heads won, ties as half; null where an option was never compared. */
  readonly shares: readonly (number | null)[]
  /** Of the shares' sampling error, with blocks as what was sampled, and half an observation added. */
  readonly covariance: readonly (readonly number[])[]
  /** Blocks that hold anybody, less one; at least one. */
  readonly freedom: number
}

/**
 * What each person's places say about every option: how many of the others it was put above, ties as half. Summed over
 * blocks of people (whole clusters), for everybody together and for each group. Exact, because weights are whole.
 * @param groupOf the group of each person, or -1
 */
export function headToHeadSums(
  { size, people, columns, weights }: PackedBallots,
  { blockOf, count, units }: { readonly blockOf: Int32Array; readonly count: number; readonly units: number },
  groupOf: (person: number) => number = () => -1,
  groups = 0,
): { all: HeadToHeadSums; groups: HeadToHeadSums[] } {
  const sums = () => ({
    size,
    blocks: count,
    unitsInBlock: units / Math.max(1, count),
    won: new Float64Array(count * size),
    judged: new Float64Array(count * size),
  })
  const all = sums()
  const parts = Array.from({ length: groups }, () => ({ ...sums(), people: 0 }))
  const at = new Uint32Array(size + 1)
  for (let person = 0; person < people; person++) {
    at.fill(0)
    let judged = 0
    for (let option = 0; option < size; option++) {
      const place = columns[option * people + person]!
      at[place]!++
      if (place > 0) judged++
    }
    if (judged < 2) continue
    const weight = weights ? weights[person]! : 1
    const part = parts[groupOf(person)]
    if (part) part.people++
    const row = blockOf[person]! * size
    for (let option = 0; option < size; option++) {
      const place = columns[option * people + person]!
      if (place === 0) continue
      // Below are those judged who are neither in the places above nor at the same place; these count half.
      const won = weight * (judged - place + 1 - (at[place]! + 1) / 2)
      const met = weight * (judged - 1)
      all.won[row + option]! += won
      all.judged[row + option]! += met
      if (part) {
        part.won[row + option]! += won
        part.judged[row + option]! += met
      }
    }
  }
  return { all: { ...all, people }, groups: parts }
}

/**
 * Shares, and their covariance by the spread of the blocks about them (the ratio estimator's linear part). Half an
 * observation is added for each option, as for shares of people, so that one voter, or a few who agree, prove nothing.
 */
export function headToHeadEstimate({
  size,
  blocks,
  people,
  unitsInBlock,
  won,
  judged,
}: HeadToHeadSums): HeadToHeadEstimate {
  const total = (sums: Float64Array): number[] =>
    Array.from({ length: size }, (_, option) => {
      let sum = 0
      for (let block = 0; block < blocks; block++) sum += sums[block * size + option]!
      return sum
    })
  const wins = total(won)
  const met = total(judged)
  const shares = wins.map((sum, option) => (met[option]! > 0 ? sum / met[option]! : null))
  let filled = 0
  const products = Array.from({ length: size }, () => new Float64Array(size))
  const apart = new Float64Array(size)
  for (let block = 0; block < blocks; block++) {
    let any = false
    for (let option = 0; option < size; option++) {
      const cell = block * size + option
      any ||= judged[cell]! > 0
      apart[option] = shares[option] === null ? 0 : (won[cell]! - shares[option]! * judged[cell]!) / met[option]!
    }
    if (!any) continue
    filled++
    for (let a = 0; a < size; a++) for (let b = 0; b <= a; b++) products[a]![b]! += apart[a]! * apart[b]!
  }
  const units = Math.max(1, Math.min(people, filled * unitsInBlock))
  const few = filled > 1 ? filled / (filled - 1) : 0
  const covariance = products.map((_, a) =>
    products.map((__, b) => few * products[Math.max(a, b)]![Math.min(a, b)]! + (a === b ? 1 / (2 * units ** 2) : 0)),
  )
  return { shares, covariance, freedom: Math.max(1, filled - 1) }
}
