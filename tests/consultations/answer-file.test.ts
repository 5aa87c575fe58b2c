import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileAbout, rowsByStatus, textsRead } from '../../app/consultations/answer-file/answer-file-store.server.ts'
import { answerText, type FileTask } from '../../app/consultations/answer-file/answer-text.server.ts'
import {
  addAnswers,
  type BatchAnswer,
  plainAnswer,
} from '../../app/consultations/answering/answer-batch-store.server.ts'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { setConfirming } from '../../app/consultations/confirming/confirming-store.server.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import { noMonitoring } from '../../app/consultations/equality/monitoring.ts'
import { type QuestionPlan, questionId, writeForm } from '../../app/consultations/form-store.server.ts'
import { freeTexts, gatherTexts, saveRead } from '../../app/consultations/texts/free-text-store.server.ts'
import { parseCsv } from '../../app/priorities/csv-text.ts'
import { streamBeside } from '../../app/server/beside-server.ts'
import { connect, type Db, write } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, givenConsultation, secret, texts, whileOpen } from './given.ts'

const after = new Date('2026-11-02T10:00:00Z')
const everything = () => true

type Line = Record<string, string>

async function whole(parts: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const part of parts) text += part
  return text
}

function lines(csv: string): Line[] {
  const [head = [], ...rows] = parseCsv(csv.replace(/^\ufeff/, ''))
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [head[i]!, cell])))
}

async function csvOf(db: Db, exerciseId: string, sees: Parameters<typeof fileAbout>[2] = everything) {
  const { plan } = (await fileAbout(db, exerciseId, sees))!
  return whole(answerText(db, plan, 'csv'))
}

describe.each(dialects)('answers one row each, on $name', ({ fresh }) => {
  let db: Db
  let given: Awaited<ReturnType<typeof givenConsultation>>
  const references: string[] = []
  const keys: string[] = []
  const send = (more: Partial<Parameters<typeof submit>[2]> = {}) =>
    write(db, async (tx) => {
      const submissionKey = randomUUID()
      keys.push(submissionKey)
      const answers = answersWith(given.optionIds, 'b', 'a')
      const sent = await submit(
        tx,
        secret,
        { consultationId: given.id, submissionKey, answers, seed: 1, language: 'pl', ...more },
        whileOpen,
      )
      if ('reference' in sent) references.push(sent.reference)
      return 'reference' in sent ? sent.reference : ''
    })
  const read = async () => lines(await csvOf(db, given.exerciseId))
  const withStatus = async (status: string) => (await read()).filter((line) => line.answer_status === status)

  beforeAll(async () => {
    db = await fresh()
    given = await givenConsultation(db)
    await db
      .insertInto('person')
      .values({
        id: 'analyst',
        email: 'analyst@test.example',
        label: 'analyst',
        organisation_id: null,
        created_at: whileOpen.toISOString(),
        disabled_at: null,
      })
      .execute()
  })
  afterAll(() => db.destroy())

  test('holds what was chosen, how it came and how it was confirmed, by codes', async () => {
    await write(db, (tx) =>
      setConfirming(tx, { exerciseId: given.exerciseId, level: 'letter', personId: 'analyst' }, whileOpen),
    )
    await send({ confirmed: true, edition: 'easy-read' })
    expect(await read()).toEqual([
      {
        row_number: '1',
        answer_status: 'counted',
        status_reason: '',
        came_by: 'online',
        panel_sample: '',
        answered_in: 'pl',
        in_edition: 'easy-read',
        received_on: '2026-10-10',
        district_code: 'north',
        forum_code: 'hill',
        confirmed_by: 'letter',
        with_help: '0',
        likely_repeat: '0',
        campaign_mark: '',
        choice_1: given.optionIds.b,
        choice_2: given.optionIds.a,
        choice_3: '',
        same_rank: '0',
        none_of_these: '0',
        'why:own_words': '',
        'why:left_out': '0',
        'something_else:own_words': '',
        'something_else:left_out': '0',
      },
    ])
  })

  test('names the sample of the citizens’ panel by its number, where an answer came through one', async () => {
    const sample = { id: 'sample', name: 'Sample 7', people: 40, recruited_on: '2026-10-01', number: 7, code: 'code' }
    await db
      .insertInto('panel_sample')
      .values({ ...sample, exercise_id: given.exerciseId })
      .execute()
    const reference = await send({ wayIn: { channel: 'online', sample: 'sample' } })
    expect((await read()).map((line) => line.panel_sample).sort()).toEqual(['', '7'])
    await write(db, (tx) => withdraw(tx, secret, reference, whileOpen))
    expect((await read()).map((line) => line.panel_sample)).toEqual(['', ''])
    references.pop()
    keys.pop()
    await db.deleteFrom('response').where('status', '=', 'withdrawn').execute()
  })

  test('tells why an answer is in no figure, and of what was taken back nothing else', async () => {
    await send({ late: true })
    await send({ held: 'fast' })
    await send({ answers: { ...answersWith(given.optionIds, 'a'), area: { kind: 'outside' } } })
    await send({ organisation: { name: 'Canary Ltd', does: 'Sings', represents: 'Canaries' } })
    const back = await send()
    await write(db, (tx) => withdraw(tx, secret, back, whileOpen))
    const told = (await read()).map((line) => [line.answer_status, line.status_reason, line.choice_1 !== ''])
    expect(told).toEqual([
      ['counted', '', true],
      ['outside', 'outside', true],
      ['organisation', 'organisation', true],
      ['late', 'late', true],
      ['quarantined', 'fast', true],
      ['withdrawn', 'withdrawn', false],
    ])
    const [gone] = await withStatus('withdrawn')
    expect(Object.values(gone!).filter(Boolean)).toEqual(['6', 'withdrawn', 'withdrawn'])
    expect(await rowsByStatus(db, given.id)).toMatchObject({ counted: 1, withdrawn: 1, quarantined: 1 })
  })

  test('has own words only once somebody has read them, and without what was left out', async () => {
    await send({ answers: { ...answersWith(given.optionIds, 'a'), why: '=Zed Quibble likes it' } })
    const because = async () => (await read()).find((line) => line['why:left_out'] === '1' || line['why:own_words'])!
    expect([(await because())['why:own_words'], (await because())['why:left_out']]).toEqual(['', '1'])
    const by = { exerciseId: given.exerciseId, personId: 'analyst' }
    await write(db, (tx) => gatherTexts(tx, by, after))
    expect((await because())['why:own_words']).toBe('')
    expect(await textsRead(db, given.exerciseId, () => true)).toEqual({ gathered: 1, read: 0 })
    const [text] = await freeTexts(db, given.exerciseId)
    await write(db, (tx) => saveRead(tx, { ...by, read: [{ id: text!.id, hides: [[1, 12]] }] }, after))
    expect([(await because())['why:own_words'], (await because())['why:left_out']]).toEqual(['=[…] likes it', '0'])
    expect(await csvOf(db, given.exerciseId)).toContain(",'=[…] likes it,")
    expect(await textsRead(db, given.exerciseId, () => true)).toEqual({ gathered: 1, read: 1 })
  })

  test('has nothing that leads back to anybody, and no order that tells when they answered', async () => {
    const many = Array.from({ length: 1100 }, (_, i): BatchAnswer => {
      const submissionKey = randomUUID()
      keys.push(submissionKey)
      return {
        ...plainAnswer,
        submissionKey,
        answers: answersWith(given.optionIds, 'a'),
        channel: 'paper',
        language: 'en',
        receivedOn: `2026-10-${String(1 + (i % 28)).padStart(2, '0')}`,
        monitoring: { ...noMonitoring, sex: 'canary-sex', ethnicWords: 'canary words' },
      }
    })
    await write(db, (tx) => addAnswers(tx, secret, given.id, many))
    await db
      .insertInto('contact')
      .values({
        id: 'x',
        exercise_id: given.exerciseId,
        address: 'canary@test.example',
        language: 'en',
        wants: 'results',
        created_on: '2026-10-10',
      })
      .execute()
    const { plan } = (await fileAbout(db, given.exerciseId, everything))!
    const csv = await whole(answerText(db, plan, 'csv'))
    const jsonl = await whole(answerText(db, plan, 'jsonl'))
    const rows = await db.selectFrom('response').selectAll().execute()
    const secrets = rows.flatMap((row) => [
      row.id,
      row.submission_key,
      row.reference_hash,
      row.body_hash,
      row.monitoring_key,
    ])
    const shown = new Set(`${csv}\n${jsonl}`.split(/[,"\r\n:{}]+/))
    // What stands for the body of an answer that was taken back is a word.
    const told = [...secrets, ...keys, ...references].filter((one) => one && one !== 'withdrawn' && shown.has(one))
    expect(told).toEqual([])
    expect(csv + jsonl).not.toMatch(/canary/i)
    const read = lines(csv)
    expect(read).toHaveLength(rows.length)
    expect(read.map((line) => Number(line.row_number))).toEqual(rows.map((_, i) => i + 1))
    const days = read.filter((line) => line.came_by === 'paper').map((line) => line.received_on!)
    expect(days).toHaveLength(1100)
    expect(days).not.toEqual([...days].sort())
    const objects = jsonl
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string | number>)
    const filled = (line: Line) => Object.fromEntries(Object.entries(line).filter(([, cell]) => cell !== ''))
    expect(objects.map((one) => Object.fromEntries(Object.entries(one).map(([k, v]) => [k, String(v)])))).toEqual(
      read.map(filled),
    )
  })
})

const option = (id: string) => ({ id, title: { en: `Option ${id}` }, example: null })
const consultationId = 'ways'
const id = (key: string) => questionId(consultationId, key)
const asked = (...options: string[]): QuestionPlan[] => [
  { key: 'status', kind: 'many', title: { en: 'Which?' }, config: { options: options.map(option), other: true } },
  {
    key: 'ours',
    kind: 'rate',
    title: { en: 'How?' },
    config: { from: 0, to: 5, low: { en: 'l' }, high: { en: 'h' } },
    ownedBy: 'another',
  },
]

describe.each(dialects)('answers to a form one row each, on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  beforeAll(async () => {
    db = await fresh()
    ;({ exerciseId } = await givenConsultation(db))
    const form = { consultationId, note: '', personId: 'officer', published: true }
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
      await writeForm(tx, { ...form, version: 1, questions: asked('a', 'b') }, whileOpen)
      await writeForm(
        tx,
        { ...form, version: 2, note: 'Ours was hard to answer.', questions: asked('a', 'c') },
        whileOpen,
      )
      for (const [version, chosen] of [
        [1, 'b'],
        [2, 'c'],
      ] as const) {
        const answers = {
          [id('status')]: { value: { options: [chosen], none: false, other: true }, text: 'Canary' },
          [id('ours')]: { value: { points: 5 }, text: '' },
        }
        const sent = { consultationId, submissionKey: randomUUID(), answers: noAnswers, form: { version, answers } }
        await submit(tx, secret, { ...sent, seed: 1, language: 'en' }, whileOpen)
      }
    })
  })
  afterAll(() => db.destroy())

  test('has a column for what any version offered, under keys that no column of the file can have', async () => {
    const read = lines(await csvOf(db, exerciseId))
    expect(Object.keys(read[0]!).slice(14)).toEqual([
      'form_version',
      'status',
      'status.a',
      'status.c',
      'status.b',
      'status.other',
      'status:own_words',
      'status:left_out',
      'ours',
    ])
    const cells = read.map((line) => Object.values(line).slice(14)).sort()
    expect(cells).toEqual([
      ['1', 'given', '0', '0', '1', '1', '', '1', '5'],
      ['2', 'given', '0', '1', '0', '1', '', '1', '5'],
    ])
  })

  test('leaves another partner’s module out, column, codes and all (P-14)', async () => {
    const mine = ({ ownedBy }: { ownedBy: string | null }) => ownedBy === null
    const about = (await fileAbout(db, exerciseId, mine))!
    expect(about.questions.map(({ key }) => key)).toEqual(['status'])
    expect(about.versions.map(({ version, note }) => [version, note])).toEqual([
      [1, ''],
      [2, 'Ours was hard to answer.'],
    ])
    expect(about.unseen).toBe(1)
    const [head] = (await csvOf(db, exerciseId, mine)).split('\r\n')
    expect(head).not.toContain('ours')
    expect(JSON.stringify(about)).not.toContain('ours')
  })
})

test('the thread gives the very bytes, over a connection that cannot write, and ends when its reader goes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-answers-'))
  const url = `sqlite:${join(folder, 'site.sqlite')}`
  const db = await connect(url)
  await migrate(db)
  const { id: consultation, exerciseId, optionIds } = await givenConsultation(db)
  const answers = answersWith(optionIds, 'a')
  const one = () => ({ ...plainAnswer, submissionKey: randomUUID(), answers, language: 'en', receivedOn: '2026-10-10' })
  const many = Array.from({ length: 2100 }, (): BatchAnswer => ({ ...one(), channel: 'online' }))
  await write(db, (tx) => addAnswers(tx, secret, consultation, many))
  const { plan } = (await fileAbout(db, exerciseId, everything))!
  const task: FileTask = { plan, kind: 'csv', url }
  const begin = () => streamBeside('app/consultations/answer-file/answer-file-worker.ts', task)
  expect(await new Response(begin()).text()).toBe((await whole(answerText(db, plan, 'csv'))).replace(/^\ufeff/, ''))
  const reader = begin().getReader()
  expect((await reader.read()).done).toBe(false)
  await reader.cancel()
  expect((await reader.read()).done).toBe(true)
  await db.destroy()
  rmSync(folder, { recursive: true })
})
