import type { SmallRule } from '../../priorities/disclosure.ts'
import { furtherGroupNames } from '../equality/characteristics.ts'

/**
 * What a row, a column or a group is called: a text of the form by its id (or two that were compared), a proper name, a
 * figure, or our own words.
 */
export type Label =
  | { text: string; against?: string }
  | { name: string }
  | { plain: string }
  | { words: string; values?: Record<string, number> }

export interface Item {
  id: string
  label: Label
}

/** Counts of people (or of showings, where one person judges a thing several times); null is hidden (rule P-10). */
export interface ResultTable {
  id: string
  rows: Item[]
  columns: Item[]
  counts: (number | null)[][]
  totals: (number | null)[]
  /** The column that is drawn and spoken of. */
  head: string
}

export const cutDimensions = ['district', 'ageBand', 'sex', 'ethnicGroup', ...furtherGroupNames, 'cameThrough'] as const
export type CutDimension = (typeof cutDimensions)[number]

/** One fixed cut: what the people of each group said, rounded; null is hidden. */
export interface ResultCut {
  dimension: CutDimension
  items: Item[]
  groups: {
    id: string
    base: number | null
    counts: (number | null)[]
    percents: (number | null)[]
    /** Hidden to protect others, and so plainly not small itself. From `form-results/4` on. */
    protecting?: boolean[]
    /** The group's first items, where its base is large enough, and whether everybody's are others (rule L-13). */
    first: string[] | null
    differs: boolean
  }[]
  hiddenCells: number
}

/** A mean for each item, or the quartiles of a figure: in hundredths, of at least `minBasePct` people. */
export type ResultFigures =
  | { kind: 'means'; items: Item[]; hundredths: number[] }
  | { kind: 'quartiles'; lower: string; median: string; upper: string }

/** How many were asked and did what; null is hidden. `notAsked` were led past it by an earlier answer. */
export interface Participation {
  answered: number | null
  unsure: number | null
  skipped: number | null
  notAsked: number | null
}

export interface RankedOption {
  id: string
  /** Share of head-to-heads won, per mille; null where it was never compared. */
  sharePerMille: number | null
  rank: number
  /**
   * How far the place would wobble if a few other people had answered; null where one person gives several orders, or
   * nearly everybody came together.
   */
  from: number | null
  to: number | null
}

/** What the priority engine makes of a question's ballots. */
export interface RankedOptions {
  people: number
  method: string
  order: string[][]
  bands: { letter: string; ids: string[] }[] | null
  options: RankedOption[]
  /** Other methods that put somebody else first, or nobody alone. */
  otherFirst: { method: string; first: string[] }[]
  /** People who want the option of the line more than that of the column; null is hidden. */
  pairs: (number | null)[][]
}

/** Whole answers that enough people gave alike, for other programs: groups of codes, and how many gave them. */
export interface Patterns {
  kind: 'orders' | 'budget' | 'votes'
  rows: { answer: string[][]; people: number }[]
  /** Those whose answer too few others gave. */
  leftOut: number
}

/** One statement: of those who judged it, how many agree and how far that share would wobble (Wilson, 95 %). */
export interface StatementFigures {
  id: string
  judged: number | null
  agreePerMille: number | null
  between: [number, number] | null
  /** Agreement that is left when people's leanings are accounted for, and how far the statement divides by them. */
  bridgingHundredths: number | null
  leaningHundredths: number | null
}

/** What the declared groups of one cut say of each statement, in the order of `groups`. */
export interface StatementGroups {
  dimension: CutDimension
  groups: string[]
  statements: {
    id: string
    agreePerMille: (number | null)[]
    /** Between the groups that agree most and least, each drawn gently towards one half. */
    apartPerMille: number | null
    /** That distance is more than chance, over all comparisons of the question. */
    clear: boolean
    /** Group-informed consensus as the root of the product over groups. */
    sharedPerMille: number | null
  }[]
}

export interface OpinionGroup {
  people: number
  /** What sets the group apart; the percentage is of its people who judged the statement, null where it would tell. */
  representative: { id: string; by: 'agree' | 'disagree'; percent: number | null }[]
}

/** Common ground among statements, and what divides people over them. */
export interface StatementsResult {
  statements: StatementFigures[]
  declared: StatementGroups[]
  /** Null where nobody can be told apart, or on fewer than seven statements; `groups` only behind the stability gate. */
  opinion: {
    draws: number
    meanHundredths: number
    leastHundredths: number
    stable: boolean
    groups: OpinionGroup[] | null
  } | null
}

export interface QuestionResult {
  id: string
  key: string
  kind: string
  participation: Participation
  /** Every count of this question is rounded, because those who gave no answer are too few to be told. */
  rounded: boolean
  tables: ResultTable[]
  figures: ResultFigures | null
  cuts: ResultCut[]
  ranking: RankedOptions | null
  /** What could be bought by equal shares of the money, by option; null where a tie decides, or it is no budget. */
  funded: string[] | null
  /** How the budget would be divided by independent markets, per mille by option. */
  division: { id: string; perMille: number }[] | null
  /** Statements that clearly more than half agree or disagree with, strongest first. */
  common: { agree: string[]; disagree: string[] } | null
  /** From `form-results/2` on; null where the question has no statements or too few people judged them. */
  statements?: StatementsResult | null
  /** Null where whole answers may not be published, or no other program reads the kind. */
  patterns: Patterns | null
}

export const variantNames = ['without-campaigns', 'without-duplicates', 'without-both', 'with-held'] as const

/** How far a question would be another: the widest move of a drawn share in whole points, and who would be first instead. */
export interface QuestionVariant {
  id: string
  points: number | null
  first: string[] | null
}

/** The same results without some answers or with those that were held back. */
export interface ResultVariant {
  name: (typeof variantNames)[number]
  base: number
  /** How many were left out or let in; null where so few that the difference would describe them. */
  people: number | null
  /** Those that enough of these people answered. */
  questions: QuestionVariant[]
}

export interface ResultRule extends SmallRule {
  minBasePct: number
}

/**
 * Figures about statements came with the second. From the third on those who came together are drawn together when an
 * order is tested. From the fourth on shares of parts that are all shown add up, what nobody said is nobody in each
 * group, and a figure that protects others says so where that is safe. From the fifth on no whole answers leave that give
 * away a small figure beside the counts. Everything else is counted as in the first.
 */
export const resultMethod = 'form-results/5'

/** All results of a form consultation as they are frozen. */
export interface FormResults {
  method: {
    id: `form-results/${1 | 2 | 3 | 4}` | typeof resultMethod
    parameters: ResultRule & { seed: number }
  }
  base: number
  /** Those further characteristics only that the exercise asks and somebody told. */
  groups: Partial<Record<CutDimension, { id: string; people: number | null }[]>>
  questions: QuestionResult[]
  /** Only where there are campaigns, likely repeats or answers that were held back. */
  variants?: ResultVariant[]
}

/** The same without some questions and all that is told of them. */
export const resultsWithout = (results: FormResults, { ids }: { ids: ReadonlySet<string> }): FormResults => {
  const questions = results.questions.filter(({ id }) => !ids.has(id))
  const variants = results.variants?.map((one) => ({
    ...one,
    questions: one.questions.filter(({ id }) => !ids.has(id)),
  }))
  return { ...results, questions, ...(variants && { variants }) }
}

export const notStated = 'not-stated'

type Group = NonNullable<FormResults['groups'][CutDimension]>[number]

/**
 * How many told us what a characteristic's groups are made of: shares beside the census are of them. All who answered
 * where it is hidden how many did not say.
 */
export const peopleWhoSaid = (groups: readonly Group[], base: number): number => {
  const known = groups.reduce((sum, { id, people }) => sum + (id === notStated ? 0 : (people ?? 0)), 0)
  return Math.max(known, base - (groups.find(({ id }) => id === notStated)?.people ?? 0))
}

/** A group's share of those who said, per mille; null where it is hidden, and of those who did not say. */
export const shareOfThose = ({ id, people }: Group, said: number): number | null =>
  people === null || id === notStated || said === 0 ? null : Math.round((1000 * people) / said)
