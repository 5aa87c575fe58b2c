import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { boardOf } from '../../app/board/agenda-store.server.ts'
import { boardWithMembers, nameBoard, saveSeats, seatsKnown } from '../../app/board/board-load-store.server.ts'
import { makeMeeting } from '../../app/board/meeting-store.server.ts'
import { isQuorate, quorumOf } from '../../app/board/seat.ts'
import { readSeats, seatColumns } from '../../app/board/seat-file.ts'
import { recordAttendance } from '../../app/board/seat-store.server.ts'
import { addDays } from '../../app/engagement/london-day.ts'
import { troublesInWords } from '../../app/engagement/trouble-lines.ts'
import { words } from '../../app/languages/words.server.ts'
import { readOrganisations } from '../../app/people/organisation-file.ts'
import { saveOrganisations } from '../../app/people/organisation-load-store.server.ts'
import { giveRole, usersOn } from '../../app/people/user-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'

const now = new Date('2026-11-22T09:00:00Z')
const today = '2026-11-22'
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const t = words('en', 'loading')
const csv = (...rows: string[]) => new TextEncoder().encode(rows.join('\n'))
const seatsFile = (...rows: string[]) => csv(seatColumns.join(','), ...rows)

const organisations = csv(
  'name,sector,council',
  'County council,public,yes',
  'NHS,public,',
  'Voluntary council,voluntary,no',
)
const leader =
  '1,County council leader,County council,The county council,,A,yes,Leader@county.example,deputy@county.example,'
const health = '2,NHS member,nhs,Local health services,the hospital,b,no,member@nhs.example,,2027-03-31'
const voluntary = '3,Voluntary member,Voluntary council,Those who help,,,yes,,,'

test('everything wrong with a file of organisations is named by row and column, and in words', () => {
  const wrong = readOrganisations(csv('name,sector,council', ',public,', 'NHS,health,', 'nhs,public,maybe'))
  if (wrong.ok) throw new Error('read')
  expect(wrong.troubles.map(({ row, column, key }) => `${row} ${column} ${key}`)).toEqual([
    '2 name organisation_name',
    '3 sector sector',
    '4 name twice',
    '4 council yes_or_no',
  ])
  for (const line of troublesInWords(wrong.troubles, t)) expect(line).not.toMatch(/\{\{|errors\./)
  expect(troublesInWords(wrong.troubles, t)[3]).toBe('  Row 4, column name: “nhs” stands in row 3 already.')
})

test('everything wrong with a file of seats is named by row and column, and in words', () => {
  const known = {
    organisations: [
      { id: 'c', name: 'County council' },
      { id: 'n', name: 'NHS' },
    ],
    people: [{ email: 'member@nhs.example', organisationId: 'n' }],
    seats: [{ number: 5, organisationId: 'n', sat: true }],
  }
  const wrong = readSeats(
    seatsFile(
      '0,,Police,,,C,perhaps,nobody,,31 March',
      '1,Leader,County council,The county,,A,yes,member@nhs.example,,',
      '1,Leader,County council,The county,,a,yes,a@c.example,A@c.example,',
      '5,Leader,County council,The county,,,yes,a@c.example,,2026-02-30',
      '6,Leader,County council,The county,,,yes,b@c.example,,2026-11-21',
    ),
    known,
    today,
  )
  if (wrong.ok) throw new Error('read')
  expect(wrong.troubles.map(({ row, column, key }) => `${row} ${column} ${key}`)).toEqual([
    '2 number seat_number',
    '2 organisation organisation',
    '2 chairs chairs',
    '2 commits yes_or_no',
    '2 until day',
    '2 member email',
    '2 label words',
    '2 represents words',
    '3 member elsewhere',
    '4 number twice',
    '4 chairs twice',
    '4 substitute same',
    '5 organisation sat',
    '5 until day',
    '5 member twice',
    '6 member ended',
  ])
  for (const line of troublesInWords(wrong.troubles, t)) expect(line).not.toMatch(/\{\{|errors\./)
})

test('half of the seats are a quorum, and of an odd number one more than less than half', () => {
  expect([1, 2, 3, 25].map(quorumOf)).toEqual([1, 1, 2, 13])
  expect([isQuorate(12, 25), isQuorate(13, 25), isQuorate(0, 0)]).toEqual([false, true, false])
})

describe.each(dialects)('a Board from nothing on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
    const read = readOrganisations(organisations)
    if (!read.ok) throw new Error('not read')
    expect(await write(db, (tx) => saveOrganisations(tx, read.value))).toEqual({ added: 3, changed: 0 })
    await write(db, (tx) => nameBoard(tx, { name: 'The Board', remit: 'What comes first.', weeks: 13 }, now))
  })
  afterEach(() => db.destroy())

  const load = async (at: Date, ...rows: string[]) => {
    const board = (await boardOf(db))!
    const read = readSeats(seatsFile(...rows), await seatsKnown(db, board.id), at.toISOString().slice(0, 10))
    if (!read.ok) return read.troubles.map(({ row, column, key }) => `${row} ${column} ${key}`)
    return write(db, (tx) => saveSeats(tx, board.id, read.value, at))
  }
  const seated = async (day = today) =>
    (await boardWithMembers(db, day))?.seats.map(({ number, organisation, member, substitute }) =>
      [number, organisation, member, substitute].join(' ').trim(),
    )
  const members = async (day = today) =>
    (await usersOn(db, day)).filter(({ roles }) => roles.includes('board_member')).map(({ email }) => email)

  test('organisations are told apart and mended by their name', async () => {
    const mended = readOrganisations(csv('name,sector,council', 'voluntary Council,community,no', 'Police,public,no'))
    if (!mended.ok) throw new Error('not read')
    expect(await write(db, (tx) => saveOrganisations(tx, mended.value))).toEqual({ added: 1, changed: 1 })
    const rows = await db.selectFrom('organisation').select(['name', 'sector', 'is_council']).orderBy('name').execute()
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['County council', 'public', 1],
      ['NHS', 'public', 0],
      ['Police', 'public', 0],
      ['voluntary Council', 'community', 0],
    ])
  })

  test('there is one Board, however often it is named', async () => {
    await write(db, (tx) => nameBoard(tx, { name: 'Joint Board', remit: 'Both.', weeks: 8 }, now))
    const boards = await db.selectFrom('body').select(['name', 'remit', 'cycle_weeks', 'kind']).execute()
    expect(boards).toEqual([{ name: 'Joint Board', remit: 'Both.', cycle_weeks: 8, kind: 'board' }])
  })

  test('its seats say what they are, and whoever sits in one may do what members do', async () => {
    expect(await load(now, leader, health, voluntary)).toEqual({ added: 3, changed: 0 })
    expect((await boardWithMembers(db, today))?.seats).toMatchObject([
      { sector: 'public', isCouncil: true, chairOf: 'A', canCommit: true, termFrom: today, termTo: null },
      { isCouncil: false, chairOf: 'B', canCommit: false, secondHat: 'the hospital', termTo: '2027-03-31' },
      { sector: 'voluntary', chairOf: null, member: null },
    ])
    expect(await seated()).toEqual([
      '1 County council leader@county.example deputy@county.example',
      '2 NHS member@nhs.example',
      '3 Voluntary council',
    ])
    expect(await members()).toEqual(['deputy@county.example', 'leader@county.example', 'member@nhs.example'])
    expect((await usersOn(db, today)).map(({ label, organisation }) => `${label}, ${organisation}`)).toContain(
      'County council leader, County council',
    )
    expect(await seated('2027-04-01')).toHaveLength(2)
  })

  test('loaded again it changes what differs: who left is no member, who changed seats still is', async () => {
    await load(now, leader, health, voluntary)
    const grants = async () => (await db.selectFrom('role_grant').select('id').execute()).length
    const before = await grants()
    expect(await load(later(1), leader)).toEqual({ added: 0, changed: 1 })
    expect(await grants()).toBe(before)
    const swapped = leader.replace('Leader@county.example,deputy', 'deputy@county.example,new')
    expect(await load(later(30), swapped)).toEqual({ added: 0, changed: 1 })
    const day = addDays(today, 30)
    expect(await seated(day)).toEqual([
      '1 County council deputy@county.example new@county.example',
      '2 NHS member@nhs.example',
      '3 Voluntary council',
    ])
    expect(await members(day)).toEqual(['deputy@county.example', 'member@nhs.example', 'new@county.example'])
    const kept = await db.selectFrom('seat_holding').select(['held_from', 'held_to']).execute()
    expect(kept.filter(({ held_to }) => held_to === addDays(today, 29))).toHaveLength(2)
  })

  test('somebody entered by mistake today is gone at once', async () => {
    await load(now, leader)
    await load(now, leader.replace('Leader@county', 'chair@county'))
    expect(await members()).toEqual(['chair@county.example', 'deputy@county.example'])
    expect(await db.selectFrom('seat_holding').select('id').execute()).toHaveLength(2)
  })

  test('whoever worked for nobody works for the seat’s organisation from then on', async () => {
    const email = 'member@nhs.example'
    await write(db, (tx) => giveRole(tx, { email, label: 'M', role: 'officer', organisationId: null }, now))
    await load(now, health)
    expect(await usersOn(db, today)).toMatchObject([{ organisation: 'NHS', roles: ['board_member', 'officer'] }])
  })

  test('a seat that was sat in stays its organisation’s, and ends on a day', async () => {
    await load(now, leader, health)
    const board = (await boardWithMembers(db, today))!
    await write(db, async (tx) => {
      const meeting = { startsAt: '18:00', place: 'Hall', venueOwner: 'Parish', partA: 60, partB: 60 }
      const standing = { title: 'Response', lead: 'Leader', minutes: 8 }
      const by = { bodyId: board.id, onDate: today, standing, personId: null as never, now }
      const id = await makeMeeting(tx, { ...meeting, ...by })
      const presence = new Map(board.seats.map((seat) => [seat.id, 'member' as const]))
      await recordAttendance(tx, { meetingId: id, presence, personId: null as never, on: today, now })
    })
    const elsewhere = '2,Voluntary member,Voluntary council,Those who help,,,yes,,,'
    expect(await load(later(1), elsewhere)).toEqual(['2 organisation sat'])
    const ended = health.replace('member@nhs.example,,2027-03-31', ',,2026-11-22')
    expect(await load(later(1), ended, voluntary)).toEqual({ added: 1, changed: 1 })
    expect(await seated(addDays(today, 1))).toEqual([
      '1 County council leader@county.example deputy@county.example',
      '3 Voluntary council',
    ])
    expect(await members(addDays(today, 1))).not.toContain('member@nhs.example')
  })
})
