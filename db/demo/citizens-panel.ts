import { drawPanelSample, eligibleOf, unaskedReasons } from '../../app/engagement/panel/citizens-panel.ts'
import { consentWordings } from '../../app/engagement/panel/citizens-panel-form.server.ts'
import { noteMakeUp, panelResidents } from '../../app/engagement/panel/citizens-panel-make-up-store.server.ts'
import { sampleCode } from '../../app/engagement/panel/citizens-panel-sample-store.server.ts'
import { panelCode, panelMembers, wordingHash } from '../../app/engagement/panel/citizens-panel-store.server.ts'
import { panelAssessmentFields } from '../../app/engagement/panel/panel-assessment.ts'
import {
  assessmentHash,
  panelAssessments,
  signPanelAssessment,
  writePanelAssessment,
} from '../../app/engagement/panel/panel-assessment-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { record } from '../../app/ledger/ledger-store.server.ts'
import { referenceHash } from '../../app/ledger/reference-code.ts'
import { generator } from '../../app/priorities/generator.ts'
import { insertMany } from '../insert-many.ts'
import type { Demo } from './context.ts'

const seed = 20260968

/** The three parts of the panel: how many of each are still in it, and on which days they joined. */
const parts = [
  { people: 338, from: -960, days: 60, asked: { key: 'panel-autumn', on: -535 } },
  { people: 345, from: -640, days: 60, asked: { key: 'panel-spring', on: -245 } },
  { people: 357, from: -320, days: 70, asked: null },
]

/** How many times a group's share of residents it has: people under 30 join seldom, and older ones gladly. */
const gladness: Readonly<Record<string, number>> = { '16-29': 0.4, '65+': 1.35, asian: 0.8 }

/** When a third was released, and how many. */
const released = [
  [-700, 352],
  [-370, 349],
] as const

/** When the make-up was noted, and how many more under 30 there were then in place of the oldest. */
const noted = [
  [-700, 72],
  [-370, 45],
  [-275, 30],
  [-185, 18],
  [-95, 8],
  [-2, 0],
] as const

const languages = ['ur', 'gu', 'pa', 'pl'] as const
/** The sample of the open consultation: how many were drawn, on which day, and how many have answered. */
const invitedLately = 120
const invitedOn = -12
const answeredLately = 38

interface DemoMember {
  part: number
  memberId: string
}

/** 1,040 made-up members, whom each third of them was asked about, and how the panel drifts from the census. */
export async function loadCitizensPanel(demo: Demo): Promise<void> {
  const { tx, id } = demo
  const random = generator(seed)
  const residents = await panelResidents(tx, demo.asOf)
  const pick = (dimension: string) => {
    const weights = residents
      .filter((target) => target.dimension === dimension)
      .map(({ category, people }) => ({ category, weight: people * (gladness[category] ?? 1) }))
    const point = random.uniform() * weights.reduce((sum, { weight }) => sum + weight, 0)
    let passed = 0
    for (const { category, weight } of weights) {
      passed += weight
      if (point < passed) return category
    }
    throw new Error(`the demonstration has no residents by ${dimension}`)
  }
  const members = parts.flatMap((part, i) =>
    Array.from({ length: part.people }, (_, n) => {
      const memberId = id(`panel-member-${i + 1}${String(n).padStart(3, '0')}`)
      return {
        part: i,
        memberId,
        joinedOn: demo.day(part.from + random.below(part.days)),
        district: pick('district'),
        language: random.below(100) < 6 ? languages[random.below(languages.length)]! : 'en',
        isPost: random.below(100) < 8,
        profile: random.below(100) < 92 && {
          age_band: pick('age_band'),
          sex: pick('sex'),
          ethnic_group: pick('ethnic_group'),
        },
      }
    }),
  )
  const wordings = ['en', ...languages].flatMap((language) =>
    Object.values(consentWordings(language)).map((body) => ({
      hash: wordingHash(language, body),
      language,
      body,
      first_used_on: demo.day(parts[0]!.from),
    })),
  )
  await insertMany(tx, 'panel_wording', wordings)
  const agreed = (language: string, what: 'join' | 'about') => wordingHash(language, consentWordings(language)[what])
  await insertMany(
    tx,
    'panel_member',
    members.map(({ memberId, joinedOn, district, language, isPost }) => ({
      id: memberId,
      code_hash: referenceHash(demo.secret, panelCode(demo.secret, memberId)),
      district_id: district,
      entered: isPost ? ('paper' as const) : ('page' as const),
      wording_hash: agreed(language, 'join'),
      consent_on: joinedOn,
      asked_on: joinedOn,
      joined_on: joinedOn,
    })),
  )
  await insertMany(
    tx,
    'panel_contact',
    members.map(({ memberId, language, isPost }, n) => ({
      member_id: memberId,
      way: isPost ? ('letter' as const) : ('email' as const),
      address: isPost ? `Panel member ${n + 1}\nDemonstration Street\nZZ2 1AA` : `panel-${n + 1}@demonstration.example`,
      language,
    })),
  )
  await insertMany(
    tx,
    'panel_profile',
    members.flatMap(({ memberId, language, joinedOn, profile }) =>
      profile
        ? [{ member_id: memberId, wording_hash: agreed(language, 'about'), consent_on: joinedOn, ...profile }]
        : [],
    ),
  )
  await loadAssessment(demo)
  await loadSamples(demo, members)
  await loadPast(demo)
}

/** Written by an officer and signed by the data-protection officer before the first third was asked (rule P-5). */
async function loadAssessment({ tx, id, at }: Demo): Promise<void> {
  const t = words('en', 'publishing')
  const content = Object.fromEntries(panelAssessmentFields.map((name) => [name, String(t(`prefilled.panel.${name}`))]))
  await writePanelAssessment(tx, { content, personId: id('person-officer-1') }, at(-990))
  const [written] = await panelAssessments(tx)
  const signed = { hash: assessmentHash(written!), personId: id('person-data-protection') }
  await signPanelAssessment(tx, signed, at(-975))
}

/**
 * The first two thirds have been asked as they stand in the register, on another website; a sample of all was drawn
 * lately, and some of it have answered through its own link.
 */
async function loadSamples(demo: Demo, members: readonly DemoMember[]): Promise<void> {
  const { tx, id, day, secret } = demo
  const invite = (sampleId: string, ids: readonly string[], on: number) =>
    insertMany(
      tx,
      'panel_sample_member',
      ids.map((memberId) => ({ sample_id: sampleId, member_id: memberId, invited_on: day(on) })),
    )
  const nobody = Object.fromEntries(unaskedReasons.map((reason) => [reason, 0]))
  const tell = (
    facts: { sample: number; exercise: string; people: number; eligible: number; seed: number },
    on: number,
  ) => record(tx, 'panel.sample', { ...facts, by: 'none', district: null, unasked: nobody }, day(on))
  for (const [i, { asked }] of parts.entries()) {
    if (!asked) continue
    const sampleId = id(`panel-${i + 1}`)
    const exercise = id(`exercise-${asked.key}`)
    const { people } = await tx
      .updateTable('panel_sample')
      .set({ exercise_id: exercise, number: i + 1, recruited_on: day(asked.on) })
      .where('id', '=', sampleId)
      .returning('people')
      .executeTakeFirstOrThrow()
    const own = members.filter(({ part }) => part === i)
    await invite(
      sampleId,
      own.map(({ memberId }) => memberId),
      asked.on,
    )
    const { slug } = await slugOf(demo, exercise)
    await tell({ sample: i + 1, exercise: slug, people, eligible: people, seed: seed + i }, asked.on)
  }
  const number = 3
  const exercise = id('exercise-what-next')
  const { slug, title } = await slugOf(demo, exercise)
  const { eligible } = eligibleOf(await panelMembers(tx), day(invitedOn))
  const drawn = drawPanelSample(eligible, invitedLately, 'none', [], seed)
  const lately = { id: id('panel-lately'), people: drawn.length, recruited_on: day(invitedOn), number }
  await tx
    .insertInto('panel_sample')
    .values({
      ...lately,
      name: `Sample ${number}: ${title}`,
      exercise_id: exercise,
      code: sampleCode(secret, lately.id),
    })
    .execute()
  await tx
    .updateTable('register_entry')
    .set({ panel_sample_id: lately.id })
    .where('exercise_id', '=', exercise)
    .execute()
  await invite(
    lately.id,
    drawn.map((member) => member.id),
    invitedOn,
  )
  await tell({ sample: number, exercise: slug, people: drawn.length, eligible: eligible.length, seed }, invitedOn)
  const through = await tx
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .select('r.id')
    .where('c.exercise_id', '=', exercise)
    .where('r.status', '=', 'counted')
    .where('r.channel', '=', 'online')
    .where('r.received_on', '>=', day(invitedOn))
    .orderBy('r.ledger_seq')
    .limit(answeredLately)
    .execute()
  await tx
    .updateTable('response')
    .set({ panel_sample_id: lately.id })
    .where(
      'id',
      'in',
      through.map((row) => row.id),
    )
    .execute()
}

const slugOf = ({ tx }: Demo, exerciseId: string) =>
  tx.selectFrom('exercise').select(['slug', 'title']).where('id', '=', exerciseId).executeTakeFirstOrThrow()

/** Who left, and how the panel was made up before. */
async function loadPast({ tx, day }: Demo): Promise<void> {
  for (const [on, people] of released) {
    await tx
      .insertInto('panel_refresh')
      .values({ on_date: day(on), people })
      .execute()
    await record(tx, 'panel.released', { on: day(on), people }, day(on))
    const month = day(on).slice(0, 7)
    await tx.insertInto('panel_departure').values({ month, why: 'refresh', people }).execute()
  }
  for (const on of [-150, -60]) {
    const month = day(on).slice(0, 7)
    await tx.insertInto('panel_departure').values({ month, why: 'left', people: 3 }).execute()
  }
  for (const [on, more] of noted) {
    await noteMakeUp(tx, day(on))
    for (const [category, change] of [
      ['16-29', more],
      ['65+', -more],
    ] as const) {
      await tx
        .updateTable('panel_make_up')
        .set((eb) => ({ people: eb('people', '+', change) }))
        .where('on_date', '=', day(on))
        .where('dimension', '=', 'age_band')
        .where('category', '=', category)
        .execute()
    }
  }
}
