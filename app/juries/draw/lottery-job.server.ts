import { randomBytes, randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Db, write } from '../../../db/connect.ts'
import { signsOfLife } from '../../server/signs-of-life.ts'
import { chanceSummary } from '../lottery/chance-summary.ts'
import type { Message } from '../lottery/quota.ts'
import type { SelectionOutcome } from '../lottery/selection.ts'
import { selectInWorker } from '../lottery/selection-task.ts'
import { anonymised, commit, lotteryFiles } from './draw-pack.ts'
import { saveDraw } from './draw-store.server.ts'
import { claimLottery, finishLottery, lotteryMaterial, nextLottery, tellProgress } from './lottery-store.server.ts'

const holder = randomUUID()
let busy = false

/**
 * Makes the lotteries that are asked for, one at a time, in a worker thread. Whatever waits or was left by a process
 * that died is begun afresh; a draw appears in the database only when its lottery is whole.
 */
export function lotteryMaker(secret: string): (db: Db, now: Date) => Promise<void> {
  return async (db, now) => {
    // Looked at before claimed: asking every two seconds must not make writers wait.
    if (busy || !(await nextLottery(db, new Date()))) return
    const asked = await write(db, (tx) => claimLottery(tx, holder, new Date()))
    if (!asked) return
    busy = true
    // Not waited for: a server that is stopped leaves at once, and the next one begins again.
    makeLottery(db, asked, secret, now)
      .catch(() => {})
      .finally(() => {
        busy = false
      })
  }
}

type Asked = NonNullable<Awaited<ReturnType<typeof claimLottery>>>

const source = pathToFileURL(resolve('app/juries/lottery/selection-worker.ts'))
const betweenSigns = 1_000
/** Minutes after which a lottery is given up: ten times what the largest published pool takes on two busy cores. */
const longestMinutes = 20

/** Makes one lottery that this process holds. Resolves when it is written down, stopped or failed. */
export async function makeLottery(
  db: Db,
  asked: Asked,
  secret: string,
  now: Date,
  {
    select = selectInWorker,
    by = holder,
    minutes = longestMinutes,
  }: { select?: typeof selectInWorker; by?: string; minutes?: number } = {},
): Promise<void> {
  const { id, rule, panels } = asked
  const started = Date.now()
  const material = await lotteryMaterial(db, { id: asked.juryId, seats: asked.seats })
  const { seats, onePerHousehold, digest } = material
  const salt = randomBytes(32).toString('hex')
  const { pool, order } = anonymised(material.pool, salt)
  const input = { pool, seats, rule, onePerHousehold, panels }

  const stop = new AbortController()
  const tooLong = new AbortController()
  const limit = setTimeout(() => tooLong.abort(), minutes * 60_000)
  let told = { stage: null as string | null, percent: 0 }
  const tell = () => write(db, (tx) => tellProgress(tx, { id, holder: by, ...told }, new Date()))
  const endSigns = signsOfLife(tell, betweenSigns, stop)
  let outcome: SelectionOutcome | { ok: false; errors: Message[] }
  try {
    const signal = AbortSignal.any([stop.signal, tooLong.signal])
    const onProgress = (stage: string, part: number) => {
      told = { stage, percent: Math.floor(part * 100) }
    }
    outcome = await select({ ...input, seed: commit(input).seed }, { signal, onProgress }, source)
  } catch (error) {
    if (stop.signal.aborted) return
    const reason = error instanceof Error ? error.message : String(error)
    const people = pool.volunteers.length
    outcome = {
      ok: false,
      errors: tooLong.signal.aborted
        ? [{ code: 'lottery-too-long', params: { minutes, people } }]
        : [{ code: 'lottery-fault', params: { reason } }],
    }
  } finally {
    endSigns()
    clearTimeout(limit)
  }

  const done = new Date(now.getTime() + Date.now() - started)
  const made = outcome
  await write(db, async (tx) => {
    if (!made.ok) {
      await finishLottery(tx, { id, holder: by, digest, errors: made.errors }, done)
      return
    }
    const summary = chanceSummary(pool, seats, made.selection)
    if (!(await finishLottery(tx, { id, holder: by, digest, summary }, done)) || asked.kind === 'trial') return
    await saveDraw(
      tx,
      {
        juryId: asked.juryId,
        rule,
        seats,
        panels,
        alternates: material.alternates,
        summary,
        salt,
        secret,
        files: lotteryFiles(input, made.selection),
        people: order.map((v, i) => ({ applicationId: material.ids[v]!, pseudonym: pool.volunteers[i]!.id })),
      },
      done,
    )
  })
}
