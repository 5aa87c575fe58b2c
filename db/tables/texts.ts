import type { Publication } from './consultations.ts'

/** What people wrote on its way to published themes, and how answers are cleaned and watched. */
export interface TextTables {
  /**
   * One text of one answer; the words themselves stay where they were written. `hides`: JSON of the spans that are left
   * out before anybody but the analyst reads it; null until a person has looked.
   */
  free_text: {
    id: string
    exercise_id: string
    response_id: string
    /** `why`, `something_else`, or the id of a form's question. */
    part: string
    hides: string | null
    read_by: string | null
    read_on: string | null
  }
  /** `codes`: JSON of `Code`s. A version that is published never changes again. */
  codebook: {
    exercise_id: string
    version: number
    codes: string
    note: string
    written_by: string
    written_at: string
    published_at: string | null
  }
  /** The first codes every text, the second those that the seed draws. `share`: at least so many of a hundred texts. */
  coding_round: {
    exercise_id: string
    round: number
    codebook_version: number
    seed: string
    share: number
    first_coder: string
    second_coder: string
    opened_at: string
    settled_at: string | null
  }
  /** `codes`: JSON of code keys; an empty list says that none fits. */
  coding: { text_id: string; round: number; coder_id: string; codes: string; coded_on: string }
  /** Published themes, as `ThemeReport`. */
  theme_report: Publication
  /** A letter that came after closing, proposed to be let in by one person and decided by another. */
  late_post: {
    response_id: string
    posted_on: string
    reason: string
    first_by: string
    first_on: string
    second_by: string | null
    decided_on: string | null
  }
  /** An answer that was given to try the form out, and taken back for it. */
  test_answer: { response_id: string; reason: string; noted_by: string; noted_on: string }
  /** The share of the answers that a group should have, per mille; a group without a row goes by the census. */
  coverage_target: {
    exercise_id: string
    dimension: string
    category: string
    per_mille: number
    set_by: string
    set_on: string
  }
  /** A group that fell behind its target; `cleared_on` when it caught up, and may be warned of again. */
  coverage_alert: {
    exercise_id: string
    dimension: string
    category: string
    raised_on: string
    cleared_on: string | null
  }
}
