import { data } from '@remix-run/node'
import { writeTogether } from '../../db/write-together.ts'
import { editionPart, languagePart } from '../languages/edition.ts'
import type { Typed } from '../server/form.ts'
import type { Ask } from '../server/page.ts'
import { bodyHash } from './answer-body.ts'
import { goTo, justSent } from './answering.server.ts'
import { withCarried } from './carried.ts'
import { dropDraft, markSent } from './draft-store.server.ts'
import { suspicionOf } from './guarding.server.ts'
import { type Submission, type Submitted, sentBefore, submit } from './response-store.server.ts'
import { spendWork } from './work-store.server.ts'

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

type Given = Omit<Submission, 'submissionKey' | 'language' | 'edition' | 'justBefore' | 'held'> & {
  exerciseId: string
  /** The form as it was sent: how it was filled in may hold the answer back, and never refuses it. */
  typed: Typed
  draft?: string
}

/** Writes finished answers, with whoever sends at the same moment, and leads to the receipt; the draft they came from goes too. */
export async function send(
  ask: Ask<unknown>,
  attempt: Omit<Attempt, 'hash'>,
  { draft, typed, exerciseId, ...given }: Given,
) {
  const { db, settings, lang, now } = ask
  const written = { language: languagePart(lang), edition: editionPart(lang) }
  const { wayIn } = given
  const suspicion = await suspicionOf(ask, { exerciseId, submissionKey: attempt.key, typed, draft, wayIn })
  const sent = { ...given, ...written, submissionKey: attempt.key, justBefore: justSent(ask, attempt.slug) }
  const submitted = await writeTogether(db, async (tx) => {
    const { work } = suspicion
    // The same work a second time is none.
    const held = work && !(await spendWork(tx, work, now)) ? 'many' : suspicion.held
    const submitted = await submit(tx, settings.SECRET, { ...sent, held }, now)
    const kept = { submissionKey: attempt.key, wayIn }
    if (attempt.carried) await markSent(tx, attempt.carried, kept, now)
    else if (draft) await dropDraft(tx, draft)
    return submitted
  })
  const hash = bodyHash(attempt.key, given.answers, given.form)
  return outcome(submitted, { ...attempt, hash, isOrganisation: given.organisation !== undefined }, settings)
}

function outcome(
  submitted: Submitted,
  { slug, path, key, carried = null, isOrganisation }: Attempt,
  settings: Ask<unknown>['settings'],
) {
  if (submitted.kind === 'conflict' || submitted.kind === 'withdrawn') {
    return data({ notTaken: submitted.kind }, { status: 409 })
  }
  const next = withCarried(isOrganisation ? `${path}/sent/receipt` : `${path}/sent`, carried)
  throw goTo(next, settings, slug, carried ? {} : { draft: null, receipt: key, just: key })
}
