import type { Form, FormAnswers } from '../form.ts'
import type { CutDimension, ResultRule } from './result.ts'

/** One counted answer as it is read for the freeze: what was said, where from, and what was said about oneself. */
export interface FormRow extends Partial<Record<CutDimension, string | null>> {
  id: string
  version: number
  answers: FormAnswers
  /** A campaign's mark or the load it came with: those who share it are drawn together or not at all. */
  together: string | null
  /** The campaign it belongs to, and whether it looks like a repeat: counted all the same. */
  cluster?: string | null
  duplicate?: boolean
}

export interface FormResultsInput {
  form: Form
  /** The versions in which each question was asked, by its id. */
  askedIn: Readonly<Record<string, readonly number[]>>
  rows: readonly FormRow[]
  /** Answers that were held back for how they were sent: in no figure but beside them. */
  held?: readonly FormRow[]
  /** The categories of each cut in the order they are shown; a cut that is not named is not made. */
  groups: Readonly<Partial<Record<CutDimension, readonly string[]>>>
  /** English words by text id: ties in an order are alphabetical. */
  titles: Readonly<Record<string, string>>
  /** `YYYY-MM-DD`. */
  closesOn: string
  rule: ResultRule
  seed: number
}
