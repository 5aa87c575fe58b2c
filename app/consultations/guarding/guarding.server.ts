import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { type Db, write } from '../../../db/connect.ts'
import { remembered } from '../../../db/remembered.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { isEmbedded } from '../../languages/edition.ts'
import type { Typed } from '../../server/form.ts'
import type { Ask } from '../../server/page.ts'
import { begunAt } from '../answering/draft-store.server.ts'
import { countLetIn, embedExpected } from '../editions/embed-store.server.ts'
import { isHandedOn, type WayIn } from '../groups/way-in.ts'
import { beganField, type GuardReason, suspicion, trapField, workField } from './guard.ts'
import { beganAt, beganMark } from './guard-mark.ts'
import { countOne, newBudget, usedBy } from './network-budget.ts'
import { isDone, newWork, readWork, workRounds } from './work.ts'

const budget = newBudget()

/** The limits that hold now. Where limits per network are turned off, only the field that no person sees is looked at. */
async function limitsOf(db: Db, scale: number) {
  if (scale === 0) return { leastSeconds: 0, hourly: Number.POSITIVE_INFINITY }
  const practice = await remembered(db, 'practice', () => practiceOf(db))
  return { leastSeconds: practice['guard.least_seconds'], hourly: Math.ceil(practice['guard.network_hourly'] * scale) }
}

/** What a form that begins no draft carries of the moment it was handed out. */
export const beganNow = ({ settings, now }: Ask<unknown>, submissionKey: string): string =>
  beganMark(settings.SECRET, submissionKey, now)

/**
 * The work that a page asks of its reader's browser; null for nearly everybody. It is asked from half of a network's
 * budget on, so that whoever has the page open when the budget ends has done it.
 */
export async function workFor(
  { db, settings, caller, now }: Ask<unknown>,
  { exerciseId, asksWork }: { exerciseId: string; asksWork: number },
): Promise<string | null> {
  const { hourly } = await limitsOf(db, settings.RATE_LIMIT_SCALE)
  const isAsked = asksWork === 1 || 2 * usedBy(budget, exerciseId, caller, now) >= hourly
  return isAsked ? newWork(settings.SECRET, exerciseId, now) : null
}

export interface Attempted {
  exerciseId: string
  submissionKey: string
  typed: Typed
  /** The token of the draft that is sent, where there is one: the server knows since when. */
  draft?: string
  wayIn?: WayIn
}

/** Why an answer is held back, and the proof of work it used: it counts only if nobody has used that one before. */
export interface Suspicion {
  held: GuardReason | null
  work: string | null
}

/**
 * Whether an answer that is about to be written looks like a machine's. An officer at the telephone types for others, and
 * a group under its code shares one network: neither is counted against a network. A school that shows the youth edition
 * shares one too, without a code: as many more as an officer expects are let in within an hour, from all networks together.
 */
export async function suspicionOf(ask: Ask<unknown>, attempted: Attempted): Promise<Suspicion> {
  const { db, settings, caller, now } = ask
  const { exerciseId, submissionKey, typed, draft, wayIn } = attempted
  if (wayIn?.channel === 'phone') return { held: null, work: null }
  const { leastSeconds, hourly } = await limitsOf(db, settings.RATE_LIMIT_SCALE)
  const isOverNetwork = !isHandedOn(wayIn) && countOne(budget, exerciseId, caller, now) > hourly
  const work = isOverNetwork ? await doneWork(ask, exerciseId, typed[workField]?.[0] ?? '') : null
  const isOverBudget = isOverNetwork && (work !== null || !(await isExpected(ask, exerciseId)))
  const mark = typed[beganField]?.[0] ?? ''
  const sent = {
    trap: typed[trapField]?.join('') ?? '',
    began: draft ? await begunAt(db, draft) : beganAt(settings.SECRET, submissionKey, mark),
    now,
    leastSeconds,
    isOverBudget,
    hasWorked: work !== null,
  }
  return { held: suspicion(sent), work }
}

/** Whether one more answer from inside a listed site is within what its officer expects of this hour. */
async function isExpected({ db, lang, now }: Ask<unknown>, exerciseId: string): Promise<boolean> {
  if (!isEmbedded(lang)) return false
  const expected = await remembered(db, `embed expected ${exerciseId}`, () => embedExpected(db, exerciseId))
  return expected > 0 && (await write(db, (tx) => countLetIn(tx, exerciseId, now))) <= expected
}

const derive = promisify(pbkdf2)

/** The id of work that was really done; null otherwise. The sum runs beside the server's own thread. */
async function doneWork({ settings, now }: Ask<unknown>, exerciseId: string, sent: string): Promise<string | null> {
  const done = readWork(settings.SECRET, exerciseId, sent, now)
  if (!done) return null
  return isDone(await derive(done.attempt, done.work, workRounds, 32, 'sha256')) ? done.id : null
}
