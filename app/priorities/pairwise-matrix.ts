import type { Ballot, PersonAnswers, Unranked, WeakOrder } from './ballot.ts'
import { checkOrder, MILLIONTHS, readOrder } from './ballot.ts'
import { BallotError } from './ballot-error.ts'

/** What the pairwise rules need: `wins[a * size + b]` is the weight, in millionths, of those who want a more than b. */
export interface Wins {
  readonly size: number
  readonly wins: Float64Array
}

/** The tally of a question. Every cell is a whole number below 2^53, so adding and removing ballots is exact. */
export interface PairwiseMatrix extends Wins {
  /** Weight of those who judged the pair at all, ties included; millionths, symmetric. */
  readonly compared: Float64Array
  /** Sum of squared weights of the same people, in thousandths squared: for the effective number of comparers. */
  readonly squares: Float64Array
}

export function emptyMatrix(size: number): PairwiseMatrix {
  if (size < 1) throw new BallotError('no-options', 'This question has no options.')
  const cells = () => new Float64Array(size * size)
  return { size, wins: cells(), compared: cells(), squares: cells() }
}

/** The weighted pairwise matrix of ballots (one per person). @throws BallotError for an unreadable ballot */
export function pairwiseMatrix(ballots: Iterable<Ballot>, size: number, unranked: Unranked): PairwiseMatrix {
  const matrix = emptyMatrix(size)
  for (const ballot of ballots) addBallot(matrix, ballot, unranked)
  return matrix
}

/** Adds one ballot, or with `sign` -1 takes back one that was added. */
export function addBallot(matrix: PairwiseMatrix, ballot: Ballot, unranked: Unranked, sign: 1 | -1 = 1): void {
  checkOrder(ballot, matrix.size)
  const groups = readOrder(ballot, matrix.size, unranked)
  const { size, wins, compared, squares } = matrix
  const weight = sign * ballot.weight
  const square = sign * Math.round(ballot.weight / 1000) ** 2
  const judge = (a: number, b: number) => {
    compared[a * size + b]! += weight
    compared[b * size + a]! += weight
    squares[a * size + b]! += square
    squares[b * size + a]! += square
  }
  for (let upper = 0; upper < groups.length; upper++) {
    const group = groups[upper]!
    for (let i = 0; i < group.length; i++) {
      const a = group[i]!
      for (let j = i + 1; j < group.length; j++) judge(a, group[j]!)
      for (let lower = upper + 1; lower < groups.length; lower++) {
        for (const b of groups[lower]!) {
          wins[a * size + b]! += weight
          judge(a, b)
        }
      }
    }
  }
}

/**
 * Adds a person who answered several instruments: pair verdicts are averaged inside each instrument, then over the
 * instruments that judged the pair, so nobody has more than one vote on a pair.
 */
export function addPerson(matrix: PairwiseMatrix, person: PersonAnswers, unranked: Unranked, sign: 1 | -1 = 1): void {
  const { size } = matrix
  const wins = new Float64Array(size * size)
  const judged = new Uint16Array(size * size)
  for (const orders of person.instruments) {
    const own = instrumentVerdicts(orders, size, unranked)
    for (let cell = 0; cell < wins.length; cell++) {
      if (own.compared[cell] === 0) continue
      wins[cell]! += own.wins[cell]! / own.compared[cell]!
      judged[cell]!++
    }
  }
  const square = sign * Math.round(person.weight / 1000) ** 2
  for (let cell = 0; cell < wins.length; cell++) {
    if (judged[cell] === 0) continue
    // Down to a whole millionth, on both sides of the pair alike, so that the margin keeps its sign and its size.
    matrix.wins[cell]! += sign * Math.floor((person.weight * wins[cell]!) / judged[cell]! + 1e-6)
    matrix.compared[cell]! += sign * person.weight
    matrix.squares[cell]! += square
  }
}

function instrumentVerdicts(orders: readonly WeakOrder[], size: number, unranked: Unranked): PairwiseMatrix {
  return pairwiseMatrix(
    orders.map((order) => ({ ...order, weight: MILLIONTHS })),
    size,
    unranked,
  )
}

export const pairWins = (matrix: Wins, a: number, b: number): number => matrix.wins[a * matrix.size + b]!

export const margin = (matrix: Wins, a: number, b: number): number => pairWins(matrix, a, b) - pairWins(matrix, b, a)

/** Effective number of people who compared a with b: (sum of weights)² / sum of squared weights (Kish). */
export function effectiveComparers(matrix: PairwiseMatrix, a: number, b: number): number {
  const cell = a * matrix.size + b
  const squares = matrix.squares[cell]!
  return squares === 0 ? 0 : (matrix.compared[cell]! / 1000) ** 2 / squares
}

/** The smallest effective number of comparers over all pairs; ranked pairs is the default rule from 30 on. */
export function leastCompared(matrix: PairwiseMatrix): number {
  let least = Number.POSITIVE_INFINITY
  for (let a = 0; a < matrix.size; a++) {
    for (let b = a + 1; b < matrix.size; b++) least = Math.min(least, effectiveComparers(matrix, a, b))
  }
  return least
}

/** Share of head-to-heads won: mean over the opponents it was compared with of wins / (wins + losses); null if none. */
export function headToHeadShares(matrix: Wins): (number | null)[] {
  return Array.from({ length: matrix.size }, (_, a) => {
    let sum = 0
    let opponents = 0
    for (let b = 0; b < matrix.size; b++) {
      const decided = pairWins(matrix, a, b) + pairWins(matrix, b, a)
      if (a === b || decided === 0) continue
      sum += pairWins(matrix, a, b) / decided
      opponents++
    }
    return opponents === 0 ? null : sum / opponents
  })
}
