import { connect, type Db } from '../../db/connect.ts'
import { pendingMigrations } from '../../db/migrate.ts'
import { words } from '../languages/words.server.ts'
import { settings } from '../server/settings.ts'

/**
 * Does a command's work on the database of the settings and returns the code it ends with: 1, in words, where the
 * database has not been brought to this version yet.
 */
export async function withDatabase(work: (db: Db) => Promise<number>): Promise<number> {
  const db = await connect(settings().DATABASE_URL)
  try {
    if (!(await pendingMigrations(db)).length) return await work(db)
    console.error(words('en', 'areas')('not_migrated'))
    return 1
  } finally {
    await db.destroy()
  }
}
