import type { Logger } from 'pino'
import type { Db } from '../../db/connect.ts'
import type { Clock } from './clock.ts'

/** Work that repeats while the server runs. Each must be safe to run twice and in several processes at once. */
export interface Job {
  name: string
  everySeconds: number
  run(db: Db, now: Date): Promise<void>
}

/** Starts the jobs, each once at once; the returned function stops them and waits for those under way. */
export function startJobs(jobs: readonly Job[], db: Db, clock: Clock, log: Logger): () => Promise<void> {
  const running = new Set<Promise<void>>()
  const timers = jobs.map((job) => {
    let busy = false
    const tick = () => {
      if (busy) return
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
