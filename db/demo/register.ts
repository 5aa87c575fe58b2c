import { type ExercisePlan, slugFrom } from '../../app/engagement/exercise.ts'
import {
  createExercise,
  exerciseById,
  publishExercise,
  signFormative,
} from '../../app/engagement/exercise-store.server.ts'
import { saveStakeholder } from '../../app/engagement/notices/stakeholder-store.server.ts'
import { readinessOf } from '../../app/engagement/publishing/publishing.server.ts'
import { answerOverlap, overlapsOf } from '../../app/engagement/register/overlap-store.server.ts'
import { addPoll } from '../../app/engagement/register/poll-store.server.ts'
import type { RegisterEntry } from '../../app/engagement/register/register-entry.ts'
import { entryOf, saveEntry } from '../../app/engagement/register/register-entry-store.server.ts'
import { areaId } from './areas.ts'
import type { Demo } from './context.ts'
import { organisationId } from './partnership.ts'
import { type DemoExercise, demoExercises } from './register-texts.ts'

const thirds = ['First third', 'Second third', 'Last third']

/** What is known of the exercises that this site asks itself, and of the juries. */
const ownEntries: Record<string, Partial<RegisterEntry> & { themes: number[] }> = {
  'exercise-what-matters': {
    themes: [1, 3, 4, 5, 6, 7],
    groups: ['everyone'],
    methods: ['online', 'paper', 'telephone', 'event'],
    costPounds: 9400,
    staffHours: 510,
    reachExpected: 2500,
    reached: 3012,
    profileNote: 'People under 30 are 6 in 100 of those who answered and 20 in 100 of residents.',
  },
  'exercise-what-next': {
    themes: [2],
    groups: ['everyone'],
    methods: ['online', 'event'],
    costPounds: 1200,
    staffHours: 60,
    reachExpected: 600,
  },
  'exercise-evening-buses': {
    themes: [5],
    groups: ['older', 'no_car'],
    methods: ['online', 'event'],
    costPounds: 5200,
    staffHours: 180,
    reachExpected: 800,
    questions:
      'What keeps you from getting where you need to be?\nHow do you get home after seven in the evening?\nWhich route do you miss most?',
  },
  'exercise-getting-to-appointments': {
    themes: [3, 5],
    groups: ['older', 'no_car', 'carers'],
    methods: ['paper', 'telephone'],
    costPounds: 6100,
    staffHours: 210,
    reachExpected: 600,
    questions:
      'What keeps you from getting where you need to be?\nHow do you get home after seven in the evening?\nWho took you to your last appointment?',
  },
  'exercise-jury-heard': {
    themes: [2],
    groups: ['minority_ethnic'],
    methods: ['jury'],
    costPounds: 84000,
    staffHours: 1400,
    reachExpected: 24,
    reached: 24,
    profileNote: 'Drawn by lot from 149 who registered, to targets of area, age, sex and ethnic group.',
  },
  'exercise-ways-to-ask': {
    themes: [4],
    groups: ['voluntary'],
    methods: ['online'],
    costPounds: 300,
    staffHours: 20,
    reachExpected: 50,
  },
  'exercise-ways-to-ask-first-round': {
    themes: [2],
    groups: ['carers'],
    methods: ['online'],
    costPounds: 300,
    staffHours: 20,
    reachExpected: 600,
    reached: 600,
  },
  'exercise-jury-recruiting': {
    themes: [5],
    groups: ['no_car'],
    methods: ['jury'],
    costPounds: 88000,
    staffHours: 1400,
    reachExpected: 24,
  },
  'exercise-jury-seated': {
    themes: [3],
    groups: ['disabled', 'carers'],
    methods: ['jury'],
    costPounds: 92000,
    staffHours: 1400,
    reachExpected: 24,
  },
  'exercise-jury-young': {
    themes: [4],
    groups: ['young'],
    methods: ['jury'],
    costPounds: 60000,
    staffHours: 1100,
    reachExpected: 16,
    reached: 16,
    whatChanged: 'Seven of its members sit in the standing conference.',
    resultsOn: '-815',
  },
  'exercise-jury-rural': {
    themes: [2, 5],
    groups: ['families', 'no_car'],
    methods: ['jury'],
    costPounds: 60000,
    staffHours: 1050,
    reachExpected: 16,
    reached: 16,
    whatChanged: 'Five of its members sit in the standing conference.',
    resultsOn: '-675',
  },
}

/** The register of 14 partners: what this site asks itself, and what they ask by their own means or only plan. */
export async function loadRegister(demo: Demo): Promise<void> {
  const { tx, id } = demo
  await tx
    .insertInto('panel_sample')
    .values(
      thirds.map((name, i) => ({
        id: id(`panel-${i + 1}`),
        name,
        people: 350,
        recruited_on: demo.day(-960 + 320 * i),
        exercise_id: null,
        number: null,
      })),
    )
    .execute()
  for (const [key, { themes, resultsOn, ...known }] of Object.entries(ownEntries)) {
    const entry = {
      ...(await entryOf(tx, id(key))),
      ...known,
      resultsOn: resultsOn ? demo.day(Number(resultsOn)) : null,
      themeIds: themes.map((n) => id(`theme-${n}`)),
    }
    await saveEntry(tx, id(key), entry, id('person-secretariat'), demo.at(-5))
  }
  for (const given of demoExercises) await loadOne(demo, given)
  await loadPlanning(demo)
}

async function loadOne(demo: Demo, given: DemoExercise): Promise<void> {
  const { tx, id } = demo
  const exerciseId = id(`exercise-${given.key}`)
  const personId = id('person-secretariat')
  const plan = planOf(demo, given)
  const planned = Math.min(given.from - 60, -3)
  await createExercise(
    tx,
    {
      id: exerciseId,
      slug: slugFrom(given.title),
      plan,
      kind: 'consultation',
      runBy: organisationId(demo, given.by),
      personId,
    },
    demo.at(planned),
  )
  const entry = { ...(await entryOf(tx, exerciseId)), ...entryFields(demo, given) }
  await saveEntry(tx, exerciseId, entry, personId, demo.at(planned + 1))
  if (given.planned) return
  await signFormative(tx, exerciseId, personId, demo.at(planned + 2))
  const exercise = (await exerciseById(tx, exerciseId))!
  const published = Math.min(given.from - 10, -1)
  if (given.wentAhead) await goAhead(demo, exerciseId, published, given.wentAhead)
  const { troubles } = await readinessOf(tx, exercise, demo.day(published))
  if (troubles.length) throw new Error(`the demonstration's ${given.key}: ${troubles.map((t) => t.key).join(', ')}`)
  await publishExercise(tx, exercise, personId, demo.at(published))
}

/** Records, before publishing, why an exercise went ahead beside those that asked the same people. */
async function goAhead(demo: Demo, exerciseId: string, published: number, reason: string): Promise<void> {
  for (const overlap of await overlapsOf(demo.tx, exerciseId, demo.day(published))) {
    if (overlap.weight !== 'answer') continue
    const given = { exerciseId, overlap, answer: 'go_ahead' as const, reason, personId: demo.id('person-secretariat') }
    await answerOverlap(demo.tx, given, demo.at(published - 1))
  }
}

/** Who is affected by the plan about evening buses: somebody affected most is not reached yet. */
const affectedByBuses: [string, 'most' | 'some' | 'interested', string, string, number | null][] = [
  [
    'Older people without a car',
    'most',
    'Lunch clubs, surgeries and the village halls',
    'Council for voluntary service',
    200,
  ],
  ['People who work shifts', 'most', '', '', 100],
  ['Students', 'some', 'Stalls at the college on two evenings', 'Engagement officer 2', 150],
  ['Bus companies', 'interested', 'A letter to each', 'Engagement officer 2', 3],
]

/** One poll ahead, which keeps a plan in its area from opening when it wanted to; and a map with a gap in it. */
async function loadPlanning(demo: Demo): Promise<void> {
  const poll = {
    id: demo.id('poll-1'),
    name: 'By-election for a seat on the borough council',
    quietFrom: demo.day(118),
    onDate: demo.day(160),
    areaIds: [areaId(demo, 'Melton')],
  }
  await addPoll(demo.tx, poll, demo.id('person-secretariat'), demo.at(-20))
  for (const [name, affected, reach, assignedTo, expected] of affectedByBuses) {
    const given = { name, affected, reach, assignedTo, expected }
    await saveStakeholder(demo.tx, demo.id('exercise-evening-buses'), given, demo.id('person-officer-2'), demo.at(-5))
  }
}

function planOf(demo: Demo, given: DemoExercise): ExercisePlan {
  const closes = given.from + given.days - 1
  return {
    title: given.title,
    decision: given.decision,
    decidedBy: 'The partner who runs it',
    decisionOn: demo.day(closes + 60),
    canChange: 'What comes first, where, and how.',
    cannotChange: 'What the law lays down, and how much money there is.',
    optionsRejected: 'Deciding without asking was considered and rejected: those who live with it know more.',
    audiences: 'Those named in the register, through the partners’ own ways and community groups.',
    method: 'As the register says.',
    legalBasis: given.legalBasis ?? (given.commissionedBy ? 'commissioned' : 'voluntary'),
    commissionedBy: organisationId(demo, given.commissionedBy ?? given.by),
    paidBy: organisationId(demo, given.paidBy ?? given.by),
    opensOn: demo.day(given.from),
    closesOn: demo.day(closes),
    resultsBy: demo.day(closes + 56),
    changedBy: demo.day(closes + 420),
    shortOpeningReason: null,
    areaIds: given.areas.map((name) => areaId(demo, name)),
  }
}

function entryFields(demo: Demo, given: DemoExercise): Partial<RegisterEntry> {
  const closes = given.from + given.days - 1
  const third = given.panel ? thirds.indexOf(given.panel) + 1 : 0
  return {
    askedElsewhere: true,
    address: `https://${given.by}.demonstration.example/consultations/${given.key}`,
    statute: given.statute ?? '',
    questions: (given.questions ?? []).join('\n'),
    panelSampleId: third ? demo.id(`panel-${third}`) : null,
    costPounds: given.cost,
    staffHours: given.hours,
    reachExpected: given.expected,
    reached: given.reached ?? null,
    profileNote: given.profile ?? '',
    whatChanged: given.changed ?? '',
    whatChangedOn: given.changed ? demo.day(Math.min(closes + 400, -3)) : null,
    resultsOn: given.reached !== undefined && !given.late && closes + 50 < 0 ? demo.day(closes + 50) : null,
    lateReason: given.late ?? '',
    themeIds: given.themes.map((n) => demo.id(`theme-${n}`)),
    groups: given.groups,
    methods: given.methods,
  }
}
