import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import Sqlite from 'better-sqlite3'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { connect, connectSqlite, type Db } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import type { Schema } from '../../db/schema.ts'

const server = process.env.TEST_POSTGRES_URL

/** Every store test runs on SQLite and PGlite; with `TEST_POSTGRES_URL`, on that real server instead. */
export const dialects: { name: string; fresh: () => Promise<Db> }[] = server
  ? [{ name: 'PostgreSQL', fresh: async () => connect(await freshPostgresUrl(server, await migratedTemplate(server))) }]
  : [
      { name: 'SQLite', fresh: freshSqlite },
      { name: 'PGlite', fresh: freshPglite },
    ]

/** A migrated SQLite from an image on disk: running the migrations anew costs a hundred times as much. */
async function freshSqlite(): Promise<Db> {
  const image = `.cache/sqlite-${fingerprint()}.image`
  if (!existsSync(image)) {
    const folder = mkdtempSync(join(tmpdir(), 'folkmoot-migrated-'))
    const file = join(folder, 'migrated.sqlite')
    const migrated = await connect(`sqlite:${file}`)
    await migrate(migrated)
    await migrated.destroy()
    const whole = new Sqlite(file)
    // An image in memory has no second file beside it.
    whole.pragma('journal_mode=DELETE')
    keep(image, whole.serialize())
    whole.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return connectSqlite(readFileSync(image))
}

/** Whole or not at all: other test processes look for it at the same time. */
function keep(path: string, contents: string | Buffer): void {
  const partial = `${path}.${process.pid}`
  mkdirSync('.cache', { recursive: true })
  writeFileSync(partial, contents)
  renameSync(partial, path)
}

/** What the migrations are, so that a database made with other ones is never taken for these. */
let fingerprint = () => {
  const hash = createHash('sha256')
  for (const file of globSync('db/migrations/*.ts').sort()) hash.update(readFileSync(file))
  const made = hash.digest('hex').slice(0, 16)
  fingerprint = () => made
  return made
}

/** A migrated PGlite from a copy on disk: making one anew costs nine times as much, for every test. */
async function freshPglite(): Promise<Db> {
  const copy = `.cache/pglite-${fingerprint()}.tar`
  if (!existsSync(copy)) {
    const pglite = await PGlite.create()
    await migrate(new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) }))
    keep(copy, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()))
    await pglite.close()
  }
  const kept = await reusable()
  if (kept) await asMigrated(kept)
  const { pglite } = kept ?? (await loaded(copy))
  return new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) })
}

/** A PGlite with the rows that its migrations put there, and what they made of its schema. */
interface Kept {
  pglite: PGlite
  schema: string
  rows: { name: string; rows: string }[]
}

/** Those that tests have let go of: emptying one costs a fiftieth of loading another. */
const idle: Kept[] = []

/** One whose schema is still the migrations': a test that takes a trigger away must not lend the rest to the next. */
async function reusable(): Promise<Kept | undefined> {
  for (let kept = idle.pop(); kept; kept = idle.pop()) {
    if ((await schemaOf(kept.pglite)) === kept.schema) return kept
  }
}

const schemaOf = async (pglite: PGlite) => (await pglite.query<{ schema: string }>('execute shaped')).rows[0]!.schema

async function loaded(copy: string): Promise<Kept> {
  const pglite = await PGlite.create({ loadDataDir: new Blob([readFileSync(copy)]) })
  const kept: Kept = { pglite, schema: '', rows: [] }
  const tables = await pglite.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  )
  const asked = tables.rows.map(
    ({ name }) =>
      `select '${name}' as name, pg_relation_size('"${name}"') as size where exists (select 1 from "${name}")`,
  )
  // Prepared, because to plan it costs ten times as much as to run it.
  await pglite.exec(`prepare filled as ${asked.join(' union all ')}`)
  // Every table, index, column, trigger, constraint and function that is there, and whether its triggers fire.
  await pglite.exec(`prepare shaped as select concat_ws(' ',
    (select string_agg(oid::text || relnatts::text, ',' order by oid) from pg_class where relnamespace = 'public'::regnamespace),
    (select string_agg(oid::text || tgenabled::text, ',' order by oid) from pg_trigger),
    (select string_agg(oid::text, ',' order by oid) from pg_constraint where connamespace = 'public'::regnamespace),
    (select string_agg(oid::text || md5(prosrc), ',' order by oid) from pg_proc where pronamespace = 'public'::regnamespace)
  ) as schema`)
  kept.schema = await schemaOf(pglite)
  for (const { name } of await filledTables(pglite)) {
    const { rows } = await pglite.query<{ rows: string }>(`select json_agg(t)::text as rows from "${name}" t`)
    kept.rows.push({ name, rows: rows[0]!.rows })
  }
  pglite.close = async () => void idle.push(kept)
  return kept
}

const filledTables = async (pglite: PGlite) =>
  (await pglite.query<{ name: string; size: number }>('execute filled')).rows

/** What a table may hold in bytes of rows that are gone before they are cleared away. */
const bytesOfGone = 65_536

/**
 * Empties it to what it was when its migrations had run; triggers and foreign keys rest meanwhile. Rows are deleted, not
 * truncated with whatever refers to them: that would make the files of every table anew.
 */
async function asMigrated({ pglite, rows }: Kept): Promise<void> {
  const filled = await filledTables(pglite)
  await pglite.exec('set session_replication_role = replica')
  await pglite.exec(filled.map(({ name }) => `delete from "${name}"`).join('; '))
  for (const { name, size } of filled) if (size > bytesOfGone) await pglite.exec(`vacuum "${name}"`)
  for (const { name, rows: json } of rows) {
    await pglite.query(`insert into "${name}" select * from json_populate_recordset(null::"${name}", $1::json)`, [json])
  }
  await pglite.exec('set session_replication_role = origin')
}

/** A migrated database on a real server, made once, which every new one is a copy of; returns its name. */
async function migratedTemplate(url: string): Promise<string> {
  const name = `folkmoot_template_${fingerprint()}`
  const admin = await connect(url)
  await admin.connection().execute(async (one) => {
    // Another test process may be making it at this moment.
    await sql`select pg_advisory_lock(7305120)`.execute(one)
    const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(one)
    if (!rows.length) {
      const partial = `${name}_${process.pid}`
      await sql`create database ${sql.id(partial)}`.execute(one)
      const db = await connect(named(url, partial))
      await migrate(db)
      await db.destroy()
      await sql`alter database ${sql.id(partial)} rename to ${sql.id(name)}`.execute(one)
    }
    await sql`select pg_advisory_unlock(7305120)`.execute(one)
  })
  await admin.destroy()
  return name
}

function named(url: string, name: string): string {
  const target = new URL(url)
  target.pathname = `/${name}`
  return target.href
}

let made = 0

/** A new database on a real server, empty unless it is a copy of another; returns its address. */
export async function freshPostgresUrl(url: string, template = 'template1'): Promise<string> {
  const name = `folkmoot_${process.pid}_${made++}_${Date.now()}`
  const admin = await connect(url)
  const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(admin)
  // Since version 15 a copy goes through the log unless told otherwise, and takes twice as long.
  const copied = Number(rows[0]!.server_version_num) < 150_000 ? sql`` : sql` strategy file_copy`
  await sql`create database ${sql.id(name)} template ${sql.id(template)}${copied}`.execute(admin)
  await admin.destroy()
  return named(url, name)
}
