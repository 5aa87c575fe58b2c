import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveAreas } from '../../app/engagement/areas/area-load-store.server.ts'
import { areasOn } from '../../app/engagement/areas/area-store.server.ts'
import { auditOf } from '../../app/engagement/audit/audit-store.server.ts'
import {
  compactWarnings,
  councillorsToldAt,
  isLateForCouncillors,
  tellBy,
} from '../../app/engagement/notices/notice.ts'
import { readNoticeRows } from '../../app/engagement/notices/notice-file.ts'
import { noticeSender } from '../../app/engagement/notices/notice-mail.server.ts'
import {
  addNoticeContact,
  changeNoticeContact,
  noticeContacts,
  removeNoticeContact,
  saveCompactPlan,
  saveNoticeContacts,
  sentNotices,
  toldOf,
} from '../../app/engagement/notices/notice-store.server.ts'
import { practiceDefaults } from '../../app/engagement/practice.ts'
import { areaKinds } from '../../app/engagement/register/register-entry.ts'
import { troublesInWords } from '../../app/engagement/trouble-lines.ts'
import { words } from '../../app/languages/words.server.ts'
import { emailAddress } from '../../app/server/address.ts'
import { type Db, write } from '../../db/connect.ts'
import { smallConsultation, smallPartnership } from '../board/partnership.ts'
import { dialects } from '../support/databases.ts'

const practice = { 'compact.notice_weeks': practiceDefaults['compact.notice_weeks'].value }

test('everything wrong with a file of groups and councillors is named by row and column, and in words', () => {
  const t = words('en', 'loading')
  const file = (...lines: string[]) => Buffer.from(['list,who,email,area,language', ...lines].join('\n'))
  const read = (bytes: Buffer) => readNoticeRows(bytes, areas, emailAddress, ['en', 'ur'])
  const areas = [{ id: 'area-1', code: 'W01' }]
  const wrong = read(
    file(
      'mayor,,nobody,W99,xx',
      'councillor,Seat,a@example.org,W01,',
      `Councillor,${'x'.repeat(201)},A@example.org,,ur`,
    ),
  )
  if (wrong.ok) throw new Error('read')
  expect(wrong.troubles.map(({ row, column, key }) => `${row} ${column} ${key}`)).toEqual([
    '2 list sector',
    '2 who words',
    '2 email email',
    '2 area notice_area',
    '2 language notice_language',
    '4 who long',
    '4 email twice',
  ])
  for (const line of troublesInWords(wrong.troubles, t)) expect(line).not.toMatch(/\{\{|errors\./)
  const given = file('Councillor,Seat,A@Example.org,W01,UR', 'voluntary,Group,a@example.org,,')
  expect(read(given)).toEqual({
    ok: true,
    value: [
      { kind: 'councillor', label: 'Seat', address: 'a@example.org', areaId: 'area-1', language: 'ur' },
      { kind: 'voluntary', label: 'Group', address: 'a@example.org', areaId: null, language: null },
    ],
  })
  // Files from before there was a language say nothing of it.
  const before = read(Buffer.from('list,who,email,area\nvoluntary,Group,a@example.org,'))
  expect(before).toMatchObject({ ok: true, value: [{ language: null }] })
})

describe('the rules of notices', () => {
  const dates = { opensOn: '2026-03-30', closesOn: '2026-05-24' }

  test('groups have twelve whole weeks with the day they are told, or a reason is asked for', () => {
    expect(tellBy(dates.closesOn, practice)).toBe('2026-03-02')
    const warned = (noticeOn: string | null, shortBecause = '') =>
      compactWarnings(dates, { noticeOn, shortBecause }, practice).map(({ key, values }) => [key, values.weeks])
    expect(warned('2026-03-02')).toEqual([])
    expect(warned('2026-03-03')).toEqual([['compact.short', 11]])
    expect(warned('2026-03-03', 'The grant ends in May')).toEqual([])
    expect(warned(null)).toEqual([['compact.no_day', 8]])
    // A day after the end would tell nobody, whatever the reason.
    expect(compactWarnings(dates, { noticeOn: '2026-05-25', shortBecause: 'Late' }, practice)).toEqual([
      { field: 'notices', key: 'compact.over', values: { by: dates.closesOn }, area: 'planning-desk' },
    ])
    expect(compactWarnings({ opensOn: null, closesOn: null }, { noticeOn: null, shortBecause: '' }, practice)).toEqual(
      [],
    )
  })

  test('that nobody on a list is for an exercise’s places is said in words, not as a number', () => {
    const t = words('en', 'planning-desk')
    const said = ['will_tell', 'councillors_will', 'councillors_once_public'].map((key) =>
      t(`notices.${key}`, { count: 0, at: 'noon' }),
    )
    for (const sentence of said) expect(sentence).toMatch(/^No (group|councillor) on the list is for the places/)
  })

  test('councillors are told 24 hours before the first moment, by the clock on the wall', () => {
    expect(councillorsToldAt('2026-03-30').toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(isLateForCouncillors('2026-03-28T23:01:00.000Z', '2026-03-30')).toBe(false)
    expect(isLateForCouncillors('2026-03-29T09:00:00.000Z', '2026-03-30')).toBe(true)
  })
})

describe.each(dialects)('notices on $name', ({ fresh }) => {
  let db: Db
  const exerciseId = 'consultation-exercise'
  const personId = 'secretary'
  const opensOn = '2026-09-07'
  const closesOn = '2026-11-01'
  const before = new Date('2026-09-01T10:00:00Z')
  beforeEach(async () => {
    db = await fresh()
    await smallPartnership(db)
    await smallConsultation(db)
    // Only the one exercise is to come.
    await db.updateTable('exercise').set({ opens_on: '2026-01-01', closes_on: '2026-02-01' }).execute()
    const days = { opens_on: opensOn, closes_on: closesOn, published_at: before.toISOString() }
    await db.updateTable('exercise').set(days).where('id', '=', exerciseId).execute()
  })
  afterEach(() => db.destroy())

  const put = (kind: 'voluntary' | 'councillor', address: string, areaId: string | null = null, language = 'en') =>
    write(db, (tx) => addNoticeContact(tx, { kind, label: 'The seat', address, areaId, language }, personId, before))
  const send = (at: string) => noticeSender('https://x.example')(db, new Date(at))
  const outbox = async () =>
    (await db.selectFrom('outbox').select(['to_address as to', 'about']).orderBy('to_address').execute()).map(
      ({ to, about }) => `${to} ${about}`,
    )

  test('councillors are told once each, 24 hours before it opens, however many look', async () => {
    await put('councillor', 'a@example.org')
    await put('councillor', 'b@example.org')
    expect(await put('councillor', 'b@example.org')).toBe('known')
    await send('2026-09-05T22:59:00Z')
    expect(await outbox()).toEqual([])
    await Promise.all([send('2026-09-05T23:00:00Z'), send('2026-09-05T23:00:00Z')])
    await send('2026-09-06T12:00:00Z')
    expect(await outbox()).toEqual(['a@example.org notice:councillor', 'b@example.org notice:councillor'])
    expect(await sentNotices(db, exerciseId)).toMatchObject([{ kind: 'councillor', recipients: 2 }])
  })

  test('whoever stands for a place is told of what concerns it, for a ward what concerns its district', async () => {
    await write(db, (tx) =>
      saveAreas(
        tx,
        [
          { code: 'D1', name: 'North', kind: 'district', within: [], people: 100, tile: null },
          { code: 'D2', name: 'South', kind: 'district', within: [], people: 100, tile: null },
          { code: 'F1', name: 'Hill', kind: 'forum', within: ['D1'], people: 50, tile: null },
          { code: 'W1', name: 'Quay', kind: 'ward', within: ['D1'], people: 20, tile: null },
          { code: 'W2', name: 'Quay', kind: 'ward', within: ['D2'], people: 20, tile: null },
        ],
        '2026-01-01',
      ),
    )
    const known = await areasOn(db, '2026-09-01', areaKinds)
    const area = (code: string) => known.find((one) => one.code === code)!.id
    for (const code of ['D1', 'D2', 'W1', 'W2']) await put('councillor', `${code}@example.org`, area(code))
    const concerning = async (code: string) => {
      await db.deleteFrom('exercise_area').where('exercise_id', '=', exerciseId).execute()
      await db
        .insertInto('exercise_area')
        .values({ exercise_id: exerciseId, area_id: area(code) })
        .execute()
      return (await toldOf(db, exerciseId, 'councillor', '2026-09-01')).map(({ address }) => address.slice(0, 2)).sort()
    }
    expect(await concerning('D1')).toEqual(['D1', 'W1'])
    expect(await concerning('F1')).toEqual(['D1', 'W1'])
    expect(await concerning('D2')).toEqual(['D2', 'W2'])
  })

  test('what is published late is told at once, what is not published or opened before is not', async () => {
    await put('councillor', 'a@example.org')
    await db.updateTable('exercise').set({ published_at: null }).where('id', '=', exerciseId).execute()
    await send('2026-09-06T12:00:00Z')
    await send('2026-09-08T12:00:00Z')
    expect(await outbox()).toEqual([])
    await db.updateTable('exercise').set({ published_at: before.toISOString() }).where('id', '=', exerciseId).execute()
    await send('2026-09-08T12:00:00Z')
    expect(await outbox()).toEqual([])
    await send('2026-09-07T09:00:00Z')
    const [sent] = await sentNotices(db, exerciseId)
    expect(isLateForCouncillors(sent!.sentAt, opensOn)).toBe(true)
  })

  test('a file puts people on the lists, writes those known anew and takes nobody off', async () => {
    await put('councillor', 'a@example.org')
    await put('voluntary', 'stays@example.org')
    const row = {
      kind: 'councillor' as const,
      label: 'The other seat',
      address: 'a@example.org',
      areaId: null,
      language: null,
    }
    const load = (...addresses: string[]) =>
      write(db, (tx) =>
        saveNoticeContacts(
          tx,
          addresses.map((address) => ({ ...row, address })),
          '2026-09-01',
        ),
      )
    expect(await load('a@example.org', 'b@example.org')).toEqual({ added: 1, changed: 1 })
    expect((await noticeContacts(db)).map(({ address, label }) => `${address} ${label}`).sort()).toEqual([
      'a@example.org The other seat',
      'b@example.org The other seat',
      'stays@example.org The seat',
    ])
  })

  test('each is written to in the language they chose, and led to pages in it', async () => {
    await put('councillor', 'en@example.org')
    await put('councillor', 'pl@example.org', null, 'pl')
    await put('councillor', 'ur@example.org', null, 'ur')
    await send('2026-09-06T12:00:00Z')
    const mail = await db
      .selectFrom('outbox')
      .select(['to_address', 'language', 'subject', 'body'])
      .orderBy('to_address')
      .execute()
    expect(mail.map(({ to_address, language }) => [to_address, language])).toEqual([
      ['en@example.org', 'en'],
      ['pl@example.org', 'pl'],
      ['ur@example.org', 'ur'],
    ])
    for (const { language, body, subject } of mail) {
      expect(body).toContain(`https://x.example/${language}/consultations/what-matters`)
      expect(subject).toBe(words(language, 'messages')('notice.councillor.subject', { title: subject.split(': ')[1] }))
    }
    expect(mail[0]!.body).toContain('opens on 7 September 2026')
    expect(mail[1]!.body).toContain('7 września 2026')
    expect(mail[2]!.body).not.toMatch(/September|opens|told/)
  })

  test('a file that says no language leaves the one that was chosen; the desk changes it', async () => {
    await put('councillor', 'a@example.org', null, 'ur')
    const row = { kind: 'councillor' as const, label: 'Seat', areaId: null }
    const load = (address: string, language: string | null) =>
      write(db, (tx) => saveNoticeContacts(tx, [{ ...row, address, language }], '2026-09-01'))
    const languages = async () => (await noticeContacts(db)).map((one) => `${one.address} ${one.language}`).sort()
    await load('a@example.org', null)
    await load('b@example.org', null)
    expect(await languages()).toEqual(['a@example.org ur', 'b@example.org en'])
    await load('b@example.org', 'pl')
    expect(await languages()).toEqual(['a@example.org ur', 'b@example.org pl'])
    const first = (await noticeContacts(db)).find(({ address }) => address === 'a@example.org')
    const change = (more: object) =>
      write(db, (tx) => changeNoticeContact(tx, { ...first!, ...more }, personId, before))
    expect(await change({ language: 'gu' })).toBe('saved')
    expect(await change({ address: 'b@example.org' })).toBe('known')
    expect(await change({ id: 'gone' })).toBe('gone')
    expect(await languages()).toEqual(['a@example.org gu', 'b@example.org pl'])
  })

  test('an empty list uses no notice up; whoever was taken off is not told', async () => {
    await send('2026-09-06T12:00:00Z')
    expect(await sentNotices(db, exerciseId)).toEqual([])
    await put('councillor', 'a@example.org')
    await put('councillor', 'gone@example.org')
    const gone = (await noticeContacts(db)).find(({ address }) => address === 'gone@example.org')!
    await write(db, (tx) => removeNoticeContact(tx, gone.id, personId, before))
    await send('2026-09-06T12:00:00Z')
    expect(await outbox()).toEqual(['a@example.org notice:councillor'])
  })

  test('groups are told on their day, published or not, and the audit says when and why that was late', async () => {
    await put('voluntary', 'carers@example.org')
    const plan = (noticeOn: string, shortBecause: string) =>
      write(db, (tx) => saveCompactPlan(tx, exerciseId, { noticeOn, shortBecause }, personId, before))
    await plan('2026-09-02', '')
    await db.updateTable('exercise').set({ published_at: null }).where('id', '=', exerciseId).execute()
    await send('2026-09-01T12:00:00Z')
    expect(await outbox()).toEqual([])
    await send('2026-09-02T12:00:00Z')
    await send('2026-09-03T12:00:00Z')
    expect(await outbox()).toEqual(['carers@example.org notice:voluntary'])
    await db.updateTable('exercise').set({ published_at: before.toISOString() }).where('id', '=', exerciseId).execute()
    const told = async () => (await auditOf(db, 2026, '2026-12-01')).rows.find(({ id }) => id === exerciseId)?.notice
    expect(await told()).toEqual({ on: '2026-09-02', isShort: true, weeks: 12, because: '' })
    await plan('2026-09-02', 'The grant ends in November')
    expect(await told()).toMatchObject({ because: 'The grant ends in November' })
  })
})
