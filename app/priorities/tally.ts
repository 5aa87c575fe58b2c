import type { Respondent } from './choice-list-contract.ts'
import { PriorityInputError } from './input-error.ts'
import { countChoice, emptyMoments, type MomentSums } from './moments.ts'

/** What a tally needs of one answer. */
export type Choice = Pick<Respondent, 'picks' | 'same' | 'none' | 'cluster'>

/**
 * Everything the list of one "choose up to N" question is read from. Counts and sums are exact integers, so adding
 * answers one by one, in any order, taking some away again, or counting all at once gives the same tally to the bit.
 */
export type Tally = {
  picksMax: number
  base: number
  none: number
  /** `[option][place]`, first place 0. */
  positions: number[][]
  same: number[]
  /** Points in sixths (rule L-2), unweighted and times the weight. */
  points: number[]
  weightedPoints: bigint[]
  /** People who chose both; the diagonal is who chose it. */
  pairs: number[][]
  unweighted: MomentSums
  weighted: MomentSums
}

export function emptyTally(options: number, picksMax: number): Tally {
  if (!Number.isInteger(options) || options < 1) throw new PriorityInputError('no-options', 'A list needs options')
  if (!Number.isInteger(picksMax) || picksMax < 1) {
    throw new PriorityInputError('picks-max', 'People must be able to choose at least one option')
  }
  const zeros = (length: number) => new Array<number>(length).fill(0)
  return {
    picksMax,
    base: 0,
    none: 0,
    positions: Array.from({ length: options }, () => zeros(picksMax)),
    same: zeros(options),
    points: zeros(options),
    weightedPoints: new Array<bigint>(options).fill(0n),
    pairs: Array.from({ length: options }, () => zeros(options)),
    unweighted: emptyMoments(options),
    weighted: emptyMoments(options),
  }
}

/** @throws PriorityInputError naming what is wrong with the answer. */
export function checkChoice(choice: Omit<Choice, 'cluster'>, options: number, picksMax: number): void {
  const { picks, none } = choice
  if (none && picks.length > 0) {
    throw new PriorityInputError('none-with-picks', '"None of these" cannot stand beside chosen options')
  }
  if (!none && picks.length === 0) throw new PriorityInputError('empty-ballot', 'The answer chooses nothing')
  if (picks.length > picksMax) {
    throw new PriorityInputError('too-many-picks', `The answer chooses ${picks.length} of at most ${picksMax}`, {
      picks: picks.length,
      picksMax,
    })
  }
  for (const pick of picks) {
    if (!Number.isInteger(pick) || pick < 0 || pick >= options) {
      throw new PriorityInputError('unknown-option', `There is no option ${pick}`, { option: String(pick) })
    }
  }
  if (new Set(picks).size !== picks.length) {
    throw new PriorityInputError('option-twice', 'The answer chooses an option twice')
  }
}

/**
 * Points in sixths for the chosen options in order: 3, 2, 1 for three places; people for whom they matter the same
 * share what those places would have had (2, 2, 2, or 2½ each for two); one option alone has the first place's.
 */
export function pointsSixths(chosen: number, picksMax: number, same: boolean): number[] {
  return Array.from({ length: chosen }, (_, place) => (same ? 6 * picksMax - 3 * (chosen - 1) : 6 * (picksMax - place)))
}

function count(tally: Tally, choice: Choice, weightMillionths: number, sign: 1 | -1): void {
  if (!Number.isSafeInteger(weightMillionths) || weightMillionths < 0) {
    throw new PriorityInputError('weight', `A weight is a whole number of millionths, not ${weightMillionths}`)
  }
  checkChoice(choice, tally.pairs.length, tally.picksMax)
  const big = sign === 1 ? 1n : -1n
  const weight = BigInt(weightMillionths)
  const same = choice.same && choice.picks.length > 1
  const points = pointsSixths(choice.picks.length, tally.picksMax, same)
  tally.base += sign
  if (choice.none) tally.none += sign
  choice.picks.forEach((option, place) => {
    if (same) tally.same[option]! += sign
    else tally.positions[option]![place]! += sign
    tally.points[option]! += sign * points[place]!
    tally.weightedPoints[option]! += big * weight * BigInt(points[place]!)
    for (const other of choice.picks) tally.pairs[option]![other]! += sign
  })
  countChoice(tally.unweighted, choice.picks, 1n, choice.cluster, big)
  countChoice(tally.weighted, choice.picks, weight, choice.cluster, big)
}

/** Counts one more answer, in time that does not depend on how many there are. Weight in millionths. */
export function addChoice(tally: Tally, choice: Choice, weightMillionths = 1_000_000): void {
  count(tally, choice, weightMillionths, 1)
}

/** Takes one counted answer away again (a withdrawal); answer and weight must be as they were added. */
export function removeChoice(tally: Tally, choice: Choice, weightMillionths = 1_000_000): void {
  count(tally, choice, weightMillionths, -1)
}

/** @param weights millionths, one per choice; none for an unweighted tally */
export function tallyOf(
  choices: readonly Choice[],
  options: number,
  picksMax: number,
  weights?: readonly number[],
): Tally {
  const tally = emptyTally(options, picksMax)
  choices.forEach((choice, row) => {
    try {
      addChoice(tally, choice, weights?.[row])
    } catch (error) {
      if (!(error instanceof PriorityInputError)) throw error
      throw new PriorityInputError(error.code, `Answer ${row + 1}: ${error.message}`, { ...error.details, row })
    }
  })
  return tally
}
