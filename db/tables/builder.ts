/** What is worked out and signed before anybody is asked anything. */
export interface BuilderTables {
  /** `content` is a `WorkingForm` as JSON. */
  working_form: { exercise_id: string; content: string; updated_by: string; updated_at: string }
  /** `content` is JSON as the kind of assessment reads it. */
  exercise_assessment: {
    exercise_id: string
    kind: string
    content: string
    updated_by: string
    updated_at: string
  }
  /** A signature holds while what it was put under has the same hash. */
  exercise_signature: {
    exercise_id: string
    matter: string
    person_id: string
    organisation_id: string | null
    hash: string
    note: string
    signed_at: string
  }
  /** Partners that ask together with the one that runs the exercise. */
  exercise_partner: { exercise_id: string; organisation_id: string; added_by: string; added_at: string }
}
