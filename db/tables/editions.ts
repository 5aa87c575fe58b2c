/** What translators and the writers of editions make of an exercise's own texts. */
export interface EditionTables {
  translation: {
    exercise_id: string
    /** Where the text stands in the exercise: the same in every version of a form. */
    place: string
    language: string
    edition: string
    /** The English it was made from; when that is another now, this is out of date. */
    source: string
    body: string
    written_by: string
    written_at: string
    /** The speaker's part or service, in words; null until one has read it. */
    checked_by: string | null
    checked_on: string | null
    /** Who recorded that. */
    signed_by: string | null
  }
}
