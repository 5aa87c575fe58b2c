import type { Claimed } from './outbox-store.server.ts'

/** What takes one message to one recipient. Throws a `NotCarried` when it could not. */
export type Carrier = (message: Claimed) => Promise<void>

/** Why a message did not go: a short code without the address, and whether another try could help. */
export class NotCarried extends Error {
  readonly code: string
  readonly permanent: boolean
  constructor(code: string, permanent: boolean) {
    super(code)
    this.code = code
    this.permanent = permanent
  }
}
