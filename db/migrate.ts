import { pathToFileURL } from 'node:url'
import { Migrator } from 'kysely/migration'
import { settings } from '../app/server/settings.ts'
import { connect, type Db } from './connect.ts'
import { migrations } from './migrations/index.ts'

const migratorOf = (db: Db) => new Migrator({ db, provider: { getMigrations: async () => migrations } })

/** Brings the database to the newest schema; returns the names of the migrations it ran. Throws the first failure. */
export async function migrate(db: Db): Promise<string[]> {
  const { results = [], error } = await migratorOf(db).migrateToLatest()
  if (error) throw error
  return results.map((r) => r.migrationName)
}

/** Names of the migrations that have not run yet: empty when the schema is current. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const known = await migratorOf(db).getMigrations()
  return known.filter((m) => !m.executedAt).map((m) => m.name)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const db = await connect(settings().DATABASE_URL)
  const ran = await migrate(db)
  console.log(ran.length ? `Migrated: ${ran.join(', ')}` : 'The database is up to date.')
  await db.destroy()
}
