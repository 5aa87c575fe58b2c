import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDraft, dropDraft } from '../../app/consultations/answering/draft-store.server.ts'
import { submit } from '../../app/consultations/answering/response-store.server.ts'
import {
  asidesIn,
  type Confirmed,
  confirmAddress,
  confirmedShare,
  mostMails,
  mostTries,
  mustConfirm,
  readMailedCode,
} from '../../app/consultations/confirming/confirming.ts'
import {
  beginMailCode,
  confirmedOf,
  confirmingOf,
  endConfirming,
  letterCodeOf,
  lettersUsed,
  mailCodeOf,
  makeLetterCodes,
  setConfirming,
  spendLetterCode,
  spendMailCode,
} from '../../app/consultations/confirming/confirming-store.server.ts'
import { consultationBySlug } from '../../app/consultations/consultation-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, givenConsultation, secret, whileOpen } from './given.ts'

test('who needs a code: everybody online and in groups, nobody on the telephone, late or for an organisation', () => {
  const group = { channel: 'group' as const, group: 'g', code: 'c' }
  expect(mustConfirm('email', {})).toBe(true)
  expect(mustConfirm('letter', { wayIn: group })).toBe(true)
  expect(mustConfirm('none', {})).toBe(false)
  expect(mustConfirm('email', { late: true })).toBe(false)
  expect(mustConfirm('email', { wayIn: { channel: 'phone' } })).toBe(false)
  expect(mustConfirm('letter', { organisation: { name: 'x' } })).toBe(false)
  const both = { publish: ['yes'], helped: ['yes'] }
  expect(confirmAddress('/en/c', asidesIn(both), 'token')).toBe('/en/c/confirm?publish=yes&helped=yes&d=token')
  expect(confirmAddress('/en/c', asidesIn({ helped: ['no'] }), null)).toBe('/en/c/confirm')
})

test('a mailed code is read in any script’s digits, and nothing else is taken for one', () => {
  for (const typed of ['012345', ' 012 345 ', '012-345', '۰۱۲۳۴۵', '٠١٢٣٤٥', '૦૧૨૩૪૫', '੦੧੨੩੪੫']) {
    expect(readMailedCode(typed)).toBe('012345')
  }
  for (const typed of ['', '01234', '0123456', '01234x', '012345 x', '1'.repeat(20_001)]) {
    expect(readMailedCode(typed)).toBeUndefined()
  }
})

test('of all, of some or of fewer than ten it is said that a code confirmed them, and of none where none was asked for', () => {
  const share = (confirmed: Confirmed['confirmed'], base: number, level: Confirmed['level'] = 'email') =>
    confirmedShare({ level, confirmed }, base)
  expect([share(600, 600), share(599, 600), share('few', 600)]).toEqual(['all', 'some', 'few'])
  expect([share(null, 600), share(600, 600, 'none')]).toEqual([null, null])
})

describe.each(dialects)('confirming on $name', ({ fresh }) => {
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  const personId = 'p'
  beforeAll(async () => {
    db = await fresh()
    asked = await givenConsultation(db)
    const person = { id: personId, label: 'One', email: 'one@demo.example', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...person, created_at: '2026-01-01T00:00:00Z' })
      .execute()
  })
  afterAll(() => db.destroy())

  const set = (level: 'none' | 'email' | 'letter') =>
    write(db, (tx) => setConfirming(tx, { exerciseId: asked.exerciseId, level, personId }, whileOpen))
  const draft = () => write(db, (tx) => createDraft(tx, secret, asked.id, 'en', whileOpen))
  const mail = (token: string, address: string, now = whileOpen) =>
    write(db, (tx) => beginMailCode(tx, secret, { token, exerciseId: asked.exerciseId, address }, now))
  const spend = (token: string, code: string, now = whileOpen) =>
    write(db, (tx) => spendMailCode(tx, secret, { token, code }, now))

  test('says its level on the consultation, and asks for nothing until it is set', async () => {
    expect(await confirmingOf(db, asked.exerciseId)).toMatchObject({ level: 'none', letters: 0 })
    expect((await consultationBySlug(db, asked.slug, 'en'))?.confirming).toBe('none')
    await set('email')
    expect((await consultationBySlug(db, asked.slug, 'en'))?.confirming).toBe('email')
    expect(await confirmedOf(db, asked.exerciseId)).toEqual({ level: 'email', confirmed: null })
  })

  test('takes a mailed code once, and an address for one answer', async () => {
    const token = await draft()
    const code = (await mail(token, 'a@demo.example'))!
    expect(code).toMatch(/^\d{6}$/)
    const stored = JSON.stringify([await mailCodeOf(db, token), await db.selectFrom('draft').selectAll().execute()])
    for (const plain of [code, 'demo.example', token]) expect(stored).not.toContain(plain)
    const wrong = code === '000000' ? '000001' : '000000'
    expect(await spend(token, wrong)).toBe('code_wrong')
    expect(await spend(token, code)).toBeUndefined()
    expect(await spend(token, code)).toBe('code_void')
    const other = await draft()
    expect(await spend(other, (await mail(other, 'a@demo.example'))!)).toBe('address_used')
    expect(await spend(other, (await mail(other, 'b@demo.example'))!)).toBeUndefined()
    expect(JSON.stringify(await db.selectFrom('confirmed_address').selectAll().execute())).not.toContain('demo.example')
  })

  test('gives a mailed code up after wrong tries and after a day, and mails no more than a few', async () => {
    const token = await draft()
    const code = (await mail(token, 'c@demo.example'))!
    const wrong = code === '000000' ? '000001' : '000000'
    for (let i = 1; i < mostTries; i++) expect(await spend(token, wrong)).toBe('code_wrong')
    expect(await spend(token, wrong)).toBe('code_void')
    expect(await spend(token, code)).toBe('code_void')
    const again = (await mail(token, 'c@demo.example'))!
    expect(await spend(token, again, new Date(whileOpen.getTime() + 25 * 3_600_000))).toBe('code_void')
    expect(await spend(await draft(), again)).toBe('code_void')
    for (let i = 2; i < mostMails; i++) expect(await mail(token, 'c@demo.example')).toBeDefined()
    expect(await mail(token, 'c@demo.example')).toBeUndefined()
    await write(db, (tx) => dropDraft(tx, token))
    expect(await mailCodeOf(db, token)).toBeUndefined()
  })

  test('takes a letter’s code once, whichever letter it was, and forgets every code at closing', async () => {
    await set('letter')
    const given = { exerciseId: asked.exerciseId, personId }
    await write(db, (tx) => makeLetterCodes(tx, secret, { ...given, count: 12 }, whileOpen))
    await write(db, (tx) => makeLetterCodes(tx, secret, { ...given, count: 3 }, whileOpen))
    expect(await confirmingOf(db, asked.exerciseId)).toMatchObject({ level: 'letter', letters: 15 })
    const code = (number: number) => letterCodeOf(secret, asked.exerciseId, number)
    const rows = await db.selectFrom('letter_code').selectAll().execute()
    expect(rows).toHaveLength(15)
    expect(JSON.stringify(rows)).not.toContain(code(1))
    const spendLetter = (written: string) => write(db, (tx) => spendLetterCode(tx, secret, asked.exerciseId, written))
    expect(await spendLetter(code(16))).toBe('letter_unknown')
    expect(await write(db, (tx) => spendLetterCode(tx, secret, 'another', code(1)))).toBe('letter_unknown')
    for (let number = 1; number <= 11; number++) {
      expect(await spendLetter(code(number))).toBeUndefined()
      const answers = answersWith(asked.optionIds, 'a')
      const one = { consultationId: asked.id, submissionKey: randomUUID(), answers, seed: 1, language: 'en' }
      await write(db, (tx) => submit(tx, secret, { ...one, confirmed: true }, whileOpen))
    }
    expect(await spendLetter(code(11))).toBe('letter_used')
    expect(await lettersUsed(db, asked.exerciseId)).toBe(11)
    await write(db, (tx) => endConfirming(tx, asked.exerciseId, asked.id))
    for (const table of ['letter_code', 'mail_code', 'confirmed_address'] as const) {
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
    }
    expect(await confirmedOf(db, asked.exerciseId)).toEqual({ level: 'letter', confirmed: 11 })
  })
})
