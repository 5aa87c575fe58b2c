import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { connect, type Db } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import type { Schema } from '../../db/schema.ts'

const server = process.env.TEST_POSTGRES_URL

/** Every store test runs on SQLite and PGlite; with `TEST_POSTGRES_URL`, on that real server instead. */
export const dialects: { name: string; fresh: () => Promise<Db> }[] = server
  ? [{ name: 'PostgreSQL', fresh: () => migrated(freshPostgresUrl(server).then(connect)) }]
  : [
      { name: 'SQLite', fresh: () => migrated(connect('sqlite::memory:')) },
      { name: 'PGlite', fresh: freshPglite },
    ]

async function migrated(opening: Promise<Db>): Promise<Db> {
  const db = await opening
  await migrate(db)
  return db
}

/** A migrated PGlite from a copy on disk: making one anew costs nine times as much, for every test. */
async function freshPglite(): Promise<Db> {
  const migrations = globSync('db/migrations/*.ts').sort()
  const fingerprint = createHash('sha256')
  for (const file of migrations) fingerprint.update(readFileSync(file))
  const copy = `.cache/pglite-${fingerprint.digest('hex').slice(0, 16)}.tar`
  if (!existsSync(copy)) {
    const pglite = await PGlite.create()
    await migrate(new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) }))
    const partial = `${copy}.${process.pid}`
    mkdirSync('.cache', { recursive: true })
    writeFileSync(partial, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()))
    renameSync(partial, copy)
    await pglite.close()
  }
  const pglite = await PGlite.create({ loadDataDir: new Blob([readFileSync(copy)]) })
  return new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) })
}

let made = 0

/** A new, empty database on a real server; returns its address. */
export async function freshPostgresUrl(url: string): Promise<string> {
  const name = `folkmoot_${process.pid}_${made++}_${Date.now()}`
  const admin = await connect(url)
  await sql`create database ${sql.id(name)}`.execute(admin)
  await admin.destroy()
  const target = new URL(url)
  target.pathname = `/${name}`
  return target.href
}
