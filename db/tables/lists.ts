/** Work on a list before it is published. */
export interface ListTables {
  /** At most one of each kind per exercise: what is asked for now, or was asked for last. */
  computation: {
    id: string
    exercise_id: string
    kind: 'freeze'
    reason: string
    asked_by: string
    asked_at: string
    state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
    stage: string | null
    done: number
    total: number
    started_at: string | null
    cancel_asked: number
    attempts: number
    /** Which process works on it, and until when it is believed to, by that machine's own clock. */
    held_by: string | null
    held_until: string | null
    /** Why it failed: JSON of a code with its details. */
    trouble: string | null
    finished_at: string | null
  }
  /** A draft by one set of parameters; gone when the list is published. */
  list_trial: {
    list_id: string
    position: number
    name: string
    /** JSON, see `Trial`, less its result. */
    content: string
    /** The whole list; null for what may only be looked at. */
    result: string | null
  }
  /** One kind of taking part; its weight is declared before anybody has seen a list. */
  list_source: {
    id: string
    exercise_id: string
    position: number
    name: string
    takes: 'answers' | 'events' | 'ballots'
    weight: number
    file_hash: string | null
    declared_by: string
    declared_at: string
  }
  /** An anonymous ballot of a source; its random id leaves no order of arrival. `picks`: JSON of option ids, best first. */
  source_ballot: { id: string; source_id: string; picks: string; same: number }
}
