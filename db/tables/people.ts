import type { Generated } from 'kysely'

/** The partnership, its organisations, the people who work in it, and the two logs. Times are UTC ISO text; flags 0 or 1. */
export interface PeopleTables {
  partnership: { id: string; name: string; contact: string; demonstration: number; as_of: string | null }
  organisation: { id: string; name: string; sector: Sector; is_council: number; seed_name: string | null }
  person: {
    id: string
    email: string
    label: string
    organisation_id: string | null
    created_at: string
    disabled_at: string | null
  }
  role_grant: {
    id: string
    person_id: string
    role: string
    scope_id: string | null
    valid_from: string
    valid_to: string | null
  }
  sign_in_link: { token_hash: string; person_id: string; expires_at: string; uses_left: number; created_at: string }
  session: {
    token_hash: string
    person_id: string
    created_at: string
    seen_at: string
    expires_at: string
    idle_minutes: number
    revoked_at: string | null
  }
  actor_event: {
    id: string
    at: string
    person_id: string | null
    did: string
    object_kind: string
    object_id: string
    detail: string
  }
  outbox: {
    id: string
    to_address: string
    subject: string
    body: string
    created_at: string
    sent_at: string | null
    attempts: number
    /** A code, never a server's sentence: those repeat the address. */
    last_error: string | null
    way: Generated<Way>
    language: Generated<string>
    exercise_id: string | null
    /** What it tells of, as `kind:id`. */
    about: string | null
    /** Where the recipient can stop such messages. */
    stop_url: string | null
    not_before: string | null
    claimed_by: string | null
    claimed_until: string | null
    given_up_at: string | null
    /** The print run a letter, or the list a text, was put in. */
    batch: string | null
  }
  practice_setting: { key: string; value: string; reason: string; changed_by: string; changed_at: string }
  ledger: { seq: number; type: string; commitment: string; previous: string; hash: string; recorded_on: string }
  ledger_opening: { seq: number; salt: string; payload: string }
  checkpoint: {
    id: string
    size: number
    root: string
    signature: string
    public_key: string
    reason: string
    parent_id: string | null
    created_at: string
    peaks: Generated<string | null>
  }
}

/** How a message reaches somebody. */
export type Way = 'email' | 'text' | 'letter'
export type Sector = 'public' | 'private' | 'voluntary' | 'community' | 'partnership'
