import type { Generated } from 'kysely'

/** A citizens' jury from commission to report, and the members and meetings of the standing conference. */
export interface JuryTables {
  jury: {
    id: string
    exercise_id: string
    slug: string
    question: string
    public_name: string
    commissioned_by: string
    budget: string
    promise_who: string
    promise_by: string | null
    promise_how: string
    out_of_bounds: string
    oversight: string
    follow_up_6_on: string | null
    follow_up_12_on: string | null
    seats: number
    threshold_numerator: number
    threshold_denominator: number
    quorum: number
    report_published_at: string | null
    /** 1 for trying things out: nothing of it goes to the Board. */
    practice: Generated<number>
    created_at: string
  }
  jury_member: {
    id: string
    jury_id: string
    person_id: string | null
    badge: string
    district: string
    state: 'seated' | 'withdrawn' | 'left' | 'alternate'
    seated_on: string
    left_on: string | null
  }
  jury_session: {
    id: string
    jury_id: string
    position: number
    title: string
    on_date: string
    starts_at: string
    ends_at: string
    place: string
  }
  session_block: { id: string; session_id: string; position: number; minutes: number; title: string; protected: number }
  witness: {
    id: string
    jury_id: string
    session_id: string | null
    role: string
    interests: string
    called_by_jurors: number
    minutes: number
  }
  statement: {
    id: string
    jury_id: string
    number: number
    body: string
    because: string
    written_by_table: string
    locked_at: string | null
    priority_id: string | null
  }
  vote: {
    id: string
    jury_id: string
    opened_at: string
    present: number
    threshold_numerator: number
    threshold_denominator: number
    first_closer: string | null
    first_closer_part: 'facilitator' | 'juror' | null
    closed_at: string | null
    second_closer: string | null
    counted_at: string | null
    ballots_commitment: string | null
  }
  /** What one vote is about, in the wording it was put in. */
  vote_statement: { vote_id: string; statement_id: string; body: string; because: string }
  vote_roll: { vote_id: string; member_id: string; has_voted: number }
  sealed_ballot: { vote_id: string; member_id: string; sealed: string }
  vote_key: { vote_id: string; sealed_key: string }
  ballot: { id: string; vote_id: string; choices: string }
  vote_tally: {
    vote_id: string
    statement_id: string
    strongly_support: number
    support: number
    live_with: number
    oppose: number
    strongly_oppose: number
    abstain: number
    outcome: 'recommendation' | 'majority' | 'not_adopted' | 'void'
  }
  minority_statement: { id: string; statement_id: string; body: string; supporters: number; added_on: string }
  /** Who asks for a minority statement; gone when the report is published, only the number stays. */
  minority_supporter: { minority_id: string; member_id: string }
  jury_evaluation: { jury_id: string; question: string; answer: string; people: number }
  conference_member: {
    id: string
    person_id: string | null
    jury_id: string
    label: string
    cohort: number
    co_chair: number
    term_from: string
    term_to: string
    left_on: string | null
  }
  conference_meeting: { id: string; on_date: string; place: string; statement: string | null }
}
