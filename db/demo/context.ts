import { isWorkingDay } from '../../app/board/working-days.ts'
import { addDays, startOfDay } from '../../app/engagement/london-day.ts'
import { type Generator, generator } from '../../app/priorities/generator.ts'
import type { Tx } from '../connect.ts'

/** What every part of the demonstration is loaded with: one transaction, one as-of day, one seed, names for ids. */
export interface Demo {
  tx: Tx
  /** The day everything is relative to: `YYYY-MM-DD`. */
  asOf: string
  secret: string
  /** Where the demonstration answers: messages lead there. */
  origin: string
  random: Generator
  /** A day before (negative) or after the as-of day. */
  day(offset: number): string
  /** An instant on such a day, in hours after midnight London time. */
  at(offset: number, hours?: number): Date
  /** The offset of the working day in England on or before such a day, or on or after it. */
  workingDay(offset: number, towards?: 'before' | 'after'): number
  /** How many days from such a day to the nearest Saturday, at most three either way. */
  toSaturday(offset: number): number
  /** A stable id made from a name, so that the same as-of day gives the same database. */
  id(name: string): string
}

const seed = 20260931

export function demoContext(tx: Tx, asOf: string, secret: string, origin = 'http://localhost:3000'): Demo {
  const day = (offset: number) => addDays(asOf, offset)
  return {
    tx,
    asOf,
    secret,
    origin,
    random: generator(seed),
    day,
    at: (offset, hours = 10) => new Date(startOfDay(day(offset)).getTime() + hours * 3_600_000),
    workingDay: (offset, towards = 'before') => {
      let at = offset
      while (!isWorkingDay(day(at))) at += towards === 'before' ? -1 : 1
      return at
    },
    toSaturday: (offset) => ((9 - new Date(`${day(offset)}T00:00:00Z`).getUTCDay()) % 7) - 3,
    id: (name) => `demo-${name}`,
  }
}

/**
 * The same demonstration for what people do at their desks: each of its days is the working day on or before the day
 * named, for one that is to come on or after it. What follows in order stays in order.
 */
export function atWork(demo: Demo): Demo {
  const shifted = (offset: number) => demo.workingDay(offset, offset > 0 ? 'after' : 'before')
  return {
    ...demo,
    day: (offset) => demo.day(shifted(offset)),
    at: (offset, hours) => demo.at(shifted(offset), hours),
  }
}
