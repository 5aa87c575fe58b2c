import type { Unranked } from './ballot.ts'

/**
 * What stands beside a list of method `share-bands/2`: the same answers by other methods (1.6), the balanced list (1.7)
 * and the combined list over sources (1.4). Older lists have none of it. Every number is an integer.
 */
export type Beside = {
  unweighted: BesideView
  weighted: BesideView | null
  /** Null where no sources were declared, or fewer than two of them can be reported. */
  combined: Combined | null
}

export type BesideView = {
  /** The head-to-heads that the methods are counted from; in the pack as `preferences.csv`. */
  preferences: Preferences
  /** Per option in option order: head-to-heads won, in 1,000 of those decided; null where it met nobody. */
  headToHeadPerMille: (number | null)[]
  methods: MethodOrder[]
  balanced: Balanced
}

/** Head-to-heads as published: people, or millionths of weight. No weighted cell tells a sum over fewer than `minCell`. */
export type Preferences = {
  /** Everybody, those who chose none of the options included. */
  total: number
  /** Kish's effective number of people behind `total`. */
  effective: number
  /** `[a][b]`: those who put a above b. */
  wins: number[][]
  /** `[a][b]`: those who judged the pair at all, ties included. */
  compared: number[][]
}

export type ListMethod = 'share' | 'points' | 'ranked-pairs' | 'schulze' | 'kemeny' | 'borda' | 'bradley-terry'

export type MethodOrder = {
  method: ListMethod
  /** First place first, ids inside one place are exact ties; null where a figure it needs is hidden. */
  order: string[][] | null
  /** Options that it takes out of the places that their band of the list takes: all that is worth a sentence. */
  outside: string[]
}

export type Balanced = {
  /** Sequential Phragmén; null when too many exact ties leave no order. */
  order: string[][] | null
  prefixes: BalancedPrefixShown[]
}

export type BalancedPrefixShown = {
  /** 3, 5 or 10. */
  length: number
  /** Null where an exact tie decides who is among them. */
  balanced: string[] | null
  majority: string[]
  /** The EJR+ verdict; null where a tie leaves the first `length` open. */
  proportional: boolean | null
  majorityProportional: boolean
  /** People none of whose choices is among them, per cent; null where they, or the others, are too few to be told. */
  nonePercent: number | null
  nonePercentByMajority: number | null
}

export type Combined = {
  sources: {
    id: string
    weight: number
    /** Null: fewer than `minCell` people, so it is named and left out. */
    people: number | null
    wins: number[][] | null
    compared: number[][] | null
    /** Ranked pairs. */
    order: string[][] | null
  }[]
  order: string[][]
  outside: string[]
  sweep: {
    draws: number
    top: number
    /** In option order. */
    options: { id: string; inTopPerMille: number; bestPlace: number; worstPlace: number }[]
  }
}

/** One kind of taking part over the same options, with the weight declared before anybody saw a list. */
export type ChoiceSource = {
  id: string
  /** A whole number, in any unit. */
  weight: number
  choices: { picks: number[]; same: boolean }[]
}

export type { Unranked }
