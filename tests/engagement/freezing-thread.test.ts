import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { askFreeze, freezeAsked } from '../../app/consultations/freezing/computation-store.server.ts'
import { closingFreezer, freezer } from '../../app/consultations/freezing/freezing.server.ts'
import { snapshotOf } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { loadImport, prepareImport } from '../../app/consultations/imports/import-store.server.ts'
import { listVersions } from '../../app/priorities/list-store.server.ts'
import { connect, type Db, write } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { during, justClosed, later, people, secret, smallConsultation, smallCounty } from './small-consultation.ts'

const folder = mkdtempSync(join(tmpdir(), 'folkmoot-thread-'))
const settings = { DATABASE_URL: `sqlite:${join(folder, 'site.sqlite')}`, SIGNING_KEY: '07'.repeat(32) }
let db: Db

beforeAll(async () => {
  db = await connect(settings.DATABASE_URL)
  await migrate(db)
  await smallCounty(db)
})
afterAll(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

test('the jobs freeze in a thread over a connection of its own', { timeout: 120_000 }, async () => {
  const made = await smallConsultation(db)
  const about = { consultationId: made.consultationId, source: 'forms', fileHash: 'f', personId: 'officer' }
  const given = { ...about, status: 'counted' as const, rows: people(60, made.optionIds) }
  const prepared = await prepareImport(db, secret, given, during)
  await write(db, (tx) => loadImport(tx, prepared, during))

  await closingFreezer(settings)(db, during)
  expect(await snapshotOf(db, made.exerciseId, 'closing')).toBeUndefined()
  await closingFreezer(settings)(db, justClosed)
  expect(await snapshotOf(db, made.exerciseId, 'closing')).toMatchObject({ rows: 60 })

  const by = { exerciseId: made.exerciseId, personId: 'analyst', reason: 'analysis' }
  expect(await write(db, (tx) => askFreeze(tx, by, later))).toBe(true)
  await freezer(settings)(db, later)
  await vi.waitUntil(async () => (await freezeAsked(db, made.exerciseId))?.state === 'done', { timeout: 100_000 })
  expect(await listVersions(db, made.exerciseId)).toHaveLength(1)
})
