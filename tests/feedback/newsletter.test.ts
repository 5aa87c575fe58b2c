import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answeredBy, reasonClasses } from '../../app/board/position.ts'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { readSaid } from '../../app/consultations/answering/said-store.server.ts'
import type { WardFigures } from '../../app/consultations/freezing/ward-figures.ts'
import { freezeWards } from '../../app/consultations/freezing/ward-figures-store.server.ts'
import type { AreaQuestion } from '../../app/consultations/results/area-figures.ts'
import { entryOf, saveEntry } from '../../app/engagement/register/register-entry-store.server.ts'
import { hereFirst, isEmpty, part, shortened, within } from '../../app/feedback/newsletter.ts'
import { newsletterOf } from '../../app/feedback/newsletter-facts-store.server.ts'
import {
  askReader,
  changeReader,
  confirmReader,
  markOf,
  nextPeriod,
  readerOf,
  readersNow,
  removeReader,
  sendIssue,
} from '../../app/feedback/newsletter-store.server.ts'
import { newsletterText } from '../../app/feedback/newsletter-text.server.ts'
import { overdueOn } from '../../app/feedback/overdue-store.server.ts'
import { addText } from '../../app/languages/text-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { draftList } from '../../app/priorities/list-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { answersWith, frozenAtClosing, givenConsultation, secret, whileOpen } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

test('a sheet stays one sheet: parts and lines are cut, and say that there is more', () => {
  const item = { title: 'A', key: 'open', day: null, said: '', path: '/a' }
  expect(part(Array.from({ length: 6 }, () => item))).toMatchObject({ items: { length: 4 }, more: 2 })
  expect(shortened(`${'word '.repeat(60)}`).length).toBeLessThan(190)
  expect(shortened('  two\n lines ')).toBe('two lines')
})

test('what concerns the place stands before what is decided for the whole partnership, each in its order', () => {
  expect(hereFirst(['all 1', 'here 1', 'all 2', 'here 2'], (one) => one.startsWith('all'))).toEqual([
    { one: 'here 1', whole: false },
    { one: 'here 2', whole: false },
    { one: 'all 1', whole: true },
    { one: 'all 2', whole: true },
  ])
})

test('every reason of the Board is told as met now, later or not possible (need 136)', () => {
  const told = (as: string) => reasonClasses.filter((one) => answeredBy(one) === as)
  expect(told('now')).toEqual(['doing_now'])
  expect(told('later')).toEqual(['planned', 'needs_money'])
  expect(told('not')).toHaveLength(reasonClasses.length - 3)
})

test('a day belongs to one issue', () => {
  expect(within('2026-01-01', '2026-01-01', '2026-02-01')).toBe(false)
  expect(within('2026-02-01T22:00:00Z', '2026-01-01', '2026-02-01')).toBe(true)
  expect(within(null, '2026-01-01', '2026-02-01')).toBe(false)
})

describe.each(dialects)('the newsletter on $name', ({ fresh }) => {
  let db: Db
  const head = { origin: 'https://example.org', partnership: 'Together', contact: 'Desk' }
  const today = '2026-10-10'
  beforeAll(async () => {
    db = await fresh()
    await givenConsultation(db)
    await db.insertInto('exercise_area').values({ exercise_id: 'exercise-october', area_id: 'north' }).execute()
    const person = { id: 'officer', email: 'o@example.org', label: 'O', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...person, created_at: '2026-01-01T00:00:00Z' })
      .execute()
  })
  afterAll(() => db.destroy())
  const publishedWithWards = async (db: Db) => {
    const made = await givenConsultation(db, { slug: 'warded' })
    const { exerciseId, id: consultationId, optionIds } = made
    await db.insertInto('exercise_area').values({ exercise_id: exerciseId, area_id: 'north' }).execute()
    const valid = { valid_from: '2020-01-01', valid_to: null }
    await db
      .insertInto('area_set')
      .values({ id: 'wards', name: 'Wards', kind: 'ward', ...valid })
      .execute()
    const wards = ['ward-1', 'ward-2', 'ward-3']
    const area = { area_set_id: 'wards', population: null, name_note: null }
    await db
      .insertInto('area')
      .values(wards.map((id) => ({ ...area, id, code: id, name: id })))
      .execute()
    await db
      .insertInto('area_link')
      .values(wards.map((child_id) => ({ parent_id: 'north', child_id, ...valid })))
      .execute()
    const from = (n: number, ward?: string) =>
      Array.from({ length: n }, () => {
        const answers = answersWith(optionIds, 'b')
        return {
          ...plainAnswer,
          submissionKey: randomUUID(),
          answers: { ...answers, area: { ...answers.area!, ...(ward && { ward }) } },
          channel: 'online' as const,
          language: 'en',
          receivedOn: today,
        }
      })
    const batch = [...from(40, 'ward-1'), ...from(14, 'ward-2'), ...from(2, 'ward-3'), ...from(5)]
    await write(db, (tx) => addAnswers(tx, secret, consultationId, batch))
    await write(db, (tx) => freezeWards(tx, { exerciseId, consultationId }, whileOpen))
    await frozenAtClosing(db, exerciseId, '2026-10-29T00:00:00Z')
    const cut = { id: 'north', base: 61, topThree: [optionIds.b, optionIds.a] }
    const listId = await write(db, (tx) =>
      draftList(
        tx,
        {
          exerciseId,
          snapshotId: `closing-${exerciseId}`,
          result: JSON.stringify({ crossTabs: [{ dimension: 'district', groups: [cut] }] }),
          note: '',
        },
        whileOpen,
      ),
    )
    await db.updateTable('priority_list').set({ published_at: today }).where('id', '=', listId).execute()
    return { exerciseId, consultationId }
  }
  const outbox = () => db.selectFrom('outbox').selectAll().orderBy('to_address').execute()

  test('an area’s sheet holds what concerns it, and an unknown area has none', async () => {
    const period = { from: '2026-09-01', to: today }
    const north = await newsletterOf(db, { ...period, areaId: 'north' })
    expect(north?.parts.open.items.map(({ path }) => path)).toEqual(['/register/exercise/october'])
    expect((await newsletterOf(db, { ...period, areaId: 'hill' }))?.parts.open.items).toHaveLength(1)
    expect(isEmpty((await newsletterOf(db, { ...period, areaId: 'south' }))!)).toBe(true)
    expect(await newsletterOf(db, { ...period, areaId: 'nowhere' })).toBeUndefined()
  })

  test('a ward’s sheet tells what its people said where enough did, and its district’s words where not', async () => {
    const db = await fresh()
    const { exerciseId, consultationId } = await publishedWithWards(db)
    const sheet = async (areaId: string, from = '2026-09-01') =>
      (await newsletterOf(db, { from, to: today, areaId }))!.sheet!
    const about = { title: 'What matters?', path: '/consultations/warded/list', questions: null }
    const district = {
      people: 61,
      rounded: false,
      list: ['Option b', 'Option a'].map((name) => ({ name, people: null })),
      questions: null,
    }
    const one = { ...about, rounded: true, known: { people: 60, known: 55 } }
    expect(await sheet('ward-1')).toMatchObject({
      seat: { kind: 'ward', district: 'north' },
      said: [{ ...one, people: 40, list: [{ name: 'Option b', people: 40 }], instead: null }],
    })
    expect((await sheet('ward-2')).said).toEqual([{ ...one, people: 15, list: null, instead: district }])
    expect((await sheet('ward-3')).said).toMatchObject([{ people: null, list: null, instead: district }])
    // A district's own sheet tells the same of all its people, and names no ward.
    expect(await sheet('north')).toMatchObject({
      seat: null,
      said: [{ ...about, ...district, instead: null, known: null }],
    })
    // It is news once, in the time in which it came out.
    expect((await sheet('ward-1', today)).said).toEqual([])
    // An answer that is erased afterwards changes no figure that is out.
    await db.updateTable('response').set({ ward_id: null }).where('consultation_id', '=', consultationId).execute()
    expect((await sheet('ward-1')).said?.[0]?.people).toBe(40)
    await db.updateTable('priority_list').set({ published_at: null }).where('exercise_id', '=', exerciseId).execute()
    expect((await sheet('ward-1')).said).toEqual([])
    await db.destroy()
  })

  test('a ward’s sheet tells what was said to a form, or its district’s answers, and so does its e-mail', async () => {
    const db = await fresh()
    const { exerciseId } = await publishedWithWards(db)
    await addText(db, 'question', { en: 'How do you get about?', ur: 'آپ کیسے آتے جاتے ہیں؟' }, { id: 'asked' })
    for (const [id, en] of [
      ['walk', 'On foot'],
      ['bus', 'By bus'],
    ] as const)
      await addText(db, 'option', { en }, { id })
    const items = ['walk', 'bus'].map((id) => ({ id, label: { text: id } }))
    const told = (...people: number[]) => [people.map((of, i) => ({ item: items[i]!.id, people: of }))]
    const question: AreaQuestion = {
      ...{ id: 'q', kind: 'one', title: 'asked', lines: [{ label: null, items }] },
      areas: [
        { id: 'ward-1', people: 40, told: told(10, 30) },
        { id: 'ward-2', people: 15, told: null },
        { id: 'north', people: 60, told: told(25, 35) },
      ],
    }
    const { content } = await db.selectFrom('ward_figures').select('content').executeTakeFirstOrThrow()
    const asForm = { ...(JSON.parse(content) as WardFigures), format: 'folkmoot-wards/2', questions: [question] }
    await db
      .updateTable('ward_figures')
      .set({ content: JSON.stringify(asForm) })
      .execute()
    await db.deleteFrom('priority_list').execute()
    const snapshotId = `closing-${exerciseId}`
    const draft = { exerciseId, snapshotId, result: '{}', note: '' }
    const resultId = await write(db, (tx) => draftList(tx, draft, whileOpen, 'form_result'))
    const period = { from: '2026-09-01', to: today }
    const news = async (areaId: string) => (await newsletterOf(db, { ...period, areaId }))!
    expect((await news('ward-1')).sheet!.said).toEqual([])
    await db.updateTable('form_result').set({ published_at: today }).where('id', '=', resultId).execute()
    const [own] = (await news('ward-1')).sheet!.said!
    expect(own).toMatchObject({ people: 40, instead: null, path: '/consultations/warded/results' })
    // The most first, in the form's words.
    const bus = { label: { text: 'By bus' }, people: 30 }
    const walk = { label: { text: 'On foot' }, people: 10 }
    expect(own!.questions).toMatchObject({
      items: [{ title: 'How do you get about?', people: 40, lines: [{ label: null, said: [bus, walk] }] }],
      more: 0,
    })
    const [few] = (await news('ward-2')).sheet!.said!
    expect(few).toMatchObject({ people: 15, questions: null, instead: { people: 60 } })
    expect(few!.instead!.questions!.items[0]!.lines[0]!.said.map(({ people }) => people)).toEqual([35, 25])
    const [district] = (await news('north')).sheet!.said!
    expect(district).toMatchObject({ people: 60, rounded: true, instead: null, known: null })

    const reader = { areaId: 'ward-1', language: 'ur', stopUrl: 'https://example.org/ur/newsletter/stop/x' }
    const { body } = newsletterText(await news('ward-1'), { ...reader, said: await readSaid(db, 'ur') }, head)
    expect(body).toContain('آپ کیسے آتے جاتے ہیں؟')
    expect(body).toContain('By bus')
    expect(body).toContain('https://example.org/ur/newsletter/change/x')
    await db.destroy()
  })

  test('results that do not come in twelve weeks are overdue in public, with why or that nobody said why (G-8)', async () => {
    const results = async (day: string) => (await overdueOn(db, day)).filter(({ kind }) => kind === 'results')
    await db.updateTable('exercise').set({ results_by: null }).execute()
    expect(await results('2027-01-20')).toEqual([])
    expect(await results('2027-01-21')).toMatchObject([{ since: '2027-01-20', reason: '' }])
    await write(db, async (tx) => {
      const entry = { ...(await entryOf(tx, 'exercise-october')), lateReason: 'The paper forms came late' }
      await saveEntry(tx, 'exercise-october', entry, 'officer', whileOpen)
    })
    expect(await results('2027-01-21')).toMatchObject([{ reason: 'The paper forms came late' }])
    const news = await newsletterOf(db, { from: '2026-12-01', to: '2027-01-21', areaId: 'north' })
    expect(news?.parts.late.items[0]).toMatchObject({ key: 'late_results', said: 'The paper forms came late' })
    await db.updateTable('exercise').set({ results_by: '2026-12-01' }).execute()
    expect(await results('2026-12-02')).toMatchObject([{ since: '2026-12-01' }])
  })

  test('only a confirmed address is written to, each alone, with its own area and its own way to stop', async () => {
    for (const [address, areaId] of [
      ['all@example.org', null],
      ['north@example.org', 'north'],
      ['silent@example.org', null],
    ] as const) {
      await write(db, (tx) => askReader(tx, { address, areaId, language: 'en' }, head, whileOpen))
      await write(db, (tx) => askReader(tx, { address, areaId, language: 'en' }, head, whileOpen))
    }
    const { from: start } = await nextPeriod(db, today)
    const looked = markOf((await newsletterOf(db, { from: start, to: today, areaId: null }))!)
    const toNobody = { mark: looked, personId: 'officer' }
    expect(await write(db, (tx) => sendIssue(tx, toNobody, head, whileOpen))).toBe('nobody')
    expect(await db.selectFrom('newsletter_issue').selectAll().execute()).toEqual([])
    // Asked twice on one day, written to once.
    expect((await outbox()).map(({ to_address }) => to_address)).toEqual([
      'all@example.org',
      'north@example.org',
      'silent@example.org',
    ])
    const readers = await db.selectFrom('newsletter_reader').select(['id', 'address']).orderBy('address').execute()
    const idOf = (address: string) => readers.find((reader) => reader.address === address)!.id
    await write(db, (tx) => confirmReader(tx, idOf('all@example.org'), { areaId: null, language: 'en' }, whileOpen))
    await write(db, (tx) =>
      confirmReader(tx, idOf('north@example.org'), { areaId: 'north', language: 'ur' }, whileOpen),
    )
    expect(await readersNow(db)).toEqual({ everything: 1, areas: 1, waiting: 1 })
    await db.deleteFrom('outbox').execute()

    const { from, to } = await nextPeriod(db, today)
    const mark = markOf((await newsletterOf(db, { from, to, areaId: null }))!)
    const send = (given: string) =>
      write(db, (tx) => sendIssue(tx, { mark: given, personId: 'officer' }, head, whileOpen))
    expect(await send('another')).toBe('changed')
    expect(await send(mark)).toBe('sent')
    expect(await send(mark)).toBe('already')
    const mails = await outbox()
    expect(mails.map(({ to_address }) => to_address)).toEqual(['all@example.org', 'north@example.org'])
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Together: what people said, and what came of it',
      words('ur', 'newsletter')('title_area', { area: 'north' }),
    ])
    expect(mails.map(({ language }) => language)).toEqual(['en', 'ur'])
    expect(mails[0]!.body).not.toContain('English')
    expect(mails[1]!.body).toContain(words('ur', 'newsletter')('part.open'))
    expect(mails[1]!.body).toContain(words('ur', 'newsletter')('mail.english'))
    expect(mails[1]!.body).toContain('https://example.org/ur/register/exercise/october')
    expect(mails[1]!.stop_url).toBe(`https://example.org/ur/newsletter/stop/${idOf('north@example.org')}`)

    // Another place, under the link of the issue: for nobody who has not said that the address is theirs.
    for (const address of ['all@example.org', 'silent@example.org'])
      await write(db, (tx) => changeReader(tx, idOf(address), { areaId: 'south', language: 'en' }))
    expect(await readersNow(db)).toEqual({ everything: 0, areas: 2, waiting: 1 })
    expect(await readerOf(db, idOf('all@example.org'))).toMatchObject({ areaId: 'south', area: 'south' })
    expect(await readerOf(db, idOf('silent@example.org'))).toMatchObject({ areaId: null })

    await write(db, (tx) => removeReader(tx, idOf('north@example.org')))
    expect((await outbox()).map(({ to_address }) => to_address)).toEqual(['all@example.org'])
    expect(await nextPeriod(db, '2026-10-11')).toEqual({ from: today, to: '2026-10-11', number: 2 })
  })
})
