import type { Server } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'
import { connect } from '../../db/connect.ts'
import { pendingMigrations } from '../../db/migrate.ts'
import { createApp } from './app.ts'
import { clockFrom, systemClock } from './clock.ts'
import { expressServer } from './express-server.ts'
import { giveBackAtRest } from './give-back.ts'
import { type Job, startJobs } from './jobs.ts'
import { logger } from './log.ts'
import type { Sheets } from './refusal.ts'
import { settings as readSettings } from './settings.ts'

const drainSeconds = 8

/** Opens the database, starts the jobs and listens until SIGTERM or SIGINT, then drains. Resolves once it answers. */
export async function serve(
  build: ServerBuild | (() => Promise<ServerBuild>),
  sheets: Sheets,
  jobsOf: (settings: ReturnType<typeof readSettings>) => Job[],
  development?: RequestHandler,
): Promise<Server> {
  const settings = readSettings()
  const log = logger(settings)
  const db = await connect(settings.DATABASE_URL)
  const pending = await pendingMigrations(db)
  if (pending.length) throw new Error(`The database lacks ${pending.join(', ')}. Run "npm run migrate" first.`)
  const clock = settings.DEMO_DATE ? clockFrom(settings.DEMO_DATE) : systemClock
  let draining = false
  const app = createApp({ db, clock, settings, log, build, sheets, isDraining: () => draining, development })
  const stopJobs = startJobs(jobsOf(settings), db, clock, log)
  const keepMemory = giveBackAtRest()
  const server = expressServer(app)
  // Longer than a reader thinks over a question, and than a proxy keeps its own end: making a connection costs more than a page.
  server.keepAliveTimeout = 75_000
  server.listen(settings.PORT)
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))

  const drain = async () => {
    if (draining) return
    draining = true
    const patience = setTimeout(() => server.closeAllConnections(), drainSeconds * 1000)
    await new Promise((closed) => {
      server.close(closed)
      server.closeIdleConnections()
    })
    clearTimeout(patience)
    keepMemory()
    await stopJobs()
    await db.destroy()
    process.exit(0)
  }
  process.once('SIGTERM', drain)
  process.once('SIGINT', drain)
  return server
}
