import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { type Db, type Tx, write } from './connect.ts'

interface Waiting {
  work: (tx: Tx) => Promise<unknown>
  done: (result: unknown) => void
  failed: (reason: unknown) => void
}

/** Writes in one transaction: enough that the wait for the disk is shared out, few enough that nobody waits for a crowd. */
const most = 64
/** Fewer than `few` wait `patience` milliseconds for others: a commit costs the machine more than an answer does. */
const few = 8
const patience = 5

const queues = new WeakMap<Db, Waiting[]>()

/**
 * `write` for what arrives in a crowd: writes that come within a few milliseconds, or while another is on its way to the
 * disk, share one immediate transaction and one durable commit. Each resolves only after that commit, with its
 * own outcome. When any of them fails, all are undone and each is tried again alone, so that one fails only itself: `work`
 * must bear being run twice.
 */
export function writeTogether<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return new Promise<T>((done, failed) => {
    const waiting = { work, done: done as (result: unknown) => void, failed }
    const queue = queues.get(db)
    if (queue) return void queue.push(waiting)
    queues.set(db, [waiting])
    void empty(db)
  })
}

async function empty(db: Db): Promise<void> {
  const queue = queues.get(db)!
  // What the network has delivered by now is read before the transaction begins.
  for (await nextTurn(); queue.length; await nextTurn()) {
    if (queue.length < few) await pause(patience)
    await writeAll(db, queue.splice(0, most))
  }
  queues.delete(db)
}

async function writeAll(db: Db, together: Waiting[]): Promise<void> {
  try {
    const results = await write(db, async (tx) => {
      const made: unknown[] = []
      for (const { work } of together) made.push(await work(tx))
      return made
    })
    for (const [i, { done }] of together.entries()) done(results[i])
  } catch (reason) {
    if (together.length === 1) return together[0]!.failed(reason)
    for (const alone of together) await writeAll(db, [alone])
  }
}
