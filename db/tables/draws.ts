/**
 * The draw of a jury. A lottery is work beside the server and leaves a draw only when it is whole; a draw's files are
 * what is published, and hold pseudonyms only. Who stands behind a pseudonym is a row of its own, so that it can go.
 */
export interface DrawTables {
  /** At most one of each kind per jury: what is asked for now, or was asked for last. */
  jury_lottery: {
    id: string
    jury_id: string
    kind: 'trial' | 'draw'
    rule: LotteryRule
    panels: number
    asked_by: string
    asked_at: string
    state: 'waiting' | 'running' | 'done' | 'failed'
    stage: string | null
    percent: number
    attempts: number
    /** Which process works on it, and until when it is believed to, by that machine's own clock. */
    held_by: string | null
    held_until: string | null
    /** Of pool, targets and rule as they were read. */
    pool_digest: string | null
    /** JSON list of messages. */
    errors: string
    /** JSON, see `ChanceSummary`. */
    summary: string | null
    finished_at: string | null
  }
  jury_draw: {
    id: string
    jury_id: string
    /** 1 for the first that was announced; null before. */
    number: number | null
    state: DrawState
    rule: LotteryRule
    seats: number
    panels: number
    people: number
    alternates: number
    /** SHA-256 over pool and targets, fixed before anything was computed. */
    commitment: string
    summary: string
    /** The salt of the pseudonyms, sealed under the server's secret; null once the pool is deleted. */
    sealed_salt: string | null
    made_at: string
    /** JSON, see `Source`. */
    source: string | null
    decides_at: string | null
    /** Why there is a further draw, in public; empty for the first. */
    reason: string
    announcement: string | null
    first_starter: string | null
    first_session: string | null
    second_starter: string | null
    second_session: string | null
    announced_at: string | null
    /** The drawn panel, counted from 0. */
    panel_number: number | null
    concluded_by: string | null
    concluded_at: string | null
    given_up_at: string | null
    given_up_reason: string
  }
  jury_draw_file: { draw_id: string; name: string; content: string }
  jury_draw_person: {
    draw_id: string
    application_id: string
    pseudonym: string
    /** When and how they were told what came of the draw; null where nobody has told them, or they are rung to be asked. */
    told_at: string | null
    told_how: 'email' | 'phone' | 'letter' | null
    /** The same of its being given up, for those who had been told or rung. */
    given_up_told_at: string | null
    given_up_told_how: 'email' | 'phone' | 'letter' | null
  }
  /** The form of the file a pool came from: JSON, see `PoolLayout`. */
  jury_pool_file: {
    jury_id: string
    layout: string
    file_hash: string
    people: number
    imported_by: string
    imported_at: string
    /** What was noticed while it was read: JSON, `Message[]`; it may name ids, and goes with the pool. */
    notes: string
  }
  /** Where somebody stood in that file, counted from 0. */
  jury_pool_row: { application_id: string; position: number }
}

export type DrawState = 'ready' | 'starting' | 'announced' | 'concluded' | 'given_up'
type LotteryRule = 'leximin' | 'maximin' | 'greedy'
