import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { publishCodebook, saveCodebook } from '../../app/consultations/texts/codebook-store.server.ts'
import { codesBy, codingOf, openRound, saveCodes, toCode } from '../../app/consultations/texts/coding-store.server.ts'
import {
  freeTexts,
  gatherTexts,
  residentsTexts,
  saveRead,
} from '../../app/consultations/texts/free-text-store.server.ts'
import { spansOf } from '../../app/consultations/texts/redaction.ts'
import { themeFiles } from '../../app/consultations/texts/theme-files.ts'
import { draftThemes, newestThemes, publishedThemes } from '../../app/consultations/texts/theme-store.server.ts'
import { signList } from '../../app/priorities/list-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, givenConsultation, secret, whileOpen } from './given.ts'

const after = new Date('2026-11-02T10:00:00Z')
const keeper = { signingKey: '2a'.repeat(32), outsideAddress: undefined }
const codes = ['roads', 'buses'].map((key) => ({
  key,
  name: key,
  definition: `All about ${key}`,
  example: `The ${key}!`,
}))

describe.each(dialects)('what people wrote, on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  let given: Awaited<ReturnType<typeof givenConsultation>>
  const references: string[] = []

  const say = (why: string, mayPublish = false) =>
    write(db, async (tx) => {
      const answers = { ...answersWith(given.optionIds, 'a'), why }
      const submission = {
        consultationId: given.id,
        submissionKey: randomUUID(),
        answers,
        seed: 1,
        language: 'en',
        mayPublish,
      }
      const sent = await submit(tx, secret, submission, whileOpen)
      if ('reference' in sent) references.push(sent.reference)
    })
  const texts = () => freeTexts(db, exerciseId)
  const by = (personId: string) => ({ exerciseId, personId })
  const open = (seed = 'seed') =>
    write(db, (tx) => openRound(tx, { ...by('one'), first: 'one', second: 'two', share: 10, seed }, after))
  /** Codes everything that is a person's to code, by what the text is about; `wrong` turns some of it round. */
  const code = async (person: string, wrong: (i: number) => boolean = () => false) => {
    const { round, texts: all } = (await codingOf(db, exerciseId))!
    const all_ = new Map(all.map(({ id, body }) => [id, body]))
    const own = toCode(round, all, person)!
    const of = (id: string, i: number) => (all_.get(id)!.includes('road') !== wrong(i) ? ['roads'] : ['buses'])
    return write(db, (tx) =>
      saveCodes(tx, { ...by(person), given: own.map((id, i) => ({ id, codes: of(id, i) })) }, after),
    )
  }
  const telling = {
    roads: { smaller: 'that roads are fine.', quotes: [] },
    buses: { smaller: 'otherwise.', quotes: [] },
  }
  const draft = () => write(db, (tx) => draftThemes(tx, { ...by('one'), telling, note: '' }, after))

  beforeAll(async () => {
    db = await fresh()
    given = await givenConsultation(db)
    exerciseId = given.exerciseId
    const person = (id: string) => ({
      id,
      email: `${id}@test.example`,
      label: id,
      organisation_id: null,
      disabled_at: null,
    })
    await db
      .insertInto('person')
      .values(['one', 'two'].map((id) => ({ ...person(id), created_at: whileOpen.toISOString() })))
      .execute()
    for (let i = 0; i < 12; i++) await say(`The roads, number ${i}, says Zed Quibble`, i < 2)
    for (let i = 0; i < 13; i++) await say(`The buses, number ${i}`)
    await say('')
  })
  afterAll(() => db.destroy())

  test('is gathered once, without what was taken back, and waits until a person has read it', async () => {
    await say('Taken back')
    const last = references.at(-1)!
    expect(await write(db, (tx) => gatherTexts(tx, by('one'), after))).toBe(26)
    expect(await write(db, (tx) => gatherTexts(tx, by('one'), after))).toBe(0)
    await write(db, (tx) => withdraw(tx, secret, last, whileOpen))
    expect(await texts()).toHaveLength(25)
    expect(await open()).toBe('unread')
    const read = (await texts()).map(({ id, body }) => ({ id, hides: spansOf(body, 'Zed Quibble') }))
    await write(db, (tx) => saveRead(tx, { ...by('one'), read }, after))
    expect((await texts()).filter(({ hides }) => hides!.length)).toHaveLength(12)
  })

  test('that came late or from outside is gathered and read apart, and nobody codes it', async () => {
    const answers = answersWith(given.optionIds, 'a')
    const apart = (why: 'late' | 'outside' | 'organisation', i: number) => ({
      ...plainAnswer,
      submissionKey: randomUUID(),
      answers: {
        ...answers,
        area: why === 'outside' ? ({ kind: 'outside' } as const) : answers.area,
        why: `Written ${why}`,
      },
      channel: 'paper' as const,
      language: 'en',
      status: why === 'outside' ? ('counted' as const) : why,
      source: 'paper b',
      sourceRow: String(i),
      receivedOn: '2026-10-30',
    })
    const sent = (['late', 'outside', 'organisation'] as const).map(apart)
    await write(db, (tx) => addAnswers(tx, secret, given.id, sent))
    expect(await write(db, (tx) => gatherTexts(tx, by('one'), after))).toBe(2)
    const last = (await texts()).slice(-2)
    expect(last.map(({ body }) => body).sort()).toEqual(['Written late', 'Written outside'])
    expect(last.map(({ apart }) => apart).sort()).toEqual(['late', 'outside'])
    expect(await residentsTexts(db, exerciseId)).toHaveLength(25)
    // Not read yet, and yet no round waits for them: only what residents wrote is coded.
    expect(last.every(({ hides }) => hides === null)).toBe(true)
    const read = last.map(({ id, body }) => ({ id, hides: spansOf(body, 'Written') }))
    await write(db, (tx) => saveRead(tx, { ...by('one'), read }, after))
    expect((await texts()).slice(-2).map(({ hides }) => hides)).toEqual([[[0, 7]], [[0, 7]]])
  })

  test('is coded by a published codebook that then stands still', async () => {
    expect(await open()).toBe('no_codebook')
    await write(db, (tx) => saveCodebook(tx, { ...by('one'), codes, note: '' }, after))
    expect(await write(db, (tx) => saveCodebook(tx, { ...by('one'), codes, note: 'again' }, after))).toBe(1)
    expect(await open()).toBe('no_codebook')
    expect(await write(db, (tx) => publishCodebook(tx, by('one'), after))).toBe(true)
    expect(await write(db, (tx) => publishCodebook(tx, by('one'), after))).toBe(false)
    expect(await open()).toBe('opened')
  })

  test('is coded by each without the other’s codes, and compared when both have finished', async () => {
    const { round, texts: all } = (await codingOf(db, exerciseId))!
    expect([toCode(round, all, 'one')!.length, toCode(round, all, 'two')!.length]).toEqual([25, 10])
    expect(toCode(round, all, 'somebody')).toBeUndefined()
    const foreign = toCode(round, all, 'one')!.find((id) => !toCode(round, all, 'two')!.includes(id))!
    const notTheirs = { ...by('two'), given: [{ id: foreign, codes: [] }] }
    expect(await write(db, (tx) => saveCodes(tx, notTheirs, after))).toBe(false)
    await code('one')
    expect((await codingOf(db, exerciseId))!.agreement).toBeNull()
    expect(await codesBy(db, { exerciseId, round: 1, coderId: 'two' })).toEqual(new Map())
    await code('two', (i) => i % 2 === 0)
    expect((await codingOf(db, exerciseId))!.agreement!.isEnough).toBe(false)
    expect(await draft()).toBe('not_frozen')
  })

  test('is coded again where the coders agreed too little, and not again once they agree', async () => {
    expect(await open('second')).toBe('opened')
    await code('one')
    await code('two')
    const { agreement, round } = (await codingOf(db, exerciseId))!
    expect([agreement!.kappa, agreement!.isEnough, round.round]).toEqual([1, true, 2])
    expect(await open('third')).toBe('agreed')
    expect(await code('one')).toBe(false)
  })

  test('is published by two people with the frozen answers: only words that may be, and without what was left out', async () => {
    const snapshot = { exercise_id: exerciseId, parent_id: null, reason: '', rows: 26, content: '{}', hash: 'h' }
    await db
      .insertInto('snapshot')
      .values({
        id: 's',
        ...snapshot,
        stage: 'analysis',
        version: 1,
        created_by: null,
        created_at: after.toISOString(),
      })
      .execute()
    const all = await texts()
    const roads = all.filter(({ body }) => body.includes('roads'))
    telling.roads.quotes = roads.map(({ id }) => id) as never[]
    expect(await draft()).toBe('drafted')
    const { row, report } = (await newestThemes(db, exerciseId))!
    expect(report.themes.map(({ key, people }) => [key, people])).toEqual([
      ['buses', 13],
      ['roads', 12],
    ])
    expect(report.themes[1]!.quotes).toHaveLength(2)
    expect(report.confirmedBy).toBe('none')
    const csv = (of: typeof report) => themeFiles(of)['themes.csv'].trimEnd().split('\r\n')
    expect(csv(report)[0]).toMatch(/,confirmed by$/)
    expect(
      csv(report)
        .slice(1)
        .every((row) => row.endsWith(',none')),
    ).toBe(true)
    // What was published before keeps its bytes.
    const { confirmedBy: _, ...before } = report
    expect(csv(before)).toEqual(csv(report).map((row) => row.replace(/,(none|confirmed by)$/, '')))
    expect(report.themes[1]!.quotes[0]!.text).toMatch(/says \[…\]$/)
    expect(JSON.stringify(report)).not.toContain('Quibble')
    const sign = (personId: string) =>
      write(db, (tx) =>
        signList(tx, keeper, { exerciseId, listId: row.id, hash: row.result_hash, personId }, after, 'theme_report'),
      )
    expect(await sign('one')).toBe('first')
    expect(await sign('one')).toBe('same_person')
    expect(await publishedThemes(db, given.slug)).toBeUndefined()
    expect(await sign('two')).toBe('published')
    expect((await publishedThemes(db, given.slug))!.report.people).toBe(25)
  })
})
