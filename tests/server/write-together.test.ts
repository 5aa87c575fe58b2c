import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Submitted, submit } from '../../app/consultations/answering/response-store.server.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import type { Db } from '../../db/connect.ts'
import { writeTogether } from '../../db/write-together.ts'
import { answersWith, counters, countOf, givenConsultation, secret, whileOpen } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

describe.each(dialects)('answers written together on $name', ({ fresh }) => {
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  beforeAll(async () => {
    db = await fresh()
    asked = await givenConsultation(db)
  })
  afterAll(() => db.destroy())

  const send = (key: string, ...picks: string[]) =>
    writeTogether(db, (tx) => {
      const answers = answersWith(asked.optionIds, ...picks)
      return submit(
        tx,
        secret,
        { consultationId: asked.id, submissionKey: key, answers, seed: 1, language: 'en' },
        whileOpen,
      )
    })

  test('stand each with its own receipt, though one of them cannot be written', async () => {
    const keys = Array.from({ length: 150 }, () => randomUUID() as string)
    const [bad, ...rest] = await Promise.allSettled([
      send(randomUUID(), 'no such option'),
      ...keys.map((key, i) => send(key, 'abcd'[i % 4]!)),
    ])
    expect(bad.status).toBe('rejected')
    const got = rest.map((one) => (one as PromiseFulfilledResult<Submitted>).value)
    expect(got).toEqual(keys.map((key) => ({ kind: 'accepted', reference: referenceFor(secret, key) })))
    expect(await countOf(db, 'response')).toBe(150)
    expect((await counters(db))['all/all']).toBe(150)
    const rows = await ledgerRows(db)
    expect(firstBreak(rows)).toBeUndefined()
    expect(rows.filter((r) => r.type === 'response')).toHaveLength(150)
  })

  test('share their commits: a hundred that come at once take few transactions', async () => {
    const marks: unknown[] = []
    await Promise.all(Array.from({ length: 100 }, () => writeTogether(db, async (tx) => void marks.push(tx))))
    expect(marks).toHaveLength(100)
    expect(new Set(marks).size).toBeLessThanOrEqual(3)
  })

  test('under one key, pressed again and changed at the same moment, are one answer and one refusal', async () => {
    const key = randomUUID()
    const before = await countOf(db, 'response')
    const got = await Promise.all([send(key, 'a'), send(key, 'a'), send(key, 'b')])
    expect(got.map(({ kind }) => kind).sort()).toEqual(['accepted', 'conflict', 'repeated'])
    expect(await countOf(db, 'response')).toBe(before + 1)
  })
})
