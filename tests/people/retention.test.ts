import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submit } from '../../app/consultations/answering/response-store.server.ts'
import { noMonitoring } from '../../app/consultations/equality/monitoring.ts'
import { saveMonitoring } from '../../app/consultations/equality/monitoring-store.server.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { deletedBetween, goneAfter, goneBefore } from '../../app/people/retention.ts'
import { dropOutdated, lastLookedOn, noted, retentionNow } from '../../app/people/retention-store.server.ts'
import { createSignInLink } from '../../app/people/session-store.server.ts'
import { enqueue } from '../../app/server/outbox-store.server.ts'
import { type Db, isSqlite, write } from '../../db/connect.ts'
import { answersWith, givenConsultation, secret, whileOpen } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

test('a day is kept whole, and gone the day after', () => {
  expect(goneAfter('2026-10-28', { months: 24 })).toBe('2028-10-29')
  expect('2026-10-28' < goneBefore('2028-10-28', { months: 24 })).toBe(false)
  expect('2026-10-28' < goneBefore('2028-10-29', { months: 24 })).toBe(true)
  expect(deletedBetween(3, 5)).toBe(0)
})

describe.each(dialects)('retention timers on $name', ({ fresh }) => {
  let db: Db
  const at = (day: string) => new Date(`${day}T12:00:00Z`)
  beforeAll(async () => {
    db = await fresh()
    const asked = await givenConsultation(db)
    await write(db, async (tx) => {
      const answers = { ...answersWith(asked.optionIds, 'a'), why: 'My own words' }
      await submit(
        tx,
        secret,
        { consultationId: asked.id, submissionKey: 'k', answers, seed: 1, language: 'en' },
        whileOpen,
      )
      await saveMonitoring(tx, 'k', () => ({ ...noMonitoring, ageBand: '30-44' }))
      const person = { id: 'p', email: 'p@example.org', label: 'P', organisation_id: null, disabled_at: null }
      await tx
        .insertInto('person')
        .values({ ...person, created_at: whileOpen.toISOString() })
        .execute()
      await createSignInLink(tx, 'p', whileOpen)
      await enqueue(tx, { to: 'p@example.org', subject: 'Link', body: '/sign-in/x' }, whileOpen)
      await tx.updateTable('outbox').set({ sent_at: whileOpen.toISOString() }).execute()
      await enqueue(tx, { to: 'gone@example.org', subject: 'Results', body: 'They are out' }, whileOpen)
      await tx
        .updateTable('outbox')
        .set({ given_up_at: whileOpen.toISOString() })
        .where('sent_at', 'is', null)
        .execute()
    })
  })
  afterAll(() => db.destroy())
  const standing = async (kind: string, day: string) =>
    (await retentionNow(db, at(day))).find((one) => one.kind === kind)!

  test('looking counts and deletes nothing; the job deletes, notes it and looks again in vain', async () => {
    expect(await standing('links', '2026-11-09')).toMatchObject({ count: 0, next: '2026-11-10' })
    expect(await standing('links', '2026-11-10')).toMatchObject({ count: 1, lookedOn: null })
    expect(await standing('messages', '2026-11-10')).toMatchObject({ count: 2 })
    await dropOutdated(db, at('2026-11-10'))
    expect(await standing('links', '2026-11-10')).toMatchObject({ count: 0, deleted: 1, deletedOn: '2026-11-10' })
    expect(await db.selectFrom('outbox').selectAll().execute()).toEqual([])
    await dropOutdated(db, at('2026-11-11'))
    expect(await standing('links', '2026-11-11')).toMatchObject({ deleted: 1, deletedOn: '2026-11-10' })
    expect(await lastLookedOn(db)).toBe('2026-11-11')
  })

  test('answers go two years after closing, once their result is worked out, and the chain still verifies', async () => {
    expect(await standing('responses', '2028-10-28')).toMatchObject({ count: 0, next: '2028-10-29' })
    await dropOutdated(db, at('2028-10-30'))
    expect(await db.selectFrom('response').select('id').execute()).toHaveLength(1)
    const snapshot = { id: 's', exercise_id: 'exercise-october', version: 1, parent_id: null, reason: '', rows: 1 }
    await db
      .insertInto('snapshot')
      .values({ ...snapshot, stage: 'analysis', content: '{}', hash: '', created_by: null, created_at: '' })
      .execute()
    await dropOutdated(db, at('2028-10-28'))
    expect(await db.selectFrom('response').select('id').execute()).toHaveLength(1)
    await dropOutdated(db, at('2028-10-29'))
    for (const table of ['response', 'response_pick', 'response_text', 'monitoring_answer'] as const) {
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
    }
    const openings = await db.selectFrom('ledger_opening').select('payload').execute()
    expect(openings.every(({ payload }) => !payload.includes('picks'))).toBe(true)
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
    expect(await standing('responses', '2028-10-29')).toMatchObject({ count: 0, next: null, deleted: 1 })
  })

  test('the jobs of other areas are noted too', async () => {
    await noted('drafts', async () => {})(db, at('2028-11-01'))
    expect(await standing('drafts', '2028-11-01')).toMatchObject({ lookedOn: '2028-11-01', deleted: 0 })
  })

  test('no table leads to an answer that is not emptied with it', async () => {
    const rows = isSqlite(db)
      ? await sql<{ name: string }>`select distinct m.name from sqlite_master m, pragma_foreign_key_list(m.name) f
          where m.type = 'table' and f."table" = 'response' order by m.name`.execute(db)
      : await sql<{ name: string }>`select distinct conrelid::regclass::text as name from pg_constraint
          where contype = 'f' and confrelid = 'response'::regclass order by name`.execute(db)
    expect(rows.rows.map(({ name }) => name)).toEqual([
      'added_statement',
      // This one, late letters, held answers and test answers go with their answer by themselves (on delete cascade).
      'free_text',
      'late_post',
      'organisation_review',
      'quarantined_answer',
      'response_answer',
      'response_organisation',
      'response_own_words',
      'response_pick',
      'response_text',
      'test_answer',
    ])
  })
})
