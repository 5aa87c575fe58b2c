import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOf } from '../../app/board/action-store.server.ts'
import { partUse } from '../../app/board/agenda.ts'
import { boardOf, requestsOf } from '../../app/board/agenda-store.server.ts'
import { pointsOf } from '../../app/board/decision-store.server.ts'
import { itemsOf, meetingsOf } from '../../app/board/meeting-store.server.ts'
import { boardOn } from '../../app/board/pages/board.server.ts'
import { papersOf } from '../../app/board/paper-store.server.ts'
import { wordCount } from '../../app/board/position.ts'
import { ratingNow } from '../../app/board/progress.ts'
import { reportsOf } from '../../app/board/progress-store.server.ts'
import { ratificationOverdueSince } from '../../app/board/ratification.ts'
import { ratificationsOn } from '../../app/board/ratification-store.server.ts'
import { attendanceFlags, balance, seatsOn } from '../../app/board/seat.ts'
import { attendanceAt, attendanceBySeat, seatsOf } from '../../app/board/seat-store.server.ts'
import { isWorkingDay, workingDaysBetween } from '../../app/board/working-days.ts'
import { daysBetween, londonDay } from '../../app/engagement/london-day.ts'
import { overdueOn } from '../../app/feedback/overdue-store.server.ts'
import { changesOn } from '../../app/feedback/pages/changes.server.ts'
import { publishedHeading } from '../../app/priorities/list-store.server.ts'
import { readPaper } from '../../app/priorities/pages/paper.server.ts'
import { connect, type Db } from '../../db/connect.ts'
import { requests } from '../../db/demo/board-texts.ts'
import { loadDemo } from '../../db/demo/load.ts'
import { migrate } from '../../db/migrate.ts'
import { stampedTables, tablesRead } from '../support/tables-read.ts'

const today = '2026-11-22'
const counted = <K extends string>(keys: readonly K[]) => {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

describe('the demonstration’s Board is the one its data sheet describes', () => {
  let db: Db
  let board: string
  beforeAll(async () => {
    db = await connect(':memory:')
    await migrate(db)
    await loadDemo(db, today, 'a secret of the tests, long enough', () => undefined)
    board = (await boardOf(db))!.id
  })
  afterAll(() => db.destroy())

  test('whatever its public pages are read from makes them be read anew when it changes', async () => {
    const stamped = await stampedTables(db)
    const board = await tablesRead(db, (watched) => boardOn(watched, today))
    const changes = await tablesRead(db, (watched) => changesOn(watched, 'ur', today))
    expect(board.found?.points.length).toBeGreaterThan(0)
    expect(changes.found.length).toBeGreaterThan(0)
    expect(board.tables).toContain('ratification')
    expect(changes.tables).toContain('progress_report')
    expect([...board.tables, ...changes.tables].filter((table) => !stamped.includes(table))).toEqual([])
  })

  test('so is whatever the page of a published list is read from, but for what is frozen', async () => {
    const stamped = await stampedTables(db)
    const heading = await tablesRead(db, (watched) => publishedHeading(watched, 'what-matters-most'))
    const paper = await tablesRead(db, (watched) => readPaper(watched, heading.found!, 'ur'))
    expect(paper.found.options.length).toBeGreaterThan(0)
    expect(paper.tables).toContain('theme_report')
    const unstamped = [...heading.tables, ...paper.tables].filter((table) => !stamped.includes(table))
    expect(new Set(unstamped)).toEqual(new Set(['snapshot']))
  })

  test('25 seats, 8 of them councils’, 7 with a second hat', async () => {
    const seats = seatsOn(await seatsOf(db, board), today)
    expect(balance(seats)).toMatchObject({ seats: 25, councils: 8, dualHats: 7 })
    const attendance = await attendanceBySeat(db, board)
    const flags = seats.map((s) => attendanceFlags(attendance.get(s.id) ?? []))
    expect(flags.filter((f) => f.absentTwice)).toHaveLength(1)
    expect(flags.filter((f) => f.oftenSubstitute)).toHaveLength(1)
  })

  test('four meetings with 22, 23 and 21 seats filled, and one to come', async () => {
    const meetings = (await meetingsOf(db, board)).reverse()
    // As of a Sunday: 21 days on is a Sunday too, and the Board meets on the Monday.
    expect(meetings.map((m) => daysBetween(today, m.on_date))).toEqual([-270, -180, -90, 22])
    const filled = await Promise.all(
      meetings.map(async (m) => [...(await attendanceAt(db, m.id)).values()].filter((p) => p !== 'absent').length),
    )
    expect(filled).toEqual([22, 23, 21, 0])
    expect(meetings.map((m) => m.held)).toEqual([1, 1, 1, 0])
  })

  test('nine recommendations: five accepted, two in part, one rejected in 68 words, one not ours; none late', async () => {
    const points = (await pointsOf(db, today)).filter((p) => p.source === 'jury')
    expect(counted(points.map((p) => p.position!.stance))).toEqual({ accept: 5, in_part: 2, reject: 1, not_ours: 1 })
    const rejected = points.find((p) => p.position?.stance === 'reject')!
    expect(wordCount(rejected.position!.reason)).toBe(68)
    for (const p of points) {
      expect(p.position!.publishedOn <= p.answerBy).toBe(true)
      expect(p.acknowledgedOn! <= p.acknowledgeBy).toBe(true)
    }
  })

  test('eight ratifications: six given, one overdue, one declined', async () => {
    const points = await pointsOf(db, today)
    const asked = await ratificationsOn(
      db,
      points.map((p) => p.id),
    )
    expect(counted(asked.map((r) => r.state))).toEqual({ ratified: 6, waiting: 1, declined: 1 })
    expect(asked.filter((r) => ratificationOverdueSince(r, today))).toHaveLength(1)
  })

  test('seven actions: one done, two on course, two at risk, one off course, one not reported', async () => {
    const actions = await actionsOf(db)
    const reports = await reportsOf(
      db,
      actions.map((a) => a.id),
    )
    const ratings = actions.map(
      (a) =>
        ratingNow(
          reports.filter((r) => r.actionId === a.id),
          today,
        ) ?? 'none',
    )
    expect(counted(ratings)).toEqual({ done: 1, green: 2, amber: 2, red: 1, not_reported: 1 })
  })

  test('the next meeting has five items of eight minutes, its topic, and papers that are out', async () => {
    const [next] = await meetingsOf(db, board)
    const items = await itemsOf(db, [next!.id])
    expect(items.filter((i) => i.part === 'A').map((i) => i.minutes)).toEqual([8, 8, 8, 8, 8])
    expect(partUse(items, 'A', 60)).toMatchObject({ used: 40, spare: 20 })
    expect(partUse(items, 'B', 60)).toMatchObject({ used: 60, over: 0 })
    const papers = await papersOf(db, next!.id)
    expect(counted(papers.map((p) => p.kind))).toMatchObject({ list: 1, equality_impact: 1 })
    expect(papers.every((p) => p.publicSince !== null && p.publicSince <= today)).toBe(true)
    const waiting = (await pointsOf(db, today)).filter((p) => p.source === 'list')
    expect(waiting).toHaveLength(7)
    expect(waiting.every((p) => p.answer.state === 'waiting' && p.position === null)).toBe(true)
  })

  test('what is done at desks and in meetings falls on working days, and juries sit on Saturdays', async () => {
    const days = async (table: string, column: string, where = 'true') => {
      const { rows } = await sql<{ day: string }>`select distinct ${sql.raw(column)} as day from ${sql.raw(table)}
        where ${sql.raw(column)} is not null and ${sql.raw(where)}`.execute(db)
      return rows.map(({ day }) => londonDay(new Date(day.length === 10 ? `${day}T12:00:00Z` : day)))
    }
    const flagship = "slug in ('what-matters-most', 'what-next')"
    const jury = "slug in ('being-heard-in-the-county', 'growing-up-here', 'living-in-a-village')"
    for (const [table, column, where] of [
      ['meeting', 'on_date'],
      ['meeting', 'papers_published_on'],
      ['position', 'decided_on'],
      ['position', 'published_on'],
      ['ratification', 'answered_on'],
      ['progress_report', 'reported_on'],
      ['agenda_request', 'decided_on'],
      ['challenge', 'raised_on'],
      ['challenge', 'answered_on'],
      ['conference_meeting', 'on_date'],
      ['priority_list', 'published_at'],
      ['exercise', 'opens_on', flagship],
      ['exercise', 'closes_on', flagship],
      ['exercise', 'decision_on', flagship],
      ['jury', 'report_published_at', jury],
      ['jury', 'promise_by', jury],
    ] as const) {
      const found = await days(table, column, where)
      expect(found.length, `${table}.${column}`).toBeGreaterThan(0)
      expect(
        found.filter((day) => !isWorkingDay(day)),
        `${table}.${column}`,
      ).toEqual([])
    }
    const sat = await days('jury_session', 'on_date', `jury_id in (select id from jury where ${jury})`)
    expect(sat.map((day) => new Date(`${day}T12:00:00Z`).getUTCDay())).toEqual(sat.map(() => 6))
    expect(sat).toHaveLength(10)
  })

  test('the two earlier juries were promised an answer that never came, and the public list says so', async () => {
    const overdue = await overdueOn(db, today)
    expect(overdue.filter((p) => p.kind === 'jury').map((p) => [p.path, p.since < today])).toEqual([
      ['/juries/growing-up-here#promise', true],
      ['/juries/living-in-a-village#promise', true],
    ])
    expect(counted(overdue.filter((p) => !p.kind.startsWith('message')).map((p) => p.kind))).toEqual({
      jury: 2,
      ratification: 1,
      report: 1,
      challenge: 1,
    })
  })

  test('the queue shows every fate a request can have', async () => {
    // The conference's own part of the demonstration may ask for more.
    const own = new Set(requests.map((r) => `demo-request-${r.key}`))
    const queue = (await requestsOf(db, board)).filter((r) => own.has(r.id))
    expect(counted(queue.map((r) => r.state))).toEqual({ accepted: 4, merged: 2, deferred: 1, declined: 1, waiting: 1 })
    expect(counted(queue.map((r) => r.proposer))).toEqual({ public: 3, partner: 3, conference: 1, officer: 2 })
    const waiting = queue.find((r) => r.state === 'waiting')!
    expect(workingDaysBetween(waiting.receivedOn, today)).toBe(12)
    expect(queue.every((r) => r.state === 'waiting' || r.reason)).toBe(true)
  })
})
