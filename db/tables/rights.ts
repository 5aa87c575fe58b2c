import type { Way } from './people.ts'

/**
 * Requests about somebody's own data. What a person is found by is kept as keyed hashes and goes when the request is
 * answered: from then on the row says that there was a request, when, and how it came out, and of nobody.
 */
export interface RightsTables {
  rights_request: {
    id: string
    number: number
    kind: 'access' | 'erasure' | 'objection' | 'rectification'
    received_on: string
    recorded_by: string
    recorded_at: string
    identity_asked_on: string | null
    identity_proved_on: string | null
    /** The day the person was told that it takes two months longer. */
    extended_on: string | null
    extended_reason: string
    code_hash: string | null
    address_hash: string | null
    new_address: string | null
    first_signer: string | null
    first_session: string | null
    /** Of what was found when the first person signed: the second signs the same or nothing. */
    first_digest: string | null
    second_signer: string | null
    outcome: 'done' | 'given' | 'refused' | null
    reason: string
    /** JSON of counts, see `RightsCertificate`. */
    content: string | null
    hash: string | null
    ledger_seq: number | null
    closed_on: string | null
  }
  /** One answer erased after its result was frozen; `reissued_in` is the version that says so (rule P-9). */
  erased_answer: { request_id: string; exercise_id: string; erased_on: string; reissued_in: number | null }
  /** When a retention rule was looked at last, and what it deleted last. */
  retention_run: { rule: string; looked_on: string; deleted_on: string | null; deleted: number }
  /**
   * A complaint. When its time is over only the days, what it was about and how it came out stay: of nobody. The key and
   * the hash are what its sender finds it by.
   */
  complaint: {
    id: string
    number: number
    about: 'data' | 'asking'
    exercise_id: string | null
    received_on: string
    submission_key: string | null
    reference_hash: string | null
    acknowledged_on: string | null
    /** The day by which its sender was told to expect an answer. */
    answer_by: string | null
    answered_on: string | null
    outcome: 'upheld' | 'in_part' | 'not_upheld' | 'withdrawn' | 'elsewhere' | null
    closed_on: string | null
  }
  /** What was written, where to write to, and what was answered; the address goes when the complaint is closed. */
  complaint_content: {
    complaint_id: string
    body: string
    wanted: string
    language: string
    way: Way | null
    address: string | null
    answer: string
  }
}
