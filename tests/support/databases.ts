import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { connect, type Db } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import type { Schema } from '../../db/schema.ts'

/** Every store test runs on each of these: SQLite, PGlite, and a real PostgreSQL server where `TEST_POSTGRES_URL` names one. */
export const dialects: { name: string; fresh: () => Promise<Db> }[] = [
  { name: 'SQLite', fresh: () => migrated(connect(':memory:')) },
  { name: 'PGlite', fresh: () => migrated(freshPglite()) },
  ...(process.env.TEST_POSTGRES_URL
    ? [{ name: 'PostgreSQL', fresh: () => migrated(freshSchema(process.env.TEST_POSTGRES_URL!)) }]
    : []),
]

async function migrated(opening: Promise<Db>): Promise<Db> {
  const db = await opening
  await migrate(db)
  return db
}

async function freshPglite(): Promise<Db> {
  return new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) })
}

let schemas = 0
async function freshSchema(url: string): Promise<Db> {
  const schema = `t${process.pid}_${schemas++}_${Date.now()}`
  const admin = await connect(url)
  await admin.schema.createSchema(schema).execute()
  await admin.destroy()
  const target = new URL(url)
  target.searchParams.set('options', `-c search_path=${schema}`)
  return connect(target.href)
}
