import type { Logger } from 'pino'
import type { Db } from '../../db/connect.ts'
import type { Clock } from './clock.ts'
import { clockWatch } from './clock-watch.ts'

/** Work that repeats while the server runs. Each must be safe to run twice and in several processes at once. */
export interface Job {
  name: string
  everySeconds: number
  /** It ends or deletes what a date says has come to its end: it waits while the date may not be believed. */
  byDate?: true
  run(db: Db, now: Date): Promise<void>
}

/** Starts the jobs, each once at once; the returned function stops them and waits for those under way. */
export function startJobs(jobs: readonly Job[], db: Db, clock: Clock, log: Logger): () => Promise<void> {
  const running = new Set<Promise<void>>()
  const look = clockWatch(clock, () => performance.now())
  const isBelieved = () => {
    const { believed, jumped } = look()
    if (jumped) log.warn('the clock ran ahead: what goes by the date waits for an hour, or until it is set back')
    return believed
  }
  const timers = jobs.map((job) => {
    let busy = false
    const tick = () => {
      const believed = isBelieved()
      if (busy || (job.byDate && !believed)) return
      busy = true
      const work = job
        .run(db, clock.now())
        .catch((error: unknown) => log.error({ job: job.name, error }, 'job failed'))
        .finally(() => {
          busy = false
          running.delete(work)
        })
      running.add(work)
    }
    tick()
    return setInterval(tick, job.everySeconds * 1000)
  })
  return async () => {
    timers.forEach(clearInterval)
    await Promise.all(running)
  }
}
