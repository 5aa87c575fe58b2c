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
}
