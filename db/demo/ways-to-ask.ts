import { addAnswers } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { makeLetterCodes, setConfirming } from '../../app/consultations/confirming/confirming-store.server.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import type { Translations } from '../../app/consultations/flagship.ts'
import { writeForm } from '../../app/consultations/form-store.server.ts'
import { freezeClosing } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { formMaterial, saveFormAnalysis } from '../../app/consultations/results/form-freeze-store.server.ts'
import { formResults } from '../../app/consultations/results/results.ts'
import {
  createExercise,
  exerciseById,
  publishExercise,
  signFormative,
} from '../../app/engagement/exercise-store.server.ts'
import { keeperFrom } from '../../app/ledger/checkpoint-store.server.ts'
import { listOf, signList } from '../../app/priorities/list-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { demoPlan } from './consultation.ts'
import type { Demo } from './context.ts'
import { organisationId } from './partnership.ts'
import { waysAnswers } from './ways-answers.ts'
import { firstRoundTitle, waysQuestions, waysTexts } from './ways-to-ask-texts.ts'

export const waysSlug = 'ways-to-ask'
export const firstRoundSlug = 'ways-to-ask-first-round'

/** The practice form twice: a first round that has closed and whose results are published, and one that is open. */
export async function loadWaysToAsk(demo: Demo): Promise<void> {
  await loadFirstRound(demo)
  await loadRound(demo, {
    key: 'ways',
    slug: waysSlug,
    title: waysTexts.title,
    opens: -7,
    closes: 49,
    resultsBy: 80,
    decision: 120,
  })
}

interface Round {
  key: string
  slug: string
  title: Translations
  opens: number
  closes: number
  resultsBy: number
  decision: number
}

/** A small consultation that asks in every way there is, for practice. */
async function loadRound(demo: Demo, round: Round): Promise<{ exerciseId: string; consultationId: string }> {
  const { tx } = demo
  const officer = demo.id('person-officer-1')
  const exerciseId = demo.id(`exercise-${round.slug}`)
  const consultationId = demo.id(`consultation-${round.key}`)
  const { opens } = round
  await createExercise(
    tx,
    {
      id: exerciseId,
      slug: round.slug,
      plan: demoPlan(demo, {
        title: round.title.en,
        decision: waysTexts.decision.en,
        decisionOn: demo.day(round.decision),
        canChange: waysTexts.canChange.en,
        cannotChange: waysTexts.cannotChange.en,
        optionsRejected: 'Showing pictures of the questions instead was rejected: trying them teaches more.',
        audiences: 'Everybody who wants to see how the partnership asks.',
        method: 'Online.',
        opensOn: demo.day(opens),
        closesOn: demo.day(round.closes),
        resultsBy: demo.day(round.resultsBy),
        changedBy: demo.day(480),
      }),
      kind: 'consultation',
      runBy: organisationId(demo, 'county'),
      personId: officer,
    },
    demo.at(opens - 33),
  )
  await addConsultation(tx, {
    id: consultationId,
    exerciseId,
    version: 1,
    picksMax: 0,
    minutes: 6,
    texts: { ...waysTexts, title: round.title },
    template: 'form',
  })
  await writeForm(
    tx,
    { consultationId, version: 1, note: '', personId: officer, questions: waysQuestions, published: true },
    demo.at(opens - 14),
  )
  await signFormative(tx, exerciseId, officer, demo.at(opens - 13))
  await publishExercise(tx, (await exerciseById(tx, exerciseId))!, officer, demo.at(opens - 3))
  return { exerciseId, consultationId }
}

/** So many that 500 answer the question with money, which is what a pabulib file asks for. */
const firstRoundPeople = 660
/** Homes that a letter with a code went to: whoever answered the first round online typed one. */
const firstRoundLetters = 900

async function loadFirstRound(demo: Demo): Promise<void> {
  const { tx, secret } = demo
  const keeper = { ...keeperFrom(settings()), outsideAddress: undefined }
  const opens = -150
  const closes = -94
  const { exerciseId, consultationId } = await loadRound(demo, {
    key: 'ways-first',
    slug: firstRoundSlug,
    title: firstRoundTitle,
    opens,
    closes,
    resultsBy: -60,
    decision: -30,
  })
  const by = { exerciseId, personId: demo.id('person-officer-1') }
  await setConfirming(tx, { ...by, level: 'letter' }, demo.at(opens - 12))
  await makeLetterCodes(tx, secret, { ...by, count: firstRoundLetters }, demo.at(opens - 11))
  await addAnswers(tx, secret, consultationId, waysAnswers(demo, consultationId, firstRoundPeople, opens))
  await tx
    .updateTable('response')
    .set({ confirmed: 1 })
    .where('consultation_id', '=', consultationId)
    .where('channel', '=', 'online')
    .execute()
  await freezeClosing(tx, keeper, exerciseId, demo.at(closes + 1, 0))
  const material = (await formMaterial(tx, exerciseId))!
  const analyst = { exerciseId, personId: demo.id('person-analyst'), reason: 'answers are in' }
  const listId = await saveFormAnalysis(tx, keeper, analyst, material, formResults(material.input), demo.at(-85))
  const { result_hash: hash } = (await listOf(tx, exerciseId, listId, 'form_result'))!
  for (const [key, hour] of [['analyst', 10] as const, ['officer-1', 11] as const]) {
    const personId = demo.id(`person-${key}`)
    await signList(tx, keeper, { exerciseId, listId, hash, personId }, demo.at(-75, hour), 'form_result')
  }
}
