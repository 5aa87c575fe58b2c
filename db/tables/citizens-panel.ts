import type { Generated } from 'kysely'

/**
 * The citizens' panel: people who agreed to be asked a few times a year. How to reach them and what they said about
 * themselves lie in stores of their own; nothing here leads to an answer. Days are `YYYY-MM-DD`.
 */
export interface CitizensPanelTables {
  /** What people agreed to, word for word, by the hash of it. */
  panel_wording: { hash: string; language: string; body: string; first_used_on: string }
  panel_member: {
    id: string
    code_hash: string
    district_id: string
    /** By the public page, or from a signed paper form. */
    entered: 'page' | 'paper'
    wording_hash: string
    consent_on: string
    asked_on: string
    /** Null until the address is confirmed. */
    joined_on: string | null
    /** Only where a postcode told them and such areas are loaded; the postcode itself is not kept. */
    ward_id: Generated<string | null>
    division_id: Generated<string | null>
  }
  panel_contact: { member_id: string; way: 'email' | 'letter'; address: string; language: string }
  /** Where a member wants to be reached from now on, until the code that was sent there is typed. */
  panel_contact_change: {
    member_id: string
    way: 'email' | 'letter'
    address: string
    code_hash: string
    tries: Generated<number>
    asked_on: string
  }
  /** What the panel does with people's data, by version: one that is signed is never changed. */
  panel_assessment: {
    version: number
    content: string
    written_by: string
    written_at: string
    signed_by: string | null
    signed_at: string | null
    signed_hash: string | null
  }
  /** What somebody said about themselves, so that the panel can be compared with the census; only with its own consent. */
  panel_profile: {
    member_id: string
    wording_hash: string
    consent_on: string
    age_band: string | null
    sex: string | null
    ethnic_group: string | null
  }
  panel_sample_member: { sample_id: string; member_id: string; invited_on: string }
  /** How many left in a month (`YYYY-MM`), and why: all that is kept of them. */
  panel_departure: { month: string; why: 'refresh' | 'three_years' | 'left' | 'erased'; people: number }
  /** How many of each group there were on a day, and how many live here by the census of then. */
  panel_make_up: { on_date: string; dimension: string; category: string; people: number; residents: number | null }
  /** When a third was released. */
  panel_refresh: { on_date: string; people: number }
}
