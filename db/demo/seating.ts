import { addMonths } from '../../app/engagement/london-day.ts'
import { savePreparation } from '../../app/juries/commission/preparation-store.server.ts'
import { newRecruitment } from '../../app/juries/commission/recruitment.ts'
import { saveRecruitment } from '../../app/juries/commission/recruitment-store.server.ts'
import { lotteryMaterial } from '../../app/juries/draw/lottery-store.server.ts'
import { hashOf } from '../../app/juries/draw/public-draw.ts'
import { announceJury, createJury, type Jury, juryBySlug } from '../../app/juries/jury-store.server.ts'
import { drawLetters, saveAddresses } from '../../app/juries/letters/invitation-store.server.ts'
import { saveMailing } from '../../app/juries/letters/mailing-store.server.ts'
import { householdKey } from '../../app/juries/lottery/household.ts'
import { register } from '../../app/juries/registration/application-store.server.ts'
import { saveCall } from '../../app/juries/seats/call-store.server.ts'
import { type Holder, holdersOf } from '../../app/juries/seats/holder-store.server.ts'
import { membersOf } from '../../app/juries/seats/member-store.server.ts'
import { seatsNow } from '../../app/juries/seats/replacing.server.ts'
import { leaveSeat, takeSeat } from '../../app/juries/seats/seat-store.server.ts'
import { saveSession } from '../../app/juries/sessions/session-store.server.ts'
import { saveArrangement } from '../../app/juries/support/arrangement-store.server.ts'
import { chooseHonorarium, saveBadgeName } from '../../app/juries/support/juror-store.server.ts'
import { addPayment, markPaid, paymentsOf } from '../../app/juries/support/payment-store.server.ts'
import { saveTerms, saveTravel } from '../../app/juries/support/terms-store.server.ts'
import { askForPlan, saveFixed } from '../../app/juries/tables/table-plan-store.server.ts'
import type { Criterion, Dimension } from '../../app/juries/targets/target.ts'
import { saveTargets } from '../../app/juries/targets/target-store.server.ts'
import type { Demo } from './context.ts'
import { addPerson, organisationId } from './partnership.ts'
import { publishDraw } from './published-draw.ts'
import { dpiaText, principles } from './recruiting-texts.ts'
import {
  alternates,
  blocks,
  careDraw,
  careOverseers,
  carePrinciples,
  type DemoVolunteer,
  districtSeats,
  drawn,
  externalIdOf,
  lettersSent,
  minutes,
  others,
} from './seating-texts.ts'

const slug = 'care-at-home'
const pad = (n: number) => String(n).padStart(2, '0')
const everybody = [...drawn, ...alternates, ...others]

/** Days from today: the jury sits for the first time tomorrow. */
const days = {
  commissioned: -120,
  announced: -110,
  letters: -68,
  registered: -50,
  announcedDraw: -31,
  drawn: -30,
  called: -24,
  sessions: [1, 2, 15, 16],
}

/** A jury on the evening before its first day: 23 confirmed of 24, alternates standing by (journey 3.4, from "Confirm" on). */
export async function loadSeatedJury(demo: Demo): Promise<void> {
  const { tx, id } = demo
  await commission(demo)
  const personId = id('person-jury-manager')
  await announceJury(tx, (await juryBySlug(tx, slug))!, personId, demo.at(days.announced))
  const jury = (await juryBySlug(tx, slug))!
  for (const [i, offset] of days.sessions.entries()) {
    const session = { title: `Day ${i + 1}`, onDate: demo.day(offset), startsAt: '09:30', endsAt: '16:30', blocks }
    await saveSession(
      tx,
      {
        juryId: jury.id,
        exerciseId: jury.exerciseId,
        session: { ...session, place: 'Library hall, close to the bus station' },
        id: id(`seated-session-${i + 1}`),
        personId,
      },
      demo.at(days.announced),
    )
  }
  await settle(demo, jury)
  await sendLetters(demo, jury)
  await registerAll(demo, jury)
  await draw(demo, jury)
  await confirm(demo, jury)
  await support(demo, jury)
  await seat(demo, jury)
  await payForTheBoardMeeting(demo)
}

const commission = (demo: Demo) =>
  createJury(
    demo.tx,
    {
      id: demo.id('jury-seated'),
      exerciseId: demo.id('exercise-jury-seated'),
      slug,
      publicName: 'Care at home',
      method: 'Citizens’ jury',
      runBy: organisationId(demo, 'cvs'),
      personId: demo.id('person-jury-manager'),
      commission: {
        question: 'What should help at home look like for people who cannot manage alone, and who should give it?',
        commissionedBy: 'The partnership’s Board',
        budget: '£92,000: county council 50,000, health service 42,000',
        promiseWho: 'The Board, and each partner that has to act',
        promiseBy: demo.day(110),
        promiseHow: 'Point by point and in public, each answer with its reason, and at a meeting with the jurors',
        outOfBounds: 'What care costs a single person: national rules decide that',
        oversight: 'Six people of differing views, from a carers’ group to a care company',
        followUp6On: addMonths(demo.day(110), 6),
        followUp12On: addMonths(demo.day(110), 12),
        seats: drawn.length,
      },
    },
    demo.at(days.commissioned),
  )

const criterionId = (demo: Demo, key: keyof DemoVolunteer) => demo.id(`seated-criterion-${key}`)

/** Targets: exactly by age and sex, one more or fewer by district. */
async function settle(demo: Demo, jury: Jury): Promise<void> {
  const { tx, id } = demo
  const wanted: [key: 'age' | 'sex' | 'district', name: string, dimension: Dimension, room: number][] = [
    ['age', 'Age', 'age', 0],
    ['sex', 'Sex', 'sex', 0],
    ['district', 'District', 'district', 1],
  ]
  const criteria = wanted.map(([key, name, dimension, room]): Criterion => {
    const values = [...new Set(drawn.map((one) => one[key]))].sort()
    const targets = values.map((value) => {
      const count = key === 'district' ? districtSeats[value]! : drawn.filter((one) => one[key] === value).length
      return { value, minimum: count - room, maximum: count + room, minFlex: null, maxFlex: null, note: '' }
    })
    return { id: criterionId(demo, key), name, dimension, reason: 'As people live here', targets }
  })
  await saveTargets(tx, jury.id, criteria)
  await saveRecruitment(tx, jury.id, {
    ...newRecruitment('care1'),
    opensOn: demo.day(days.registered - 14),
    closesOn: demo.day(days.drawn - 3),
    dates: days.sessions.map((offset) => demo.day(offset)),
    lettersMadeAt: demo.at(days.letters).toISOString(),
    honorarium: '£85 a day, £340 for all four days',
    supportNote: 'We pay for travel, child care and care. We book interpreters. Lunch is free.',
  })
  const terms = {
    dayPence: 8500,
    benefitsNote:
      'Being paid can change benefits that you receive, and a voucher can count as pay. Please ask an adviser, for example at your job centre or a free advice service, before you say yes. You can take the money, take a voucher, or decline both and still be on the jury.',
    safeguarding: 'Safeguarding lead, 01632 960 999',
  }
  await saveTerms(tx, jury.id, terms, id('person-jury-manager'), demo.at(days.announced))
  await saveTravel(tx, jury.id, new Map(Object.entries(minutes)))
  await savePreparation(tx, jury.id, {
    areaId: id('county'),
    overseers: careOverseers,
    principles: { ...principles, ...carePrinciples },
    dpiaText,
    dpiaSignedBy: 'Data-protection officer, county council',
    dpiaSignedOn: demo.day(days.announced),
  })
}

const addressOf = (n: number, district: string) => `${n} Quince Row, ${district} (made up)`
const postcode = 'ZZ9 9AA'

/** Nine hundred letters to a list a fifth longer; of a hundred that went out four people replied. */
async function sendLetters(demo: Demo, jury: Jury): Promise<void> {
  const { tx, id, secret } = demo
  const personId = id('person-jury-manager')
  let n = 0
  const addresses = Object.entries(lettersSent).flatMap(([area, letters]) =>
    Array.from({ length: Math.ceil(letters * 1.2) }, () => {
      n++
      const address = `${addressOf(n, area)}, ${postcode}`
      return { id: id(`seated-address-${n}`), area, address, oversampled: false }
    }),
  )
  await saveAddresses(tx, secret, { juryId: jury.id, addresses, personId }, demo.at(days.letters, 9))
  await saveMailing(tx, jury.id, {
    signedBy: 'The jury team, Council for voluntary service',
    venue: 'Library hall, close to the bus station',
    phone: '01632 960 998',
    email: 'jury@demonstration.example',
    post: 'The jury team, PO Box 0, Demonstration',
    letters: lettersSent,
    extraPercent: 0,
  })
  const idFor = (number: number) => id(`seated-invitation-${number}`)
  const sent = { jury, letters: lettersSent, extraPercent: 0, seed: 20260937, personId, idFor }
  await drawLetters(tx, secret, sent, demo.at(days.letters))
  const returned = [40, 310, 555, 702, 831].map(idFor)
  const returned_on = demo.day(days.letters + 9)
  await tx.updateTable('jury_invitation').set({ returned_on }).where('id', 'in', returned).execute()
}

/** The letters that went to each district and did not come back, by their numbers. */
async function lettersIn(demo: Demo, jury: Jury) {
  const rows = await demo.tx
    .selectFrom('jury_invitation as i')
    .innerJoin('jury_address as a', 'a.id', 'i.address_id')
    .select(['i.id', 'i.number', 'i.area', 'a.address'])
    .where('i.jury_id', '=', jury.id)
    .where('i.returned_on', 'is', null)
    .execute()
  const sorted = rows.sort((a, b) => a.number - b.number)
  return (district: string, place: number) => sorted.filter(({ area }) => area === district)[place * 3]!
}

async function registerAll(demo: Demo, jury: Jury): Promise<void> {
  const letterIn = await lettersIn(demo, jury)
  const replied = new Map<string, number>()
  for (const [i, volunteer] of everybody.entries()) {
    const n = i + 1
    const place = replied.get(volunteer.district) ?? 0
    replied.set(volunteer.district, place + 1)
    const letter = letterIn(volunteer.district, place)
    const address = letter.address.replace(`, ${postcode}`, '')
    await register(
      demo.tx,
      demo.secret,
      jury.id,
      {
        id: demo.id(`seated-applicant-${pad(n)}`),
        externalId: externalIdOf(n),
        submissionKey: demo.id(`seated-registration-${pad(n)}`),
        source: n % 5 ? 'online' : 'phone',
        test: false,
        invitationId: letter.id,
        household: householdKey(address, postcode),
        dates: days.sessions.map((offset) => demo.day(offset)),
        language: 'en',
        values: {
          [criterionId(demo, 'age')]: volunteer.age,
          [criterionId(demo, 'sex')]: volunteer.sex,
          [criterionId(demo, 'district')]: volunteer.district,
        },
        contact: {
          firstName: 'Volunteer',
          lastName: `C${pad(n)}`,
          email: n % 4 ? `${jurorKey(n)}@demonstration.example` : '',
          phone: `01632 9608${pad(n)}`,
          address,
          postcode,
          prefers: n % 3 ? 'phone' : 'email',
        },
        needs: volunteer.needs ?? [],
      },
      demo.at(days.registered + (n % 14)),
    )
  }
}

const jurorKey = (n: number) => `care-juror-${pad(n)}`

/** The draw of the thirty-six: fails loudly when its chance does not pick the twenty-four it is to pick. */
async function draw(demo: Demo, jury: Jury): Promise<void> {
  const { pool, ids } = await lotteryMaterial(demo.tx, { id: jury.id, seats: jury.commission.seats })
  const picked = await publishDraw(demo, {
    id: demo.id('draw-seated'),
    jury,
    pool,
    applications: ids,
    salt: hashOf(careDraw.salt),
    throws: careDraw.throws,
    secrets: careDraw.secrets,
    alternates: () => alternates.map((_, i) => externalIdOf(drawn.length + i + 1)),
    announcedAt: demo.at(days.announcedDraw),
    decidesAt: demo.at(days.drawn, 18),
    concludedAt: demo.at(days.drawn, 18.25),
  })
  const wanted = drawn.map((_, i) => externalIdOf(i + 1))
  if (!wanted.every((one) => picked.has(one))) throw new Error('the demonstration draws others than it seats')
}

/** The calls of three weeks: one no, one who is never in, the second alternate asked for the free seat. */
async function confirm(demo: Demo, jury: Jury): Promise<void> {
  const { tx, id } = demo
  const personId = id('person-jury-manager')
  const holder = async (n: number): Promise<Holder> =>
    (await holdersOf(tx, jury.id)).find((one) => one.id === id(`seated-applicant-${pad(n)}`))!
  const call = (n: number, outcome: 'yes' | 'no' | 'no_answer', at: Date) =>
    saveCall(
      tx,
      {
        juryId: jury.id,
        applicationId: id(`seated-applicant-${pad(n)}`),
        outcome,
        noteShown: outcome === 'yes',
        personId,
      },
      at,
    )
  const accept = async (n: number, state: 'seated' | 'alternate', at: Date) => {
    const signsIn = n % 4 !== 0
    if (signsIn && (await holder(n)).memberId === null) {
      const roles = [{ role: 'juror' as const, scope: jury.id }]
      await addPerson(demo, {
        key: jurorKey(n),
        label: `Juror C${pad(n)}`,
        organisation: null,
        roles,
        from: days.called,
      })
    }
    await call(n, 'yes', at)
    const taken = await holder(n)
    const place = (await seatsNow(tx, jury)).ranked.find((one) => one.holder.id === taken.id)?.place
    const note = { how: 'phone' as const, wording: 'Being paid can change benefits that you receive.' }
    const email = signsIn ? `${jurorKey(n)}@demonstration.example` : ''
    const labelFor = (badge: string) => `Juror ${badge}`
    const memberId = id(`seated-member-${pad(n)}`)
    await takeSeat(tx, { jury, holder: taken, state, note, email, place, personId, labelFor, memberId }, at)
  }
  const at = (n: number, hours = 10) => demo.at(days.called + (n % 6), hours + n / 10)
  for (const i of drawn.keys()) {
    const n = i + 1
    if (n === 12) continue
    if (n === 7) {
      await call(n, 'no', at(n))
      await leaveSeat(tx, { jury, holder: await holder(n), reason: 'declined', personId }, at(n))
    } else await accept(n, 'seated', at(n))
  }
  await call(12, 'no_answer', demo.at(-3, 18.2))
  await call(12, 'no_answer', demo.at(-1, 10.3))
  for (const n of [25, 26, 27, 28, 29]) await accept(n, 'alternate', demo.at(-17, 10 + (n - 25) / 5))
  await accept(26, 'seated', demo.at(-16, 11.2))
}

/** What people chose and what has been arranged; the interpreter and the large print are still open. */
async function support(demo: Demo, jury: Jury): Promise<void> {
  const { tx, id } = demo
  const personId = id('person-jury-manager')
  for (const [i, { called, honorarium, needs }] of [...drawn, ...alternates].entries()) {
    const n = i + 1
    if (n === 7 || n === 12 || n === 30) continue
    const memberId = id(`seated-member-${pad(n)}`)
    const given = { juryId: jury.id, memberId, honorarium: honorarium ?? 'pay', note: null, personId } as const
    if (n % 11) await chooseHonorarium(tx, given, demo.day(-14), demo.at(-14))
    if (called) await saveBadgeName(tx, memberId, called)
    for (const { kind, detail } of needs ?? []) {
      if (kind === 'interpreter' || kind === 'large_print') continue
      await saveArrangement(tx, { memberId, kind, detail, state: 'arranged', personId }, demo.day(-7))
    }
  }
}

/** The first day's plan, with the juror who needs a step-free way at the table by the door. The server makes it. */
async function seat(demo: Demo, jury: Jury): Promise<void> {
  const { tx, id } = demo
  const sessionId = id('seated-session-1')
  await saveFixed(tx, { sessionId, memberId: id('seated-member-13'), table: 1 })
  const personId = id('person-jury-manager')
  const given = { sessionId, tables: 3, rounds: 3, fromRound: 0, reason: 'first', personId } as const
  await askForPlan(tx, given, demo.at(-2))
  await logSeats(tx, jury)
}

/** Fails loudly when the demonstration is not what it says it is. */
async function logSeats(tx: Demo['tx'], jury: Jury): Promise<void> {
  const seated = (await membersOf(tx, jury.id)).filter(({ state }) => state === 'seated').length
  if (seated !== drawn.length - 1) throw new Error(`the demonstration seats ${seated} jurors`)
}

/** Jurors of the first jury came to hear what the Board did: some of their fares are late, some due, some paid. */
async function payForTheBoardMeeting(demo: Demo): Promise<void> {
  const { tx, id } = demo
  const heard = (await juryBySlug(tx, 'being-heard-in-the-county'))!
  const personId = id('person-jury-manager')
  const fares: [badge: string, day: number, pence: number][] = [
    ['03', -40, 640],
    ['10', -40, 1250],
    ['16', -40, 480],
    ['03', -13, 640],
    ['10', -13, 1250],
    ['18', -1, 820],
    ['21', -1, 560],
    ['22', -1, 1100],
  ]
  for (const [badge, day, pence] of fares) {
    const memberId = id(`jury-member-${badge}`)
    const payment = { memberId, kind: 'travel', forOn: demo.day(day), pence, method: 'pay' } as const
    await addPayment(tx, { ...payment, id: id(`fare-${badge}-${-day}`) })
  }
  const paid = (await paymentsOf(tx, heard.id)).filter(({ forOn }) => forOn === demo.day(-40)).map((one) => one.id)
  await markPaid(tx, { juryId: heard.id, ids: paid, personId }, demo.at(-36))
}
