import { addMonths } from '../../app/engagement/london-day.ts'
import { savePreparation } from '../../app/juries/commission/preparation-store.server.ts'
import { saveRecruitment } from '../../app/juries/commission/recruitment-store.server.ts'
import { announceJury, createJury, type Jury, juryBySlug } from '../../app/juries/jury-store.server.ts'
import { drawLetters, saveAddresses } from '../../app/juries/letters/invitation-store.server.ts'
import { saveMailing } from '../../app/juries/letters/mailing-store.server.ts'
import { householdKey } from '../../app/juries/lottery/household.ts'
import type { Need } from '../../app/juries/registration/application.ts'
import { countIneligible, register } from '../../app/juries/registration/application-store.server.ts'
import { saveSession } from '../../app/juries/sessions/session-store.server.ts'
import { targetsByShare } from '../../app/juries/targets/census-share.ts'
import { marginOf } from '../../app/juries/targets/census-store.server.ts'
import type { Criterion, Dimension } from '../../app/juries/targets/target.ts'
import { saveTargets } from '../../app/juries/targets/target-store.server.ts'
import { type Generator, generator } from '../../app/priorities/generator.ts'
import { districtCensus } from './census-2021.ts'
import type { Demo } from './context.ts'
import { organisationId } from './partnership.ts'
import {
  dpiaText,
  lettersByDistrict,
  notEligible,
  overseers,
  principles,
  streets,
  volunteers,
} from './recruiting-texts.ts'

const recruitingSlug = 'getting-about'
const seats = 24
const pad = (n: number, width = 3) => String(n).padStart(width, '0')

/** Days from today: commissioned, announced, letters, registering from and to, four days of the jury. */
const days = { commissioned: -75, announced: -60, letters: -32, opens: -28, closes: 5, sessions: [47, 48, 61, 62] }

/** A jury in the middle of being recruited: 5,000 letters out, 168 replies, 149 who can be drawn (journey 3.4). */
export async function loadRecruitingJury(demo: Demo): Promise<void> {
  const { tx, id } = demo
  const random = generator(20260934)
  await commission(demo)
  const personId = id('person-jury-manager')
  await announceJury(tx, (await juryBySlug(tx, recruitingSlug))!, personId, demo.at(days.announced))
  const jury = (await juryBySlug(tx, recruitingSlug))!
  for (const [i, offset] of days.sessions.entries()) {
    const blocks = [
      { title: 'Evidence and questions', minutes: 180, protected: false },
      { title: 'Lunch', minutes: 60, protected: true },
      { title: 'Tables', minutes: 150, protected: false },
    ]
    const session = { title: `Day ${i + 1}`, onDate: demo.day(offset), startsAt: '10:00', endsAt: '16:30', blocks }
    await saveSession(
      tx,
      {
        juryId: jury.id,
        exerciseId: jury.exerciseId,
        session: { ...session, place: 'Community hall' },
        id: id(`recruiting-session-${i + 1}`),
        personId,
      },
      demo.at(days.announced),
    )
  }
  await savePreparation(tx, jury.id, {
    areaId: id('county'),
    overseers,
    principles,
    dpiaText,
    jointControllers:
      'The county council answers for letters and registrations; the council for voluntary service runs the jury for it.',
    dpiaSignedBy: 'Data-protection officer, county council',
    dpiaSignedOn: demo.day(days.announced),
  })
  const criteria = await setTargets(demo, jury)
  await sendLetters(demo, jury, random)
  await registerAll(demo, jury, criteria, random)
}

const commission = (demo: Demo) =>
  createJury(
    demo.tx,
    {
      id: demo.id('jury-recruiting'),
      exerciseId: demo.id('exercise-jury-recruiting'),
      slug: recruitingSlug,
      publicName: 'Getting about without a car',
      method: 'Citizens’ jury',
      runBy: organisationId(demo, 'cvs'),
      personId: demo.id('person-jury-manager'),
      commission: {
        question: 'How should people in Leicestershire be able to get about without a car, and what should come first?',
        commissionedBy: 'The partnership’s Board',
        budget: '£88,000: county council 52,000, seven districts 36,000',
        promiseWho: 'The Board, and each partner that has to act',
        promiseBy: demo.day(170),
        promiseHow: 'Point by point and in public, each answer with its reason, and at a meeting with the jurors',
        outOfBounds: 'National fares and the railway: the partners here do not decide about them',
        oversight: 'Six people of differing views, from a university to a motorists’ club',
        followUp6On: addMonths(demo.day(170), 6),
        followUp12On: addMonths(demo.day(170), 12),
        seats,
      },
    },
    demo.at(days.commissioned),
  )

/** Targets from the census, with room for one more or fewer: two groups have no seat of their own, and the page says so. */
async function setTargets(demo: Demo, jury: Jury): Promise<Criterion[]> {
  const { tx, id } = demo
  const wanted: [name: string, dimension: Dimension, reason: string][] = [
    ['Age', 'age', 'Young and old get about differently'],
    ['Sex', 'sex', 'As many women and men as live here'],
    ['District', 'district', 'Towns and villages have different buses'],
    ['Ethnic group', 'ethnic_group', 'Everybody who lives here should see themselves in the jury'],
  ]
  const criteria: Criterion[] = []
  for (const [name, dimension, reason] of wanted) {
    const { shares } = await marginOf(tx, id('county'), dimension)
    const targets = targetsByShare(shares, seats, 1)
    criteria.push({ id: id(`criterion-${dimension}`), name, dimension, reason, targets })
  }
  await saveTargets(tx, jury.id, criteria)
  await saveRecruitment(tx, jury.id, {
    shortCode: 'bus24',
    opensOn: demo.day(days.opens),
    closesOn: demo.day(days.closes),
    closedAt: null,
    dates: days.sessions.map((offset) => demo.day(offset)),
    onePerHousehold: true,
    alternates: 6,
    codes: 'per_letter',
    sharedCodeHash: null,
    leastAge: 16,
    honorarium: '£85 a day, £340 for all four days',
    supportNote: 'We pay for travel, child care and care. We book interpreters. Lunch is free.',
    lettersMadeAt: demo.at(days.letters).toISOString(),
    deletedAt: null,
  })
  return criteria
}

const addressOf = (district: number, n: number) =>
  `${1 + (n % 120)} ${streets[Math.floor(n / 120) % streets.length]}, ${districtCensus[district]!.name} (made up), ZZ${district + 1} ${Math.floor(n / 1200) + 1}AA`

/** A list a fifth longer than the letters; one address in four counts as deprived and gets a fifth more of them. */
async function sendLetters(demo: Demo, jury: Jury, random: Generator): Promise<void> {
  const { tx, id, secret } = demo
  const personId = id('person-jury-manager')
  const addresses = districtCensus.flatMap(({ name }, d) =>
    Array.from({ length: Math.ceil(lettersByDistrict[name]! * 1.2) }, (_, n) => ({
      id: id(`recruiting-address-${d + 1}-${pad(n + 1, 4)}`),
      area: name,
      address: addressOf(d, n),
      oversampled: random.below(4) === 0,
    })),
  )
  await saveAddresses(tx, secret, { juryId: jury.id, addresses, personId }, demo.at(days.letters, 9))
  await saveMailing(tx, jury.id, {
    signedBy: 'The jury team, Council for voluntary service',
    venue: 'Community hall, close to the bus station, step-free',
    phone: '0116 496 0000',
    email: 'jury@demonstration.example',
    post: 'The jury team, PO Box 0, Demonstration',
    letters: lettersByDistrict,
    extraPercent: 20,
  })
  await drawLetters(
    tx,
    secret,
    {
      jury,
      letters: lettersByDistrict,
      extraPercent: 20,
      seed: 20260935,
      personId,
      idFor: (number) => id(`recruiting-invitation-${pad(number, 4)}`),
    },
    demo.at(days.letters),
  )
  const returned = Array.from({ length: 61 }, (_, i) => id(`recruiting-invitation-${pad(i * 80 + 17, 4)}`))
  await tx
    .updateTable('jury_invitation')
    .set({ returned_on: demo.day(days.opens + 6) })
    .where('id', 'in', returned)
    .execute()
}

const needs: Need[][] = [
  [{ kind: 'step_free', detail: '' }],
  [{ kind: 'interpreter', detail: 'Polish' }],
  [{ kind: 'hearing_loop', detail: '' }],
  [{ kind: 'childcare', detail: 'Two children, 3 and 6' }],
  [
    { kind: 'transport', detail: 'No bus on Sundays' },
    { kind: 'food', detail: 'Vegetarian' },
  ],
  [{ kind: 'interpreter', detail: 'Gujarati' }],
  [{ kind: 'large_print', detail: '' }],
]

async function registerAll(demo: Demo, jury: Jury, criteria: Criterion[], random: Generator): Promise<void> {
  const { tx, id, secret } = demo
  const drawn = new Map<string, { id: string; address: string }[]>()
  const letters = await tx
    .selectFrom('jury_invitation as i')
    .innerJoin('jury_address as a', 'a.id', 'i.address_id')
    .select(['i.id', 'i.area', 'a.address', 'i.number'])
    .where('i.jury_id', '=', jury.id)
    .where('i.returned_on', 'is', null)
    .execute()
  for (const letter of letters.sort((a, b) => a.number - b.number))
    drawn.set(letter.area, [...(drawn.get(letter.area) ?? []), letter])
  const traits = criteria.map(({ name }) =>
    random.shuffle(
      Object.entries(volunteers[name as keyof typeof volunteers]).flatMap(([value, count]) =>
        Array<string>(count).fill(value),
      ),
    ),
  )
  const externalIds = random.shuffle(Array.from({ length: 170 }, (_, i) => `GA${pad(i + 1)}`))
  const people = traits[0]!.length
  const used = new Map<string, number>()
  for (let i = 0; i < people + 2; i++) {
    const test = i >= people
    const n = test ? i - people : i
    const values = Object.fromEntries(criteria.map(({ id: criterion }, c) => [criterion, traits[c]![n]!]))
    const district = traits[2]![n]!
    // Every thirtieth lives with the last one of the same district who registered: the second of a couple.
    const place = Math.max(0, (used.get(district) ?? 0) - (i % 30 === 29 ? 1 : 0))
    used.set(district, place + 1)
    const letter = drawn.get(district)![place]!
    const [address = '', postcode = ''] = letter.address.split(/, (?=ZZ)/)
    await register(
      tx,
      secret,
      jury.id,
      {
        id: id(`applicant-${pad(i + 1)}`),
        externalId: externalIds[i]!,
        submissionKey: id(`registration-${pad(i + 1)}`),
        source: i % 8 === 0 ? 'phone' : i % 8 === 4 ? 'paper' : 'online',
        test,
        invitationId: test ? null : letter.id,
        household: householdKey(address, postcode),
        dates: days.sessions.map((offset) => demo.day(offset)),
        language: i % 50 === 7 ? 'ur' : 'en',
        values,
        contact: {
          firstName: test ? 'Test' : 'Volunteer',
          lastName: pad(i + 1),
          email: i % 5 === 0 ? '' : `volunteer-${pad(i + 1)}@demonstration.example`,
          phone: `01632 960${pad(i + 1)}`,
          address,
          postcode,
          prefers: i % 5 === 0 ? 'phone' : 'email',
        },
        needs: i % 6 === 3 ? needs[Math.floor(i / 6) % needs.length]! : [],
      },
      demo.at(days.opens + 2 + random.below(24)),
    )
  }
  let n = people + 2
  for (const [why, count] of Object.entries(notEligible) as [keyof typeof notEligible, number][]) {
    for (let i = 0; i < count; i++) {
      n++
      const submissionKey = id(`registration-${pad(n)}`)
      const named = { id: id(`applicant-${pad(n)}`), externalId: externalIds[n - 1]! }
      const source = n % 3 ? ('online' as const) : ('paper' as const)
      const at = demo.at(days.opens + 2 + random.below(24))
      await countIneligible(
        tx,
        secret,
        jury.id,
        { ...named, submissionKey, source, test: false, language: 'en', why },
        at,
      )
    }
  }
}
