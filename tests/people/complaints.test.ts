import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditOf } from '../../app/engagement/audit/audit-store.server.ts'
import { overdueOn } from '../../app/feedback/overdue-store.server.ts'
import { addressHash } from '../../app/people/address-hash.ts'
import {
  type ComplaintAbout,
  type ComplaintDays,
  type ComplaintOutcome,
  cameTrouble,
  complaintState,
  complaintYear,
  mayStep,
} from '../../app/people/complaint.ts'
import {
  complain,
  complaintById,
  complaintByReference,
  complaintReference,
  complaintsOf,
  enteredBy,
  type NewComplaint,
} from '../../app/people/complaint-store.server.ts'
import {
  acknowledge,
  answerComplaint,
  closeComplaint,
  complaintByHand,
  markComplaintSent,
  type StepBy,
} from '../../app/people/complaint-work-store.server.ts'
import { dropOutdated, retentionNow } from '../../app/people/retention-store.server.ts'
import { findFor } from '../../app/people/rights-find-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { givenConsultation, secret } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

const received: ComplaintDays = {
  receivedOn: '2026-10-01',
  acknowledgedOn: null,
  answerBy: null,
  answeredOn: null,
  closedOn: null,
}

describe('the clock of a complaint', () => {
  test('runs thirty days to the acknowledgement, then to the day its sender was told', () => {
    const at = (change: Partial<ComplaintDays>, today: string) => complaintState({ ...received, ...change }, today)
    expect(at({}, '2026-10-31')).toEqual({ state: 'waiting', owed: 'acknowledgement', dueOn: '2026-10-31', days: 0 })
    expect(at({}, '2026-11-01')).toEqual({ state: 'overdue', owed: 'acknowledgement', dueOn: '2026-10-31', days: 1 })
    const told = { acknowledgedOn: '2026-10-05', answerBy: '2026-12-01' }
    expect(at(told, '2026-12-01')).toEqual({ state: 'waiting', owed: 'answer', dueOn: '2026-12-01', days: 0 })
    expect(at(told, '2026-12-03')).toEqual({ state: 'overdue', owed: 'answer', dueOn: '2026-12-01', days: 2 })
    expect(at({ ...told, answeredOn: '2026-11-30' }, '2027-01-01')).toEqual({ state: 'answered', on: '2026-11-30' })
    expect(at({ ...told, closedOn: '2026-12-02' }, '2027-01-01')).toEqual({ state: 'closed', on: '2026-12-02' })
  })

  test('lets it be acknowledged once, answered until it is closed, and nothing after', () => {
    const steps = (change: Partial<ComplaintDays>) =>
      (['acknowledge', 'answer', 'close'] as const).filter((step) => mayStep({ ...received, ...change }, step))
    expect(steps({})).toEqual(['acknowledge', 'answer', 'close'])
    expect(steps({ acknowledgedOn: '2026-10-02' })).toEqual(['answer', 'close'])
    expect(steps({ closedOn: '2026-10-02' })).toEqual([])
  })
})

test('a complaint that is entered came on a real day within the last year', () => {
  const trouble = (day: string | null | undefined) => cameTrouble(day, '2026-10-01')
  expect([undefined, null, '2026-10-02', '2025-09-29'].map(trouble)).toEqual([
    'date',
    'came_missing',
    'came_future',
    'came_old',
  ])
  expect(['2026-10-01', '2025-10-01'].map(trouble)).toEqual([null, null])
})

describe('a year of complaints', () => {
  const many = (count: number, about: ComplaintAbout, outcome: ComplaintOutcome | null, change = {}) =>
    Array.from({ length: count }, () => ({ ...received, acknowledgedOn: '2026-10-20', ...change, about, outcome }))
  const year = (rows: ReturnType<typeof many>) => complaintYear(rows, 2026, 10, '2026-12-31')

  test('tells its parts only where none of them is small', () => {
    expect(year([])).toMatchObject({ received: 0, late: 0 })
    expect(year(many(9, 'data', 'upheld'))).toMatchObject({ received: 'few', about: null, outcomes: null })
    // Eleven and four make fifteen: whoever knows fifteen and eleven knows four, so neither part is told.
    const rows = [...many(11, 'data', 'upheld'), ...many(4, 'asking', 'upheld')]
    expect(year(rows)).toMatchObject({ received: 15, about: null })
    expect(year(rows).outcomes).toContainEqual({ id: 'upheld', count: 15 })
    expect(year([...many(11, 'data', 'upheld'), ...many(10, 'asking', 'upheld')]).about).toEqual([
      { id: 'data', count: 11 },
      { id: 'asking', count: 10 },
    ])
  })

  test('counts the late ones and only its own', () => {
    const late = many(12, 'data', 'upheld', { acknowledgedOn: '2026-11-01' })
    const waiting = many(1, 'data', null, { acknowledgedOn: null })
    const before = many(40, 'data', 'upheld', { receivedOn: '2025-10-01' })
    expect(year([...late, ...waiting, ...before])).toMatchObject({ received: 13, late: 13 })
  })
})

describe.each(dialects)('complaints on $name', ({ fresh }) => {
  let db: Db
  const now = new Date('2026-10-01T09:00:00Z')
  const later = new Date('2026-10-20T09:00:00Z')
  const given: NewComplaint = {
    key: 'key-1',
    about: 'data',
    exerciseId: 'exercise-october',
    body: 'You wrote to me though I had stopped it',
    wanted: '',
    language: 'en',
    way: 'email',
    address: 'me@example.org',
  }
  const send = (change: Partial<NewComplaint> = {}, at = now) =>
    write(db, (tx) => complain(tx, secret, { ...given, ...change }, at))
  const found = async (key: string) => (await complaintByReference(db, secret, complaintReference(secret, key)))!
  const by = (id: string): StepBy => ({
    id,
    personId: 'officer',
    secret,
    head: { origin: 'https://x.example', partnership: 'Partnership', contact: 'Hall' },
  })
  const mails = () =>
    db.selectFrom('outbox').select(['to_address', 'body', 'way', 'language']).orderBy('created_at').execute()
  beforeAll(async () => {
    db = await fresh()
    await givenConsultation(db)
    const person = { id: 'officer', email: 'dpo@example.org', label: 'Data', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...person, created_at: '2026-01-01T00:00:00Z' })
      .execute()
  })
  afterAll(() => db.destroy())

  test('sent twice are one, found by their reference and by no other, and nobody is written to for it', async () => {
    await send()
    await send({ body: 'Twice' })
    expect(await complaintsOf(db)).toHaveLength(1)
    const own = await found('key-1')
    expect(own).toMatchObject({ number: 1, about: 'data', receivedOn: '2026-10-01', content: { body: given.body } })
    expect(own.exercise).toMatchObject({ slug: 'october' })
    expect(await complaintByReference(db, secret, complaintReference(secret, 'key-2'))).toBeUndefined()
    expect(await complaintByReference(db, secret, 'nothing')).toBeUndefined()
    expect(await mails()).toEqual([])
  })

  test('are said in public once overdue, and not how many', async () => {
    await send({ key: 'key-2', address: null, way: null })
    const late = async (day: string) => (await overdueOn(db, day)).filter(({ kind }) => kind.startsWith('complaint'))
    expect(await late('2026-10-31')).toEqual([])
    expect((await late('2026-11-01')).map(({ kind, since, what }) => [kind, since, what])).toEqual([
      ['complaint_acknowledgement', '2026-10-31', 'Complaints'],
    ])
  })

  test('are acknowledged, answered and closed, each time with a message to one, an entry and a note of who did it', async () => {
    const { id } = await found('key-1')
    expect(await write(db, (tx) => acknowledge(tx, by(id), '2026-11-15', later))).toBe(true)
    expect(await write(db, (tx) => acknowledge(tx, by(id), '2026-12-15', later))).toBe(false)
    expect(await complaintById(db, id)).toMatchObject({ acknowledgedOn: '2026-10-20', answerBy: '2026-11-15' })
    const answer = { outcome: 'upheld' as const, answer: 'You are right. The address is gone.' }
    const at = (day: string) => new Date(`${day}T10:00:00Z`)
    expect(await write(db, (tx) => answerComplaint(tx, by(id), answer, at('2026-11-02')))).toBe(true)
    expect(await write(db, (tx) => closeComplaint(tx, by(id), null, at('2026-11-20')))).toBe(true)
    expect(await write(db, (tx) => answerComplaint(tx, by(id), answer, at('2026-11-21')))).toBe(false)
    const closed = (await complaintById(db, id))!
    expect(closed).toMatchObject({ outcome: 'upheld', answeredOn: '2026-11-02', closedOn: '2026-11-20' })
    expect(closed.content).toMatchObject({ address: null, way: null, answer: answer.answer })
    const sent = await mails()
    expect(sent.map(({ to_address }) => to_address)).toEqual(Array(3).fill('me@example.org'))
    expect(sent[0]!.body).toContain('15 November 2026')
    expect(sent[1]!.body).toContain(answer.answer)
    for (const { body } of sent) expect(body).toContain(complaintReference(secret, 'key-1'))
    const entries = await db.selectFrom('ledger').select('type').where('type', 'like', 'complaint%').execute()
    expect(entries.map(({ type }) => type)).toEqual(Array(5).fill('complaint.step'))
    const openings = await db.selectFrom('ledger_opening').select('payload').execute()
    for (const { payload } of openings) expect(payload).not.toContain('address is gone')
    const acts = await db
      .selectFrom('actor_event')
      .select(['did', 'person_id'])
      .where('object_id', '=', id)
      .orderBy('at')
      .execute()
    expect(acts.map(({ did, person_id }) => `${did} ${person_id}`)).toEqual([
      'complaint: received null',
      'complaint: acknowledge officer',
      'complaint: answer officer',
      'complaint: close officer',
    ])
  })

  test('that are not answered are closed with how it ended, and a letter waits for somebody’s hands', async () => {
    const address = '1 Nowhere Lane\nLoughborough\nLE11 9ZZ'
    await send({ key: 'key-3', language: 'ur', way: 'letter', address })
    const { id } = await found('key-3')
    const ending = { outcome: 'elsewhere' as const, why: 'Write to the bus company.' }
    expect(await write(db, (tx) => closeComplaint(tx, by(id), ending, later))).toBe(true)
    expect(await complaintById(db, id)).toMatchObject({ outcome: 'elsewhere', acknowledgedOn: '2026-10-20' })
    const [letter] = await complaintByHand(db, id, ['email'])
    expect(letter).toMatchObject({ to: address, language: 'ur' })
    expect(letter!.body).toContain(ending.why)
    expect(await complaintByHand(db, id, ['email', 'letter'])).toEqual([])
    await write(db, (tx) => markComplaintSent(tx, 'another', letter!.id, later))
    expect(await complaintByHand(db, id, ['email'])).toHaveLength(1)
    await write(db, (tx) => markComplaintSent(tx, id, letter!.id, later))
    expect(await complaintByHand(db, id, ['email'])).toEqual([])
  })

  test('are found for a request about one’s own data: deleted once closed, and not while they are being answered', async () => {
    await send({ key: 'key-4', address: 'four@example.org' })
    const request = { kind: 'erasure' as const, newAddress: null }
    const look = async (key: string, address: string | null) => {
      const { hash } = (await db
        .selectFrom('complaint')
        .select('reference_hash as hash')
        .where('submission_key', '=', key)
        .executeTakeFirstOrThrow())!
      const sought = { codeHash: hash, addressHash: address && addressHash(secret, address) }
      const all = await findFor(db, secret, { ...request, ...sought }, '2026-11-20')
      return all.found.filter(({ store }) => store === 'complaint').map(({ does, why }) => `${does} ${why}`)
    }
    expect(await look('key-1', null)).toEqual(['delete complaint'])
    expect(await look('key-4', 'four@example.org')).toEqual(['stands complaint_open'])
  })

  test('lose their words two years after they are closed; that they were, and how they came out, stays in the audit', async () => {
    const due = async (day: string) =>
      (await retentionNow(db, new Date(`${day}T10:00:00Z`))).find(({ kind }) => kind === 'complaints')!
    expect(await due('2028-10-20')).toMatchObject({ count: 0, next: '2028-10-21' })
    expect(await due('2028-10-21')).toMatchObject({ count: 1 })
    await dropOutdated(db, new Date('2028-11-21T10:00:00Z'))
    expect(await due('2028-11-21')).toMatchObject({ count: 0, next: null, deleted: 2 })
    const gone = (await complaintsOf(db)).filter(({ content }) => content === null)
    expect(gone.map(({ outcome, key }) => [outcome, key])).toEqual([
      ['elsewhere', null],
      ['upheld', null],
    ])
    expect(await complaintByReference(db, secret, complaintReference(secret, 'key-1'))).toBeUndefined()
    expect((await auditOf(db, 2026, '2028-11-21')).complaints).toMatchObject({ received: 'few', about: null })
  })

  test('that came another way run from the day they came, and who entered them is noted', async () => {
    await send({ key: 'key-entered', entered: { came: 'letter', on: '2026-09-20', personId: 'officer' } })
    const own = await found('key-entered')
    expect(complaintState(own, '2026-10-01')).toMatchObject({ owed: 'acknowledgement', dueOn: '2026-10-20' })
    expect(await enteredBy(db, own.id)).toEqual({ who: 'Data', at: now.toISOString(), came: 'letter' })
    await send({ key: 'key-typed' })
    expect(await enteredBy(db, (await found('key-typed')).id)).toBeUndefined()
  })
})
