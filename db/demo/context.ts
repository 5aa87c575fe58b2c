import { addDays, startOfDay } from '../../app/engagement/london-day.ts'
import { type Generator, generator } from '../../app/priorities/generator.ts'
import type { Tx } from '../connect.ts'

/** What every part of the demonstration is loaded with: one transaction, one as-of day, one seed, names for ids. */
export interface Demo {
  tx: Tx
  /** The day everything is relative to: `YYYY-MM-DD`. */
  asOf: string
  secret: string
  random: Generator
  /** A day before (negative) or after the as-of day. */
  day(offset: number): string
  /** An instant on such a day, in hours after midnight London time. */
  at(offset: number, hours?: number): Date
  /** A stable id made from a name, so that the same as-of day gives the same database. */
  id(name: string): string
}

const seed = 20260931

export function demoContext(tx: Tx, asOf: string, secret: string): Demo {
  const day = (offset: number) => addDays(asOf, offset)
  return {
    tx,
    asOf,
    secret,
    random: generator(seed),
    day,
    at: (offset, hours = 10) => new Date(startOfDay(day(offset)).getTime() + hours * 3_600_000),
    id: (name) => `demo-${name}`,
  }
}
