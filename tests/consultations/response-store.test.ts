import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answers } from '../../app/consultations/answering/answers.ts'
import { findByReference, submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, cleared, counters, countOf, givenConsultation, secret, whileOpen } from './given.ts'

describe.each(dialects)('answers on $name', ({ fresh }) => {
  let db: Db
  let ledgerBefore: number
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  beforeAll(async () => {
    db = await fresh()
  })
  beforeEach(async () => {
    await cleared(db)
    asked = await givenConsultation(db)
    ledgerBefore = await countOf(db, 'ledger')
  })
  afterAll(() => db.destroy())

  const send = (answers: Answers, key: string = randomUUID(), language = 'en') =>
    write(db, (tx) =>
      submit(
        tx,
        secret,
        { consultationId: asked.id, submissionKey: key, answers, seed: 2 ** 31 - 1, language },
        whileOpen,
      ),
    )
  const picked = (...keys: string[]) => answersWith(asked.optionIds, ...keys)

  test('are written whole: response, picks in order, texts, counters and a commitment', async () => {
    const key = randomUUID()
    const sent = await send({ ...picked('c', 'a'), why: 'Because', somethingElse: 'Trams' }, key, 'ur')
    expect(sent).toEqual({ kind: 'accepted', reference: referenceFor(secret, key) })
    const row = await db.selectFrom('response').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      channel: 'online',
      language: 'ur',
      district_id: 'north',
      forum_id: 'hill',
      chose_none: 0,
      same_rank: 0,
      order_seed: 2 ** 31 - 1,
      status: 'counted',
      monitoring_key: null,
      ledger_seq: ledgerBefore + 1,
      received_on: '2026-10-10',
    })
    expect(JSON.stringify(row)).not.toContain(referenceFor(secret, key))
    const picks = await db.selectFrom('response_pick').select(['option_id', 'place']).orderBy('place').execute()
    expect(picks).toEqual([
      { option_id: asked.optionIds.c, place: 1 },
      { option_id: asked.optionIds.a, place: 2 },
    ])
    const texts = await db.selectFrom('response_text').select(['kind', 'language', 'body']).orderBy('kind').execute()
    expect(texts).toEqual([
      { kind: 'something_else', language: 'ur', body: 'Trams' },
      { kind: 'why', language: 'ur', body: 'Because' },
    ])
    expect(await counters(db)).toEqual({
      'all/all': 1,
      'channel/online': 1,
      'language/ur': 1,
      'district/north': 1,
      'forum/hill': 1,
    })
    expect(await countOf(db, 'ledger')).toBe(ledgerBefore + 1)
    const opening = await db.selectFrom('ledger_opening').select('payload').executeTakeFirstOrThrow()
    expect(opening.payload).not.toContain('Because')
  })

  test('sent fifty times at once are one response with one receipt', async () => {
    const key = randomUUID()
    const all = await Promise.all(Array.from({ length: 50 }, () => send(picked('a', 'b'), key)))
    const reference = referenceFor(secret, key)
    expect(all.filter((s) => s.kind === 'accepted')).toHaveLength(1)
    expect(all.every((s) => 'reference' in s && s.reference === reference)).toBe(true)
    expect(await countOf(db, 'response')).toBe(1)
    expect(await countOf(db, 'response_pick')).toBe(2)
    expect(await countOf(db, 'ledger')).toBe(ledgerBefore + 1)
    expect((await counters(db))['all/all']).toBe(1)
  })

  test('of fifty people at once are fifty, in one unbroken chain', async () => {
    await Promise.all(Array.from({ length: 50 }, () => send(picked('a'))))
    expect(await countOf(db, 'response')).toBe(50)
    expect((await counters(db))['all/all']).toBe(50)
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
  })

  test('under a used key with another body are a conflict, and change nothing', async () => {
    const key = randomUUID()
    await send(picked('a', 'b'), key)
    expect(await send(picked('b', 'a'), key)).toEqual({ kind: 'conflict' })
    const first = await db.selectFrom('response_pick').select('option_id').where('place', '=', 1).executeTakeFirst()
    expect(first?.option_id).toBe(asked.optionIds.a)
    expect((await counters(db))['all/all']).toBe(1)
  })

  test('of none, of something else alone, of equals and from outside are told apart', async () => {
    await send(picked())
    await send({ ...picked(), none: false, somethingElse: 'Trams' })
    await send({ ...picked('a', 'b'), order: 'same' })
    await send({ ...picked('a'), area: { kind: 'outside' } })
    await send({ ...picked('a'), area: { kind: 'unsaid' } })
    const rows = await db
      .selectFrom('response')
      .select(['chose_none', 'same_rank', 'status', 'district_id'])
      .orderBy('ledger_seq')
      .execute()
    expect(rows).toEqual([
      { chose_none: 1, same_rank: 0, status: 'counted', district_id: 'north' },
      { chose_none: 1, same_rank: 0, status: 'counted', district_id: 'north' },
      { chose_none: 0, same_rank: 1, status: 'counted', district_id: 'north' },
      { chose_none: 0, same_rank: 0, status: 'outside', district_id: null },
      { chose_none: 0, same_rank: 0, status: 'counted', district_id: null },
    ])
    expect(await counters(db)).toMatchObject({ 'district/north': 3, 'district/outside': 1, 'district/not-stated': 1 })
  })

  test('are found by their reference: state, day and choices, nothing else', async () => {
    const sent = await send({ ...picked('c', 'a'), why: 'Secret words' })
    const reference = 'reference' in sent ? sent.reference : ''
    const found = await findByReference(db, secret, reference)
    expect(found).toEqual({
      status: 'counted',
      receivedOn: '2026-10-10',
      erasedOn: null,
      none: false,
      same: false,
      picks: [asked.optionIds.c, asked.optionIds.a],
      consultationId: asked.id,
      exerciseId: asked.exerciseId,
      slug: asked.slug,
    })
    expect(await findByReference(db, secret, referenceFor(secret, 'another'))).toBeUndefined()
    expect(await findByReference(db, `${secret} not`, reference)).toBeUndefined()
  })

  test('taken back leave nothing of what they said, and the chain still verifies', async () => {
    const key = randomUUID()
    await send(picked('b'))
    const kept = await counters(db)
    const sent = await send({ ...picked('c', 'a'), why: 'Canary' }, key)
    const reference = 'reference' in sent ? sent.reference : ''
    expect(await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))).toBe(true)
    expect(await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))).toBe(false)
    const last = await db.selectFrom('ledger').select('type').orderBy('seq', 'desc').executeTakeFirstOrThrow()
    expect(last.type).toBe('withdrawal')
    const seqs = await db.selectFrom('ledger_opening').select('seq').orderBy('seq').execute()
    expect(seqs.map((r) => Number(r.seq))).toEqual([ledgerBefore + 1, ledgerBefore + 3])
    expect(await countOf(db, 'response_pick')).toBe(1)
    const everything = JSON.stringify([
      await db.selectFrom('response').selectAll().where('status', '=', 'withdrawn').execute(),
      await db.selectFrom('response_text').selectAll().execute(),
      await db.selectFrom('ledger_opening').selectAll().execute(),
    ])
    expect(everything).not.toContain('Canary')
    expect(everything).not.toContain(asked.optionIds.c)
    const left = Object.fromEntries(Object.entries(await counters(db)).filter(([, n]) => n > 0))
    expect(left).toEqual(kept)
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
    expect(await findByReference(db, secret, reference)).toMatchObject({ status: 'withdrawn', picks: [] })
    expect(await send({ ...picked('c', 'a'), why: 'Canary' }, key)).toEqual({ kind: 'withdrawn' })
  })

  test('that cannot be written whole are not written at all', async () => {
    const broken = { ...picked('a'), picks: ['no such option'] }
    await expect(send(broken)).rejects.toThrow()
    expect(await countOf(db, 'response')).toBe(0)
    expect(await countOf(db, 'ledger')).toBe(ledgerBefore)
    expect(await counters(db)).toEqual({})
  })
})
