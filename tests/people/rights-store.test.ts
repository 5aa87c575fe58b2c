import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addContact } from '../../app/consultations/answering/contact-store.server.ts'
import { findByReference, submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { noMonitoring } from '../../app/consultations/equality/monitoring.ts'
import { saveMonitoring } from '../../app/consultations/equality/monitoring-store.server.ts'
import { addNoticeContact, noticeContacts } from '../../app/engagement/notices/notice-store.server.ts'
import { register } from '../../app/juries/registration/application-store.server.ts'
import { referenceFor, referenceHash } from '../../app/ledger/reference-code.ts'
import { addressHash } from '../../app/people/address-hash.ts'
import { dataOf } from '../../app/people/rights-data-store.server.ts'
import { effectOf } from '../../app/people/rights-effect-store.server.ts'
import { findFor } from '../../app/people/rights-find-store.server.ts'
import type { RightsKind } from '../../app/people/rights-request.ts'
import { erasedSince, recordRequest, requestById } from '../../app/people/rights-store.server.ts'
import { closeRequest, signRequest } from '../../app/people/rights-work-store.server.ts'
import { enqueue } from '../../app/server/outbox-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { answersWith, counters, givenConsultation, secret, whileOpen } from '../consultations/given.ts'
import { sittingJury } from '../juries/jury.ts'
import { registration, withTargets } from '../juries/recruiting.ts'
import { dialects } from '../support/databases.ts'

const later = new Date('2026-11-20T10:00:00Z')
const mine = 'me@example.org'
const today = '2026-11-20'

describe.each(dialects)('requests about one’s own data on $name', ({ fresh }) => {
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  let n = 0
  beforeAll(async () => {
    db = await fresh()
    asked = await givenConsultation(db)
    const { jury } = await sittingJury(db, { jurors: 1, statements: 0 })
    await withTargets(db, jury.id)
    await write(db, async (tx) => {
      const contact = { ...registration().contact, email: mine, phone: '07700 900321' }
      await register(tx, secret, jury.id, registration({ submissionKey: 'jury-key', contact }), whileOpen)
      const other = { ...registration().contact, email: 'other@example.org' }
      await register(tx, secret, jury.id, registration({ submissionKey: 'other-key', contact: other }), whileOpen)
    })
  })
  afterAll(() => db.destroy())

  const answer = (key: string) =>
    write(db, async (tx) => {
      const answers = { ...answersWith(asked.optionIds, 'a', 'b'), why: 'My own words' }
      await submit(
        tx,
        secret,
        { consultationId: asked.id, submissionKey: key, answers, seed: 1, language: 'en' },
        whileOpen,
      )
      await saveMonitoring(tx, key, () => ({ ...noMonitoring, ageBand: '30-44', sex: 'female' }))
    })
  const request = async (kind: RightsKind, by: { key?: string; address?: string; newAddress?: string }) => {
    const id = await write(db, (tx) =>
      recordRequest(
        tx,
        {
          kind,
          receivedOn: '2026-11-01',
          identityAskedOn: null,
          codeHash: by.key ? referenceHash(secret, referenceFor(secret, by.key)) : null,
          addressHash: by.address ? addressHash(secret, by.address) : null,
          newAddress: by.newAddress ?? null,
          personId: 'manager',
        },
        later,
      ),
    )
    return (await requestById(db, id))!
  }
  const digestOf = async (id: string) => (await findFor(db, secret, (await requestById(db, id))!, today)).digest
  const sign = async (id: string, personId: string, session: string, digest?: string) => {
    const seen = digest ?? (await digestOf(id))
    return write(db, (tx) => signRequest(tx, secret, { id, personId, session, digest: seen }, later))
  }
  const total = async (table: 'response_text' | 'monitoring_answer' | 'contact' | 'outbox' | 'erased_answer') =>
    (await db.selectFrom(table).selectAll().execute()).length
  beforeEach(async () => {
    n++
    await db.deleteFrom('outbox').execute()
    await db.deleteFrom('contact').execute()
  })

  test('erasure finds every store, and happens by two people in two sessions who saw the same', async () => {
    const key = `key-${n}`
    await answer(key)
    await write(db, async (tx) => {
      const contact = { exerciseId: asked.exerciseId, way: 'email' as const, language: 'en' }
      await addContact(tx, { ...contact, address: mine, wants: 'results' }, whileOpen)
      await addContact(tx, { ...contact, address: 'other@example.org', wants: 'results' }, whileOpen)
      await enqueue(tx, { to: mine, subject: 'Results', body: 'Dear' }, whileOpen)
    })
    const before = await counters(db)
    const own = await request('erasure', { key, address: mine })
    const { found } = await findFor(db, secret, own, today)
    expect(await effectOf(db, found)).toMatchObject({ before: 1, after: 0, frozen: null, queued: null })
    expect(found.map(({ store, does }) => `${store} ${does}`)).toEqual([
      'answer delete',
      'equality delete',
      'jury delete',
      'contact delete',
      'message delete',
    ])
    expect(await sign(own.id, 'manager', 's1')).toBe('first')
    expect(await sign(own.id, 'manager', 's2')).toBe('same_person')
    expect(await sign(own.id, 'facilitator-1', 's1')).toBe('same_session')
    await write(db, (tx) => enqueue(tx, { to: mine, subject: 'More', body: '' }, later))
    expect(await sign(own.id, 'facilitator-1', 's2', 'what I saw before')).toBe('changed')
    // The first saw one message, the second two: the first signature goes.
    expect(await sign(own.id, 'facilitator-1', 's2')).toBe('changed')
    expect((await requestById(db, own.id))!.first).toBeNull()
    expect(await sign(own.id, 'manager', 's1')).toBe('first')
    expect(await sign(own.id, 'facilitator-1', 's2')).toBe('done')

    const closed = (await requestById(db, own.id))!
    expect(closed.certificate).toMatchObject({
      deleted: { answer: 1, equality: 1, jury: 1, contact: 1, message: 2 },
      stands: {},
    })
    expect([closed.codeHash, closed.addressHash, closed.outcome, closed.closedOn]).toEqual([null, null, 'done', today])
    expect(await db.selectFrom('contact').select('address').execute()).toEqual([{ address: 'other@example.org' }])
    expect([await total('response_text'), await total('monitoring_answer'), await total('outbox')]).toEqual([0, 0, 0])
    const emails = await db.selectFrom('jury_applicant_contact').select('email').execute()
    expect(emails).toEqual([{ email: 'other@example.org' }])
    expect(await counters(db)).toMatchObject({ 'all/all': before['all/all']! - 1, 'sex/female': 0 })
    const kept = JSON.stringify([
      await db.selectFrom('rights_request').selectAll().execute(),
      await db.selectFrom('ledger_opening').select('payload').execute(),
      await db.selectFrom('actor_event').selectAll().execute(),
    ])
    expect(kept).not.toContain(mine)
    expect(await sign(own.id, 'facilitator-2', 's3')).toBe('closed')
    // Whoever holds the reference is told that it was erased, and when: they did not take it back.
    const told = await findByReference(db, secret, referenceFor(secret, key))
    expect(told).toMatchObject({ status: 'erased', erasedOn: today, picks: [] })
  })

  test('whoever is told of exercises before others gets what is kept of it, and is taken off the list', async () => {
    const listed = { kind: 'councillor' as const, label: 'Councillor for the North ward', areaId: null, language: 'ur' }
    await write(db, async (tx) => {
      await addNoticeContact(tx, { ...listed, address: 'ward@example.org' }, 'manager', whileOpen)
      await addNoticeContact(tx, { ...listed, address: 'stays@example.org' }, 'manager', whileOpen)
    })
    const access = await request('access', { address: 'ward@example.org' })
    const { found } = await findFor(db, secret, access, today)
    expect(found).toMatchObject([{ store: 'notice', where: listed.label }])
    const files = await dataOf(db, found)
    expect(files['notices.json']).toMatchObject([{ label: listed.label, address: 'ward@example.org', language: 'ur' }])
    expect(JSON.stringify(files)).not.toContain('stays@example.org')
    const own = await request('erasure', { address: 'ward@example.org' })
    expect(await sign(own.id, 'manager', 's1')).toBe('first')
    expect(await sign(own.id, 'facilitator-1', 's2')).toBe('done')
    expect((await requestById(db, own.id))!.certificate).toMatchObject({ deleted: { notice: 1 } })
    expect((await noticeContacts(db)).map(({ address }) => address)).toEqual(['stays@example.org'])
  })

  test('an answer whose result is frozen goes, and is counted for the batch', async () => {
    const key = `key-${n}`
    await answer(key)
    await db
      .insertInto('snapshot')
      .values({
        id: 'analysis',
        exercise_id: asked.exerciseId,
        stage: 'analysis',
        version: 1,
        parent_id: null,
        reason: '',
        rows: 1,
        content: '{}',
        hash: '',
        created_by: null,
        created_at: later.toISOString(),
      })
      .execute()
    const own = await request('erasure', { key })
    const { found, unfound } = await findFor(db, secret, own, today)
    expect(found[0]).toMatchObject({ store: 'answer', why: 'answer_frozen' })
    expect(unfound).toContain('equality_cut')
    const counted = (await effectOf(db, found))!.before
    expect(await effectOf(db, found)).toMatchObject({
      after: counted - 1,
      frozen: 1,
      queued: { waiting: 1, batch: 10 },
    })
    await sign(own.id, 'manager', 's1')
    expect(await sign(own.id, 'facilitator-1', 's2')).toBe('done')
    expect(await erasedSince(db)).toMatchObject([{ id: asked.exerciseId, erased: 1 }])
    await db.deleteFrom('snapshot').execute()
  })

  test('an answer that its sender took back is not said to be erased', async () => {
    const key = `key-${n}`
    await answer(key)
    await write(db, (tx) => withdraw(tx, secret, referenceFor(secret, key), whileOpen))
    expect(await findByReference(db, secret, referenceFor(secret, key))).toMatchObject({
      status: 'withdrawn',
      erasedOn: null,
    })
  })

  test('an objection leaves the answer and takes what was said about oneself', async () => {
    const key = `key-${n}`
    await answer(key)
    const own = await request('objection', { key })
    await sign(own.id, 'manager', 's1')
    expect(await sign(own.id, 'facilitator-1', 's2')).toBe('done')
    expect(await total('response_text')).toBe(1)
    expect((await requestById(db, own.id))!.certificate).toMatchObject({
      deleted: { equality: 1 },
      stands: { answer_public_task: 1 },
    })
    const copy = await request('access', { key })
    const { found } = await findFor(db, secret, copy, today)
    const files = await dataOf(db, found)
    expect(Object.keys(files)).toEqual(['answer.json'])
    expect(JSON.stringify(files)).toContain('My own words')
    expect(JSON.stringify(files)).toContain('Option a')
    expect(await sign(copy.id, 'manager', 's1')).toBe('closed')
    await write(db, (tx) => closeRequest(tx, { id: copy.id, outcome: 'given', reason: '', personId: 'manager' }, later))
    expect((await requestById(db, copy.id))!.outcome).toBe('given')
  })

  test('a correction moves the address, and what waits for it', async () => {
    await write(db, async (tx) => {
      const contact = { exerciseId: asked.exerciseId, way: 'email' as const, language: 'en' }
      await addContact(tx, { ...contact, address: 'wrong@example.org', wants: 'results' }, whileOpen)
      await enqueue(tx, { to: 'wrong@example.org', subject: 'S', body: '', exerciseId: asked.exerciseId }, whileOpen)
    })
    const own = await request('rectification', { address: 'wrong@example.org', newAddress: 'right@example.org' })
    await sign(own.id, 'manager', 's1')
    expect(await sign(own.id, 'facilitator-1', 's2')).toBe('done')
    expect(await db.selectFrom('contact').select('address').execute()).toEqual([{ address: 'right@example.org' }])
    expect(await db.selectFrom('outbox').select('to_address').execute()).toEqual([{ to_address: 'right@example.org' }])
    expect((await requestById(db, own.id))!.newAddress).toBeNull()
  })

  test('a jury registration is found by its number however it was typed, and by its code', async () => {
    const byPhone = await request('access', { address: '+447700900999' })
    expect((await findFor(db, secret, byPhone, today)).found).toEqual([])
    const byCode = await request('access', { key: 'other-key' })
    const { found } = await findFor(db, secret, byCode, today)
    expect(found.map(({ store }) => store)).toEqual(['jury'])
    const files = await dataOf(db, found)
    expect(JSON.stringify(files['juries.json'])).toContain('other@example.org')
  })

  test('nothing found is nothing signed, and who is not known yet waits', async () => {
    const nobody = await request('erasure', { address: 'nobody@example.org' })
    expect(await sign(nobody.id, 'manager', 's1')).toBe('nothing')
    await db
      .updateTable('rights_request')
      .set({ identity_asked_on: '2026-11-02' })
      .where('id', '=', nobody.id)
      .execute()
    expect(await sign(nobody.id, 'manager', 's1')).toBe('paused')
  })
})
