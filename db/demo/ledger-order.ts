import { sql } from 'kysely'
import { londonDay } from '../../app/engagement/london-day.ts'
import { ledgerTree, signCheckpoint } from '../../app/ledger/checkpoint.ts'
import { appendAll, firstPlace, ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { isSqlite, type Tx } from '../connect.ts'
import type { Demo } from './context.ts'

/**
 * The demonstration is told subject by subject, a ledger day by day: puts its commitments in the order of their days,
 * chains them anew and signs its checkpoints again over what stood in the ledger by then. Only ever done in the
 * transaction that fills an empty database, before anybody has seen a row.
 */
export async function orderLedger({ tx }: Demo): Promise<void> {
  await withoutGuard(tx, async () => {
    const rows = (await ledgerRows(tx)).sort(
      (a, b) => Number(a.recordedOn > b.recordedOn) - Number(a.recordedOn < b.recordedOn) || a.seq - b.seq,
    )
    const openings = new Map((await tx.selectFrom('ledger_opening').selectAll().execute()).map((o) => [o.seq, o]))
    await tx.deleteFrom('ledger').execute()
    await tx.deleteFrom('ledger_opening').execute()
    const placed = await appendAll(
      tx,
      rows.map(({ seq, type, commitment, recordedOn }) => {
        const { salt, payload } = openings.get(seq) ?? { salt: '', payload: '' }
        return { type, commitment, salt, payload, recordedOn }
      }),
      firstPlace,
    )
    await tx.deleteFrom('ledger_opening').where('salt', '=', '').execute()
    await follow(tx, new Map(rows.map((row, i) => [row.seq, placed[i]!])))
  })
  await signAgain(tx)
}

/** What names a ledger row by its number names it by its new one. */
async function follow(tx: Tx, placed: Map<number, number>): Promise<void> {
  const responses = await tx.selectFrom('response').select(['id', 'ledger_seq']).execute()
  for (const { id, ledger_seq: seq } of responses) {
    const now = seq && placed.get(Number(seq))
    if (now && now !== seq) await tx.updateTable('response').set({ ledger_seq: now }).where('id', '=', id).execute()
  }
  for (const table of ['deletion_certificate', 'rights_request'] as const) {
    const certificates = await tx.selectFrom(table).select(['id', 'ledger_seq']).execute()
    for (const { id, ledger_seq: seq } of certificates) {
      const now = seq && placed.get(Number(seq))
      if (now) await tx.updateTable(table).set({ ledger_seq: now }).where('id', '=', id).execute()
    }
  }
}

async function signAgain(tx: Tx): Promise<void> {
  const rows = await ledgerRows(tx)
  const old = await tx.selectFrom('checkpoint').selectAll().orderBy('created_at').orderBy('size').execute()
  let parent: string | null = null
  for (const { id, reason, created_at: createdAt } of old) {
    const held = rows.filter((row) => row.recordedOn <= londonDay(new Date(createdAt)))
    const tree = ledgerTree(held.map((row) => row.hash))
    const facts = { size: tree.size, root: tree.root, parent, reason, createdAt }
    const { size, root, signature, publicKey } = signCheckpoint(facts, settings().SIGNING_KEY)
    await tx
      .updateTable('checkpoint')
      .set({ size, root, signature, public_key: publicKey, parent_id: parent, peaks: tree.peaks.join(' ') })
      .where('id', '=', id)
      .execute()
    parent = id
  }
}

/** The ledger refuses every change but an addition: lifted for this one act, in its own transaction. */
async function withoutGuard(tx: Tx, act: () => Promise<void>): Promise<void> {
  if (!isSqlite(tx)) {
    await sql`alter table ledger disable trigger ledger_no_change`.execute(tx)
    await act()
    await sql`alter table ledger enable trigger ledger_no_change`.execute(tx)
    return
  }
  const { rows: guards } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'trigger' and name like 'ledger_no_%'`.execute(tx)
  for (const { name } of guards) await sql`drop trigger ${sql.ref(name)}`.execute(tx)
  await act()
  for (const guard of guards) await sql.raw(guard.sql).execute(tx)
}
