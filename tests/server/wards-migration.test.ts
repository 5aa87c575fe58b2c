import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { connect, type Db, isSqlite } from '../../db/connect.ts'
import { migrations } from '../../db/migrations/index.ts'
import type { Schema } from '../../db/schema.ts'
import { freshPostgresUrl } from '../support/databases.ts'

const server = process.env.TEST_POSTGRES_URL
const folder = () => mkdtempSync(join(tmpdir(), 'folkmoot-wards-'))
const empty: [name: string, make: (at: string) => Promise<Db>][] = server
  ? [['PostgreSQL', async () => connect(await freshPostgresUrl(server))]]
  : [
      ['SQLite', (at) => connect(`sqlite:${join(at, 'old.sqlite')}`)],
      ['PGlite', async () => new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) })],
    ]

const set = (id: string, kind: 'district' | 'council' | 'ward' | 'division') => ({
  id,
  name: id,
  kind,
  valid_from: '2000-01-01',
  valid_to: null,
})
const area = (id: string, area_set_id: string) => ({
  id,
  area_set_id,
  code: id,
  name: id,
  population: null,
  name_note: null,
})

test.each(empty)('areas from before there were wards stay, and what watches them with them, on %s', async (_, make) => {
  const at = folder()
  const db = await make(at)
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    expect((await migrator.migrateTo('0063-coverage-shown')).error).toBeUndefined()
    await db
      .insertInto('area_set')
      .values([set('districts', 'district'), set('councils', 'council')])
      .execute()
    await db.insertInto('area').values(area('north', 'districts')).execute()
    const triggers = () =>
      isSqlite(db)
        ? sql<{ sql: string }>`select sql from sqlite_schema
            where type = 'trigger' and tbl_name = 'area_set' order by name`.execute(db)
        : sql<{ sql: string }>`select pg_get_triggerdef(oid) as sql from pg_trigger
            where tgrelid = 'area_set'::regclass and not tgisinternal order by 1`.execute(db)
    const watched = (await triggers()).rows
    expect(watched.length).toBeGreaterThan(0)
    await expect(db.insertInto('area_set').values(set('wards', 'ward')).execute()).rejects.toThrow(/check/i)

    expect((await migrator.migrateTo('0066-wards')).error).toBeUndefined()
    const sets = await db.selectFrom('area_set').selectAll().orderBy('id').execute()
    expect(sets).toEqual([set('councils', 'council'), set('districts', 'district')])
    expect((await triggers()).rows).toEqual(watched)
    await db
      .insertInto('area_set')
      .values([set('wards', 'ward'), set('divisions', 'division')])
      .execute()
    await db.insertInto('area').values(area('hill', 'wards')).execute()
    const unknown = { ...set('towns', 'ward'), kind: 'town' as 'ward' }
    await expect(db.insertInto('area_set').values(unknown).execute()).rejects.toThrow(/check/i)
    await expect(db.insertInto('area').values(area('moor', 'nothing')).execute()).rejects.toThrow(/foreign key/i)
    await expect(db.deleteFrom('area_set').where('id', '=', 'districts').execute()).rejects.toThrow(/foreign key/i)
  } finally {
    await db.destroy()
    rmSync(at, { recursive: true, force: true })
  }
})
