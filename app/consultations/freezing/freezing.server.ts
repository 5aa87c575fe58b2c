import { randomUUID } from 'node:crypto'
import { type Db, write } from '../../../db/connect.ts'
import type { CheckpointKeeper, keeperFrom } from '../../ledger/checkpoint-store.server.ts'
import { type Fault, faultOf } from '../../priorities/fault-words.ts'
import { besideServer } from '../../server/beside-server.ts'
import { signsOfLife } from '../../server/signs-of-life.ts'
import { freezeForm } from '../results/form-freeze-store.server.ts'
import { claimComputation, computationWaits, endComputation, tellComputation } from './computation-store.server.ts'
import type { computeList } from './compute-list.server.ts'
import { consultationOf } from './freeze-material-store.server.ts'
import { closingsDue, freezeAnalysis } from './snapshot-store.server.ts'

/** What a freeze needs to be made in a thread with its own connection. */
export interface FreezeTask {
  what: 'closings' | 'analysis'
  settings: { DATABASE_URL: string } & Parameters<typeof keeperFrom>[0]
  now: Date
}

const inThread = (task: FreezeTask) => besideServer<'done'>('app/server/freezing-worker.ts', task)

/**
 * The job that freezes what there is when an exercise closes. In a thread with its own connection: reading and writing
 * 100,000 answers in the server's would make every page wait.
 */
export function closingFreezer({ DATABASE_URL, ...rest }: FreezeTask['settings']) {
  const settings = { DATABASE_URL, ...keeping(rest) }
  return async (db: Db, now: Date): Promise<void> => {
    if ((await closingsDue(db, now)).length) await inThread({ what: 'closings', settings, now })
  }
}

/**
 * The job that makes the freezes which are asked for, one at a time. What waits or was left by a process that died is
 * begun afresh: until the one transaction at its end, a freeze leaves nothing behind.
 */
export function freezer({ DATABASE_URL, ...rest }: FreezeTask['settings']) {
  const settings = { DATABASE_URL, ...keeping(rest) }
  let busy = false
  return async (db: Db, now: Date): Promise<void> => {
    if (busy || !(await computationWaits(db, new Date()))) return
    busy = true
    // Not waited for: a server that is stopped leaves at once, and the next one begins again.
    inThread({ what: 'analysis', settings, now })
      .catch(() => {})
      .finally(() => {
        busy = false
      })
  }
}

/** The two settings of the ledger's keeper alone: no thread is handed more than it needs. */
const keeping = ({ SIGNING_KEY, CHECKPOINT_TO }: Parameters<typeof keeperFrom>[0]) => ({ SIGNING_KEY, CHECKPOINT_TO })

/** Makes the next freeze that is asked for, if there is one. */
export async function freezeNext(db: Db, keeper: CheckpointKeeper, now: Date): Promise<void> {
  const by = randomUUID()
  const asked = await write(db, (tx) => claimComputation(tx, by, new Date()))
  if (asked) await freeze(db, keeper, asked, now, { by })
}

type Asked = NonNullable<Awaited<ReturnType<typeof claimComputation>>>

const betweenSigns = 1_000

/** Makes one freeze that this process holds. Resolves when it is written down, cancelled or failed. */
export async function freeze(
  db: Db,
  keeper: CheckpointKeeper,
  { id, exerciseId, personId, reason }: Asked,
  now: Date,
  { compute, by, every = betweenSigns }: { compute?: typeof computeList; by: string; every?: number },
): Promise<void> {
  const stop = new AbortController()
  let told = { stage: null as string | null, done: 0, total: 0 }
  const endSigns = signsOfLife(() => tellComputation(db, { id, holder: by, ...told }, new Date()), every, stop)
  let trouble: Fault
  try {
    const template = (await consultationOf(db, exerciseId))?.template
    const analyse = template === 'form' ? freezeForm : freezeAnalysis
    const frozen = await analyse(db, keeper, { exerciseId, personId, reason }, now, {
      signal: stop.signal,
      onProgress: ({ stage, done, total }) => {
        told = { stage, done, total }
      },
      finish: (tx, ended) => endComputation(tx, { id, holder: by }, ended),
      ...(compute && { compute }),
    })
    if (frozen.kind === 'frozen') return
    const { kind: code, ...details } = frozen
    trouble = { code, details }
  } catch (error) {
    trouble = faultOf(error)
  } finally {
    endSigns()
  }
  await write(db, (tx) => endComputation(tx, { id, holder: by, trouble }, new Date()))
}
