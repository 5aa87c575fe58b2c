import { randomUUID } from 'node:crypto'
import { type Db, write } from '../../db/connect.ts'
import type { CheckpointKeeper } from '../ledger/checkpoint-store.server.ts'
import { type Fault, faultOf } from '../priorities/fault-words.ts'
import { claimComputation, endComputation, tellComputation } from './computation-store.server.ts'
import type { computeList } from './compute-list.server.ts'
import { freezeAnalysis } from './snapshot-store.server.ts'

const holder = randomUUID()
let busy = false

/**
 * The job that makes the freezes which are asked for, one at a time. What waits or was left by a process that died is
 * begun afresh: until the one transaction at its end, a freeze leaves nothing behind.
 */
export function freezer(keeper: CheckpointKeeper): (db: Db, now: Date) => Promise<void> {
  return async (db, now) => {
    if (busy) return
    const asked = await write(db, (tx) => claimComputation(tx, holder, new Date()))
    if (!asked) return
    busy = true
    // Not waited for: a server that is stopped leaves at once, and the next one begins again.
    freeze(db, keeper, asked, now)
      .catch(() => {})
      .finally(() => {
        busy = false
      })
  }
}

type Asked = NonNullable<Awaited<ReturnType<typeof claimComputation>>>

const betweenSigns = 1_000

/** Makes one freeze that this process holds. Resolves when it is written down, cancelled or failed. */
export async function freeze(
  db: Db,
  keeper: CheckpointKeeper,
  { id, exerciseId, personId, reason }: Asked,
  now: Date,
  { compute, by = holder, every = betweenSigns }: { compute?: typeof computeList; by?: string; every?: number } = {},
): Promise<void> {
  const stop = new AbortController()
  let told = { stage: null as string | null, done: 0, total: 0 }
  let telling = false
  const live = setInterval(async () => {
    // A database that answers more slowly than the signs come is not given a second one meanwhile.
    if (telling) return
    telling = true
    const ours = await tellComputation(db, { id, holder: by, ...told }, new Date()).catch(() => true)
    telling = false
    if (!ours) stop.abort()
  }, every)
  let trouble: Fault
  try {
    const frozen = await freezeAnalysis(db, keeper, { exerciseId, personId, reason }, now, {
      signal: stop.signal,
      onProgress: ({ stage, done, total }) => {
        told = { stage, done, total }
      },
      finish: (tx, ended) => endComputation(tx, { id, holder: by }, ended),
      ...(compute && { compute }),
    })
    if (frozen.kind === 'frozen') return
    trouble = { code: frozen.kind, details: {} }
  } catch (error) {
    trouble = faultOf(error)
  } finally {
    clearInterval(live)
  }
  await write(db, (tx) => endComputation(tx, { id, holder: by, trouble }, new Date()))
}
