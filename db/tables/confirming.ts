/** How answers are confirmed before they count. Codes and addresses are keyed hashes, and go at closing. */
export interface ConfirmingTables {
  /** `letters`: how many codes were made. `confirmed`: how many counted answers were, once the exercise has closed. */
  exercise_confirming: {
    exercise_id: string
    level: 'none' | 'email' | 'letter'
    letters: number
    confirmed: number | null
    set_by: string
    set_at: string
  }
  letter_code: { code_hash: string; exercise_id: string; used: number }
  /** One code that waits to be typed, beside the draft it was asked for. `tries` were wrong; `mails` were sent. */
  mail_code: {
    token_hash: string
    exercise_id: string
    code_hash: string
    address_hash: string
    tries: number
    mails: number
    expires_at: string
  }
  confirmed_address: { exercise_id: string; address_hash: string }
}
