import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '../../ledger/keyed-hash.ts'

/** Keyed with the server's secret, so that nobody else can make one. 128 bits. */
export const signed = (secret: string, text: string): string => keyedHash(secret, text, 'base64url').slice(0, 22)

export function signedBy(secret: string, text: string, signature: string): boolean {
  const own = Buffer.from(signed(secret, text))
  const given = Buffer.from(signature)
  return own.length === given.length && timingSafeEqual(own, given)
}

const beganText = (submissionKey: string, time: string) => `began ${submissionKey} ${time}`

/** What a form carries of the moment it was handed out; good for the one submission it was made for. */
export function beganMark(secret: string, submissionKey: string, now: Date): string {
  const time = now.getTime().toString(36)
  return `${time}.${signed(secret, beganText(submissionKey, time))}`
}

/** The moment in a mark; null where the server did not make it for this submission. */
export function beganAt(secret: string, submissionKey: string, mark: string): Date | null {
  const [time = '', signature = ''] = mark.split('.')
  return signedBy(secret, beganText(submissionKey, time), signature) ? new Date(Number.parseInt(time, 36)) : null
}
