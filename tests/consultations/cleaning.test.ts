import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { findByReference, submit } from '../../app/consultations/answering/response-store.server.ts'
import {
  decideLatePost,
  latePostOf,
  noteTestAnswer,
  proposeLatePost,
} from '../../app/consultations/freezing/cleaning-store.server.ts'
import { exclusionsOf, leftOutCodes, leftOutOf } from '../../app/consultations/freezing/exclusion.ts'
import { answerCounts } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import { isAnythingOpen } from '../../app/consultations/freezing/open-work.ts'
import { openWorkOf } from '../../app/consultations/freezing/open-work-store.server.ts'
import { countsAsTold } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { latePostProblems } from '../../app/consultations/paper/late-post.ts'
import { openBatchesOf } from '../../app/consultations/paper/paper-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, counters, givenConsultation, secret, whileOpen } from './given.ts'

const none = { counted: 9, outside: 0, organisation: 0, late: 0, withdrawn: 0, duplicate: 4, campaign: 3, unsent: 7 }

describe('the ledger of exclusions', () => {
  test('has words for every reason, as a row and in the sentence', () => {
    const t = words('en', 'list')
    for (const code of leftOutCodes) {
      expect(t(`exclusions.${code}`)).not.toBe(`exclusions.${code}`)
      expect(t(`left_out.because.${code}`, { count: 2, people: '2' })).toMatch(/^2 /)
    }
  })

  test('tells every code, and the rare ones only where there are any', () => {
    expect(exclusionsOf(none).map(({ code }) => code)).not.toContain('test')
    expect(exclusionsOf({ ...none, over: 2 }).at(-1)).toEqual({ code: 'over', people: 2 })
  })

  test('says how many are in no figure, the largest reason first: repeats, campaigns and late letters let in count', () => {
    expect(leftOutOf(none)).toEqual({ people: 0, reasons: [], few: false })
    const counts = { ...none, late: 2, organisation: 5, blank: 3, accepted: 4 }
    expect(leftOutOf(counts)).toEqual({
      people: 10,
      reasons: [
        { code: 'organisation', people: 5 },
        { code: 'blank', people: 3 },
        { code: 'late', people: 2 },
      ],
      few: false,
    })
  })
})

test('a late letter was posted between the opening and the closing day, and somebody says how that is known', () => {
  const reason = 'The postmark is clear'
  const open = { opensOn: '2026-09-01', closesOn: '2026-10-28', receivedOn: '2026-10-30' }
  expect(latePostProblems({ postedOn: '2026-10-28', reason }, open)).toEqual([])
  expect(latePostProblems({ postedOn: '2026-10-29', reason: 'short' }, open)).toEqual(['after_closing', 'no_reason'])
  expect(latePostProblems({ postedOn: null, reason }, open)).toEqual(['not_a_day'])
  expect(latePostProblems({ postedOn: '2025-10-28', reason }, open)).toEqual(['before_opening'])
  const early = { ...open, receivedOn: '2026-10-20' }
  expect(latePostProblems({ postedOn: '2026-10-21', reason }, early)).toEqual(['after_arrival'])
})

describe.each(dialects)('cleaning, on $name', ({ fresh }) => {
  const after = new Date('2026-11-02T10:00:00Z')
  let db: Db
  let given: Awaited<ReturnType<typeof givenConsultation>>
  const exercise = () => ({ exerciseId: given.exerciseId })
  const counts = () => answerCounts(db, given.id)
  const send = (key: string, picks: string[], justBefore?: string) =>
    write(db, (tx) => {
      const answers = answersWith(given.optionIds, ...picks)
      const submission = { consultationId: given.id, submissionKey: key, answers, seed: 1, language: 'en', justBefore }
      return submit(tx, secret, submission, whileOpen)
    })

  beforeAll(async () => {
    db = await fresh()
    given = await givenConsultation(db)
    const created_at = whileOpen.toISOString()
    const person = (id: string) => ({
      id,
      email: `${id}@test.example`,
      label: id,
      organisation_id: null,
      disabled_at: null,
    })
    await db
      .insertInto('person')
      .values(['one', 'two'].map((id) => ({ ...person(id), created_at })))
      .execute()
    const late = ['1', '2'].map((sourceRow) => ({
      ...plainAnswer,
      submissionKey: randomUUID(),
      answers: answersWith(given.optionIds, 'a'),
      channel: 'paper' as const,
      language: 'en',
      status: 'late' as const,
      source: 'paper b',
      sourceRow,
      receivedOn: '2026-10-30',
    }))
    await write(db, (tx) => addAnswers(tx, secret, given.id, late))
  })
  afterAll(() => db.destroy())

  test('the same from one device within minutes is flagged and counted; other content, or another device, is not', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    await send(first, ['a', 'b'])
    await send(second, ['a', 'b'], first)
    await send(randomUUID(), ['b', 'a'], second)
    await send(randomUUID(), ['a', 'b'])
    await send(randomUUID(), ['a', 'b'], 'no such key')
    expect(await counts()).toMatchObject({ counted: 5, duplicate: 1 })
  })

  test('a late letter counts when two people let it in, in the counters too; one alone cannot', async () => {
    const [letter, other] = await latePostOf(db, given.exerciseId)
    const of = (personId: string, responseId = letter!.id) => ({ ...exercise(), responseId, personId })
    const said = { postedOn: '2026-10-27', reason: 'The postmark is clear' }
    const propose = (personId: string, id?: string) =>
      write(db, (tx) => proposeLatePost(tx, { ...of(personId, id), ...said }, after))
    const decide = (personId: string, accepts: boolean, id?: string) =>
      write(db, (tx) => decideLatePost(tx, { ...of(personId, id), accepts }, after))
    expect(await decide('one', true)).toBe('not_there')
    expect(await propose('one')).toBe(true)
    expect(await propose('two')).toBe(false)
    expect(await decide('one', true)).toBe('same_person')
    const before = await counters(db)
    expect(await decide('two', true)).toBe('decided')
    expect(await decide('two', true)).toBe('not_there')
    expect((await counters(db))['all/all']).toBe(before['all/all']! + 1)
    expect(await counts()).toMatchObject({ counted: 6, late: 1, accepted: 1 })
    await propose('two', other!.id)
    expect(await decide('one', false, other!.id)).toBe('decided')
    expect(await counts()).toMatchObject({ counted: 6, late: 1, accepted: 1 })
    const recorded = await db.selectFrom('ledger').select('type').where('type', '=', 'late-post.accepted').execute()
    expect(recorded).toHaveLength(1)
  })

  test('a late letter from outside the area is let in among those from outside', async () => {
    const letter = {
      ...plainAnswer,
      submissionKey: randomUUID(),
      answers: { ...answersWith(given.optionIds, 'a'), area: { kind: 'outside' as const } },
      channel: 'paper' as const,
      language: 'en',
      status: 'late' as const,
      source: 'paper b',
      sourceRow: '3',
      receivedOn: '2026-10-30',
    }
    await write(db, (tx) => addAnswers(tx, secret, given.id, [letter]))
    const before = { counts: await counts(), counters: await counters(db) }
    const { id } = (await latePostOf(db, given.exerciseId)).find(({ number }) => number === '3')!
    const of = (personId: string) => ({ ...exercise(), responseId: id, personId })
    const said = { postedOn: '2026-10-27', reason: 'The postmark is clear' }
    await write(db, (tx) => proposeLatePost(tx, { ...of('one'), ...said }, after))
    expect(await write(db, (tx) => decideLatePost(tx, { ...of('two'), accepts: true }, after))).toBe('decided')
    const { counted, outside, late } = before.counts
    expect(await counts()).toMatchObject({ counted, outside: outside + 1, late: late - 1 })
    expect((await counters(db))['district/outside']).toBe((before.counters['district/outside'] ?? 0) + 1)
    expect((await latePostOf(db, given.exerciseId)).find(({ number }) => number === '3')?.status).toBe('outside')
  })

  test('a test answer is taken out by its reference and told apart from those that were taken back', async () => {
    const sent = await send(randomUUID(), ['c'])
    const reference = 'reference' in sent ? sent.reference : ''
    const note = (exerciseId: string) =>
      write(db, (tx) =>
        noteTestAnswer(tx, secret, { exerciseId, reference, reason: 'Tried it', personId: 'one' }, after),
      )
    expect(await note('another')).toBe(false)
    expect(await note(given.exerciseId)).toBe(true)
    expect(await note(given.exerciseId)).toBe(false)
    expect(await counts()).toMatchObject({ counted: 6, withdrawn: 0, test: 1 })
    expect((await findByReference(db, secret, reference))!.status).toBe('test')
  })

  test('paper forms that stayed out are counted by why, from the batches that were signed', async () => {
    const batch = {
      consultation_id: given.id,
      received_on: '2026-10-20',
      form_version: 'x',
      rekeyed: 0,
      opened_by: 'one',
    }
    const rest = { forms: 9, fields_checked: 0, fields_wrong: 0, signed_by: null, signed_at: null, destroyed_on: null }
    await db
      .insertInto('paper_batch')
      .values(
        (['signed', 'signed', 'keying'] as const).map((state, i) => ({
          ...batch,
          ...rest,
          id: `b${i}`,
          name: `Box ${i}`,
          state,
          opened_at: whileOpen.toISOString(),
          left_out: '{"over":2,"blank":1}',
        })),
      )
      .execute()
    const now = await counts()
    expect([now.over, now.blank, now.unclear]).toEqual([4, 2, undefined])
  })

  test('a batch with forms that nobody signed, and a letter that one person let in, are open before the freeze', async () => {
    const open = () => openWorkOf(db, given.exerciseId, given.id)
    expect([await open(), isAnythingOpen(await open())]).toEqual([{ letters: 0, held: 0 }, false])
    const form = { entry: '{}', keyed_by: 'one', second: null, second_by: null, to_check: 0, settled: 0 }
    await db
      .insertInto('paper_form')
      .values([
        { batch_id: 'b0', number: 1, keyed_at: after.toISOString(), ...form },
        { batch_id: 'b2', number: 1, keyed_at: after.toISOString(), ...form },
      ])
      .execute()
    const [letter] = (await latePostOf(db, given.exerciseId)).filter(({ status }) => status === 'late')
    const by = { exerciseId: given.exerciseId, responseId: letter!.id, personId: 'one' }
    await write(db, (tx) =>
      proposeLatePost(tx, { ...by, postedOn: '2026-10-27', reason: 'The postmark is clear' }, after),
    )
    expect(await openBatchesOf(db, given.id)).toEqual([{ id: 'b2', name: 'Box 2', forms: 9 }])
    expect(await open()).toEqual({ letters: 1, held: 0 })
    expect(isAnythingOpen(await open())).toBe(true)
    expect((await counts()).unsigned).toBe(2)
  })

  test('once the answers are frozen the desk tells the counts that readers are told, whatever was deleted since', async () => {
    const told = () => countsAsTold(db, given.exerciseId, given.id)
    const freeze = (stage: 'closing' | 'analysis', more: object) =>
      db
        .insertInto('snapshot')
        .values({
          ...{ id: stage, exercise_id: given.exerciseId, stage, version: 1, parent_id: null, reason: stage, rows: 9 },
          ...{ content: JSON.stringify({ counts: { ...none, ...more } }), hash: stage, created_by: null },
          created_at: after.toISOString(),
        })
        .execute()
    expect(await told()).toEqual(await counts())
    await freeze('closing', { unsent: 402 })
    expect(await told()).toEqual({ ...(await counts()), unsent: 402 })
    await freeze('analysis', { unsent: 402, late: 5 })
    expect(await told()).toEqual({ ...none, unsent: 402, late: 5 })
  })
})
