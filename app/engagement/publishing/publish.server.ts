import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../db/connect.ts'
import { minutesToTell } from '../../consultations/building/form-length.ts'
import type { WorkingForm } from '../../consultations/building/working-form.ts'
import { askedForm, askForm, dropWorkingForm } from '../../consultations/building/working-form-store.server.ts'
import { addConsultation } from '../../consultations/consultation-store.server.ts'
import { carryTranslations } from '../../consultations/editions/translation-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import type { Exercise } from '../exercise.ts'
import { publishExercise } from '../exercise-store.server.ts'
import { londonDay } from '../london-day.ts'
import { recordSilence } from '../register/overlap-store.server.ts'
import { newestConsultation } from '../template-store.server.ts'
import type { PublicationFacts } from './publication-facts.server.ts'
import { spendSignatures } from './publication-store.server.ts'

interface By {
  exercise: Exercise
  facts: PublicationFacts
  personId: string
  /** Why the questions changed, once they are public. */
  note: string
}

/**
 * Makes public what two people have signed: an exercise with its questions, or a new version of the questions of one
 * that is public already. The caller has found every point met in this transaction.
 */
export async function publishSigned(tx: Tx, by: By, now: Date): Promise<void> {
  const { exercise, facts, personId } = by
  if (facts.isChange) await publishChange(tx, by, now)
  else {
    if (facts.form) await publishForm(tx, exercise, facts.form, personId, now)
    await publishExercise(tx, exercise, personId, now)
    await recordSilence(tx, exercise.id, londonDay(now))
  }
  await spendSignatures(tx, exercise.id)
}

async function publishForm(tx: Tx, exercise: Exercise, form: WorkingForm, personId: string, now: Date): Promise<void> {
  const consultationId = randomUUID()
  const before = await newestConsultation(tx, exercise.id)
  await addConsultation(tx, {
    id: consultationId,
    exerciseId: exercise.id,
    version: (before?.version ?? 0) + 1,
    picksMax: 0,
    minutes: minutesToTell(form),
    texts: {
      title: form.title,
      lead: form.lead,
      decision: { en: exercise.decision },
      canChange: { en: exercise.canChange },
      cannotChange: { en: exercise.cannotChange },
    },
    template: 'form',
  })
  await askForm(tx, { consultationId, version: 1, note: '', personId, form }, now)
  await carryTranslations(tx, exercise.id)
  await dropWorkingForm(tx, exercise.id, personId, now)
}

/** Answers that were begun or sent stay as they are: each keeps the version it was given to. */
async function publishChange(tx: Tx, { exercise, facts, personId, note }: By, now: Date): Promise<void> {
  const asked = await askedForm(tx, exercise.id)
  if (!asked || !facts.form) throw new RangeError('nothing was asked that could change')
  const version = asked.version + 1
  await askForm(tx, { consultationId: asked.consultationId, version, note, personId, form: facts.form }, now)
  await carryTranslations(tx, exercise.id)
  await record(
    tx,
    'exercise.questions_changed',
    { exercise: exercise.id, version, note, questions: facts.questions.hash! },
    londonDay(now),
  )
  await dropWorkingForm(tx, exercise.id, personId, now)
}
