import { mkdirSync, rmSync } from 'node:fs'
import { londonDay } from '../../app/engagement/london-day.ts'
import { makeWaitingPlans } from '../../app/juries/tables/table-plan-making.server.ts'
import { settings } from '../../app/server/settings.ts'
import { connect } from '../../db/connect.ts'
import { loadDemo } from '../../db/demo/load.ts'
import { migrate } from '../../db/migrate.ts'

export const templateDatabase = '.cache/demo.sqlite'
/** One empty file for every page that has passed in this run by axe or by its width, for all workers. */
export const axePassed = '.cache/axe'

/** Loads the demonstration once; every worker's server gets a copy of the file. */
export default async function globalSetup(): Promise<void> {
  rmSync(axePassed, { recursive: true, force: true })
  mkdirSync(axePassed, { recursive: true })
  for (const suffix of ['', '-wal', '-shm']) rmSync(templateDatabase + suffix, { force: true })
  const db = await connect(`sqlite:${templateDatabase}`)
  await migrate(db)
  await loadDemo(db, londonDay(new Date()), settings().SECRET, () => {})
  // Otherwise every server that is given a copy makes the same plan of tables.
  await makeWaitingPlans(db, new Date())
  await db.destroy()
}
