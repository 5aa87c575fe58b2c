import { data } from '@remix-run/node'
import type { Tx } from '../../../db/connect.ts'
import { writeTogether } from '../../../db/write-together.ts'
import { editionPart, languagePart } from '../../languages/edition.ts'
import type { Typed } from '../../server/form.ts'
import type { Ask } from '../../server/page.ts'
import type { ConfirmProblem } from '../confirming/confirming.ts'
import { type Suspicion, suspicionOf } from '../guarding/guarding.server.ts'
import { spendWork } from '../guarding/work-store.server.ts'
import { bodyHash } from './answer-body.ts'
import { goTo, justSent } from './answering.server.ts'
import { withCarried } from './carried.ts'
import { dropDraft, markSent } from './draft-store.server.ts'
import { type Submission, type Submitted, sentBefore, submit } from './response-store.server.ts'

/** One attempt to send: the key and the hash of what the sender saw, known even when the answers themselves are gone. */
export interface Attempt {
  slug: string
  path: string
  key: string
  hash: string
  /** The token of the draft, where the address carries it. */
  carried?: string | null
  /** Nobody asks an organisation about itself as a person: the receipt comes at once. */
  isOrganisation?: boolean
}

/**
 * What a second press, a second tab or a retry gets, whether the consultation is still open or not: the same receipt,
 * or a page that says why not. Undefined for a first attempt.
 */
export async function answeredBefore({ db, settings }: Ask<unknown>, attempt: Attempt) {
  const before = await sentBefore(db, settings.SECRET, attempt.key, attempt.hash)
  return before && outcome(before, attempt, settings)
}

/** Finished answers, the form they were sent with and the token of the draft they come from. */
type Finished = Omit<Submission, 'submissionKey' | 'language' | 'edition' | 'justBefore' | 'held' | 'confirmed'> & {
  exerciseId: string
  /** The form as it was sent: how it was filled in may hold the answer back, and never refuses it. */
  typed: Typed
  draft?: string
}

/** Writes finished answers, with whoever sends at the same moment, and leads to the receipt; the draft they came from goes too. */
export async function send(ask: Ask<unknown>, attempt: Omit<Attempt, 'hash'>, finished: Finished) {
  const suspicion = await suspicionOf(ask, { ...finished, submissionKey: attempt.key })
  const submitted = await writeTogether(ask.db, (tx) => writeFinished(tx, ask, attempt, { finished, suspicion }))
  return outcome(submitted, { ...attempt, isOrganisation: finished.organisation !== undefined }, ask.settings)
}

/**
 * The same for answers that need a code: `confirm` uses it up in the same transaction. Where it says why it cannot, nothing
 * is sent and the draft stays as it is.
 */
export async function sendConfirmed(
  ask: Ask<unknown>,
  attempt: Omit<Attempt, 'hash'>,
  finished: Finished,
  confirm: (tx: Tx) => Promise<ConfirmProblem | undefined>,
) {
  const { db, settings } = ask
  const hash = bodyHash(attempt.key, finished.answers, finished.form)
  const suspicion = await suspicionOf(ask, { ...finished, submissionKey: attempt.key })
  const submitted = await writeTogether(db, async (tx) => {
    // Another press of the same button may have used the code a moment ago.
    const before = await sentBefore(tx, settings.SECRET, attempt.key, hash)
    if (before) return before
    return (await confirm(tx)) ?? writeFinished(tx, ask, attempt, { finished, suspicion, confirmed: true })
  })
  if (typeof submitted === 'string') return { problem: submitted }
  return outcome(submitted, { ...attempt, isOrganisation: finished.organisation !== undefined }, settings)
}

async function writeFinished(
  tx: Tx,
  ask: Ask<unknown>,
  { slug, key, carried }: Omit<Attempt, 'hash'>,
  { finished, suspicion, confirmed }: { finished: Finished; suspicion: Suspicion; confirmed?: true },
): Promise<Submitted> {
  const { settings, lang, now } = ask
  const { draft, typed: _, exerciseId: __, ...given } = finished
  const written = { language: languagePart(lang), edition: editionPart(lang), confirmed }
  const { work } = suspicion
  // The same work a second time is none.
  const held = work && !(await spendWork(tx, work, now)) ? 'many' : suspicion.held
  const submission = { ...given, ...written, held, submissionKey: key, justBefore: justSent(ask, slug) }
  const submitted = await submit(tx, settings.SECRET, submission, now)
  if (carried) await markSent(tx, carried, { submissionKey: key, wayIn: given.wayIn }, now)
  else if (draft) await dropDraft(tx, draft)
  return submitted
}

function outcome(
  submitted: Submitted,
  { slug, path, key, carried = null, isOrganisation }: Omit<Attempt, 'hash'>,
  settings: Ask<unknown>['settings'],
) {
  if (submitted.kind === 'conflict' || submitted.kind === 'withdrawn') {
    return data({ notTaken: submitted.kind }, { status: 409 })
  }
  const next = withCarried(isOrganisation ? `${path}/sent/receipt` : `${path}/sent`, carried)
  throw goTo(next, settings, slug, carried ? {} : { draft: null, receipt: key, just: key })
}
