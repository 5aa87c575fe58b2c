import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, londonDay, londonInstant } from '../../app/engagement/london-day.ts'
import { mayStillBeSeated } from '../../app/juries/jury-state.ts'
import type { Jury } from '../../app/juries/jury-store.server.ts'
import { noMailing } from '../../app/juries/letters/mailing.ts'
import { saveMailing } from '../../app/juries/letters/mailing-store.server.ts'
import { jurorDeletionDay } from '../../app/juries/pool/pool-deletion.ts'
import {
  certificatesOf,
  deletePools,
  deletionDayOf,
  dropOutLearned,
} from '../../app/juries/pool/pool-deletion-store.server.ts'
import { confirmBy } from '../../app/juries/registration/confirmation.server.ts'
import { correctAddress } from '../../app/juries/seats/address-correction-store.server.ts'
import { callsOf, saveCall } from '../../app/juries/seats/call-store.server.ts'
import { callState } from '../../app/juries/seats/calling.ts'
import { type Holder, holderContacts, holdersOf } from '../../app/juries/seats/holder-store.server.ts'
import { jurorAddresses, memberOfPerson, membersOf, takeMembers } from '../../app/juries/seats/member-store.server.ts'
import { seatsNow } from '../../app/juries/seats/replacing.server.ts'
import { standOf } from '../../app/juries/seats/seat-state.ts'
import {
  filledAct,
  freedAct,
  leaveSeat,
  replacementsOf,
  sayWhy,
  seatEntries,
  takeSeat,
} from '../../app/juries/seats/seat-store.server.ts'
import { attendanceOf, saveAttendance } from '../../app/juries/sessions/attendance-store.server.ts'
import { firstSessionOf, saveSession } from '../../app/juries/sessions/session-store.server.ts'
import { arrangementsOf, saveArrangement } from '../../app/juries/support/arrangement-store.server.ts'
import { chooseHonorarium, jurorsOf, saveBadgeName } from '../../app/juries/support/juror-store.server.ts'
import type { Asker, PlaceAsk } from '../../app/juries/support/own-place.server.ts'
import { acceptOwn, leaveOwn, withdrawOwn } from '../../app/juries/support/own-place-saving.server.ts'
import { addPayment, markPaid, paymentsOf, unchosenDays } from '../../app/juries/support/payment-store.server.ts'
import { saveTerms, termsOf } from '../../app/juries/support/terms-store.server.ts'
import { makeWaitingPlans } from '../../app/juries/tables/table-plan-making.server.ts'
import {
  askForPlan,
  placesIn,
  plansOf,
  saveAbsence,
  saveApart,
  saveFixed,
} from '../../app/juries/tables/table-plan-store.server.ts'
import { criteriaOf } from '../../app/juries/targets/target-store.server.ts'
import { languageOf, words } from '../../app/languages/words.server.ts'
import { canonicalJson } from '../../app/ledger/canonical.ts'
import { sha256 } from '../../app/ledger/commitment.ts'
import { formatDate } from '../../app/ui/dates.ts'
import { connect, type Db, write } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { dialects } from '../support/databases.ts'
import { sittingJury } from './jury.ts'
import { firstDay, type Registered, recruitedJury } from './recruited.ts'

const evening = londonInstant('2026-11-06', '21:40')
const note = { how: 'phone' as const, wording: 'Being paid may change your benefits.' }
const personId = 'manager'

const people: Registered[] = [
  { status: 'SELECTED', age: 'young', area: 'Blaby', needs: { interpreter: 'Gujarati', food: 'Vegetarian' } },
  { status: 'SELECTED', age: 'young', area: 'Melton' },
  { status: 'SELECTED', age: 'old', area: 'Blaby' },
  { status: 'SELECTED', age: 'old', area: 'Melton' },
  { status: 'POOL', alternate: 1, age: 'old', area: 'Blaby' },
  { status: 'POOL', alternate: 2, age: 'young', area: 'Blaby', needs: { step_free: 'canaryneed' } },
  { status: 'POOL', age: 'young', area: 'Melton' },
  { status: 'TEST_SUBMISSION', age: 'old', area: 'Melton' },
]

const holder = async (db: Db, jury: Jury, n: number): Promise<Holder> =>
  (await holdersOf(db, jury.id)).find(({ id }) => id === `${jury.id}-a${n}`)!

async function accept(db: Db, jury: Jury, n: number, state: 'seated' | 'alternate', now = evening, place?: number) {
  const taken = await holder(db, jury, n)
  const contact = (await holderContacts(db, [taken.id])).get(taken.id)!
  return write(db, (tx) =>
    takeSeat(
      tx,
      {
        jury,
        holder: taken,
        state,
        note,
        email: contact.email,
        place,
        personId,
        labelFor: (badge) => `Juror ${badge}`,
      },
      now,
    ),
  )
}

const refuse = async (db: Db, jury: Jury, n: number, reason: 'declined' | 'cannot_come' | 'no_show', now = evening) => {
  const leaving = await holder(db, jury, n)
  return write(db, (tx) => leaveSeat(tx, { jury, holder: leaving, reason, personId }, now))
}

const correct = (db: Db, jury: Jury, n: number, email: string) =>
  write(db, (tx) =>
    correctAddress(
      tx,
      { jury, applicationId: `${jury.id}-a${n}`, email, personId, labelFor: (badge) => `Juror ${badge}` },
      evening,
    ),
  )

describe.each(dialects)('the seats of a jury on $name', ({ fresh }) => {
  // One database for all: each test has a jury of its own.
  let db: Db
  beforeAll(async () => {
    db = await fresh()
  })
  afterAll(() => db.destroy())

  test('an address is corrected for whoever was drawn or sits: they sign in by the new one alone, and no record holds it', async () => {
    const jury = await recruitedJury(db, people, { slug: 'corrected' })
    const grants = async () =>
      (
        await db
          .selectFrom('role_grant as g')
          .innerJoin('person as p', 'p.id', 'g.person_id')
          .select(['p.email', 'g.valid_to'])
          .where('g.scope_id', '=', jury.id)
          .where('g.role', '=', 'juror')
          .orderBy('p.email')
          .execute()
      ).map(({ email, valid_to }) => [email, valid_to === null || valid_to >= londonDay(evening)])
    // Drawn and not asked yet: there is no sign-in.
    expect(await correct(db, jury, 2, 'second@example.org')).toBe('corrected')
    expect((await holderContacts(db, ['corrected-a2'])).get('corrected-a2')).toMatchObject({
      email: 'second@example.org',
    })
    expect(await grants()).toEqual([])
    // Not drawn: nobody of whom this page is.
    expect(await correct(db, jury, 7, 'seventh@example.org')).toBe('gone')
    await accept(db, jury, 1, 'seated')
    await accept(db, jury, 2, 'seated')
    expect(await correct(db, jury, 1, 'first@example.org')).toBe('corrected')
    expect(await correct(db, jury, 1, 'first@example.org')).toBe('same')
    expect(await correct(db, jury, 1, 'second@example.org')).toBe('taken')
    expect(await grants()).toEqual([
      ['corrected-canary-1@example.org', false],
      ['first@example.org', true],
      ['second@example.org', true],
    ])
    const [one] = (await holdersOf(db, jury.id)).filter(({ id }) => id === 'corrected-a1')
    const member = (await membersOf(db, jury.id)).find(({ id }) => id === one!.memberId)!
    expect(await memberOfPerson(db, jury.id, member.personId!)).toMatchObject({ id: member.id })
    const kept = await db.selectFrom('ledger_opening').select('payload').execute()
    const acts = await db.selectFrom('actor_event').selectAll().execute()
    expect(kept.filter(({ payload }) => payload.includes('"corrected"')).map(({ payload }) => payload)).toContain(
      '{"jury":"corrected"}',
    )
    expect(JSON.stringify([kept, acts])).not.toMatch(/(first|second)@example\.org/)
  })

  test('are nobody’s before the draw, whatever rank somebody was given', async () => {
    const pool = people.map(({ status, ...rest }) => ({ ...rest, status: status === 'SELECTED' ? 'POOL' : status }))
    const drawn = async (jury: Jury) => (await seatsNow(db, jury)).drawn
    expect(await drawn(await recruitedJury(db, pool as Registered[], { slug: 'undrawn' }))).toBe(false)
    expect(await drawn(await recruitedJury(db, people, { slug: 'just-drawn' }))).toBe(true)
    const listed = await sittingJury(db, { slug: 'listed', jurors: 2, statements: 0 })
    expect(await drawn(listed.jury)).toBe(true)
  })

  test('are written to in the language in which each registered', async () => {
    const jury = await recruitedJury(db, people, { slug: 'languages' })
    await db.updateTable('jury_application').set({ language: 'ur' }).where('id', '=', `${jury.id}-a2`).execute()
    await accept(db, jury, 1, 'seated')
    await accept(db, jury, 2, 'seated')
    expect(await jurorAddresses(db, jury.id)).toEqual([
      { email: 'languages-canary-1@example.org', language: 'en' },
      { email: 'languages-canary-2@example.org', language: 'ur' },
    ])
  })

  test('are confirmed, left and filled again; who, when and why is in the log and nobody in the ledger', async () => {
    const jury = await recruitedJury(db, people)
    expect((await criteriaOf(db, jury.id)).map(({ name, targets }) => [name, targets.length])).toEqual([
      ['age', 2],
      ['area', 2],
    ])
    const stands = async () => (await holdersOf(db, jury.id)).map(standOf)
    expect(await stands()).toEqual(['drawn', 'drawn', 'drawn', 'drawn', 'waiting', 'waiting'])
    const call = { juryId: jury.id, applicationId: `${jury.id}-a2`, outcome: 'no_answer' as const, noteShown: false }
    for (const time of ['10:00', '14:00', '18:00'])
      await write(db, (tx) => saveCall(tx, { ...call, personId }, londonInstant('2026-10-20', time)))
    const calls = (await callsOf(db, jury.id)).get(`${jury.id}-a2`)!
    expect([calls.map(({ time }) => time), callState(calls)]).toEqual([['10:00', '14:00', '18:00'], 'given_up'])

    const first = await accept(db, jury, 1, 'seated')
    await accept(db, jury, 2, 'seated')
    await accept(db, jury, 3, 'seated')
    await refuse(db, jury, 4, 'declined')
    await accept(db, jury, 5, 'alternate')
    expect(await stands()).toEqual(['seated', 'seated', 'seated', 'gone', 'ready', 'waiting'])
    expect((await jurorsOf(db, jury.id)).map(({ badge, state, noteShownHow }) => [badge, state, noteShownHow])).toEqual(
      [
        ['01', 'seated', 'phone'],
        ['02', 'seated', 'phone'],
        ['03', 'seated', 'phone'],
        ['04', 'alternate', 'phone'],
      ],
    )
    expect(await arrangementsOf(db, jury.id)).toEqual([
      { memberId: first, kind: 'food', detail: 'Vegetarian', state: 'open' },
      { memberId: first, kind: 'interpreter', detail: 'Gujarati', state: 'open' },
    ])
    const arranged = { memberId: first, kind: 'food', detail: 'Vegetarian lunch', state: 'arranged' as const, personId }
    await write(db, (tx) => saveArrangement(tx, arranged, '2026-11-06'))
    expect(await arrangementsOf(db, jury.id)).toHaveLength(2)

    // The seat that a4 declined goes to the alternate, who keeps badge 04; then a1 cannot come and a6 takes over.
    await accept(db, jury, 5, 'seated', evening, 1)
    await refuse(db, jury, 1, 'cannot_come', londonInstant('2026-11-06', '21:41'))
    await accept(db, jury, 6, 'seated', londonInstant('2026-11-06', '21:46'), 2)
    const taken = await replacementsOf(db, jury.id)
    expect(taken.map((row) => [row.out, row.in, row.reason, row.place])).toEqual([
      ['01', '05', 'cannot_come', 2],
      [null, '04', 'declined', 1],
    ])
    const acts = await db.selectFrom('actor_event').selectAll().where('did', 'like', '%a seat').orderBy('at').execute()
    expect(acts.map(({ did, detail, person_id }) => [did, JSON.parse(detail).reason, person_id])).toContainEqual([
      'filled a seat',
      'cannot_come',
      'manager',
    ])
    const openings = await db
      .selectFrom('ledger_opening as o')
      .innerJoin('ledger as l', 'l.seq', 'o.seq')
      .select(['l.type', 'o.payload'])
      .where('l.type', 'in', ['jury.seat_freed', 'jury.seat_filled'])
      .orderBy('l.seq')
      .execute()
    const figures = (free: number) => ({ free, jury: 'drawn', seated: 4 - free, seats: 4 })
    const act = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(openings.map(({ type, payload }) => [type, JSON.parse(payload)])).toEqual([
      ['jury.seat_freed', { ...figures(1), act }],
      ['jury.seat_filled', { ...figures(0), act }],
      ['jury.seat_freed', { ...figures(1), act }],
      ['jury.seat_filled', { ...figures(0), act }],
    ])
    // Why and by whom is committed to: the desk finds the entry that fits, and none once a reason was changed behind it.
    const [last] = taken
    const entries = async () => seatEntries(db, jury.slug)
    const freed = (reason: string) =>
      freedAct({ id: last!.id, reason, openedAt: last!.openedAt, openedBy: last!.openerId })
    expect((await entries()).has(freed('cannot_come'))).toBe(true)
    expect((await entries()).has(freed('no_show'))).toBe(false)
    const filled = { id: last!.id, place: 2, filledAt: last!.filledAt!, filledBy: personId }
    expect((await entries()).has(filledAct(filled))).toBe(true)
    expect((await entries()).has(filledAct({ ...filled, filledBy: 'somebody else' }))).toBe(false)
    await write(db, (tx) => sayWhy(tx, { juryId: jury.id, id: last!.id, reason: 'no_show', personId }, evening))
    expect((await entries()).has(freed('no_show'))).toBe(true)
    await write(db, (tx) => sayWhy(tx, { juryId: jury.id, id: last!.id, reason: 'cannot_come', personId }, evening))

    // A confirmed juror signs in with the address they gave; who withdrew does not.
    const person = (email: string) =>
      db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirstOrThrow()
    const juror = await person('drawn-canary-6@example.org')
    expect(await memberOfPerson(db, jury.id, juror.id)).toMatchObject({ badge: '05', state: 'seated' })
    const grants = await db
      .selectFrom('role_grant')
      .select(['person_id', 'valid_to'])
      .where('scope_id', '=', jury.id)
      .execute()
    expect(grants.find(({ person_id }) => person_id === juror.id)!.valid_to).toBeNull()
    const gone = await person('drawn-canary-1@example.org')
    expect(grants.find(({ person_id }) => person_id === gone.id)!.valid_to).toBe('2026-11-06')

    // After the first session a seat stays empty.
    expect(await refuse(db, jury, 3, 'cannot_come', londonInstant(firstDay, '17:00'))).toBe(false)
    expect((await jurorsOf(db, jury.id)).find(({ badge }) => badge === '03')!.state).toBe('left')
    expect(await replacementsOf(db, jury.id)).toHaveLength(2)
  })

  test('are accepted and declined by the people themselves, the note on benefits first, and consent is taken back', async () => {
    const jury = await recruitedJury(db, people, { slug: 'own' })
    const ask = {
      db,
      now: evening,
      params: { slug: 'own' },
      words: (area: string) => words('pl', area),
      settings: { PUBLIC_ORIGIN: 'https://example.org', SECRET: 'a secret' },
    } as unknown as PlaceAsk
    const asker = async (n: number): Promise<Asker> => {
      const found = (await holdersOf(db, jury.id)).find(({ id }) => id === `own-a${n}`)
      return { holder: found ?? null, reference: 'typed', applicationId: `own-a${n}` }
    }
    expect(await acceptOwn(ask, await asker(1), {})).toMatchObject([{ field: 'told' }])
    expect(await callsOf(db, jury.id)).toEqual(new Map())
    for (const n of [1, 5]) expect(await acceptOwn(ask, await asker(n), { told: ['yes'] })).toEqual([])
    expect(await leaveOwn(ask, await asker(2), { sure: ['yes'] })).toEqual([])
    expect((await holdersOf(db, jury.id)).map(standOf)).toEqual([
      'seated',
      'gone',
      'drawn',
      'drawn',
      'ready',
      'waiting',
    ])
    const jurors = await jurorsOf(db, jury.id)
    expect(jurors.map(({ state, noteShownHow }) => [state, noteShownHow])).toEqual([
      ['seated', 'online'],
      ['alternate', 'online'],
    ])
    const said = await db
      .selectFrom('jury_call')
      .select(['application_id as who', 'outcome', 'note_shown as note', 'called_by as by'])
      .where('application_id', 'like', 'own-%')
      .orderBy('application_id')
      .execute()
    expect(said).toEqual([
      { who: 'own-a1', outcome: 'yes', note: 1, by: 'own-a1' },
      { who: 'own-a2', outcome: 'no', note: 0, by: 'own-a2' },
      { who: 'own-a5', outcome: 'yes', note: 1, by: 'own-a5' },
    ])
    const acts = await db
      .selectFrom('actor_event')
      .select(['did', 'person_id as who'])
      .where('did', '=', 'answered on their own page')
      .where('object_id', '=', 'own')
      .execute()
    expect(acts.map(({ who }) => who).sort()).toEqual(['own-a1', 'own-a2', 'own-a5'])
    // Nobody is seated twice, nor once the first session is over.
    expect(await acceptOwn(ask, await asker(1), { told: ['yes'] })).toMatchObject([{ field: 'told' }])
    const late = { ...ask, now: londonInstant(firstDay, '17:00') } as PlaceAsk
    expect(await acceptOwn(late, await asker(3), { told: ['yes'] })).toMatchObject([{ field: 'told' }])

    expect(await withdrawOwn(ask, await asker(7), {})).toMatchObject([{ field: 'sure' }])
    expect(await withdrawOwn(ask, await asker(7), { sure: ['yes'] })).toEqual([])
    const seven = await db.selectFrom('jury_application').select('status').where('id', '=', 'own-a7').executeTakeFirst()
    expect(seven).toEqual({ status: 'WITHDRAWN' })
    const kept = db.selectFrom('jury_selection_value').selectAll().where('application_id', '=', 'own-a7')
    expect(await kept.execute()).toEqual([])
    expect(await withdrawOwn(ask, await asker(3), { sure: ['yes'] })).toEqual([])
    expect((await holder(db, jury, 3)).status).toBe('SELECTED')
  })

  test('are paid for: by choice, for days they came, once, within five working days', async () => {
    const jury = await recruitedJury(db, people, { slug: 'paid' })
    expect(await termsOf(db, jury.id)).toEqual({ dayPence: 8000, benefitsNote: '', safeguarding: '' })
    const terms = { dayPence: 7500, benefitsNote: 'Ask first.', safeguarding: 'Safeguarding lead' }
    await write(db, (tx) => saveTerms(tx, jury.id, terms, personId, evening))
    expect(await termsOf(db, jury.id)).toEqual(terms)
    const [one, two] = [await accept(db, jury, 1, 'seated'), await accept(db, jury, 5, 'alternate')]
    const came = (memberId: string, day: number, present = true) =>
      write(db, (tx) =>
        saveAttendance(tx, `${jury.id}-day-${day}`, { memberId, present, arrivedAt: present ? '09:20' : null }),
      )
    await came(one, 1)
    await came(two, 1)
    expect(await unchosenDays(db, jury.id)).toEqual([
      { badge: '01', memberId: one },
      { badge: '02', memberId: two },
    ])
    const choose = (memberId: string, honorarium: 'pay' | 'voucher' | 'decline', told: typeof note | null = null) =>
      write(db, (tx) =>
        chooseHonorarium(tx, { juryId: jury.id, memberId, honorarium, note: told, personId }, firstDay, evening),
      )
    expect(await choose(one, 'pay')).toBe(true)
    expect(await choose(two, 'voucher')).toBe(true)
    await came(one, 2)
    const sums = async () =>
      (await paymentsOf(db, jury.id)).map(({ badge, kind, forOn, dueOn, pence, method, paidOn }) =>
        [badge, kind, forOn, dueOn, pence, method, paidOn].join(' ').trim(),
      )
    expect(await sums()).toEqual([
      '01 honorarium 2026-11-07 2026-11-13 7500 pay',
      '02 honorarium 2026-11-07 2026-11-13 7500 voucher',
      '01 honorarium 2026-11-14 2026-11-20 7500 pay',
    ])
    await came(one, 2, false)
    expect(await attendanceOf(db, `${jury.id}-day-2`)).toEqual(
      new Map([[one, { memberId: one, present: false, arrivedAt: null }]]),
    )
    const [owed] = await paymentsOf(db, jury.id)
    const pay = (ids: string[]) => write(db, (tx) => markPaid(tx, { juryId: jury.id, ids, personId }, evening))
    expect([await pay([owed!.id]), await pay([owed!.id])]).toEqual([1, 0])
    // Declining from now on takes back what is not paid, and nothing that is.
    await choose(one, 'decline')
    await choose(two, 'decline')
    expect(await sums()).toEqual(['01 honorarium 2026-11-07 2026-11-13 7500 pay 2026-11-06'])
    const taxi = { memberId: two, kind: 'travel' as const, forOn: firstDay, pence: 1250, method: 'pay' as const }
    expect(await write(db, (tx) => addPayment(tx, taxi))).toBe(true)
    expect(await write(db, (tx) => addPayment(tx, { ...taxi, pence: 1300 }))).toBe(true)
    expect(await sums()).toHaveLength(2)
    await pay((await paymentsOf(db, jury.id)).map(({ id }) => id))
    expect(await write(db, (tx) => addPayment(tx, taxi))).toBe(false)

    // A member from a list was never told about benefits: nothing is taken until that is done.
    const listed = await sittingJury(db, { jurors: 1, statements: 0 })
    const memberId = listed.members[0]!.id
    const ask = (told: typeof note | null) =>
      write(db, (tx) =>
        chooseHonorarium(
          tx,
          { juryId: listed.jury.id, memberId, honorarium: 'pay', note: told, personId },
          firstDay,
          evening,
        ),
      )
    expect([await ask(null), await ask(note), await ask(null)]).toEqual([false, true, true])
    await write(db, (tx) => saveBadgeName(tx, memberId, 'Sam'))
    expect(await jurorsOf(db, listed.jury.id)).toMatchObject([
      { badgeName: 'Sam', honorarium: 'pay', noteShownHow: 'phone' },
    ])
  })

  test('are set at tables: the same seed the same plan, and a late change moves as few as possible', async () => {
    const { jury, members } = await sittingJury(db, { slug: 'tables', jurors: 13, seats: 13, statements: 0 })
    const sessionId = 'session'
    await db
      .insertInto('jury_session')
      .values({
        id: sessionId,
        jury_id: jury.id,
        position: 1,
        title: 'Day 1',
        on_date: firstDay,
        starts_at: '09:30',
        ends_at: '16:30',
        place: 'Hall',
      })
      .execute()
    const id = (badge: string) => members.find((member) => member.badge === badge)!.id
    const ask = (reason: 'first' | 'again' | 'absent' | 'rules') =>
      write(db, (tx) => askForPlan(tx, { sessionId, tables: 2, rounds: 3, fromRound: 0, reason, personId }, evening))
    await write(db, async (tx) => {
      await saveApart(tx, [id('02'), id('01')], true)
      await saveFixed(tx, { sessionId, memberId: id('03'), table: 2 })
      await saveAbsence(tx, { sessionId, memberId: id('04'), rounds: [1] })
    })
    await ask('first')
    expect((await plansOf(db, sessionId))[0]).toMatchObject({ version: 1, state: 'waiting' })
    await makeWaitingPlans(db, evening)
    const [made] = await plansOf(db, sessionId)
    expect(made).toMatchObject({ version: 1, state: 'made', figures: { together: 0 } })
    const places = await placesIn(db, made!.id)
    expect(places).toHaveLength(13 * 3 - 1)
    const table = (badge: string, round: number, all = places) =>
      all.find((place) => place.memberId === id(badge) && place.round === round)?.table
    for (const round of [1, 2, 3]) {
      expect(table('03', round)).toBe(2)
      expect(table('01', round)).not.toBe(table('02', round))
    }
    expect(table('04', 1)).toBeUndefined()

    await db.deleteFrom('table_place').execute()
    await db.deleteFrom('table_plan').execute()
    await ask('first')
    await makeWaitingPlans(db, evening)
    expect(await placesIn(db, (await plansOf(db, sessionId))[0]!.id)).toEqual(places)

    await write(db, (tx) => saveAbsence(tx, { sessionId, memberId: id('05'), rounds: [1, 2, 3] }))
    await ask('absent')
    await makeWaitingPlans(db, evening)
    const [changed, before] = await plansOf(db, sessionId)
    expect([changed!.version, before!.version]).toEqual([2, 1])
    expect(changed!.diff!.went).toHaveLength(3)
    expect(changed!.diff!.moved.length).toBeLessThanOrEqual(3)
    const after = await placesIn(db, changed!.id)
    expect(after.filter(({ memberId }) => memberId === id('05'))).toEqual([])

    await write(db, (tx) => saveFixed(tx, { sessionId, memberId: id('01'), table: 2 }))
    await write(db, (tx) => saveFixed(tx, { sessionId, memberId: id('02'), table: 2 }))
    await ask('rules')
    await makeWaitingPlans(db, evening)
    expect((await plansOf(db, sessionId))[0]).toMatchObject({ state: 'failed', errors: ['fixed-apart'] })
    // A whole plan that waits takes up what changes meanwhile; a second one takes its place.
    await ask('again')
    await ask('absent')
    await ask('again')
    expect((await plansOf(db, sessionId)).map(({ version, reason, state }) => [version, reason, state])).toEqual([
      [4, 'again', 'waiting'],
      [3, 'rules', 'failed'],
      [2, 'absent', 'made'],
      [1, 'first', 'made'],
    ])
  })

  test('leave nobody behind in the pool 14 days after the first day, and a certificate says so', async () => {
    const jury = await recruitedJury(db, people, { slug: 'deleted', days: ['2026-10-10'] })
    await accept(db, jury, 1, 'seated')
    await accept(db, jury, 2, 'seated')
    await refuse(db, jury, 3, 'declined')
    const owed = await accept(db, jury, 5, 'alternate')
    await accept(db, jury, 6, 'alternate')
    await write(db, (tx) =>
      addPayment(tx, { memberId: owed, kind: 'travel', forOn: firstDay, pence: 100, method: 'pay' }),
    )
    const contacts = async () =>
      (
        await db
          .selectFrom('jury_applicant_contact')
          .select('application_id')
          .where('application_id', 'like', 'deleted-%')
          .orderBy('application_id')
          .execute()
      ).map((row) => row.application_id)
    await deletePools(db, londonInstant('2026-10-23', '23:59'))
    expect([await contacts(), await certificatesOf(db, jury.id)]).toEqual([
      expect.toSatisfy((all) => all.length === 8),
      [],
    ])
    await deletePools(db, londonInstant('2026-10-24', '00:01'))
    expect(await contacts()).toEqual(['deleted-a1', 'deleted-a2', 'deleted-a5'])
    const [certificate] = await certificatesOf(db, jury.id)
    expect(certificate!.content).toEqual({
      jury: 'deleted',
      number: 1,
      deleted_on: '2026-10-24',
      rule: 'P-6',
      jurors: 0,
      applications: 4,
      test_applications: 1,
      contacts: 5,
      characteristics: 10,
      needs: 1,
      calls: 0,
      codes: 8,
      addresses: 8,
      drafts: 0,
      messages: 0,
      sign_ins: 1,
      kept: 2,
      kept_until_paid: 1,
    })
    expect(certificate!.hash).toBe(sha256(canonicalJson({ ...certificate!.content })))
    const entry = await db
      .selectFrom('ledger')
      .select(['seq', 'recorded_on'])
      .where('type', '=', 'jury.pool_deleted')
      .where('seq', '=', certificate!.ledgerSeq)
      .executeTakeFirstOrThrow()
    expect(entry).toEqual({ seq: certificate!.ledgerSeq, recorded_on: '2026-10-24' })
    expect(await dropOutLearned(db, 'another')).toEqual([
      { criterion: '', value: '', people: 3, dropped: 1 },
      { criterion: 'age', value: 'old', people: 1, dropped: 1 },
      { criterion: 'age', value: 'young', people: 2, dropped: 0 },
      { criterion: 'area', value: 'Blaby', people: 2, dropped: 1 },
      { criterion: 'area', value: 'Melton', people: 1, dropped: 0 },
    ])
    // A second run changes nothing; when the last payment is made the last person goes.
    await deletePools(db, londonInstant('2026-10-25', '00:01'))
    expect(await certificatesOf(db, jury.id)).toHaveLength(1)
    const ids = (await paymentsOf(db, jury.id)).map((payment) => payment.id)
    await write(db, (tx) => markPaid(tx, { juryId: jury.id, ids, personId }, londonInstant('2026-10-26', '10:00')))
    await deletePools(db, londonInstant('2026-10-26', '10:01'))
    expect(await contacts()).toEqual(['deleted-a1', 'deleted-a2'])
    expect((await certificatesOf(db, jury.id))[1]!.content).toMatchObject({
      number: 2,
      applications: 1,
      kept_until_paid: 0,
    })
  })

  test('are held to the first day that people were promised, while no session is planned and where it is later', async () => {
    const jury = await recruitedJury(db, people, { slug: 'unplanned' })
    await db.deleteFrom('jury_session').where('jury_id', '=', jury.id).execute()
    const open = async (at: Date) => mayStillBeSeated(await firstSessionOf(db, jury.id), at)
    expect(await deletionDayOf(db, jury.id)).toBe(addDays(firstDay, 14))
    expect([
      await open(londonInstant(firstDay, '23:00')),
      await open(londonInstant(addDays(firstDay, 1), '00:01')),
    ]).toEqual([true, false])
    const later = { title: 'Day 1', onDate: addDays(firstDay, 28), startsAt: '09:30', endsAt: '16:30' }
    const session = { ...later, place: 'Hall', blocks: [] }
    await write(db, (tx) =>
      saveSession(tx, { juryId: jury.id, exerciseId: jury.exerciseId, session, personId }, evening),
    )
    expect(await open(londonInstant(addDays(firstDay, 1), '00:01'))).toBe(true)
    expect(await deletionDayOf(db, jury.id)).toBe(addDays(firstDay, 14))
    const left = () =>
      db
        .selectFrom('jury_application')
        .select('status')
        .where('jury_id', '=', jury.id)
        .where('status', '<>', 'DELETED')
        .execute()
    await deletePools(db, londonInstant(addDays(firstDay, 13), '23:59'))
    expect(await left()).toHaveLength(people.length)
    await deletePools(db, londonInstant(addDays(firstDay, 14), '00:01'))
    expect(await left()).toEqual([])
  })

  test('are confirmed with the days and the place people were invited to, while no session is planned', async () => {
    const jury = await recruitedJury(db, people, { slug: 'confirmed' })
    await db.deleteFrom('jury_session').where('jury_id', '=', jury.id).execute()
    const settings = { PUBLIC_ORIGIN: 'https://folkmoot.example' } as Parameters<typeof confirmBy>[1]['settings']
    const bodies = async (seat: boolean) => {
      await db.deleteFrom('outbox').execute()
      for (const language of ['en', 'ur', 'gu', 'pa', 'pl'])
        await write(db, (tx) =>
          confirmBy(tx, { settings, now: evening }, { jury, email: 'a@example.org', language, seat }),
        )
      const rows = await db.selectFrom('outbox').select(['body', 'language']).execute()
      return new Map(rows.map(({ body, language }) => [language, body]))
    }
    const day = (language: string) => formatDate('2026-11-14', languageOf(language)!.locale, 'weekday')
    expect((await bodies(true)).get('en')).toContain('14 November 2026')
    await write(db, (tx) => saveMailing(tx, jury.id, { ...noMailing, venue: 'Coalville Hall' }))
    for (const seat of [true, false]) {
      const all = await bodies(seat)
      for (const [language, body] of all) {
        expect(body).toContain(day(language))
        expect(body).toContain('Coalville Hall')
        expect(body).toContain(words(language, 'juror')('mail.hours_later'))
      }
      expect(all.size).toBe(5)
    }
    await db.updateTable('jury_recruitment').set({ dates: '[]' }).where('jury_id', '=', jury.id).execute()
    expect((await bodies(true)).get('en')).toContain('The days are not fixed yet')
  })

  test('leave nothing of the jurors either once the follow-up has ended, but their part in the conference', async () => {
    const jury = await recruitedJury(db, people, { slug: 'followed', days: ['2026-10-10'] })
    await accept(db, jury, 1, 'seated')
    const joined = await accept(db, jury, 2, 'seated')
    const listed = { badge: '40', area: 'Blaby', email: 'listed@example.org', state: 'seated' as const }
    await write(db, (tx) =>
      takeMembers(tx, { juryId: jury.id, members: [listed], personId, labelFor: (badge) => badge }, evening),
    )
    const members = await membersOf(db, jury.id)
    const person = (memberId: string) => members.find(({ id }) => id === memberId)!.personId!
    await db
      .insertInto('role_grant')
      .values({
        id: 'followed-conference',
        person_id: person(joined),
        role: 'conference_member',
        scope_id: null,
        valid_from: '2027-01-01',
        valid_to: null,
      })
      .execute()
    await deletePools(db, londonInstant('2026-10-24', '00:01'))
    const day = jurorDeletionDay(jury.commission.followUp12On)!
    await deletePools(db, londonInstant(addDays(day, -1), '23:59'))
    expect(await certificatesOf(db, jury.id)).toHaveLength(1)
    await deletePools(db, londonInstant(day, '00:01'))
    await deletePools(db, londonInstant(day, '01:01'))
    const certificates = await certificatesOf(db, jury.id)
    expect(certificates.map(({ content }) => [content.jurors, content.kept, content.sign_ins])).toEqual([
      [0, 3, 0],
      [3, 0, 2],
    ])
    expect(certificates[1]).toMatchObject({ deletedOn: day, content: { applications: 2, contacts: 2, needs: 2 } })
    const rest = await db
      .selectFrom('jury_application as a')
      .leftJoin('jury_applicant_contact as c', 'c.application_id', 'a.id')
      .select(['a.status', 'a.household', 'c.email'])
      .where('a.jury_id', '=', jury.id)
      .execute()
    expect(new Set(rest.map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ status: 'DELETED', household: null, email: null })]),
    )
    expect((await membersOf(db, jury.id)).every(({ personId }) => personId === null)).toBe(true)
    expect((await jurorsOf(db, jury.id)).every((juror) => !juror.noteShownOn && !juror.badgeName)).toBe(true)
    const emails = (id: string) => db.selectFrom('person').select('email').where('id', '=', id).executeTakeFirst()
    expect((await emails(person(joined)))!.email).not.toContain('deleted')
    expect((await emails(person(members.find(({ badge }) => badge === '40')!.id)))!.email).toContain('@deleted.invalid')
  })
})

test('no trace of the deleted is left in the file, nor in the log beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pool-'))
  const file = join(folder, 'jury.sqlite')
  const db = await connect(`sqlite:${file}`)
  await migrate(db)
  const jury = await recruitedJury(db, people)
  await accept(db, jury, 1, 'seated')
  await accept(db, jury, 6, 'alternate')
  const traces = () => {
    const bytes = ['', '-wal'].map((suffix) => readFileSync(file + suffix).toString('latin1')).join('')
    return [
      'Canarylast6',
      'drawn-canary-6@example.org',
      'canaryneed',
      'Canaryfirst7',
      'canary-external-7',
      '7 Canary Street',
    ].filter((canary) => bytes.includes(canary))
  }
  expect(traces()).toHaveLength(6)
  await deletePools(db, londonInstant('2026-11-21', '01:00'))
  expect(traces()).toEqual([])
  expect(readFileSync(file).toString('latin1')).toContain('Canarylast1')
  await db.destroy()
  rmSync(folder, { recursive: true })
})
