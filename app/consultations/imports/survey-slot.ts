/** One thing a column of a survey's file may hold of a question: its field, and what it is of. */
export interface Slot {
  field: string
  /** A whole answer, own words beside it, one of the question's choices or rows by the id of its words, or of a pair or group. */
  of: 'whole' | 'words' | { text: string } | { number: number; part: JudgedPart }
}

/** What a column says of one pair or group that was judged. */
export type JudgedPart = 'chosen' | 'best' | 'worst' | 'shown'

/** A cell that is not understood, by the field of its column: it is none of these answers, no number, or no such point. */
export interface CellTrouble {
  field: string
  given: string
  key:
    | 'not_listed'
    | 'not_number'
    | 'not_between'
    | 'wrong_number'
    | 'head_names'
    | 'pair_twice'
    | 'no_best'
    | 'no_worst'
    | 'best_is_worst'
  /** The answers that might stand there, as the form has them. */
  known?: string[]
  values?: Record<string, number>
}
