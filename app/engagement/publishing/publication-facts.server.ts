import type { Handle } from '../../../db/connect.ts'
import { lengthOf } from '../../consultations/building/form-length.ts'
import { hintsFor, readingAgeLimit, readingAgeOf } from '../../consultations/building/question-hints.ts'
import { formTroubles, type WorkingForm } from '../../consultations/building/working-form.ts'
import { askedForm, workingFormOf } from '../../consultations/building/working-form-store.server.ts'
import { editionsOffered } from '../../consultations/editions/translation-store.server.ts'
import { usualChoice } from '../../consultations/equality/equality-choice.ts'
import { chosenFor } from '../../consultations/equality/equality-choice-store.server.ts'
import { consultationTitles } from '../../consultations/flagship-questions-store.server.ts'
import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import type { Exercise } from '../exercise.ts'
import { partnersOf } from '../partner-store.server.ts'
import { entryOf } from '../register/register-entry-store.server.ts'
import { newestConsultation } from '../template-store.server.ts'
import {
  type AssessmentKind,
  assessmentKinds,
  checkedPoints,
  emptyFields,
  questionPoints,
  signedEnough,
} from './publication.ts'
import { assessmentOf, signaturesOf } from './publication-store.server.ts'
import { readinessOf } from './publishing.server.ts'

const waysToSee = ['phone', 'rtl', 'print'] as const

const hashOf = (value: unknown): string => sha256(canonicalJson(JSON.parse(JSON.stringify(value)) as Canonical))

/** Everything that publishing is decided on, as it stands in this transaction. */
export async function publicationFacts(db: Handle, exercise: Exercise, today: string) {
  const { troubles, warnings } = await readinessOf(db, exercise, today)
  const { askedElsewhere } = await entryOf(db, exercise.id)
  const form = await workingFormOf(db, exercise.id)
  const isChange = exercise.publishedAt !== null
  const questions = await questionsOf(db, exercise, form)
  const partners = await partnersOf(db, exercise)
  const joint = partners.length > 1
  const chosen = await chosenFor(db, exercise.id)
  const hashes = {} as Record<AssessmentKind, string | null>
  for (const kind of assessmentKinds) {
    const stored = await assessmentOf(db, exercise.id, kind)
    const parties = kind === 'controllers' ? partners.map(({ id }) => id) : []
    hashes[kind] =
      stored && !emptyFields(kind, stored.content).length
        ? hashOf({
            ...stored.content,
            parties: parties.join(),
            ...(kind === 'equality' && chosen && { chosen }),
          })
        : null
  }
  const signatures = await signaturesOf(db, exercise.id)
  const ids = partners.map(({ id }) => id)
  const points = checkedPoints({
    planTroubles: troubles,
    askedElsewhere,
    questions: {
      hash: questions.hash,
      troubles: questions.troubles,
      hints: questions.hints.length,
      modules: questions.modules,
    },
    assessments: { equality: hashes.equality, dataProtection: hashes.data_protection, controllers: hashes.controllers },
    signatures,
    partners: ids,
  }).filter(({ point }) => !isChange || questionPoints.includes(point))
  const { formativeSignedBy, publishedAt, ...plan } = exercise
  const hash = hashOf({ plan, questions: questions.hash, ...hashes, isChange: publishedAt !== null })
  const met = points.every((one) => one.met)
  return {
    points,
    met,
    warnings,
    hash,
    hashes,
    questions,
    signatures,
    partners,
    joint,
    form,
    askedElsewhere,
    isChange,
    /** How somebody has to look at the questions before signing that they have: also in each edition on offer. */
    waysToSee: [...waysToSee, ...(await editionsOffered(db, exercise.id))],
    /** What people are asked about themselves: signed with the equality assessment. */
    equalityChoice: chosen ?? usualChoice,
    /** There is something to publish: a plan that is not public, or a change to what is asked. */
    pending: !isChange || form !== undefined,
    readiness: signedEnough(signatures, hash, ids),
  }
}
export type PublicationFacts = Awaited<ReturnType<typeof publicationFacts>>

/** The questions as they stand: those being written, or else those that were built; what to look at again in them. */
async function questionsOf(db: Handle, exercise: Exercise, form: WorkingForm | undefined) {
  if (form) {
    const hints = form.questions.flatMap((question) =>
      hintsFor(question).map((hint) => ({ ...hint, question: question.title.en, ownedBy: question.ownedBy })),
    )
    const { isLong } = lengthOf(form)
    const age = readingAgeOf(form)
    return {
      hash: form.questions.length ? hashOf(form) : null,
      troubles: formTroubles(form).length,
      hints: [
        ...hints,
        ...(isLong ? [{ key: 'long', values: {}, question: '', ownedBy: null }] : []),
        ...(age !== null && age > readingAgeLimit
          ? [{ key: 'reading_age', values: { age, word: '' }, question: '', ownedBy: null }]
          : []),
      ],
      titles: form.questions.map(({ key, title, ownedBy }) => ({ id: key, title: title.en, ownedBy })),
      modules: [...new Set(form.questions.flatMap(({ ownedBy }) => ownedBy ?? []))],
      source: 'form' as const,
    }
  }
  const built = await newestConsultation(db, exercise.id)
  const none = { hash: null, troubles: 0, hints: [], titles: [], modules: [], source: null }
  if (!built) return none
  const asked = built.template === 'form' ? await askedForm(db, exercise.id) : undefined
  return {
    ...none,
    hash: hashOf({ id: built.id, version: asked?.version ?? 1 }),
    titles: (await consultationTitles(db, built.id)).map((one) => ({ ...one, ownedBy: null })),
    source: built.template,
  }
}
