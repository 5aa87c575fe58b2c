/** What keeps machines from counting as people. No network and no moment is ever kept beside an answer. */
export interface GuardingTables {
  /** An answer held back for how it was sent; what it says plays no part. `would_be`: its status once it is let in. */
  quarantined_answer: {
    response_id: string
    reason: 'trap' | 'fast' | 'many'
    would_be: 'counted' | 'outside' | 'organisation'
    held_on: string
    decision: 'released' | 'excluded' | null
    decided_because: string | null
    decided_by: string | null
    decided_on: string | null
  }
  /** Proofs of work that were used; kept until none of that day can be used any more. */
  spent_work: { id: string; spent_on: string }
}
