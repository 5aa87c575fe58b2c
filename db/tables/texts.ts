import type { Publication } from './consultations.ts'

/** What people wrote in their own words, on its way to published themes. */
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
}
