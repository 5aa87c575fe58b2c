/**
 * Batches of paper forms. `paper_form` and `paper_sheet` hold what is being keyed and are emptied when a batch is signed:
 * from then on the answers and what people said about themselves are where everybody's are.
 */
export interface PaperTables {
  paper_batch: {
    id: string
    consultation_id: string
    /** Where the forms were collected; with the consultation it is unique. */
    name: string
    received_on: string
    form_version: string
    /** `signed` is ended, counted or not. */
    state: 'keying' | 'checking' | 'signed'
    /** Why an officer ended the batch without counting it; its code stands in `left_out`. Null where it counts. */
    not_counted: string | null
    /** How often the whole batch had to be keyed again. */
    rekeyed: number
    opened_by: string
    opened_at: string
    /** Who keys it; null: whoever opened it. */
    keyer_id: string | null
    /** Who keys one form in ten again; null until somebody is named. */
    checker_id: string | null
    forms: number
    fields_checked: number
    fields_wrong: number
    /** JSON object: how many forms stayed out of the list's base, by why. */
    left_out: string
    signed_by: string | null
    signed_at: string | null
    destroyed_on: string | null
  }
  paper_form: {
    batch_id: string
    number: number
    /** JSON of what was keyed. */
    entry: string
    keyed_by: string
    keyed_at: string
    to_check: number
    second: string | null
    second_by: string | null
    settled: number
  }
  paper_sheet: { batch_id: string; number: number; said: string }
}
