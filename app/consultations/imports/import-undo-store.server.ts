import { type ExpressionBuilder, sql } from 'kysely'
import type { Tx } from '../../../db/connect.ts'
import type { Schema } from '../../../db/schema.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { cellsOf, withdrawnRow } from '../answering/response-store.server.ts'
import { countPeople } from '../coverage/answer-counter-store.server.ts'
import { monitoringCells } from '../equality/monitoring.ts'
import { fromColumns } from '../equality/monitoring-store.server.ts'

export interface Undoing {
  consultationId: string
  importId: string
  reason: string
  personId: string
}

/**
 * Takes a whole load out again: as when each of its answers were withdrawn, what they say goes and the counters go down,
 * while the rows stay and are counted as left out, with the reason. The file may then be loaded anew. Returns how many
 * answers were in it; undefined where there is no such load or somebody has taken it out already.
 */
export async function undoImport(tx: Tx, { consultationId, importId, ...by }: Undoing, now: Date) {
  const batch = await tx
    .selectFrom('import_batch as b')
    .leftJoin('import_undone as u', 'u.import_id', 'b.id')
    .select('b.source')
    .where('b.id', '=', importId)
    .where('b.consultation_id', '=', consultationId)
    .where('u.import_id', 'is', null)
    .executeTakeFirst()
  if (!batch) return undefined
  await takeFromCounters(tx, consultationId, importId)
  await dropContents(tx, importId)
  const { numUpdatedRows } = await tx
    .updateTable('response')
    .set({
      ...withdrawnRow,
      // The row's number in its source, its key and its reference are free for the same file loaded anew.
      source: null,
      submission_key: sql<string>`'undone ' || id`,
      reference_hash: sql<string>`'undone ' || id`,
    })
    .where('import_id', '=', importId)
    .where('status', '!=', 'withdrawn')
    .executeTakeFirst()
  const [rows, day] = [Number(numUpdatedRows), londonDay(now)]
  await tx
    .insertInto('import_undone')
    .values({ import_id: importId, reason: by.reason, rows, undone_by: by.personId, undone_on: day })
    .execute()
  await record(tx, 'import.undone', { consultation: consultationId, import: importId, rows, reason: by.reason }, day)
  await logAct(tx, now, {
    personId: by.personId,
    did: 'took a load of answers out',
    objectKind: 'consultation',
    objectId: consultationId,
    detail: { source: batch.source, rows },
  })
  return rows
}

/** What every answer of the load added to the counters, taken out in as few steps as it has kinds of people. */
async function takeFromCounters(tx: Tx, consultationId: string, importId: string): Promise<void> {
  const counted = tx
    .selectFrom('response as r')
    .select((eb) => eb.fn.countAll().as('people'))
    .where('r.import_id', '=', importId)
    .where('r.status', 'in', ['counted', 'outside'])
  const places = await counted
    .select(['r.channel', 'r.language', 'r.district_id', 'r.forum_id', 'r.status'])
    .groupBy(['r.channel', 'r.language', 'r.district_id', 'r.forum_id', 'r.status'])
    .execute()
  for (const { channel, language, district_id: district, forum_id: forum, status, people } of places) {
    const cells = cellsOf({ channel, language, district, forum, outside: status === 'outside' })
    await countPeople(tx, consultationId, cells, -Number(people))
  }
  const said = await tx
    .selectFrom('response as r')
    .innerJoin('monitoring_answer as m', 'm.key', 'r.monitoring_key')
    .selectAll('m')
    .where('r.import_id', '=', importId)
    .where('r.status', 'in', ['counted', 'outside'])
    .execute()
  const people = new Map<string, number>()
  for (const row of said) {
    for (const cell of monitoringCells(fromColumns(row))) {
      const key = JSON.stringify(cell)
      people.set(key, (people.get(key) ?? 0) + 1)
    }
  }
  for (const [cell, number] of people) await countPeople(tx, consultationId, [JSON.parse(cell)], -number)
}

async function dropContents(tx: Tx, importId: string): Promise<void> {
  const own = tx.selectFrom('response').where('import_id', '=', importId)
  const contents = [
    'response_pick',
    'response_text',
    'response_answer',
    'response_own_words',
    'response_organisation',
    'free_text',
  ] as const
  for (const table of contents) {
    await tx
      .deleteFrom(table)
      .where((eb: ExpressionBuilder<Schema, (typeof contents)[number]>) => eb('response_id', 'in', own.select('id')))
      .execute()
  }
  await tx.deleteFrom('monitoring_answer').where('key', 'in', own.select('monitoring_key')).execute()
  await tx.deleteFrom('ledger_opening').where('seq', 'in', own.select('ledger_seq')).execute()
}
