import type { Generated } from 'kysely'

/**
 * The register beside the plan of each exercise, the answers to overlaps, polls, who is affected, and the evidence
 * library. Areas and themes are many to many; `code` names a group of people or a way of asking.
 */
export interface RegisterTables {
  /** Who of the citizens' panel is asked together; `exercise_id` and `number` of those that were drawn here. */
  panel_sample: {
    id: string
    name: string
    people: number
    recruited_on: string
    exercise_id: string | null
    number: number | null
    /** What all of the sample answer under; null for one that was not drawn here. */
    code: Generated<string | null>
  }
  register_entry: {
    exercise_id: string
    level: 'county' | 'district' | 'forum' | 'parish'
    /** The Act that requires it, where the legal basis is statutory (rule D-1). */
    statute: string
    /** Where it can be answered or read when it is not asked on this site. */
    address: string
    /** What is meant to be asked, one question a line. */
    questions: string
    panel_sample_id: string | null
    cost_pounds: number | null
    staff_hours: number | null
    reach_expected: number | null
    reached: number | null
    profile_note: string
    what_changed: string
    what_changed_on: string | null
    /** The day results were published elsewhere than on this site. */
    results_on: string | null
    /** Why the results are later than promised (rule G-8). */
    late_reason: string
    updated_at: string
  }
  exercise_theme: { exercise_id: string; theme_id: string }
  exercise_tag: { exercise_id: string; kind: 'group' | 'method'; code: string }
  /** What the planner of one exercise answered to its overlap with another, at the score and for the reasons of then. */
  overlap_answer: {
    exercise_id: string
    other_id: string
    answer: 'joint' | 'reuse' | 'move' | 'go_ahead'
    reason: string
    score: number
    reasons: string
    answered_by: string
    answered_at: string
  }
  overlap_message: {
    id: string
    exercise_id: string
    other_id: string
    body: string
    sent_by: string
    sent_on: string
    answer_by: string
    proceed_from: string
    nudged_on: string | null
    reply: 'agreed' | 'declined' | null
    reply_text: string
    replied_by: string | null
    replied_on: string | null
  }
  /** A group or a councillor, by what they are; without an area they are told of everything. */
  notice_contact: {
    id: string
    kind: 'voluntary' | 'councillor'
    label: string
    address: string
    area_id: string | null
    added_on: string
    /** In which they are told. */
    language: Generated<string>
  }
  compact_plan: { exercise_id: string; notice_on: string | null; short_because: string }
  exercise_notice: { exercise_id: string; kind: 'voluntary' | 'councillor'; sent_at: string; recipients: number }
  /** A later closing day: nothing but a proposal until a second person confirms it. */
  exercise_extension: {
    id: string
    exercise_id: string
    closes_before: string
    closes_on: string
    results_by: string | null
    decision_on: string | null
    changed_by: string | null
    reason: 'pre_election' | 'other'
    note: string
    proposed_by: string
    proposed_at: string
    confirmed_by: string | null
    confirmed_at: string | null
  }
  stakeholder: {
    id: string
    exercise_id: string
    name: string
    affected: 'most' | 'some' | 'interested'
    reach: string
    assigned_to: string
    expected: number | null
  }
  /** A poll and the first day of its pre-election period (rule G-9); without areas it is held everywhere. */
  poll: { id: string; name: string; quiet_from: string; on_date: string }
  poll_area: { poll_id: string; area_id: string }
  evidence_item: {
    id: string
    kind: 'exercise' | 'parish_plan' | 'panel_wave' | 'event' | 'statistic' | 'report'
    title: string
    organisation_id: string | null
    /** Whose it is where that is no organisation of the partnership. */
    by_name: string
    on_date: string
    summary: string
    questions: string
    answers: number | null
    profile_note: string
    reference: string
    what_changed: string
    /** Title, words, questions and names in one spelling, for searching alike on both databases. */
    search_text: string
    added_by: string | null
    added_at: string
  }
  evidence_theme: { item_id: string; theme_id: string }
  evidence_area: { item_id: string; area_id: string }
  evidence_group: { item_id: string; code: string }
  evidence_use: { item_id: string; exercise_id: string; note: string; used_by: string; used_on: string }
}
