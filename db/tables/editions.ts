import type { Generated } from 'kysely'

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
    /** The pictures beside its sentences, as a JSON list; null where it has none. */
    pictures: Generated<string | null>
  }
  /** A site on whose pages the youth edition of an exercise may stand. */
  embed_origin: { exercise_id: string; origin: string; added_by: string; added_at: string; expected: Generated<number> }
  /** Answers from inside those sites that were let in over a network's budget, in the last hour that had any; nothing of who or where. */
  embed_let_in: { exercise_id: string; hour: string; people: number }
  edition_offer: { exercise_id: string; edition: string; offered_by: string; offered_at: string }
  /** Pictures that a partnership added to those drawn for the project, each with its licence; `body` is a PNG in base64. */
  picture: {
    id: string
    name: string
    author: string
    licence: string
    source: string
    body: string
    added_by: string
    added_at: string
    /** The last time what is said of it was corrected: its earlier words stand in the log of acts. */
    corrected_by: Generated<string | null>
    corrected_at: Generated<string | null>
    corrected_why: Generated<string | null>
    /** Once it is out of the library its `body` is empty. */
    withdrawn_by: Generated<string | null>
    withdrawn_at: Generated<string | null>
    withdrawn_why: Generated<string | null>
    /** Where it stood then, as a JSON list. */
    withdrawn_from: Generated<string | null>
  }
}
