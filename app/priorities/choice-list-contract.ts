/**
 * What goes into and comes out of the flagship list: "choose up to N, then put them in order" (rules L-1 to L-13).
 * The result is frozen and published, so every number in it is an integer with its unit in the name:
 * `Millionths` (weights), `PerMille` (shares: 302 is 30.2 %), `Sixths` (points, rule L-2), `Percent`, or a count of
 * people. `null` always means "not published" (too few people) or "does not exist" (weights refused).
 */

import type { Beside, ChoiceSource, Unranked } from './choice-beside-contract.ts'
import type { Dimension, FurtherDimension } from './dimensions.ts'
import type { SmallNumbers } from './disclosure.ts'

export type { Dimension } from './dimensions.ts'

/** Census margins that the weights may be raked to. */
export type MarginName = 'ageSex' | 'district' | 'ethnicGroup'

export type ChoiceOption = {
  /** Stable across editions and languages. */
  id: string
  /** Only for the alphabetical order inside a band. */
  title: string
}

export type Respondent = {
  /** Option positions in `ChoiceListInput.options`, best first; empty only with `none`. */
  picks: number[]
  /** "They matter the same": the picks share their points (rule L-2). */
  same: boolean
  /** Chose "none of these": counts in the base. */
  none: boolean
  district: string | null
  forum: string | null
  channel: string
  ageBand: string | null
  sex: string | null
  ethnicGroup: string | null
  /** Campaign, table or import batch that must be resampled whole; null stands alone. */
  cluster: string | null
  flaggedDuplicate: boolean
} & Partial<Record<FurtherDimension, string | null>>

/** People in the population asked (for example residents aged 16 and over). Totals agree within 0.5 %. */
export type PopulationMargins = {
  ageSex: { ageBand: string; sex: string; people: number }[]
  district: { id: string; people: number }[]
  ethnicGroup: { id: string; people: number }[]
}

export type ChoiceListSettings = {
  /** Weights stay within these multiples of the mean weight, in 1,000 (rule L-3: 300 and 4,000). */
  capLowPerMille: number
  capHighPerMille: number
  /** Cells with fewer people are hidden (rule P-10). */
  minCell: number
  /** Percentages only on a base of at least this (rule P-10). */
  minBasePct: number
  /** Cross-tabs of protected characteristics are rounded to this (rule P-10). */
  roundTo: number
  /** The other common rule for small numbers; it brings its own `minCell` and `roundTo`. */
  smallNumbers?: SmallNumbers
  /** Weights are refused above this Kish design effect, and below this effective sample. */
  deffLimitPerMille: number
  nEffLimit: number
  /** Gaussian draws behind the simultaneous rank sets. */
  draws: number
  /** Simultaneous confidence, per mille. */
  confidencePerMille: number
}

export type FurtherCut = {
  dimension: FurtherDimension
  groups: string[]
  census: { id: string; people: number }[]
}

export type ChoiceListInput = {
  options: ChoiceOption[]
  /** N of "choose up to N". */
  picksMax: number
  rows: Respondent[]
  /** Answers that were held back for how they were sent: in no figure, but for the list as it would stand with them. */
  held?: Respondent[]
  population: PopulationMargins
  /** Names in reading order; a district that nobody answered from stays in the tables. */
  districts: { id: string; name: string }[]
  /**
   * Characteristics that the list is cut by besides, each with its groups in reading order and, where there is one, the
   * census to compare with. Those alone that were asked and told of are named: an empty cut tells nothing.
   */
  further?: FurtherCut[]
  /** Reading order of the groups; groups met only in the rows are put after them in code-point order. */
  groupOrder?: { ageBand?: string[]; sex?: string[]; ethnicGroup?: string[]; channel?: string[] }
  settings?: Partial<ChoiceListSettings>
  /** Margins to weight by where not by all three (rule L-3); with none of them nothing is weighted. */
  weightBy?: MarginName[]
  /** Groups are compared with the census as shares of those who said; without, as before, of everybody who answered. */
  comparedBy?: 'said'
  /** How options that a person did not choose are read in head-to-heads; `tied-last` unless given. */
  unranked?: Unranked
  /** Kinds of taking part that were declared beforehand, the answers above among them; none is combined without. */
  sources?: ChoiceSource[]
  /** Recorded before opening; an integer from 0 to 2^53 - 1. */
  seed: number
}

/** One option under one weighting. */
export type Standing = {
  sharePerMille: number
  /** 1 is the largest share; equal shares have equal ranks. */
  rank: number
  /** Another option has exactly the same share. */
  tied: boolean
  /** Simultaneous 95 % rank set: "placed 2nd to 7th". */
  rankFrom: number
  rankTo: number
  /** Position in `Ranking.bands`. */
  band: number
  /** In how many of 1,000 redraws the option is among the first k. */
  inFirst: { k: number; perMille: number }[]
}

export type OptionResult = {
  id: string
  /** People who put it among their N. */
  among: number
  /** People who put it 1st, 2nd, … N-th; those who said "the same" are in `same` instead. */
  positions: number[]
  same: number
  pointsSixths: number
  unweighted: Standing
  weighted: Standing | null
  /** Sum of weights of those who chose it, and their weighted points; null where it could unmask a weight. */
  weightedAmongMillionths: number | null
  weightedPointsSixthsMillionths: string | null
}

export type Ranking = {
  /** Each band: letter and option ids, alphabetical by title. */
  bands: { letter: string; ids: string[] }[]
  /** Largest share first; ids inside one place are exact ties. */
  order: string[][]
  /** Two-sided critical value of the max-t statistic, millionths; null when there is nothing to compare. */
  criticalMillionths: number | null
}

export type Refusal = {
  reason:
    | 'no-population'
    | 'empty-target-category'
    | 'unknown-category'
    | 'inconsistent-margins'
    | 'no-convergence'
    | 'too-much-missing'
    | 'design-effect'
    | 'effective-sample'
  /** The margin and category that refused it, for a sentence. */
  margin?: string
  category?: string
  /** People (margins, effective sample, missing answers) or millionths (design effect, distance from the margins). */
  figure?: number
}

export type WeightsReport = {
  applied: boolean
  refused: Refusal | null
  margins: MarginName[]
  passes: number
  deffMillionths: number | null
  /** Whole people, rounded down. */
  effectiveSample: number | null
  maxMillionths: number | null
  minMillionths: number | null
  atCapHigh: number
  atCapLow: number
  /** Largest relative distance from a margin's target after capping. */
  largestGapMillionths: number | null
  /** Categories with fewer than 5 people joined to another of the same margin before raking. */
  collapsed: { margin: string; category: string; into: string }[]
  /** People without an answer per margin: kept, at their share of the sample, on that margin. */
  missing: { margin: string; people: number }[]
  /** Rule L-3: groups of fewer than 30 people that contain a weight at the upper cap. */
  cautions: { margin: string; category: string }[]
}

export type Coverage = {
  margin: Dimension | 'ageSex'
  /**
   * How many people the shares are of: those who said, or everybody where it is hidden how many did not. Older lists
   * have none: theirs are of everybody.
   */
  of?: number
  groups: {
    /** `16-29` or, for age × sex, `16-29|F`. `not-stated` is last, has no census share and is a share of everybody. */
    id: string
    people: number | null
    sharePerMille: number | null
    censusPerMille: number | null
    /** Fewer than `minCell`: named as not reportable. */
    reportable: boolean
  }[]
}

export type CrossTab = {
  dimension: Dimension
  /** Counts rounded to `roundTo` (protected characteristics; districts too by `one-to-seven`) or exact (districts). */
  rounded: boolean
  groups: {
    id: string
    base: number | null
    /** Per option, in option order; null is hidden, either under the threshold or to protect another cell. */
    counts: (number | null)[]
    /** Whole per cent on a base of at least `minBasePct`, else null. */
    percents: (number | null)[]
    /** Ids of the first three places by share, ties included; null when the base or a cell does not allow it. */
    topThree: string[] | null
    /** Rule L-13. */
    differsFromAll: boolean
    /** People, evened out for campaigns, that each percentage rests on, and its range of wobble in whole per cent. */
    effective?: (number | null)[]
    between?: ([low: number, high: number] | null)[]
  }[]
  hiddenCells: number
  /** Options by how far the groups lie apart, the widest first. */
  apart?: { id: string; rangePercent: number; clear: boolean }[]
}

export type TwoWayCut = {
  rows: string[]
  columns: string[]
  counts: (number | null)[][]
  rowTotals: (number | null)[]
  columnTotals: (number | null)[]
  total: number
}

export type Variant = {
  name: 'without-campaigns' | 'without-duplicates' | 'without-both' | 'with-held'
  base: number
  removed: number
  /** Answers that were held back and are counted here; only in `with-held`. */
  added?: number
  /** Null when fewer than `minCell` people were removed or added: the difference would describe them. */
  unweighted: VariantRanking | null
  weighted: VariantRanking | null
}

export type VariantRanking = {
  sharePerMille: number[]
  ranks: number[]
  bands: { letter: string; ids: string[] }[]
  /** Options whose band letter differs from the main list. */
  changed: string[]
}

/**
 * Everything the bands rest on, as exact integers in decimal (weights in millionths, so second moments in 10^-12):
 * with c running over clusters (a person without one is a cluster of one), T_cj the weight in c that chose j and W_c
 * its whole weight: `sums`[j] = Σ T_cj, `total` = Σ W_c, `cross`[j][k] = Σ T_cj T_ck, `mixed`[j] = Σ T_cj W_c,
 * `squares` = Σ W_c².
 */
export type Moments = {
  total: string
  sums: string[]
  squares: string
  mixed: string[]
  cross: string[][]
  /** `exact`, or `from-counts` where a cell of fewer than `minCell` people would unmask a weight. */
  basis: 'exact' | 'from-counts'
}

export type ListParameters = ChoiceListSettings & {
  picksMax: number
  seed: number
  /** From `share-bands/2` on. */
  unranked?: Unranked
  sweepDraws?: number
  sweepTop?: number
  /** Only where the list is not weighted by all three margins. */
  weightBy?: MarginName[]
}

/**
 * A frozen list. `share-bands/2` adds what stands beside it and the ranges in the cross-tabs; the bands are counted as
 * in `share-bands/1`, and lists of that method keep their bytes.
 */
export type ChoiceList = {
  method: { id: 'share-bands/1' | 'share-bands/2'; parameters: ListParameters }
  base: number
  /** Of the base, chose none of these. */
  none: number
  options: OptionResult[]
  unweighted: Ranking
  weighted: Ranking | null
  weights: WeightsReport
  coverage: Coverage[]
  crossTabs: CrossTab[]
  districtByChannel: TwoWayCut
  /** People who chose both (the diagonal: who chose it). */
  pairs: number[][]
  moments: { unweighted: Moments; weighted: Moments | null }
  variants: Variant[]
  beside?: Beside
}
