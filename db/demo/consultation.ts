import { addAnswers } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { createDraft } from '../../app/consultations/answering/draft-store.server.ts'
import { withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { createConsultation } from '../../app/consultations/consultation-store.server.ts'
import type { ConsultationTexts } from '../../app/consultations/flagship.ts'
import { computed } from '../../app/consultations/freezing/compute-list.server.ts'
import { freezeMaterial } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import { freezeClosing, saveAnalysis } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { type ExercisePlan, publishingTroubles } from '../../app/engagement/exercise.ts'
import {
  createExercise,
  exerciseById,
  publishExercise,
  signFormative,
} from '../../app/engagement/exercise-store.server.ts'
import { practiceOf } from '../../app/engagement/practice-store.server.ts'
import { keeperFrom } from '../../app/ledger/checkpoint-store.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { listOf, signList } from '../../app/priorities/list-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { apartAnswers, flagshipAnswers, openAnswers } from './consultation-answers.ts'
import { optionExamples, whatMattersTexts, whatNextTexts } from './consultation-texts.ts'
import type { Demo } from './context.ts'
import { inMoreLanguages, textsInMoreLanguages } from './more-languages.ts'
import { organisationId, priorities, priorityId } from './partnership.ts'
import { loadPrioritySources } from './priority-sources.ts'

const opened = -112
const closed = -56
const openOpened = -14
const openCloses = 28
const withdrawn = 6
const unsent = 402

const person = (demo: Demo, key: string) => demo.id(`person-${key}`)

/** The register: a consultation with its list published, one that is open, and two that are only planned. */
export async function loadConsultations(demo: Demo): Promise<void> {
  await loadPrioritySources(demo)
  await loadFlagship(demo)
  await loadOpen(demo)
  await loadPlanned(demo)
}

export const demoPlan = (demo: Demo, given: Partial<ExercisePlan>): ExercisePlan => ({
  title: '',
  decision: '',
  decidedBy: 'The Board of the partnership',
  decisionOn: null,
  canChange: '',
  cannotChange: '',
  optionsRejected: '',
  audiences: '',
  method: '',
  legalBasis: 'voluntary',
  commissionedBy: organisationId(demo, 'county'),
  paidBy: organisationId(demo, 'county'),
  opensOn: null,
  closesOn: null,
  resultsBy: null,
  changedBy: null,
  shortOpeningReason: null,
  areaIds: [demo.id('county')],
  ...given,
})

/** Plans, builds, signs and publishes; throws when the product's own gate would refuse it. */
async function publishPlanned(
  demo: Demo,
  given: {
    key: string
    slug: string
    plan: ExercisePlan
    texts: ConsultationTexts
    minutes: number
    options: string[]
    from: number
  },
): Promise<{ exerciseId: string; consultationId: string; optionIds: Record<string, string> }> {
  const { tx } = demo
  const officer = person(demo, 'officer-1')
  const exerciseId = demo.id(`exercise-${given.key}`)
  await createExercise(
    tx,
    {
      id: exerciseId,
      slug: given.slug,
      plan: given.plan,
      kind: 'consultation',
      runBy: organisationId(demo, 'county'),
      personId: officer,
    },
    demo.at(given.from - 40),
  )
  const { id: consultationId, optionIds } = await createConsultation(tx, {
    exerciseId,
    id: demo.id(`consultation-${given.key}`),
    minutes: given.minutes,
    texts: textsInMoreLanguages(given.texts),
    options: priorities
      .filter(({ key }) => given.options.includes(key))
      .map(({ key, en, ur }) => ({
        key,
        title: inMoreLanguages({ en, ur }),
        example: optionExamples[key] ? inMoreLanguages(optionExamples[key]) : null,
        priorityId: priorityId(demo, key),
      })),
  })
  await signFormative(tx, exerciseId, officer, demo.at(given.from - 20))
  const exercise = (await exerciseById(tx, exerciseId))!
  const troubles = publishingTroubles(exercise, await practiceOf(tx), true)
  if (troubles.length)
    throw new Error(`the demonstration's ${given.key} fails its gate: ${troubles.map((t) => t.key).join(', ')}`)
  await publishExercise(tx, exercise, officer, demo.at(given.from - 8))
  return { exerciseId, consultationId, optionIds }
}

async function loadFlagship(demo: Demo): Promise<void> {
  const { tx, secret } = demo
  const keeper = { ...keeperFrom(settings()), outsideAddress: undefined }
  // Opened earlier and closed later than the days people answered on, if those are no working days.
  const closes = demo.workingDay(closed, 'after')
  const { exerciseId, consultationId, optionIds } = await publishPlanned(demo, {
    key: 'what-matters',
    slug: 'what-matters-most',
    texts: whatMattersTexts,
    minutes: 4,
    options: priorities.map(({ key }) => key),
    from: demo.workingDay(opened),
    plan: demoPlan(demo, {
      title: whatMattersTexts.title.en,
      decision: whatMattersTexts.decision.en,
      decisionOn: demo.day(demo.workingDay(21, 'after')),
      canChange: whatMattersTexts.canChange.en,
      cannotChange: whatMattersTexts.cannotChange.en,
      optionsRejected:
        'Asking each district alone was considered and rejected: the partners can only act together on what the whole county shares. A list of thirty subjects was rejected as too long to answer.',
      audiences:
        'Everybody who lives in the county. Young people through colleges and youth groups, people without a car through the community forums, people who read little English through community organisations.',
      method: 'Online, on paper in libraries, by telephone and at events; in five languages and Easy Read.',
      opensOn: demo.day(demo.workingDay(opened)),
      closesOn: demo.day(closes),
      resultsBy: demo.day(demo.workingDay(-20, 'after')),
      changedBy: demo.day(demo.workingDay(386, 'after')),
    }),
  })
  const own = flagshipAnswers(demo, optionIds, opened, closed)
  const apart = apartAnswers(demo, optionIds, 'organisation', 23, closed - 5)
  const taken = own
    .slice(0, withdrawn)
    .map((answer, i) => ({ ...answer, submissionKey: demo.id(`submission-withdrawn-${i + 1}`) }))
  await addAnswers(tx, secret, consultationId, [
    ...own,
    ...apart,
    ...taken.map((answer) => ({ ...answer, source: null, sourceRow: null, cluster: null, duplicateFlag: false })),
  ])
  for (const { submissionKey } of taken)
    await withdraw(tx, secret, referenceFor(secret, submissionKey), demo.at(closed - 3))
  for (let i = 0; i < unsent; i++) await createDraft(tx, secret, consultationId, 'en', demo.at(closed - (i % 40)))
  await freezeClosing(tx, keeper, exerciseId, demo.at(closes + 1, 0))
  await tx.deleteFrom('draft').where('consultation_id', '=', consultationId).execute()
  await addAnswers(tx, secret, consultationId, apartAnswers(demo, optionIds, 'late', 9, closes + 2))

  const material = (await freezeMaterial(tx, exerciseId))!
  // Stands for a list that was published before lists were cut by further characteristics, and compared with the census
  // by those who said: its hash stays what it was.
  const { further: _, comparedBy: __, ...input } = material.input
  const by = { exerciseId, personId: person(demo, 'analyst'), reason: 'answers are in, paper batches checked' }
  const listId = await saveAnalysis(
    tx,
    keeper,
    by,
    material,
    computed(choiceList(input)),
    demo.at(demo.workingDay(-40, 'after')),
  )
  const { result_hash: hash } = (await listOf(tx, exerciseId, listId))!
  for (const [key, hour] of [['analyst', 10] as const, ['officer-1', 11] as const]) {
    await signList(
      tx,
      keeper,
      { exerciseId, listId, hash, personId: person(demo, key) },
      demo.at(demo.workingDay(-25), hour),
    )
  }
}

async function loadOpen(demo: Demo): Promise<void> {
  const { consultationId, optionIds } = await publishPlanned(demo, {
    key: 'what-next',
    slug: 'what-next',
    texts: whatNextTexts,
    minutes: 3,
    options: ['P04', 'P05', 'P06', 'P07', 'P08', 'P11', 'P12'],
    from: demo.workingDay(openOpened),
    plan: demoPlan(demo, {
      title: whatNextTexts.title.en,
      decision: whatNextTexts.decision.en,
      decisionOn: demo.day(demo.workingDay(112, 'after')),
      canChange: whatNextTexts.canChange.en,
      cannotChange: whatNextTexts.cannotChange.en,
      optionsRejected:
        'Letting the Board choose alone was considered and rejected: a jury’s subject should not come from those who answer it.',
      audiences: 'Everybody who lives in the county, first of all those who have never taken part.',
      method: 'Online, and on paper at events.',
      opensOn: demo.day(demo.workingDay(openOpened)),
      closesOn: demo.day(demo.workingDay(openCloses, 'after')),
      resultsBy: demo.day(demo.workingDay(90, 'after')),
      changedBy: demo.day(demo.workingDay(480, 'after')),
    }),
  })
  await addAnswers(demo.tx, demo.secret, consultationId, openAnswers(demo, optionIds, 120, openOpened))
}

/** The four forum areas that both plans ask: Loughborough's three and the villages to its south. */
const sharedForums = [4, 5, 6, 7]

async function loadPlanned(demo: Demo): Promise<void> {
  const buses = demoPlan(demo, {
    title: 'Evening buses and the town centre',
    decision: 'Which evening services the partners support from next April.',
    decisionOn: demo.day(170),
    canChange: 'Which routes run after seven, and how often.',
    cannotChange: 'Routes that run without public money: no partner decides about them.',
    optionsRejected: 'Taxis instead of buses were considered and rejected: too dear for most who would need them.',
    audiences: 'Older people without a car, shift workers, students; through forums, employers and the college.',
    method: 'Online and at bus stops.',
    commissionedBy: organisationId(demo, 'charnwood'),
    paidBy: organisationId(demo, 'charnwood'),
    opensOn: demo.day(60),
    closesOn: demo.day(116),
    resultsBy: demo.day(160),
    changedBy: demo.day(540),
    areaIds: sharedForums.map((n) => demo.id(`forum-${n}`)),
  })
  const tooSoon = demoPlan(demo, {
    ...buses,
    title: 'Getting to appointments',
    decision: 'How the NHS and the councils share transport to appointments.',
    canChange: 'Who is offered a lift, and how it is asked for.',
    decisionOn: demo.day(130),
    commissionedBy: organisationId(demo, 'nhs'),
    paidBy: organisationId(demo, 'nhs'),
  })
  for (const [key, runBy, officer, given] of [
    ['evening-buses', 'charnwood', 'officer-2', buses],
    ['getting-to-appointments', 'nhs', 'officer-3', tooSoon],
  ] as const) {
    await createExercise(
      demo.tx,
      {
        id: demo.id(`exercise-${key}`),
        slug: key,
        plan: given,
        kind: 'consultation',
        runBy: organisationId(demo, runBy),
        personId: person(demo, officer),
      },
      demo.at(-6),
    )
  }
}
