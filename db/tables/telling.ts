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
  /** The drafted wording of a list, sent back before the Board gets it; or why not. `result`: JSON, frozen when concluded. */
  check_back: {
    id: string
    list_id: string
    skipped_because: string | null
    opens_on: string | null
    closes_on: string | null
    /** How many were written to, each with a link of their own. */
    asked: number
    concluded_on: string | null
    result: string | null
    made_on: string
    made_by: string
  }
  check_back_invite: { code_hash: string; check_back_id: string; used: number }
  check_back_answer: {
    id: string
    check_back_id: string
    way: 'link' | 'open'
    language: string
    submission_key: string
    reference_hash: string
    given_on: string
    held: 'trap' | 'fast' | 'many' | null
    /** Of one that was held back: let in or left out, why, by whom and when; null while it waits. */
    decision: Generated<'released' | 'excluded' | null>
    decided_because: Generated<string | null>
    decided_by: Generated<string | null>
    decided_on: Generated<string | null>
  }
  check_back_verdict: { answer_id: string; option_id: string; verdict: 'yes' | 'partly' | 'no'; words: string }
  check_back_reply: {
    check_back_id: string
    option_id: string
    outcome: 'changed' | 'kept'
    /** What was suggested, in the words of whoever answers. */
    suggested: string
    /** The new wording; empty where it was kept. */
    wording: string
    because: string
    on_day: string
    /** Which wording of the priority it became; the drafted one is the first. Set when concluded. */
    version: number | null
    /** The new wording as a text; null where it was kept. */
    text_id: Generated<string | null>
  }
  /** A wording edited before a list is sent back. `was`: what it said before, in English. */
  check_back_draft: {
    list_id: string
    option_id: string
    text_id: string
    was: string
    because: string
    on_day: string
    made_by: string
    /** Which wording of the priority it became, where it was kept. */
    version: number | null
  }
}
