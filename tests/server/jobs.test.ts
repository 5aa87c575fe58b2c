import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startJobs } from '../../app/server/jobs.ts'
import type { Db } from '../../db/connect.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => vi.useRealTimers())

const minute = 60_000

test('what goes by the date waits while a clock has run ahead, until it is set back or an hour has passed', async () => {
  const warned: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) })
  let wrong = 0
  const clock = { now: () => new Date(Date.UTC(2026, 9, 10) + performance.now() + wrong) }
  const runs = { closing: 0, mail: 0 }
  const job = (name: keyof typeof runs) => async () => void runs[name]++
  const jobs = [
    { name: 'closing', everySeconds: 60, byDate: true as const, run: job('closing') },
    { name: 'mail', everySeconds: 60, run: job('mail') },
  ]
  const stop = startJobs(jobs, {} as Db, clock, log)
  const later = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * minute)
  await later(2)
  expect(runs).toEqual({ closing: 3, mail: 3 })
  wrong = 400 * 24 * 60 * minute
  await later(30)
  expect(runs).toEqual({ closing: 3, mail: 33 })
  expect(warned).toHaveLength(1)
  wrong = 0
  await later(2)
  expect(runs).toEqual({ closing: 5, mail: 35 })
  // A machine that slept is right all the same.
  wrong = 24 * 60 * minute
  await later(60)
  expect(runs).toEqual({ closing: 5, mail: 95 })
  await later(2)
  expect(runs.closing).toBeGreaterThan(5)
  expect(warned).toHaveLength(2)
  await stop()
})
