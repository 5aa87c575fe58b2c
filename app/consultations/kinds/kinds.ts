import { bestWorst } from './best-worst.ts'
import { date } from './date.ts'
import type { Kind } from './kind.ts'
import { many } from './many.ts'
import { map } from './map.ts'
import { matrix } from './matrix.ts'
import { number } from './number.ts'
import { one } from './one.ts'
import { order } from './order.ts'
import { paired } from './paired.ts'
import { points } from './points.ts'
import { rank } from './rank.ts'
import { rate } from './rate.ts'
import { spend } from './spend.ts'
import { statements } from './statements.ts'
import { text } from './text.ts'

const all = {
  one,
  many,
  order,
  rank,
  rate,
  matrix,
  statements,
  paired,
  'best-worst': bestWorst,
  points,
  spend,
  number,
  date,
  text,
  map,
}

export type KindName = keyof typeof all
export const kindNames = Object.keys(all) as KindName[]

/** The kind of a question. Its methods expect what its own shapes have passed, so the caller need not know which it is. */
export const kindNamed = (name: KindName): Kind => all[name] as Kind

/** The configuration and the value of one kind, for the components that show it. */
export type ConfigOf<K extends KindName> = (typeof all)[K] extends Kind<infer C, infer _> ? C : never
export type ValueOf<K extends KindName> = (typeof all)[K] extends Kind<infer _, infer V> ? V : never
