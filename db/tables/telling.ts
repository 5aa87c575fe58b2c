import type { Generated } from 'kysely'

/** What the partnership tells those who took part, and everybody else. */
export interface TellingTables {
  feedback_message: {
    id: string
    exercise_id: string
    kind: 'results' | 'decision' | 'half_year' | 'year'
    due_on: string
    prepared_on: string
    sent_on: string | null
    sent_by: string | null
    /** JSON of the facts it told, in English; null until sent. */
    content: string | null
    emails: Generated<number>
    texts: Generated<number>
    letters: Generated<number>
  }
  /** An address counts once its holder has pressed the button in the mail that was sent to it. */
  newsletter_reader: {
    id: string
    address: string
    /** The place whose sheet is wanted; null for the whole partnership's newsletter. */
    area_id: string | null
    asked_on: string
    confirmed_on: string | null
    /** The first word of the address at which it was confirmed. */
    language: string
  }
  /** `content`: JSON of the whole partnership's `Newsletter`, as it went out. */
  newsletter_issue: {
    number: number
    from_on: string
    to_on: string
    content: string
    emails: number
    sent_by: string
  }
}
