import { data } from '@remix-run/node'
import { writeTogether } from '../../db/write-together.ts'
import type { Ask } from '../server/page.ts'
import { bodyHash } from './answer-body.ts'
import { goTo } from './answering.server.ts'
import { dropDraft } from './draft-store.server.ts'
import { type Submission, type Submitted, sentBefore, submit } from './response-store.server.ts'

/** One attempt to send: the key and the hash of what the sender saw, known even when the answers themselves are gone. */
export interface Attempt {
  slug: string
  path: string
  key: string
  hash: string
}

/**
 * What a second press, a second tab or a retry gets, whether the consultation is still open or not: the same receipt,
 * or a page that says why not. Undefined for a first attempt.
 */
export async function answeredBefore({ db, settings }: Ask<unknown>, { slug, path, key, hash }: Attempt) {
  const before = await sentBefore(db, settings.SECRET, key, hash)
  return before && outcome(before, { slug, path, key, hash }, settings)
}

/** Writes finished answers, with whoever sends at the same moment, and leads to the receipt; the draft they came from goes too. */
export async function send(
  { db, settings, lang, now }: Ask<unknown>,
  attempt: { slug: string; path: string; key: string },
  { draft, ...given }: Omit<Submission, 'submissionKey' | 'language'> & { draft?: string },
) {
  const submission = { ...given, submissionKey: attempt.key, language: lang }
  const submitted = await writeTogether(db, async (tx) => {
    if (draft) await dropDraft(tx, draft)
    return submit(tx, settings.SECRET, submission, now)
  })
  return outcome(submitted, { ...attempt, hash: bodyHash(attempt.key, given.answers, given.form) }, settings)
}

function outcome(submitted: Submitted, { slug, path, key }: Attempt, settings: Ask<unknown>['settings']) {
  if (submitted.kind === 'conflict' || submitted.kind === 'withdrawn') {
    return data({ notTaken: submitted.kind }, { status: 409 })
  }
  throw goTo(`${path}/sent`, settings, slug, { draft: null, receipt: key })
}
