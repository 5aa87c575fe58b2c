import type { Handle } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { threadOf } from '../../feedback/thread-store.server.ts'
import type { Ask } from '../../server/page.ts'
import { consultationBySlug, isListed, resultsPart } from '../consultation-store.server.ts'
import { formOf, formTexts } from '../form-store.server.ts'
import { openingOf } from '../opening.ts'
import { formAnswersByReference } from './form-answer-store.server.ts'
import { askedQuestions } from './form-flow.ts'
import { type AnswerView, answerView } from './form-view.server.ts'
import { receiptDates } from './receipt.ts'
import { findByReference } from './response-store.server.ts'

/** Everything the holder of a reference is shown: the state of their answer, and what became of the very options chosen. */
export async function ownAnswer({ db, settings, lang, now }: Ask<unknown>, reference: string) {
  const found = await findByReference(db, settings.SECRET, reference)
  const consultation = found && (await consultationBySlug(db, found.slug, lang))
  if (!found || !consultation) return undefined
  const { slug, title, opensOn, closesOn } = consultation
  const isGone = found.status === 'withdrawn' || found.status === 'erased' || found.status === 'test'
  const open = openingOf(consultation, now) === 'open'
  return {
    slug,
    title,
    opensOn,
    closesOn,
    status: found.status,
    erasedOn: found.erasedOn,
    isGone,
    receivedOn: found.receivedOn,
    none: found.none,
    same: found.same,
    published: await isListed(db, found.exerciseId),
    resultsPart: resultsPart(consultation.template),
    mayWithdraw: open && !isGone,
    threads: await threadOf(db, found.picks, lang, londonDay(now)),
    dates: receiptDates(consultation),
    form: await ownForm(db, settings.SECRET, reference, lang, londonDay(now)),
  }
}

/** What was answered to a consultation's own questions, in the version in which it was asked; null for the flagship. */
async function ownForm(
  db: Handle,
  secret: string,
  reference: string,
  lang: string,
  day: string,
): Promise<AnswerView[] | null> {
  const own = await formAnswersByReference(db, secret, reference)
  const form = own && (await formOf(db, own.consultationId, day, own.version))
  if (!own || !form) return null
  const questions = askedQuestions(form, own.answers)
  const texts = await formTexts(db, questions, lang)
  return questions.map((question) => answerView(question, own.answers[question.id], texts))
}

export type OwnAnswer = NonNullable<Awaited<ReturnType<typeof ownAnswer>>>
