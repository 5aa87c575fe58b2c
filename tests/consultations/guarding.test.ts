import { pbkdf2Sync, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findByReference, stateOf, submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { answered } from '../../app/consultations/equality/monitoring.ts'
import { saveMonitoring } from '../../app/consultations/equality/monitoring-store.server.ts'
import { exclusionsOf, leftOutOf, publishableCounts } from '../../app/consultations/freezing/exclusion.ts'
import { answerCounts, freezeMaterial } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import { groupCount } from '../../app/consultations/groups/group-store.server.ts'
import { type GuardReason, type Sent, suspicion } from '../../app/consultations/guarding/guard.ts'
import { beganAt, beganMark } from '../../app/consultations/guarding/guard-mark.ts'
import { countOne, newBudget, usedBy } from '../../app/consultations/guarding/network-budget.ts'
import {
  decideQuarantine,
  decisionsOf,
  heldByReference,
  heldOneByOne,
  type QuarantineDecision,
  quarantineOf,
} from '../../app/consultations/guarding/quarantine-store.server.ts'
import { isDone, newWork, readWork, workRounds } from '../../app/consultations/guarding/work.ts'
import { dropSpentWork, spendWork } from '../../app/consultations/guarding/work-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, cleared, counters, countOf, givenConsultation, secret, whileOpen } from './given.ts'

const later = (seconds: number) => new Date(whileOpen.getTime() + seconds * 1000)

describe('what looks like a machine', () => {
  const plain: Sent = {
    trap: '',
    began: whileOpen,
    now: later(40),
    leastSeconds: 3,
    isOverBudget: false,
    hasWorked: false,
  }
  test.each<[string, Partial<Sent>, GuardReason | null]>([
    ['a person', {}, null],
    ['a filled trap', { trap: 'https://a.example' }, 'trap'],
    ['a trap filled with a space', { trap: ' ' }, 'trap'],
    ['two seconds', { now: later(2.9) }, 'fast'],
    ['three seconds', { now: later(3) }, null],
    ['no moment of ours', { began: null }, 'fast'],
    ['no moment, where time is left aside', { began: null, leastSeconds: 0 }, null],
    ['a clock set back', { now: later(-3600) }, null],
    ['very many', { isOverBudget: true }, 'many'],
    ['very many, whose browsers worked', { isOverBudget: true, hasWorked: true }, null],
    ['a machine that works', { isOverBudget: true, hasWorked: true, trap: 'x' }, 'trap'],
  ])('%s', (_, given, reason) => {
    expect(suspicion({ ...plain, ...given })).toBe(reason)
  })

  test('the moment a form was handed out is good for its own submission, and nobody else can write one', () => {
    const key = randomUUID()
    const mark = beganMark(secret, key, whileOpen)
    expect(beganAt(secret, key, mark)).toEqual(whileOpen)
    expect(beganAt(secret, randomUUID(), mark)).toBeNull()
    expect(beganAt('another secret', key, mark)).toBeNull()
    expect(beganAt(secret, key, `${(0).toString(36)}.${mark.split('.')[1]}`)).toBeNull()
    for (const junk of ['', '.', 'x', mark.slice(0, -1)]) expect(beganAt(secret, key, junk)).toBeNull()
  })

  test('a network’s answers are counted by the hour and the exercise, and forgotten with the hour', () => {
    const budget = newBudget()
    const used = (exercise: string, caller: string, seconds = 0) => usedBy(budget, exercise, caller, later(seconds))
    for (let n = 1; n <= 3; n++) expect(countOne(budget, 'e', 'library', later(n))).toBe(n)
    expect([used('e', 'library'), used('other', 'library'), used('e', 'home')]).toEqual([3, 0, 0])
    expect(used('e', 'library', 3600)).toBe(0)
    expect(countOne(budget, 'e', 'home', later(3600))).toBe(1)
    expect(budget.used.size).toBe(1)
  })
})

describe('a browser’s work', () => {
  const done = (work: string) => {
    for (let attempt = 0; ; attempt++) {
      if (isDone(pbkdf2Sync(String(attempt), work, workRounds, 32, 'sha256'))) return `${work}.${attempt}`
    }
  }

  test('is read only as the server gave it, for its exercise and its day', () => {
    const work = newWork(secret, 'e', whileOpen)
    const read = (sent: string, exercise = 'e', seconds = 60) => readWork(secret, exercise, sent, later(seconds))
    expect(read(`${work}.7`)).toEqual({ id: work.split('.')[0], work, attempt: '7' })
    expect(read(`${work}.7`, 'other')).toBeNull()
    expect(read(`${work}.7`, 'e', 86_399)).not.toBeNull()
    expect(read(`${work}.7`, 'e', 86_401)).toBeNull()
    for (const junk of ['', work, `${work}.x`, `${work}.7.7`, `${work.replace(/^./, '~')}.7`])
      expect(read(junk)).toBeNull()
    expect(newWork(secret, 'e', whileOpen)).not.toBe(work)
  })

  test('takes many tries to do and one to check', () => {
    const sent = done(newWork(secret, 'e', whileOpen))
    const { work, attempt } = readWork(secret, 'e', sent, whileOpen)!
    expect(isDone(pbkdf2Sync(attempt, work, workRounds, 32, 'sha256'))).toBe(true)
    expect([0, 1, 2, 3, 128, 255].map((first) => isDone(Uint8Array.of(first, 0)))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('counts of what was held', () => {
  const none = {
    counted: 900,
    outside: 0,
    organisation: 0,
    late: 0,
    withdrawn: 0,
    duplicate: 0,
    campaign: 0,
    unsent: 0,
  }

  test('are told by reason where each is of ten, together where not, and as too few where all are', () => {
    const told = (held: object) => {
      const { trap, fast, many, quarantined, released } = publishableCounts({ ...none, ...held }, 10)
      return { trap, fast, many, quarantined, released }
    }
    expect(told({})).toEqual({})
    expect(told({ trap: 10, many: 40 })).toEqual({ trap: 10, many: 40 })
    expect(told({ trap: 9, many: 40 })).toEqual({ quarantined: 49 })
    expect(told({ trap: 4, fast: 5, released: 3 })).toEqual({ quarantined: null, released: null })
    expect(told({ released: 30 })).toEqual({ released: 30 })
  })

  test('stand among what is left out, and what was let in does not', () => {
    expect(leftOutOf({ ...none, trap: 12, released: 30 })).toEqual({
      people: 12,
      reasons: [{ code: 'trap', people: 12 }],
      few: false,
    })
    expect(leftOutOf({ ...none, late: 4, quarantined: null })).toEqual({
      people: 4,
      reasons: [{ code: 'late', people: 4 }],
      few: true,
    })
    expect(exclusionsOf({ ...none, quarantined: null }).at(-1)).toEqual({ code: 'quarantined', people: null })
  })
})

describe.each(dialects)('held answers on $name', ({ fresh }) => {
  let db: Db
  let given: Awaited<ReturnType<typeof givenConsultation>>
  beforeAll(async () => {
    db = await fresh()
    await db
      .insertInto('person')
      .values({
        id: 'officer',
        email: 'officer@test.example',
        label: 'An officer',
        organisation_id: null,
        disabled_at: null,
        created_at: whileOpen.toISOString(),
      })
      .execute()
  })
  beforeEach(async () => {
    await cleared(db)
    given = await givenConsultation(db)
  })
  afterAll(() => db.destroy())

  async function send(held: GuardReason | null, more: object = {}) {
    const submissionKey = randomUUID()
    const answers = answersWith(given.optionIds, 'a', 'b')
    const submission = { consultationId: given.id, submissionKey, answers, seed: 1, language: 'en', held, ...more }
    const sent = await write(db, (tx) => submit(tx, secret, submission, whileOpen))
    return { key: submissionKey, reference: 'reference' in sent ? sent.reference : '', kind: sent.kind }
  }
  const decide = (decision: 'released' | 'excluded', which: QuarantineDecision['which']) => {
    const by = { consultationId: given.id, exerciseId: given.exerciseId, personId: 'officer' }
    return write(db, (tx) => decideQuarantine(tx, { ...by, decision, because: 'It was the library', which }, later(60)))
  }
  const all = async () => (await counters(db))['all/all'] ?? 0

  test('are taken and receipted as any, and stand in no counter until they are let in', async () => {
    const { key, reference, kind } = await send('trap')
    expect(kind).toBe('accepted')
    expect(await stateOf(db, key)).toBe('counted')
    expect((await findByReference(db, secret, reference))?.status).toBe('quarantined')
    await write(db, (tx) => saveMonitoring(tx, key, (known) => answered('age', '30-44', known)))
    expect(await counters(db)).toEqual({})
    expect(await answerCounts(db, given.id)).toMatchObject({ counted: 0, trap: 1 })
    expect(await decide('released', { reason: 'trap' })).toBe(1)
    expect(await counters(db)).toMatchObject({
      'all/all': 1,
      'channel/online': 1,
      'district/north': 1,
      'forum/hill': 1,
      'age_band/30-44': 1,
    })
    const counts = await answerCounts(db, given.id)
    expect(counts).toMatchObject({ counted: 1, released: 1 })
    expect(counts).not.toHaveProperty('trap')
    expect(await countOf(db, 'response_pick')).toBe(2)
    expect(await decide('excluded', { reason: 'trap' })).toBe(0)
    const entries = await db.selectFrom('ledger').select('type').where('type', 'like', 'quarantine.%').execute()
    expect(entries.at(-1)!.type).toBe('quarantine.released')
  })

  test('may be left out and let in later, one by one or all of a reason', async () => {
    const [one] = [await send('many'), await send('many'), await send('fast')]
    const [first] = await heldOneByOne(db, given.id, 1)
    expect(Object.keys(first!)).toEqual(['id', 'reason', 'channel', 'language', 'heldOn', 'excluded'])
    expect(await decide('excluded', { reason: 'many' })).toBe(2)
    expect((await findByReference(db, secret, one!.reference))?.status).toBe('kept_out')
    expect(await all()).toBe(0)
    const own = await heldByReference(db, secret, given.id, one!.reference)
    expect(await decide('released', { ids: [own!] })).toBe(1)
    expect(await heldByReference(db, secret, given.id, one!.reference)).toBeUndefined()
    expect(await decide('released', { reason: 'many' })).toBe(0)
    expect(await decide('released', { ids: ['of another exercise'] })).toBe(0)
    expect(await all()).toBe(1)
    expect(await quarantineOf(db, given.id)).toEqual([
      { reason: 'trap', waiting: 0, released: 0, excluded: 0 },
      { reason: 'fast', waiting: 1, released: 0, excluded: 0 },
      { reason: 'many', waiting: 0, released: 1, excluded: 1 },
    ])
    const decisions = await decisionsOf(db, given.id)
    expect(decisions.map(({ decision, people, by }) => [decision, people, by]).sort()).toEqual([
      ['excluded', 1, 'An officer'],
      ['released', 1, 'An officer'],
    ])
    expect(await answerCounts(db, given.id)).toMatchObject({ counted: 1, fast: 1, many: 1, released: 1 })
  })

  test('come back as what they would have been: apart where they live outside or speak for an organisation', async () => {
    const outside = { answers: { ...answersWith(given.optionIds, 'a'), area: { kind: 'outside' } } }
    await send('many', outside)
    const organisation = { name: 'A trust', does: 'Parks', represents: 'Members' }
    const { key } = await send('many', { organisation })
    expect(await stateOf(db, key)).toBe('organisation')
    await send('many', { late: true })
    expect(await decide('released', { reason: 'many' })).toBe(2)
    const counts = await answerCounts(db, given.id)
    expect(counts).toMatchObject({ counted: 0, outside: 1, organisation: 1, late: 1 })
    expect(await all()).toBe(1)
  })

  test('can be taken back by their sender, and take nothing out of a counter', async () => {
    await send(null)
    const { reference } = await send('trap')
    expect(await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))).toBe(true)
    expect(await all()).toBe(1)
    expect(await answerCounts(db, given.id)).toMatchObject({ counted: 1, withdrawn: 1 })
    expect(await quarantineOf(db, given.id)).toContainEqual({ reason: 'trap', waiting: 0, released: 0, excluded: 0 })
  })

  test('are read for the freeze apart from what counts, and a decision since then stops it', async () => {
    await send(null)
    await send('many')
    await send('fast', { answers: { ...answersWith(given.optionIds, 'a'), area: { kind: 'outside' } } })
    const before = (await freezeMaterial(db, given.exerciseId))!
    expect([before.input.rows.length, before.input.held?.length]).toEqual([1, 1])
    expect(before.about.counts).toMatchObject({ counted: 1, quarantined: null })
    expect(before.about.counts).not.toHaveProperty('many')
    await decide('released', { reason: 'many' })
    const now = (await freezeMaterial(db, given.exerciseId))!
    expect([now.input.rows.length, now.input.held]).toEqual([2, undefined])
    expect(now.digest).not.toBe(before.digest)
  })

  test('do not raise the count of the group they came under', async () => {
    await db
      .insertInto('community_group')
      .values({
        id: 'g',
        consultation_id: given.id,
        name: 'Lunch club',
        partner: '',
        code: 'C',
        created_by: 'officer',
        created_at: whileOpen.toISOString(),
        closed_at: null,
      })
      .execute()
    const wayIn = { channel: 'group', group: 'g', code: 'C' }
    for (let n = 0; n < 10; n++) await send(n ? null : 'trap', { wayIn })
    expect(await groupCount(db, 'g')).toBeNull()
    await decide('released', { reason: 'trap' })
    expect(await groupCount(db, 'g')).toBe(10)
  })

  test('work is used once, and forgotten when it could not be used any more', async () => {
    const spend = (id: string, now = whileOpen) => write(db, (tx) => spendWork(tx, id, now))
    expect([await spend('w'), await spend('w'), await spend('v')]).toEqual([true, false, true])
    await dropSpentWork(db, new Date('2026-10-11T23:00:00+01:00'))
    expect(await spend('w')).toBe(false)
    await dropSpentWork(db, new Date('2026-10-12T00:30:00+01:00'))
    expect(await spend('w')).toBe(true)
  })
})
