import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { changeWhole, createDraft } from '../../app/consultations/answering/draft-store.server.ts'
import { formAnswersByReference } from '../../app/consultations/answering/form-answer-store.server.ts'
import { stateOf, submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import type { SentForm } from '../../app/consultations/form.ts'
import {
  formOf,
  formTexts,
  type QuestionPlan,
  questionId,
  writeForm,
} from '../../app/consultations/form-store.server.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { cleared, counters, countOf, givenConsultation, secret, texts, whileOpen } from './given.ts'

const option = (id: string) => ({ id, title: { en: `Option ${id}`, ur: `اختیار ${id}` }, example: null })
const questions: QuestionPlan[] = [
  {
    key: 'travel',
    kind: 'one',
    title: { en: 'How?' },
    required: true,
    config: { options: ['a', 'b'].map(option), other: true },
  },
  {
    key: 'why',
    kind: 'text',
    title: { en: 'Why?' },
    section: { en: 'Last' },
    config: { long: true, limit: 500 },
    onlyIf: { question: 'travel', anyOf: ['a'] },
  },
]
const consultationId = 'ways'
const day = '2026-10-10'
const id = (key: string) => questionId(consultationId, key)

describe.each(dialects)('forms on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
  })
  beforeEach(async () => {
    await cleared(db)
    const { exerciseId } = await givenConsultation(db)
    await write(db, async (tx) => {
      await addConsultation(tx, {
        id: consultationId,
        exerciseId,
        version: 2,
        picksMax: 0,
        minutes: 2,
        texts,
        template: 'form',
      })
      await writeForm(tx, { ...plan, version: 1, questions, published: true }, whileOpen)
    })
  })
  afterAll(() => db.destroy())
  const plan = { consultationId, note: '', personId: 'nobody' }

  const answers = { ...noAnswers, area: { kind: 'district' as const, district: 'north', forum: 'hill' } }
  const form: SentForm = {
    version: 1,
    answers: {
      [id('travel')]: { value: { option: 'other' }, text: 'Canary on a tram' },
      [id('why')]: { value: { written: true }, text: 'Canary again' },
    },
  }
  const send = (given: Partial<Parameters<typeof submit>[2]> = {}) =>
    write(db, (tx) =>
      submit(
        tx,
        secret,
        { consultationId, submissionKey: randomUUID(), answers, form, seed: 1, language: 'ur', ...given },
        whileOpen,
      ),
    )
  const referenceOf = async (sent: ReturnType<typeof send>) => {
    const result = await sent
    return 'reference' in result ? result.reference : ''
  }

  test('are read back as they were written, their texts in the reader’s language', async () => {
    const found = (await formOf(db, consultationId, day))!
    expect(found.version).toBe(1)
    expect(found.questions.map(({ key, kind, required, onlyIf }) => [key, kind, required, onlyIf])).toEqual([
      ['travel', 'one', true, null],
      ['why', 'text', false, { question: id('travel'), anyOf: ['a'], not: false }],
    ])
    const words = [...(await formTexts(db, found.questions, 'ur')).values()].map(({ body }) => body)
    expect(words.sort()).toEqual(['How?', 'Last', 'Why?', 'اختیار a', 'اختیار b'])
    expect(await formOf(db, 'no such', day)).toBeUndefined()
  })

  test('a new version keeps a question’s id; a draft of it is asked to nobody; a kind never changes', async () => {
    const next = (questions: QuestionPlan[], published: boolean) =>
      write(db, (tx) => writeForm(tx, { ...plan, version: 2, note: 'shorter', questions, published }, whileOpen))
    await expect(next([{ ...questions[0]!, kind: 'many' }], true)).rejects.toThrow(/another kind/)
    await expect(next([{ ...questions[1]! }], true)).rejects.toThrow(/does not come before/)
    await expect(next([{ ...questions[0]!, config: { options: [option('a')] } }], true)).rejects.toThrow(
      /too_few_options/,
    )
    await next([questions[0]!], false)
    expect((await formOf(db, consultationId, day))!.version).toBe(1)
    expect((await formOf(db, consultationId, day, 2))!.questions.map(({ id: own }) => own)).toEqual([id('travel')])
  })

  test('answers are written with their response: what counts in the commitment, own words outside it', async () => {
    const reference = await referenceOf(send())
    const rows = await db
      .selectFrom('response_answer')
      .select(['question_id', 'value'])
      .orderBy('question_id')
      .execute()
    expect(rows).toEqual([
      { question_id: id('travel'), value: '{"option":"other"}' },
      { question_id: id('why'), value: '{"written":true}' },
    ])
    const words = await db.selectFrom('response_own_words').select(['language', 'body']).orderBy('body').execute()
    expect(words).toEqual([
      { language: 'ur', body: 'Canary again' },
      { language: 'ur', body: 'Canary on a tram' },
    ])
    const { payload } = await db.selectFrom('ledger_opening').select('payload').executeTakeFirstOrThrow()
    expect(JSON.parse(payload).form).toEqual({
      version: 1,
      answers: { [id('travel')]: { option: 'other' }, [id('why')]: { written: true } },
    })
    expect(payload).not.toContain('Canary')
    expect((await counters(db))['district/north']).toBe(1)
    const own = await formAnswersByReference(db, secret, reference)
    expect(own).toMatchObject({ consultationId, version: 1 })
    expect(JSON.stringify(own)).not.toContain('Canary')
  })

  test('sent twenty times at once are one; other answers under the key are a conflict, and so is another version', async () => {
    const submissionKey = randomUUID()
    const all = await Promise.all(Array.from({ length: 20 }, () => send({ submissionKey })))
    expect(all.filter(({ kind }) => kind === 'accepted')).toHaveLength(1)
    expect(await countOf(db, 'response')).toBe(1)
    const other = { ...form, answers: { [id('travel')]: { value: { option: 'a' }, text: '' } } }
    expect(await send({ submissionKey, form: other })).toEqual({ kind: 'conflict' })
    expect(await send({ submissionKey, form: { ...form, version: 2 } })).toEqual({ kind: 'conflict' })
  })

  test('taken back leave nothing, and the chain still verifies', async () => {
    const reference = await referenceOf(send())
    expect(await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))).toBe(true)
    const left = JSON.stringify([
      await db.selectFrom('response_answer').selectAll().execute(),
      await db.selectFrom('response_own_words').selectAll().execute(),
      await db.selectFrom('ledger_opening').selectAll().execute(),
    ])
    expect(left).not.toContain('Canary')
    expect(left).not.toContain('option')
    expect(await formAnswersByReference(db, secret, reference)).toBeUndefined()
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
  })

  test('late ones are kept to be read, and counted nowhere', async () => {
    const submissionKey = randomUUID()
    const reference = await referenceOf(send({ submissionKey, late: true }))
    expect(await stateOf(db, submissionKey)).toBe('late')
    expect(await counters(db)).toEqual({})
    expect(await countOf(db, 'ledger')).toBeGreaterThan(0)
    expect(await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))).toBe(true)
    expect(await counters(db)).toEqual({})
  })

  test('an answer to a question that does not exist is not written at all', async () => {
    const before = await countOf(db, 'ledger')
    await expect(send({ form: { version: 1, answers: { 'no such': { value: {}, text: '' } } } })).rejects.toThrow()
    expect(await countOf(db, 'response')).toBe(0)
    expect(await countOf(db, 'ledger')).toBe(before)
  })

  test('a draft holds them beside the area, and two tabs do not undo each other', async () => {
    const token = await write(db, (tx) => createDraft(tx, secret, consultationId, 'en', whileOpen))
    const change = (key: string, option: string) =>
      write(db, (tx) =>
        changeWhole(tx, token, consultationId, 'en', whileOpen, (draft) => ({
          ...draft,
          form: { version: 1, answers: { ...draft.form?.answers, [id(key)]: { value: { option }, text: '' } } },
        })),
      )
    await Promise.all([change('travel', 'a'), change('why', 'b')])
    const last = await change('travel', 'b')
    expect(last?.form?.answers).toEqual({
      [id('travel')]: { value: { option: 'b' }, text: '' },
      [id('why')]: { value: { option: 'b' }, text: '' },
    })
  })
})
