import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addContact } from '../../app/consultations/answering/contact-store.server.ts'
import {
  changeDraft,
  createDraft,
  draftOf,
  dropDraft,
  dropOldDrafts,
} from '../../app/consultations/answering/draft-store.server.ts'
import { ownAnswer } from '../../app/consultations/answering/own-answer.server.ts'
import { submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { districtsOn } from '../../app/consultations/area-store.server.ts'
import {
  consultationBySlug,
  consultations,
  createConsultation,
  questionsOf,
} from '../../app/consultations/consultation-store.server.ts'
import { answered, noMonitoring } from '../../app/consultations/equality/monitoring.ts'
import { monitoringOf, saveMonitoring } from '../../app/consultations/equality/monitoring-store.server.ts'
import { changeWording, wordingOf, wordings } from '../../app/consultations/equality/wording-store.server.ts'
import type { Ask } from '../../app/server/page.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import {
  answersWith,
  cleared,
  counters,
  countOf,
  frozenAtClosing,
  givenConsultation,
  secret,
  whileOpen,
} from './given.ts'

describe.each(dialects)('consultations on $name', ({ fresh }) => {
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  beforeAll(async () => {
    db = await fresh()
  })
  beforeEach(async () => {
    await cleared(db)
    asked = await givenConsultation(db)
  })
  afterAll(() => db.destroy())

  test('read in the reader’s language, in English where a text has no other', async () => {
    const read = (await consultationBySlug(db, 'october', 'ur'))!
    expect(read.title).toEqual({ body: 'What matters? (اردو)', language: 'ur', checked: false })
    expect(read.cannotChange).toEqual({ body: 'That', language: 'en', checked: true })
    expect(read).toMatchObject({ runBy: 'Officers', picksMax: 3, closesOn: '2026-10-28' })
    const { questions, options } = await questionsOf(db, asked.id, 'ur')
    expect(questions.pick.title.body).toBe('Which? (اردو)')
    expect(options.map((o) => o.id)).toEqual(['a', 'b', 'c', 'd'].map((key) => asked.optionIds[key]))
    expect([options[0]!.example?.body, options[1]!.example]).toEqual(['Example (اردو)', null])
  })

  test('that are not published are not there; a newer version stands for the older', async () => {
    await givenConsultation(db, { slug: 'plan', published: false })
    expect(await consultationBySlug(db, 'plan', 'en')).toBeUndefined()
    expect(await consultationBySlug(db, 'nowhere', 'en')).toBeUndefined()
    const { exerciseId } = asked
    const old = (await consultationBySlug(db, 'october', 'en'))!
    const { texts, options } = againWith('Asked anew')
    await write(db, (tx) => createConsultation(tx, { exerciseId, version: 2, texts, options }))
    expect((await consultationBySlug(db, 'october', 'en'))!.title.body).toBe('Asked anew')
    expect((await consultations(db, 'en')).map((c) => [c.slug, c.title.body, c.listed])).toEqual([
      ['october', 'Asked anew', false],
    ])
    expect(old.title.body).toBe('What matters?')
  })

  test('refuse what is not the template, and write nothing of it', async () => {
    const { texts, options } = againWith('Too few')
    const two = { exerciseId: asked.exerciseId, version: 2, texts, options: options.slice(0, 2) }
    await expect(write(db, (tx) => createConsultation(tx, two))).rejects.toThrow(RangeError)
    const six = { exerciseId: asked.exerciseId, version: 2, texts, options, picksMax: 6 }
    await expect(write(db, (tx) => createConsultation(tx, six))).rejects.toThrow('picks')
  })

  test('offer the districts of the day with the parts of the day', async () => {
    const parts = (day: string) => districtsOn(db, day).then((all) => all.map((d) => [d.id, d.forums.map((f) => f.id)]))
    expect(await parts('2026-10-10')).toEqual([
      ['north', ['hill']],
      ['south', []],
    ])
    expect(await parts('1995-10-10')).toEqual([])
  })

  test('keep drafts under a hash only, change them as they stand, and drop them two weeks after closing', async () => {
    const token = await write(db, (tx) => createDraft(tx, secret, asked.id, 'en', whileOpen))
    const row = await db.selectFrom('draft').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(token)
    const change = (area: 'outside' | 'unsaid', why: string) =>
      write(db, (tx) =>
        changeDraft(tx, token, asked.id, 'ur', whileOpen, (a) => ({ ...a, area: { kind: area }, why: a.why + why })),
      )
    await change('outside', 'one ')
    await change('unsaid', 'two')
    expect((await draftOf(db, token, asked.id))?.answers).toMatchObject({ area: { kind: 'unsaid' }, why: 'one two' })
    expect(await draftOf(db, token, 'another consultation')).toBeUndefined()
    expect(await draftOf(db, 'guessed', asked.id)).toBeUndefined()
    await frozenAtClosing(db, asked.exerciseId, '2026-10-29T00:00:10Z')
    await dropOldDrafts(db, new Date('2026-11-11T12:00:00Z'))
    expect(await countOf(db, 'draft')).toBe(1)
    await dropOldDrafts(db, new Date('2026-11-12T12:00:00Z'))
    expect(await countOf(db, 'draft')).toBe(0)
    await dropDraft(db, token)
    expect(await write(db, (tx) => changeDraft(tx, token, asked.id, 'en', whileOpen, (a) => a))).toBeUndefined()
  })

  test('keep equality answers in a store of their own, under a key that is nowhere else', async () => {
    const key = randomUUID()
    const { reference } = await sendOne(key)
    const say = (step: 'age' | 'sex', code: string) =>
      write(db, (tx) => saveMonitoring(tx, key, (known) => answered(step, code, known)))
    await say('age', '16-29')
    await say('sex', 'male')
    await say('age', '30-44')
    const row = await db.selectFrom('monitoring_answer').selectAll().executeTakeFirstOrThrow()
    const response = await db.selectFrom('response').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ age_band: '30-44', sex: 'male', ethnic_group: null })
    expect(response.monitoring_key).toBe(row.key)
    expect([response.id, response.submission_key, response.reference_hash]).not.toContain(row.key)
    expect(Object.keys(row)).not.toContain('response_id')
    expect(await counters(db)).toMatchObject({ 'age_band/16-29': 0, 'age_band/30-44': 1, 'age_sex/30-44/male': 1 })
    const before = await counters(db)
    expect(before['age_sex/16-29/male']).toBe(0)
    await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))
    expect(await db.selectFrom('monitoring_answer').selectAll().execute()).toEqual([])
    expect(Object.values(await counters(db)).every((n) => n === 0)).toBe(true)
    expect(await monitoringOf(db, key)).toBeUndefined()
    expect(await say('age', '65+')).toBeUndefined()
    expect(await db.selectFrom('monitoring_answer').selectAll().execute()).toEqual([])
  })

  test('keep a description where the codes are, and a wording per language', async () => {
    const key = randomUUID()
    await sendOne(key)
    const group = answered('ethnic-group', 'other', noMonitoring)
    await write(db, (tx) => saveMonitoring(tx, key, () => answered('ethnic-detail', 'arab', group, 'یمنی')))
    expect((await monitoringOf(db, key))?.known).toMatchObject({ ethnicDetail: 'arab', ethnicWords: 'یمنی' })
    const texts = await db.selectFrom('response_text').selectAll().execute()
    expect(JSON.stringify(texts)).not.toContain('یمنی')
    const person = { id: 'p', label: 'One', email: 'one@demo.example', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...person, created_at: '2026-01-01T00:00:00Z' })
      .execute()
    const change = (title: string) =>
      write(db, (tx) => changeWording(tx, { step: 'sex', language: 'en', title, hint: '' }, 'p', whileOpen))
    await change('What is your legal sex?')
    await change('What is your sex as the law has it?')
    expect(await wordingOf(db, 'sex', 'en')).toMatchObject({ title: 'What is your sex as the law has it?' })
    expect(await wordingOf(db, 'sex', 'ur')).toBeUndefined()
    expect(await wordings(db)).toMatchObject([{ step: 'sex', changedBy: 'One' }])
    await change('')
    expect(await wordings(db)).toEqual([])
  })

  test('know nothing of somebody who said nothing', async () => {
    const key = randomUUID()
    await sendOne(key)
    expect((await monitoringOf(db, key))?.known).toEqual(noMonitoring)
    expect(await monitoringOf(db, randomUUID())).toBeUndefined()
  })

  test('keep an address once, by the day, with nothing that leads to an answer', async () => {
    const contact = { exerciseId: asked.exerciseId, way: 'email' as const, address: 'somebody@example.org' }
    await write(db, (tx) => addContact(tx, { ...contact, language: 'en', wants: 'results' }, whileOpen))
    await write(db, (tx) => addContact(tx, { ...contact, language: 'ur', wants: 'everything' }, whileOpen))
    const rows = await db.selectFrom('contact').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      address: 'somebody@example.org',
      language: 'ur',
      wants: 'results,decision,half_year,year',
      created_on: '2026-10-10',
    })
    expect(Object.keys(rows[0]!).toSorted()).toEqual([
      'address',
      'created_on',
      'exercise_id',
      'id',
      'language',
      'wants',
      'way',
    ])
  })

  test('show the holder of a reference their choices, and let them take it back until closing only', async () => {
    const { reference } = await sendOne(randomUUID())
    const settings = { SECRET: secret }
    const shown = (now: string) =>
      ownAnswer({ db, settings, lang: 'ur', now: new Date(now) } as Ask<unknown>, reference)
    const open = await shown('2026-10-28T23:59:59Z')
    expect(open).toMatchObject({ slug: 'october', status: 'counted', published: false, mayWithdraw: true, same: false })
    expect(open!.threads).toEqual([
      {
        id: asked.optionIds.a,
        title: { body: 'Option a (اردو)', language: 'ur' },
        place: null,
        decision: null,
        actions: [],
      },
    ])
    expect((await shown('2026-10-29T00:00:00Z'))?.mayWithdraw).toBe(false)
    await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))
    expect(await shown('2026-10-20T12:00:00Z')).toMatchObject({ status: 'withdrawn', threads: [], mayWithdraw: false })
  })

  async function sendOne(key: string): Promise<{ reference: string }> {
    const answers = answersWith(asked.optionIds, 'a')
    const submission = { consultationId: asked.id, submissionKey: key, answers, seed: 1, language: 'en' }
    const sent = await write(db, (tx) => submit(tx, secret, submission, whileOpen))
    return { reference: 'reference' in sent ? sent.reference : '' }
  }
})

function againWith(title: string) {
  const en = (text: string) => ({ en: text })
  const question = { title: en('?'), hint: null }
  return {
    texts: {
      title: en(title),
      lead: en('.'),
      decision: en('.'),
      canChange: en('.'),
      cannotChange: en('.'),
      questions: { area: question, pick: question, order: question, why: question },
    },
    options: ['x', 'y', 'z'].map((key) => ({ key, title: en(key), example: null, priorityId: null })),
  }
}
