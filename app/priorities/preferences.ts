import { MILLIONTHS, type Unranked } from './ballot.ts'
import type { Preferences } from './choice-beside-contract.ts'
import { headToHeadShares, type PairwiseMatrix } from './pairwise-matrix.ts'

type Ordered = { readonly picks: readonly number[]; readonly same: boolean }

/** Sums over pairs of options: who put a above b, and who placed both. */
type Pairs = { wins: number[][]; both: number[][]; chose: number[] }

function countPairs(
  choices: readonly Ordered[],
  size: number,
  unranked: Unranked,
  weightOf: (person: number) => number,
): Pairs {
  const square = () => Array.from({ length: size }, () => new Array<number>(size).fill(0))
  const pairs: Pairs = { wins: square(), both: square(), chose: new Array<number>(size).fill(0) }
  const place = new Int32Array(size)
  choices.forEach(({ picks, same }, person) => {
    const weight = weightOf(person)
    picks.forEach((option, at) => {
      place[option] = same ? 1 : at + 1
    })
    for (const a of picks) {
      const [wins, both] = [pairs.wins[a]!, pairs.both[a]!]
      pairs.chose[a]! += weight
      for (let b = 0; b < size; b++) {
        if (place[b] === 0) {
          if (unranked === 'tied-last') wins[b]! += weight
        } else if (a !== b) {
          both[b]! += weight
          if (place[a]! < place[b]!) wins[b]! += weight
        }
      }
    }
    for (const option of picks) place[option] = 0
  })
  return pairs
}

/**
 * The head-to-heads of a "choose up to N, then order them" question as they are published, counted once per person.
 * With `tied-last` everybody judges every pair, those who chose none of the options as a tie.
 */
export function countedPreferences(choices: readonly Ordered[], size: number, unranked: Unranked): Preferences {
  const { wins, both } = countPairs(choices, size, unranked, () => 1)
  const total = choices.length
  return { total, effective: total, wins, compared: comparedBy(both, unranked, total) }
}

/**
 * The same with weights in millionths. Where any part of a pair (who chose one of them alone, who put this or that
 * first, who had both alike) is fewer than `minCell` people, both its cells are people times a mean weight that the
 * published sums already tell, so that no sum over so few can be worked out (rule P-10).
 */
export function weightedPreferences(
  choices: readonly Ordered[],
  size: number,
  unranked: Unranked,
  weights: readonly number[],
  given: { readonly effective: number; readonly minCell: number },
): Preferences {
  const people = countPairs(choices, size, unranked, () => 1)
  const sums = countPairs(choices, size, unranked, (person) => weights[person]!)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const few = (count: number) => count > 0 && count < given.minCell
  const mean = (count: number, sum: number, of: number) =>
    Number((BigInt(count) * BigInt(sum)) / BigInt(Math.max(1, of)))
  const chose = sums.chose.map((sum, a) =>
    few(people.chose[a]!) ? mean(people.chose[a]!, total, choices.length) : sum,
  )
  const wins = sums.wins.map((row) => [...row])
  const both = sums.both.map((row) => [...row])
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a === b) continue
      const shared = people.both[a]![b]!
      const alone = (option: number) => (unranked === 'tied-last' ? people.chose[option]! - shared : 0)
      const [first, second] = [people.wins[a]![b]! - alone(a), people.wins[b]![a]! - alone(b)]
      const parts = [first, second, shared - first - second, shared, alone(a), alone(b)]
      if (![...parts, people.chose[a]!, people.chose[b]!].some(few)) continue
      const of = people.chose[a]! + people.chose[b]!
      if (unranked === 'tied-last') wins[a]![b] = mean(people.wins[a]![b]!, chose[a]!, people.chose[a]!)
      else {
        wins[a]![b] = mean(first, chose[a]! + chose[b]!, of)
        both[a]![b] = mean(shared, chose[a]! + chose[b]!, of)
      }
    }
  }
  return { total, effective: given.effective, wins, compared: comparedBy(both, unranked, total) }
}

const comparedBy = (both: number[][], unranked: Unranked, total: number): number[][] =>
  both.map((row, a) => row.map((shared, b) => (a === b ? 0 : unranked === 'tied-last' ? total : shared)))

/** As the pairwise rules read it. `unit` turns what is counted into millionths: 1,000,000 for people, 1 for weights. */
export function matrixOf({ total, effective, wins, compared }: Preferences, unit: number): PairwiseMatrix {
  const size = wins.length
  const judged = Float64Array.from(compared.flat(), (value) => value * unit)
  return {
    size,
    wins: Float64Array.from(wins.flat(), (value) => value * unit),
    compared: judged,
    // As if the weights of those who judged a pair differed as everybody's do: Kish's number is then its share of all.
    squares: judged.map((value) => (value * total * unit) / (MILLIONTHS * Math.max(1, effective))),
  }
}

/** Head-to-heads won in 1,000 of those decided, the mean over opponents; null for an option that met nobody. */
export const headToHeadPerMille = (matrix: PairwiseMatrix): (number | null)[] =>
  headToHeadShares(matrix).map((share) => (share === null ? null : Math.round(share * 1000)))
