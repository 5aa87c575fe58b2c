import type { Sector } from './people.ts'

/** Bodies, seats, meetings and papers; the Board's positions, each partner's ratification, the actions that follow, and the conference's challenges to them. */
export interface BoardTables {
  body: { id: string; name: string; kind: 'board' | 'executive' | 'conference'; remit: string; cycle_weeks: number }
  /** What the Board is for, version by version; the newest stands in `body` too. */
  board_remit: {
    body_id: string
    version: number
    remit: string
    /** Null of what was loaded before versions were kept. */
    written_on: string | null
    written_by: string | null
    ledger_seq: number | null
  }
  seat: {
    id: string
    body_id: string
    number: number
    label: string
    organisation_id: string
    sector: Sector
    represents: string
    second_hat: string | null
    chair_of: string | null
    can_commit: number
    term_from: string
    term_to: string | null
  }
  seat_holding: {
    id: string
    seat_id: string
    person_id: string
    kind: 'member' | 'substitute'
    held_from: string
    held_to: string | null
  }
  meeting: {
    id: string
    body_id: string
    on_date: string
    starts_at: string
    place: string
    venue_owner: string
    part_a_minutes: number
    part_b_minutes: number
    papers_published_on: string | null
    held: number
  }
  agenda_request: {
    id: string
    body_id: string
    proposer: 'officer' | 'partner' | 'public' | 'conference' | 'rule'
    proposer_label: string
    title: string
    why: string
    received_on: string
    state: 'waiting' | 'accepted' | 'merged' | 'deferred' | 'declined'
    reason: string | null
    decided_on: string | null
    merged_into: string | null
    meeting_id: string | null
    deferrals: number
  }
  agenda_item: {
    id: string
    meeting_id: string
    part: 'A' | 'B'
    position: number
    minutes: number
    title: string
    lead: string
    request_id: string | null
    proposer: 'officer' | 'partner' | 'public' | 'conference' | 'rule'
    outcome: string | null
    standing: number
  }
  paper: {
    id: string
    agenda_item_id: string
    kind: 'list' | 'jury_report' | 'equality_impact' | 'officer'
    title: string
    summary: string
    body: string
    list_id: string | null
    jury_id: string | null
    published_on: string
  }
  paper_read: { paper_id: string; person_id: string; read_at: string }
  attendance: { meeting_id: string; seat_id: string; presence: 'member' | 'substitute' | 'absent' }
  point: {
    id: string
    slug: string
    source: 'list' | 'jury'
    list_id: string | null
    statement_id: string | null
    priority_id: string | null
    exercise_id: string
    wording: string
    published_on: string
    acknowledge_by: string
    acknowledged_on: string | null
    answer_by: string
  }
  position: {
    id: string
    point_id: string
    agenda_item_id: string
    version: number
    stance: 'accept' | 'in_part' | 'reject' | 'not_ours'
    reason_class: string
    reason_detail: string
    reason: string
    responses_account: string
    evidence: string | null
    passed_to: string | null
    equality_paper_id: string
    method: 'consensus' | 'vote'
    dissent: string
    advisory: number
    change_note: string | null
    decided_on: string
    published_on: string | null
    recorded_by: string
  }
  ratification: {
    id: string
    position_id: string
    organisation_id: string
    due_on: string
    state: 'waiting' | 'ratified' | 'ratified_with_change' | 'declined'
    reason: string | null
    answered_on: string | null
    recorded_by: string | null
  }
  action: {
    id: string
    slug: string
    position_id: string
    title: string
    owner_organisation_id: string
    champion_seat_id: string
    due_on: string
    measure: string
    baseline: string
    target: string
    created_on: string
  }
  progress_report: {
    id: string
    action_id: string
    due_on: string
    reported_on: string | null
    rag: Rag
    sentence: string
    people_notice: string
    measure_value: string
    change_reason: string | null
    reported_by: string | null
  }
  challenge: {
    id: string
    progress_report_id: string
    action_id: string
    rating: Rag
    we_see: string
    question: string
    raised_by: string
    raised_on: string
    due_on: string
    answer: string | null
    answered_by: string | null
    answered_on: string | null
  }
}

export type Rag = 'green' | 'amber' | 'red' | 'done' | 'not_reported'
