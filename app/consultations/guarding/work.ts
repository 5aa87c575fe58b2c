import { randomBytesFew } from '../../ledger/random-bytes.ts'
import { signed, signedBy } from './guard-mark.ts'

/**
 * Work that is cheap once and dear ten thousand times: rounds of PBKDF2 (SHA-256) for one try, and leading bits of its
 * result that must be nought. About 128 tries, a second or two.
 */
const rounds = 10_000
const zeroBits = 7
/** A page may stay open for a day. */
const goodHours = 24

const textOf = (exerciseId: string, id: string, until: string) => `work ${exerciseId} ${id} ${until}`

/** A piece of work as a page carries it: `<id>.<until>.<rounds>.<bits>.<signature>`. Only the server can make one. */
export function newWork(secret: string, exerciseId: string, now: Date): string {
  const id = randomBytesFew(16).toString('base64url')
  const until = (now.getTime() + goodHours * 3_600_000).toString(36)
  return [id, until, rounds, zeroBits, signed(secret, textOf(exerciseId, id, until))].join('.')
}

/** Work that was sent back: what was to be done, and the try that did it. */
export interface DoneWork {
  id: string
  work: string
  attempt: string
}

/** Reads what a browser sent back; null where the server gave no such work for this exercise, or its time is over. */
export function readWork(secret: string, exerciseId: string, sent: string, now: Date): DoneWork | null {
  const parts = sent.split('.')
  const [id = '', until = '', , , signature = '', attempt = ''] = parts
  if (parts.length !== 6 || !/^\d{1,9}$/.test(attempt)) return null
  if (!signedBy(secret, textOf(exerciseId, id, until), signature)) return null
  if (Number.parseInt(until, 36) < now.getTime()) return null
  return { id, work: parts.slice(0, 5).join('.'), attempt }
}

/** What PBKDF2 is asked for to try or to check: whatever else the page's text says, these rounds. */
export const workRounds = rounds

/** True when enough leading bits are nought. */
export const isDone = (key: Uint8Array): boolean => key[0]! >> (8 - zeroBits) === 0
