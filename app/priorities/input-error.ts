/** Bad input, told by a stable name that pages and commands translate into the reader's language. */
export class PriorityInputError extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: string, message: string, details: Record<string, string | number> = {}) {
    super(message)
    this.name = 'PriorityInputError'
    this.code = code
    this.details = details
  }
}
