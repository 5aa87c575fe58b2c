import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entryOf, saveEntry } from '../../app/engagement/register-entry-store.server.ts'
import { isEmpty, part, shortened, within } from '../../app/feedback/newsletter.ts'
import { newsletterOf } from '../../app/feedback/newsletter-facts-store.server.ts'
import {
  askReader,
  confirmReader,
  markOf,
  nextPeriod,
  readersNow,
  removeReader,
  sendIssue,
} from '../../app/feedback/newsletter-store.server.ts'
import { overdueOn } from '../../app/feedback/overdue-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { givenConsultation, whileOpen } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

test('a sheet stays one sheet: parts and lines are cut, and say that there is more', () => {
  const item = { title: 'A', key: 'open', day: null, said: '', path: '/a' }
  expect(part(Array.from({ length: 6 }, () => item))).toMatchObject({ items: { length: 4 }, more: 2 })
  expect(shortened(`${'word '.repeat(60)}`).length).toBeLessThan(190)
  expect(shortened('  two\n lines ')).toBe('two lines')
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
  const outbox = () => db.selectFrom('outbox').selectAll().orderBy('to_address').execute()

  test('an area’s sheet holds what concerns it, and an unknown area has none', async () => {
    const period = { from: '2026-09-01', to: today }
    const north = await newsletterOf(db, { ...period, areaId: 'north' })
    expect(north?.parts.open.items.map(({ path }) => path)).toEqual(['/register/exercise/october'])
    expect((await newsletterOf(db, { ...period, areaId: 'hill' }))?.parts.open.items).toHaveLength(1)
    expect(isEmpty((await newsletterOf(db, { ...period, areaId: 'south' }))!)).toBe(true)
    expect(await newsletterOf(db, { ...period, areaId: 'nowhere' })).toBeUndefined()
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
      words('ur', 'newsletter')('title_area', { area: '\u2068north\u2069' }),
    ])
    expect(mails.map(({ language }) => language)).toEqual(['en', 'ur'])
    expect(mails[0]!.body).not.toContain('English')
    expect(mails[1]!.body).toContain(words('ur', 'newsletter')('part.open'))
    expect(mails[1]!.body).toContain(words('ur', 'newsletter')('mail.english'))
    expect(mails[1]!.body).toContain('https://example.org/ur/register/exercise/october')
    expect(mails[1]!.stop_url).toBe(`https://example.org/ur/newsletter/stop/${idOf('north@example.org')}`)

    await write(db, (tx) => removeReader(tx, idOf('north@example.org')))
    expect((await outbox()).map(({ to_address }) => to_address)).toEqual(['all@example.org'])
    expect(await nextPeriod(db, '2026-10-11')).toEqual({ from: today, to: '2026-10-11', number: 2 })
  })
})
