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

/** A row whose place, link or hash is wrong. */
export interface Break {
  seq: number
  reason: 'sequence' | 'link' | 'hash'
}

/** Follows the chain from its first row: what is wrong with each next one, undefined while nothing is. */
export function chainFollower(): (row: LedgerRow & { hash: string }) => Break | undefined {
  let previous = genesis
  let place = 0
  return ({ hash, ...row }) => {
    place++
    if (row.seq !== place) return { seq: place, reason: 'sequence' }
    if (row.previous !== previous) return { seq: row.seq, reason: 'link' }
    if (rowHash(row) !== hash) return { seq: row.seq, reason: 'hash' }
    previous = hash
    return undefined
  }
}

/** The first break of a chain; undefined when it is whole. */
export function firstBreak(rows: readonly (LedgerRow & { hash: string })[]): Break | undefined {
  const follow = chainFollower()
  for (const row of rows) {
    const broken = follow(row)
    if (broken) return broken
  }
  return undefined
}
