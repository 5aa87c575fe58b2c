import type { Handle, Tx } from '../../db/connect.ts'
import { insertMany } from '../../db/insert-many.ts'
import { prepared } from '../../db/prepared.ts'
import type { Canonical } from './canonical.ts'
import { canonicalJson } from './canonical.ts'
import { commitmentToText, genesis, rowHash } from './commitment.ts'
import { randomBytesFew } from './random-bytes.ts'

/**
 * Appends one commitment inside the transaction that writes what it records. Returns its sequence number and hash.
 * The payload and its salt are kept apart, so that erasure can delete them and the chain still verifies.
 */
export async function record(
  tx: Tx,
  type: string,
  payload: Canonical,
  recordedOn: string,
  place?: Place,
): Promise<{ seq: number; hash: string }> {
  const { seq, previous } = place ?? (await nextPlace(tx))
  const { commitment, salt, payload: opening } = seal({ type, payload, recordedOn })
  const row = { seq, type, commitment, previous, recordedOn }
  const hash = rowHash(row)
  await insertMany(tx, 'ledger', [{ seq, type, commitment, previous, recorded_on: recordedOn, hash }])
  await insertMany(tx, 'ledger_opening', [{ seq, salt, payload: opening }])
  return { seq, hash }
}

const head = prepared((db) => db.selectFrom('ledger').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1))

/** Where an entry stands in the chain. */
interface Place {
  seq: number
  previous: string
}

/**
 * The place that the next entry of this transaction takes: writers take turns, so nobody else gets it. For what names its
 * own entry, and hands the place to `record` with nothing recorded in between.
 */
export async function nextPlace(tx: Tx): Promise<Place> {
  const last = (await head(tx, {})).rows[0]
  return { seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? genesis }
}

/** What is committed to: its type, payload and day. */
export interface LedgerEntry {
  type: string
  payload: Canonical
  recordedOn: string
}

/** A commitment made and not yet in the chain: all of it that needs no turn at the ledger. */
export interface Sealed {
  type: string
  commitment: string
  salt: string
  payload: string
  recordedOn: string
}

/** Makes the commitment to something under a salt of its own. May be done before the transaction that appends it. */
export function seal({ type, payload, recordedOn }: LedgerEntry): Sealed {
  const salt = randomBytesFew(16).toString('hex')
  const opened = canonicalJson(payload)
  return { type, commitment: commitmentToText(salt, opened), salt, payload: opened, recordedOn }
}

/** Appends many commitments in order, as `record` would one by one, in few statements. Returns their sequence numbers. */
export async function appendAll(tx: Tx, sealed: readonly Sealed[]): Promise<number[]> {
  const first = await nextPlace(tx)
  let { previous } = first
  const rows = sealed.map(({ type, commitment, recordedOn }, i) => {
    const row = { seq: first.seq + i, type, commitment, previous, recordedOn }
    previous = rowHash(row)
    const { recordedOn: recorded_on, ...columns } = row
    return { ...columns, recorded_on, hash: previous }
  })
  await insertMany(tx, 'ledger', rows)
  await insertMany(
    tx,
    'ledger_opening',
    rows.map(({ seq }, i) => ({ seq, salt: sealed[i]!.salt, payload: sealed[i]!.payload })),
  )
  return rows.map(({ seq }) => seq)
}

/** The whole chain in order. */
export async function ledgerRows(db: Handle) {
  const rows = await db.selectFrom('ledger').selectAll().orderBy('seq').execute()
  return rows.map(({ recorded_on, ...row }) => ({ ...row, recordedOn: recorded_on }))
}

/** What is recorded of things that are public anyway, and holds nothing of a person. */
const publicTypes = [
  'exercise.published',
  'exercise.withdrawn',
  'source.declared',
  'source.dropped',
  'snapshot.closing',
  'snapshot.analysis',
  'snapshot.reissue',
  'list.parameters',
  'list.published',
  'draw.announced',
  'draw.concluded',
  'draw.given_up',
]

/** Salt and payload of the public rows: with them anybody can see that a row says what a page says. */
export const publicOpenings = (db: Handle) =>
  db
    .selectFrom('ledger as l')
    .innerJoin('ledger_opening as o', 'o.seq', 'l.seq')
    .select(['l.seq', 'l.type', 'o.salt', 'o.payload'])
    .where('l.type', 'in', publicTypes)
    .orderBy('l.seq')
    .execute()

/** Removes what would open a commitment. The chain still verifies; nothing can be read from it any more. */
export async function forget(tx: Tx, seq: number): Promise<void> {
  await tx.deleteFrom('ledger_opening').where('seq', '=', seq).execute()
}
