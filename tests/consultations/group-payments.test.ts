import { afterEach, describe, expect, test } from 'vitest'
import { readPaidOn, readTerms, reasonProblem } from '../../app/consultations/groups/group-payment.ts'
import {
  agreePayment,
  correctPayment,
  groupPayments,
  notePaid,
  owedToGroups,
  paidToGroups,
} from '../../app/consultations/groups/group-payment-store.server.ts'
import { createGroup } from '../../app/consultations/groups/group-store.server.ts'
import { auditOf } from '../../app/engagement/audit/audit-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { givenConsultation, secret } from './given.ts'

const typed = { what: 'Ten sessions', pounds: '120.50', dueOn: '2026-11-02', payer: 'o' }

describe('what is agreed with a group', () => {
  test('is a sum in pence, for something, by a day and by somebody', () => {
    expect(readTerms(typed, { payers: ['o'] })).toEqual({
      ok: true,
      value: { what: 'Ten sessions', pence: 12050, dueOn: '2026-11-02', payerId: 'o' },
    })
    const nothing = { what: '', pounds: '12.5', dueOn: null, payer: 'x' }
    const read = readTerms(nothing, { payers: ['o'] })
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(['what', 'pounds', 'due', 'payer'])
    expect(readTerms({ ...typed, what: 'x'.repeat(201) }, { payers: ['o'] })).toMatchObject({
      problems: [{ key: 'what_long' }],
    })
  })

  test('may come to nothing only where it is corrected', () => {
    expect(readTerms({ ...typed, pounds: '0' }, { payers: ['o'] }).ok).toBe(false)
    expect(readTerms({ ...typed, pounds: '0.00' }, { payers: ['o'], mayBeNothing: true })).toMatchObject({
      value: { pence: 0 },
    })
  })

  test('is paid on a day that is not to come, and corrected with a reason', () => {
    expect(readPaidOn('2026-11-03', '2026-11-03')).toEqual({ day: '2026-11-03' })
    expect(readPaidOn('2026-11-04', '2026-11-03')).toMatchObject({ problem: { key: 'paid_future' } })
    expect(readPaidOn(null, '2026-11-03')).toMatchObject({ problem: { key: 'paid' } })
    expect([reasonProblem('Typed twice')?.key, reasonProblem('no')?.key, reasonProblem('x'.repeat(501))?.key]).toEqual([
      undefined,
      'reason',
      'reason_long',
    ])
  })
})

describe.each(dialects)('payments to groups on $name', ({ fresh }) => {
  let db: Db
  afterEach(() => db.destroy())
  const now = new Date('2026-11-03T10:00:00Z')
  const act = { personId: 'p', now }

  test('are agreed, made once, corrected with a reason, and told as one sum an exercise', async () => {
    db = await fresh()
    const { id: consultationId } = await givenConsultation(db)
    const { exercise_id: exerciseId } = await db
      .selectFrom('consultation')
      .select('exercise_id')
      .where('id', '=', consultationId)
      .executeTakeFirstOrThrow()
    const { run_by: payerId } = await db
      .selectFrom('exercise')
      .select('run_by')
      .where('id', '=', exerciseId)
      .executeTakeFirstOrThrow()
    const organisation = { id: payerId, name: 'County', sector: 'public' as const, is_council: 1, seed_name: null }
    await db
      .insertInto('organisation')
      .values(organisation)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const person = { id: 'p', email: 'p@x.example', label: 'Officer', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...person, created_at: now.toISOString() })
      .execute()
    await write(db, (tx) =>
      createGroup(tx, secret, { consultationId, name: 'Lunch', partner: 'VA', personId: 'p' }, now),
    )
    const group = await db.selectFrom('community_group').select('id').executeTakeFirstOrThrow()
    const terms = { what: 'Ten sessions', pence: 12050, dueOn: '2026-11-02', payerId }
    const agree = (groupId: string) => write(db, (tx) => agreePayment(tx, { consultationId, groupId, terms }, act))
    expect(await agree('another')).toBeUndefined()
    const id = (await agree(group.id))!
    await agree(group.id)
    expect(await owedToGroups(db, payerId)).toHaveLength(2)
    expect(await paidToGroups(db, [exerciseId])).toEqual(new Map())

    const pay = () => write(db, (tx) => notePaid(tx, { consultationId, id, paidOn: '2026-11-03' }, act))
    expect([await pay(), await pay()]).toEqual([true, false])
    expect((await groupPayments(db, consultationId)).map(({ paidOn }) => paidOn)).toEqual([null, '2026-11-03'])
    expect(await paidToGroups(db, [exerciseId])).toEqual(new Map([[exerciseId, 12050]]))

    const right = { consultationId, terms: { ...terms, pence: 10000 }, paidOn: '2026-11-01', reason: 'Typed wrongly' }
    expect(await write(db, (tx) => correctPayment(tx, { ...right, id: 'none' }, act))).toBe(false)
    expect(await write(db, (tx) => correctPayment(tx, { ...right, id }, act))).toBe(true)
    const [, corrected] = await groupPayments(db, consultationId)
    expect(corrected).toMatchObject({
      pence: 10000,
      paidOn: '2026-11-01',
      corrections: [{ was: { pence: 12050, paidOn: '2026-11-03' }, reason: 'Typed wrongly', by: 'Officer' }],
    })
    const notedBy = async () =>
      (await db.selectFrom('group_payment').select('paid_noted_by').where('id', '=', id).executeTakeFirstOrThrow())
        .paid_noted_by
    expect(await notedBy()).toBe('p')
    const audit = await auditOf(db, 2026, '2026-12-31')
    expect(audit.rows.find((row) => row.id === exerciseId)?.groupsPence).toBe(10000)
    expect(audit.totals.groupsPence).toBe(10000)
    const types = await db.selectFrom('ledger').select('type').where('type', 'like', 'group.payment%').execute()
    expect(types.map(({ type }) => type).sort()).toEqual([
      'group.payment-agreed',
      'group.payment-agreed',
      'group.payment-corrected',
      'group.payment-made',
    ])
    const stamp = async () => (await db.selectFrom('content_stamp').select('changes').executeTakeFirstOrThrow()).changes
    const before = await stamp()
    await agree(group.id)
    expect(await stamp()).toBeGreaterThan(before)

    const unpaid = { ...right, id, paidOn: null, reason: 'It came back' }
    expect(await write(db, (tx) => correctPayment(tx, unpaid, act))).toBe(true)
    expect([await notedBy(), (await groupPayments(db, consultationId)).map(({ paidOn }) => paidOn)]).toEqual([
      null,
      [null, null, null],
    ])
    const made = await db
      .selectFrom('actor_event')
      .select('person_id')
      .where('did', '=', 'group.payment-made')
      .execute()
    expect(made).toEqual([{ person_id: 'p' }])
  })
})
