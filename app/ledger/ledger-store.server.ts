import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Handle, Tx } from '../../db/connect.ts'
import { insertMany, rowsOf } from '../../db/insert-many.ts'
import { prepared } from '../../db/prepared.ts'
import { carefully } from '../people/step-up.server.ts'
import type { Canonical } from './canonical.ts'
import { canonicalJson } from './canonical.ts'
import { commitmentToText, genesis, type LedgerRow, rowHash } from './commitment.ts'
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
): Promise<{ seq: number; hash: string }> {
  carefully(type)
  const place = await nextPlace(tx)
  const entry = entryAt(place, { type, payload, recordedOn })
  for (const { table, rows } of entry.rows) await insertMany(tx, table, rows)
  placeTaken(tx, entry)
  return { seq: entry.seq, hash: entry.hash }
}

/** The rows of one entry at the place it takes, for what writes them with its own; `placeTaken` once they are written. */
export function entryAt({ seq, previous }: Place, entry: LedgerEntry) {
  const { type, commitment, salt, payload, recordedOn } = seal(entry)
  const hash = rowHash({ seq, type, commitment, previous, recordedOn })
  const rows = [
    rowsOf('ledger', [{ seq, type, commitment, previous, recorded_on: recordedOn, hash }]),
    rowsOf('ledger_opening', [{ seq, salt, payload }]),
  ]
  return { seq, hash, rows }
}

/** How many rows the chain has: they are numbered from 1 without a gap. */
export const ledgerLength = async (db: Handle): Promise<number> => (await head(db, {})).rows[0]?.seq ?? 0

const head = prepared((db) => db.selectFrom('ledger').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1))

/** Where an entry stands in the chain. */
export interface Place {
  seq: number
  previous: string
}

/** The place of the first entry of all. */
export const firstPlace: Place = { seq: 1, previous: genesis }

/** Where the next entry of a transaction stands, known since its last one. */
const places = new WeakMap<Tx, Place>()

/**
 * The place that the next entry of this transaction takes: writers take turns, so nobody else gets it. For what names its
 * own entry, with nothing recorded in between.
 */
export async function nextPlace(tx: Tx): Promise<Place> {
  const known = places.get(tx)
  if (known) return known
  const last = (await head(tx, {})).rows[0]
  return last ? { seq: last.seq + 1, previous: last.hash } : firstPlace
}

/** Says that an entry of `entryAt` has been written. */
export function placeTaken(tx: Tx, { seq, hash }: { seq: number; hash: string }) {
  if (tx.isTransaction) places.set(tx, { seq: seq + 1, previous: hash })
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

/**
 * Appends many commitments in order, as `record` would one by one, in few statements: next, or at the place that is given
 * where the chain was cut. Returns their sequence numbers.
 */
export async function appendAll(tx: Tx, sealed: readonly Sealed[], from?: Place): Promise<number[]> {
  const first = from ?? (await nextPlace(tx))
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
  const last = rows.at(-1)
  if (last) placeTaken(tx, last)
  return rows.map(({ seq }) => seq)
}

/** The whole chain in order. */
export async function ledgerRows(db: Handle) {
  const rows: (LedgerRow & { hash: string })[] = []
  for await (const page of ledgerPages(db)) rows.push(...page)
  return rows
}

const perPage = 2_000

/**
 * The chain in order, a page at a time: of a million rows never more than a page is in memory, and between two pages
 * others have their turn.
 */
export async function* ledgerPages(db: Handle, after = 0): AsyncGenerator<(LedgerRow & { hash: string })[]> {
  for (let last = after; ; ) {
    const page = await db
      .selectFrom('ledger')
      .selectAll()
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(perPage)
      .execute()
    if (page.length) yield page.map(({ recorded_on, ...row }) => ({ ...row, recordedOn: recorded_on }))
    if (page.length < perPage) return
    last = page.at(-1)!.seq
    await othersTurn()
  }
}

/** What is recorded of things that are public anyway, and holds nothing of a person. */
const publicTypes = [
  'exercise.published',
  'exercise.withdrawn',
  'exercise.extended',
  'source.declared',
  'source.dropped',
  'snapshot.closing',
  'snapshot.analysis',
  'snapshot.reissue',
  'wards.frozen',
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

/** What an entry commits to; undefined once it is forgotten. */
export async function payloadAt(db: Handle, seq: number): Promise<unknown> {
  const row = await db.selectFrom('ledger_opening').select('payload').where('seq', '=', seq).executeTakeFirst()
  return row && JSON.parse(row.payload)
}

/** Removes what would open a commitment. The chain still verifies; nothing can be read from it any more. */
export async function forget(tx: Tx, seq: number): Promise<void> {
  await tx.deleteFrom('ledger_opening').where('seq', '=', seq).execute()
}
