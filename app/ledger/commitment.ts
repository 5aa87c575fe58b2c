import { hash } from 'node:crypto'
import { type Canonical, canonicalJson } from './canonical.ts'

/** SHA-256 as lower-case hexadecimal. */
export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex')

/** What the ledger shows of a payload: SHA-256(salt ‖ canonical JSON). Without the salt nothing can be guessed from it. */
export const commitmentTo = (salt: string, payload: Canonical): string => commitmentToText(salt, canonicalJson(payload))

/** The same to a payload that is canonical JSON already. */
export const commitmentToText = (salt: string, payload: string): string => sha256(salt + payload)

/** One row of the chain without its hash. `recordedOn` is a day only, so that order does not tell who. */
export interface LedgerRow {
  seq: number
  type: string
  commitment: string
  previous: string
  recordedOn: string
}

/** The hash of the row before the first. */
export const genesis = '0'.repeat(64)

/** The hash that chains a row to the one before it. */
export const rowHash = (row: LedgerRow): string => sha256(canonicalJson({ ...row } as unknown as Canonical))

/** The first row whose place, link or hash is wrong, with the reason; undefined when the chain is whole. */
export function firstBreak(
  rows: readonly (LedgerRow & { hash: string })[],
): { seq: number; reason: 'sequence' | 'link' | 'hash' } | undefined {
  let previous = genesis
  for (const [i, { hash, ...row }] of rows.entries()) {
    if (row.seq !== i + 1) return { seq: i + 1, reason: 'sequence' }
    if (row.previous !== previous) return { seq: row.seq, reason: 'link' }
    if (rowHash(row) !== hash) return { seq: row.seq, reason: 'hash' }
    previous = hash
  }
  return undefined
}
