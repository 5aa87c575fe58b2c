/**
 * From the draw to the table. What a facilitator may see (badge, the name a juror chose, needs, arrival, table) stands
 * apart from money, calls and contacts, which only the jury manager reads.
 */
export interface SeatingTables {
  /** What a juror is paid for a day, in pence, what is said of benefits, and the safeguarding contact on every badge. */
  jury_terms: { jury_id: string; day_pence: number; benefits_note: string; safeguarding: string }
  /** Minutes from an area to the place of the jury, as the manager looked them up. */
  jury_travel: { jury_id: string; area: string; minutes: number }
  jury_call: {
    id: string
    application_id: string
    called_at: string
    called_by: string
    outcome: 'yes' | 'no' | 'no_answer'
    /** 1: the note on benefits was read out before the answer. */
    note_shown: number
  }
  /** What belongs to a member beside the seat. Gone when the pool is deleted, unless the member sat. */
  juror: {
    member_id: string
    application_id: string | null
    /** The name the juror wants on the badge; empty: the number alone. */
    badge_name: string
    honorarium: Honorarium | null
    chosen_on: string | null
    note_shown_on: string | null
    note_shown_how: 'phone' | 'online' | 'paper' | null
    /** The note in the words it was shown in. */
    note_wording: string
  }
  juror_arrangement: {
    id: string
    member_id: string
    kind: string
    detail: string
    state: 'open' | 'arranged' | 'not_needed'
    changed_on: string
    changed_by: string
  }
  juror_attendance: {
    session_id: string
    member_id: string
    present: number
    /** `HH:MM`, null for somebody who did not come. */
    arrived_at: string | null
  }
  juror_payment: {
    id: string
    member_id: string
    kind: 'honorarium' | 'travel' | 'care' | 'other'
    /** The day it was earned or spent. */
    for_on: string
    due_on: string
    pence: number
    method: 'pay' | 'voucher'
    paid_on: string | null
    paid_by: string | null
  }
  /** A seat that became free and who took it. While `in_member_id` is null it is open. */
  jury_replacement: {
    id: string
    jury_id: string
    out_application_id: string | null
    out_member_id: string | null
    reason: 'not_said' | 'declined' | 'no_answer' | 'cannot_come' | 'no_show'
    opened_at: string
    opened_by: string
    in_application_id: string | null
    in_member_id: string | null
    /** In which place of the ranking the one who took the seat stood then. */
    place: number | null
    filled_at: string | null
    filled_by: string | null
  }
  table_plan: {
    id: string
    session_id: string
    version: number
    seed: string
    tables: number
    rounds: number
    /** The first round that may change, counted from 0. */
    from_round: number
    reason: 'first' | 'again' | 'absent' | 'replacement' | 'rules'
    state: 'waiting' | 'made' | 'failed'
    started_at: string | null
    /** JSON: who moved against the version before, by round. */
    moved: string
    /** JSON: pairs that meet, repeated meetings, unevenness, pairs together who must not be. */
    figures: string
    asked_at: string
    asked_by: string
  }
  /** Rounds and tables counted from 1, as they are printed. */
  table_place: { plan_id: string; round: number; member_id: string; table_number: number }
  table_apart: { first_member_id: string; second_member_id: string }
  table_fixed: { session_id: string; member_id: string; table_number: number }
  table_absence: { session_id: string; member_id: string; round: number }
  deletion_certificate: {
    id: string
    jury_id: string
    number: number
    deleted_on: string
    /** Canonical JSON of what was deleted, by kind and count. */
    content: string
    hash: string
    ledger_seq: number
  }
  /** Of so many people with a value so many dropped out: all that is learned from a jury whose pool is deleted. */
  jury_drop_out: { jury_id: string; criterion: string; value: string; people: number; dropped: number }
}

export type Honorarium = 'pay' | 'voucher' | 'decline'
