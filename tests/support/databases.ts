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
      { name: 'PGlite', fresh: () => migrated(freshPglite()) },
    ]

async function migrated(opening: Promise<Db>): Promise<Db> {
  const db = await opening
  await migrate(db)
  return db
}

async function freshPglite(): Promise<Db> {
  return new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) })
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
