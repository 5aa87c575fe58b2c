import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { addedStatements, moderate, type Verdict } from '../../app/consultations/answering/statement-store.server.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import { formOf, formTexts, questionId, writeForm } from '../../app/consultations/form-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { cleared, givenConsultation, secret, texts, whileOpen } from './given.ts'

const consultationId = 'views'
const question = questionId(consultationId, 'views')
const statement = (id: string) => ({ id, title: { en: `Statement ${id}` }, example: null })

describe.each(dialects)('statements that residents add, on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  beforeAll(async () => {
    db = await fresh()
    const created_at = whileOpen.toISOString()
    await db
      .insertInto('person')
      .values({
        id: 'officer',
        email: 'o@example.org',
        label: 'Officer',
        organisation_id: null,
        created_at,
        disabled_at: null,
      })
      .execute()
  })
  beforeEach(async () => {
    await cleared(db)
    exerciseId = (await givenConsultation(db)).exerciseId
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
      const views = {
        key: 'views',
        kind: 'statements' as const,
        title: { en: 'Agree?' },
        config: { statements: ['a', 'b'].map(statement), add: true },
      }
      await writeForm(
        tx,
        { consultationId, version: 1, note: '', personId: 'nobody', questions: [views], published: true },
        whileOpen,
      )
    })
  })
  afterAll(() => db.destroy())

  const add = async (body: string, language = 'en') => {
    const form = { version: 1, answers: { [question]: { value: { votes: [['a', 1]], added: true }, text: body } } }
    const sent = await write(db, (tx) =>
      submit(
        tx,
        secret,
        { consultationId, submissionKey: randomUUID(), answers: noAnswers, form, seed: 1, language },
        whileOpen,
      ),
    )
    const waiting = (await addedStatements(db, exerciseId)).find((one) => one.body === body)!
    return { reference: 'reference' in sent ? sent.reference : '', id: waiting.id }
  }
  const decide = (statementId: string, verdict: Verdict) =>
    write(db, (tx) => moderate(tx, { exerciseId, statementId, verdict, personId: 'officer' }, whileOpen))
  const offered = async () => {
    const form = (await formOf(db, consultationId, '2026-10-10'))!
    return (form.questions[0]!.config as { added: { id: string }[] }).added.map(({ id }) => id)
  }

  test('wait unseen, and are offered to everybody once an officer has accepted them', async () => {
    const { id } = await add('More benches.')
    expect(await offered()).toEqual([])
    expect(await decide(id, { state: 'accepted', english: null })).toBe(true)
    expect(await offered()).toEqual([id])
    expect(await decide(id, { state: 'refused', reason: 'late' })).toBe(false)
    expect(await db.selectFrom('response_own_words').selectAll().execute()).toEqual([])
  })

  test('in another language are read in both', async () => {
    const { id } = await add('زیادہ بینچ۔', 'ur')
    await decide(id, { state: 'accepted', english: 'More benches.' })
    const { questions } = (await formOf(db, consultationId, '2026-10-10'))!
    const bodies = async (language: string) =>
      [...(await formTexts(db, questions, language)).values()].map(({ body }) => body)
    expect(await bodies('en')).toContain('More benches.')
    expect(await bodies('ur')).toContain('زیادہ بینچ۔')
  })

  test('that are turned down keep their reason, in the ledger too, and are offered to nobody', async () => {
    const { id } = await add('My neighbour is a thief.')
    await decide(id, { state: 'refused', reason: 'It accuses a person.' })
    expect(await offered()).toEqual([])
    const [kept] = await addedStatements(db, exerciseId)
    expect(kept).toMatchObject({ state: 'refused', reason: 'It accuses a person.' })
    const payloads = await db.selectFrom('ledger_opening').select('payload').execute()
    expect(payloads.some(({ payload }) => payload.includes('It accuses a person.'))).toBe(true)
    expect(payloads.some(({ payload }) => payload.includes('thief'))).toBe(false)
  })

  test('go with an answer that is taken back, but for those that others have judged: nothing leads back to it', async () => {
    const [waits, accepted] = [await add('First.'), await add('Second.')]
    await decide(accepted.id, { state: 'accepted', english: null })
    for (const { reference } of [waits, accepted]) await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))
    const left = await db.selectFrom('added_statement').select(['body', 'response_id']).execute()
    expect(left).toEqual([{ body: 'Second.', response_id: null }])
  })
})
