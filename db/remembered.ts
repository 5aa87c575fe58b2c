import { type Db, isSqlite, runsOf } from './connect.ts'
import { prepared } from './prepared.ts'

/** Most things remembered at once: every consultation in every language, and yesterday's until they go. */
const most = 500

interface Memory {
  stamp: number
  things: Map<string, unknown>
}

const memories = new WeakMap<Db, Memory>()

const stampQuery = prepared((db) => db.selectFrom('content_stamp').select('changes'))

/** The number that rises whenever what residents' pages show changes, in this process or another. */
async function readStamp(db: Db): Promise<number> {
  const { rows } = await stampQuery(db, {})
  return Number(rows[0]!.changes)
}

const readings = new WeakMap<Db, { stamp: Promise<number>; runs: number }>()

/**
 * The same, asked once by all who want it at one moment: until the answer is there, on SQLite until the turn of the event
 * loop ends, and never past a write of this process.
 */
function stampNow(db: Db): Promise<number> {
  const known = readings.get(db)
  if (known?.runs === runsOf(db)) return known.stamp
  const reading = { stamp: readStamp(db), runs: runsOf(db) }
  readings.set(db, reading)
  const forget = () => void (readings.get(db) === reading && readings.delete(db))
  if (isSqlite(db)) setImmediate(forget)
  else reading.stamp.then(forget, forget)
  return reading.stamp
}

const numbers = new WeakMap<object, number>()
let highest = 0

/** A number for something remembered or a part of it, for whoever tells such things apart; undefined for anything else. */
export const numberOf = (part: unknown): number | undefined =>
  typeof part === 'object' && part !== null ? numbers.get(part) : undefined

function number(thing: unknown): void {
  if (typeof thing !== 'object' || thing === null) return
  for (const part of [thing, ...Object.values(thing)]) {
    if (typeof part === 'object' && part !== null && !numbers.has(part)) numbers.set(part, ++highest)
  }
}

/**
 * What `make` read under this name, for as long as nothing that residents' pages show has changed: never a moment longer,
 * because each time the stamp is read first. Only for what is the same for everybody, and for readers who do not change it.
 */
export async function remembered<T>(db: Db, name: string, make: () => Promise<T>): Promise<T> {
  const stamp = await stampNow(db)
  let memory = memories.get(db)
  if (memory?.stamp !== stamp || memory.things.size >= most) {
    memory = { stamp, things: new Map() }
    memories.set(db, memory)
  }
  const { things } = memory
  const known = things.get(name)
  if (known !== undefined) return known as T
  const made = await make()
  if (made !== undefined) things.set(name, made)
  number(made)
  return made
}
