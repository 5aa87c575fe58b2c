/**
 * Recruiting a jury: targets, letters, and who registered. Names and addresses stay in `jury_applicant_contact`,
 * characteristics for the lottery in `jury_selection_value` (their own consent, never the equality-monitoring store), and
 * needs in `jury_need`: each is read only by those who need it.
 */
export interface RecruitmentTables {
  jury_recruitment: {
    jury_id: string
    /** The last part of `/r/<short>`, printed in letters. */
    short_code: string
    opens_on: string | null
    closes_on: string | null
    /** When it was closed by hand on that day; null where it closes by itself. */
    closed_at: string | null
    /** JSON list of the days of the jury, `YYYY-MM-DD`. */
    dates: string
    one_per_household: number
    alternates: number
    codes: 'per_letter' | 'one_for_all'
    shared_code_hash: string | null
    least_age: number
    honorarium: string
    support_note: string
    letters_made_at: string | null
    /** When everybody not selected was deleted (P-6). */
    deleted_at: string | null
  }
  /** What must stand before letters go out, besides the commission itself. */
  jury_preparation: {
    jury_id: string
    /** The area whose census the targets are filled from. */
    area_id: string | null
    /** JSON list of `{ role, view }`: the oversight panel (J-4). */
    overseers: string
    /** JSON object: the OECD's principles (J-2), each with how it is met. */
    principles: string
    /** Why fewer than four days are enough (J-3). */
    few_days_reason: string
    /** The data-protection impact assessment (P-5), and who signed it when. */
    dpia_text: string
    joint_controllers: string
    dpia_signed_by: string | null
    dpia_signed_on: string | null
  }
  /** What the letters say, and how their addresses were drawn from the list. */
  jury_mailing: {
    jury_id: string
    signed_by: string
    venue: string
    phone: string
    email: string
    post: string
    /** JSON object: letters by area. */
    letters: string
    /** How many more letters in a hundred an oversampled address gets. */
    extra_percent: number
    /** An integer as text: it is larger than PostgreSQL's. */
    seed: string | null
    sampled_at: string | null
  }
  /** A registration on its way, sealed with a key that only its holder's device has. */
  jury_registration_draft: { token_hash: string; jury_id: string; sealed: string; updated_at: string }
  /** A selection criterion; `dimension` names the census margin it is filled from, null where there is none. */
  jury_criterion: {
    id: string
    jury_id: string
    position: number
    name: string
    dimension: string | null
    reason: string
  }
  /** What was typed for a criterion in another language; `typed` is the words it stands for. */
  jury_criterion_words: { criterion_id: string; language: string; typed: string; body: string }
  jury_quota: {
    criterion_id: string
    position: number
    value: string
    minimum: number
    maximum: number
    min_flex: number | null
    max_flex: number | null
    /** Why a floor stands above the census share, or what was merged. */
    note: string
  }
  jury_address: {
    id: string
    jury_id: string
    area: string
    address: string
    household: string
    oversampled: number
    drawn: number
  }
  jury_invitation: {
    id: string
    jury_id: string
    address_id: string | null
    area: string
    code_hash: string
    number: number
    test: number
    returned_on: string | null
  }
  jury_application: {
    id: string
    jury_id: string
    /** The id that files call `unique_id` or `external_id`. */
    external_id: string
    submission_key: string
    reference_hash: string
    status: ApplicationStatus
    source_type: 'online' | 'phone' | 'paper' | 'import' | 'community'
    invitation_id: string | null
    household: string | null
    eligible: number
    /** JSON list of the days this person can make. */
    dates: string
    consent_on: string
    language: string
    /** The draw that selected this person. */
    selection_run_id: string | null
    /** 1 for the first alternate; null for everybody else. */
    alternate_rank: number | null
    /** JSON object: columns of an imported file that mean nothing here, given back unchanged on export. */
    extra: string
    /** What was sent, as one hash: the same key with another body is a conflict. Null for imported rows. */
    body_hash: string | null
    /** Why somebody cannot take part; then nothing else is kept of them. */
    why_not: string | null
    created_on: string
    updated_on: string
  }
  jury_applicant_contact: {
    application_id: string
    first_name: string
    last_name: string
    email: string
    phone: string
    address: string
    postcode: string
    prefers: string
  }
  jury_selection_value: { application_id: string; criterion_id: string; value: string }
  jury_need: { application_id: string; kind: string; detail: string }
}

/** The words used in the field (formats of volunteers' files). */
export type ApplicationStatus = 'TEST_SUBMISSION' | 'POOL' | 'SELECTED' | 'CONFIRMED' | 'WITHDRAWN' | 'DELETED'
