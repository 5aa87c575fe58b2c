import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import { writeForm } from '../../app/consultations/form-store.server.ts'
import {
  createExercise,
  exerciseById,
  publishExercise,
  signFormative,
} from '../../app/engagement/exercise-store.server.ts'
import { demoPlan } from './consultation.ts'
import type { Demo } from './context.ts'
import { organisationId } from './partnership.ts'
import { waysQuestions, waysTexts } from './ways-to-ask-texts.ts'

export const waysSlug = 'ways-to-ask'

/** A small open consultation that asks in every way there is, for practice. */
export async function loadWaysToAsk(demo: Demo): Promise<void> {
  const { tx } = demo
  const officer = demo.id('person-officer-1')
  const exerciseId = demo.id('exercise-ways-to-ask')
  const consultationId = demo.id('consultation-ways')
  await createExercise(
    tx,
    {
      id: exerciseId,
      slug: waysSlug,
      plan: demoPlan(demo, {
        title: waysTexts.title.en,
        decision: waysTexts.decision.en,
        decisionOn: demo.day(120),
        canChange: waysTexts.canChange.en,
        cannotChange: waysTexts.cannotChange.en,
        optionsRejected: 'Showing pictures of the questions instead was rejected: trying them teaches more.',
        audiences: 'Everybody who wants to see how the partnership asks.',
        method: 'Online.',
        opensOn: demo.day(-7),
        closesOn: demo.day(49),
        resultsBy: demo.day(80),
        changedBy: demo.day(480),
      }),
      kind: 'consultation',
      runBy: organisationId(demo, 'county'),
      personId: officer,
    },
    demo.at(-40),
  )
  await addConsultation(tx, {
    id: consultationId,
    exerciseId,
    version: 1,
    picksMax: 0,
    minutes: 6,
    texts: waysTexts,
    template: 'form',
  })
  await writeForm(
    tx,
    { consultationId, version: 1, note: '', personId: officer, questions: waysQuestions, published: true },
    demo.at(-21),
  )
  await signFormative(tx, exerciseId, officer, demo.at(-20))
  await publishExercise(tx, (await exerciseById(tx, exerciseId))!, officer, demo.at(-10))
}
