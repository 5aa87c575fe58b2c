import type { ChoiceOption, Ranking } from './choice-list-contract.ts'
import type { OrderMethod } from './method-orders.ts'
import type { PackedBallots } from './packed-ballots.ts'

/** People by a declared characteristic or by where their answer came from; -1 is none of them. */
export interface Partition {
  readonly ids: readonly string[]
  readonly of: ArrayLike<number>
}

export interface BoardReportSettings {
  /** N of the approval sets: who is among a person's first N counts as chosen. */
  readonly among: number
  readonly replicates: number
  readonly blocks: number
  readonly draws: number
  readonly confidencePerMille: number
  readonly sweepDraws: number
  readonly sweepTop: number
  readonly minCell: number
}

export interface BoardReportInput {
  readonly options: readonly ChoiceOption[]
  /** One ballot per person, in the options' order, with weights in millionths. */
  readonly ballots: PackedBallots
  /** How unplaced options were read when the ballots were packed: part of the provenance. */
  readonly unranked: string
  /** Campaign, table or import batch of each person; null stands alone. Absent: everybody stands alone. */
  readonly clusters?: readonly (string | null)[]
  readonly groups: Partition
  /** Kinds of taking part, with the weights declared before anybody saw a list (equal unless given). */
  readonly sources: Partition & { readonly weights?: readonly number[] }
  readonly settings?: Partial<BoardReportSettings>
  /** Recorded before opening; an integer from 0 to 2^53 - 1. */
  readonly seed: number
}

/** One option under one weighting. Every number is an integer with its unit in its name. */
export interface ReportedOption {
  readonly id: string
  /** Share of head-to-heads won; null where it was never compared. */
  readonly sharePerMille: number | null
  /** Place by the list's method; exact ties share one. */
  readonly rank: number
  readonly rankFrom: number
  readonly rankTo: number
  /** Position in `bands`; null where it was never compared. */
  readonly band: number | null
  /** In how many of 1,000 redraws of people the list's method puts it among the first k. */
  readonly inFirst: readonly { readonly k: number; readonly perMille: number }[]
}

export interface ReportedList extends Ranking {
  readonly method: string
  readonly options: readonly ReportedOption[]
  readonly leastCompared: number
}

export interface MethodOrder {
  readonly method: OrderMethod
  readonly unweighted: readonly (readonly string[])[]
  readonly weighted: readonly (readonly string[])[] | null
  /** Options that this method moves out of the places their band of the list takes: all that is worth a sentence. */
  readonly outsideBand: readonly string[]
}

export interface BoardReport {
  readonly method: {
    readonly id: string
    readonly parameters: BoardReportSettings & { seed: number; unranked: string }
  }
  readonly inputHash: string
  readonly people: number
  /** Kish's effective number of people; equals `people` without weights. */
  readonly effective: number
  readonly unweighted: ReportedList
  readonly weighted: ReportedList | null
  readonly methods: readonly MethodOrder[]
  readonly combined: {
    readonly sources: readonly { id: string; people: number; weight: number; order: readonly (readonly string[])[] }[]
    readonly order: readonly (readonly string[])[]
    readonly sweep: {
      readonly draws: number
      readonly top: number
      readonly options: readonly { id: string; inTopPerMille: number; bestPlace: number; worstPlace: number }[]
    }
  }
  readonly balanced: {
    /** Null when too many exact ties leave no order. */
    readonly order: readonly (readonly string[])[] | null
    readonly prefixes: readonly {
      readonly length: number
      readonly balanced: readonly string[] | null
      readonly majority: readonly string[]
      /** The EJR+ verdict; null where a tie leaves the first `length` open. */
      readonly proportional: boolean | null
      readonly majorityProportional: boolean
      readonly nonePerMille: number | null
      readonly nonePerMilleByMajority: number
    }[]
  }
  readonly disagreement: {
    readonly groups: readonly { id: string; people: number | null }[]
    readonly options: readonly {
      readonly id: string
      /** Null for a group that is not reportable. */
      readonly perMille: readonly (number | null)[]
      readonly standardErrorPerMille: readonly (number | null)[]
      readonly rangePerMille: number
      readonly clear: boolean
    }[]
  }
}
