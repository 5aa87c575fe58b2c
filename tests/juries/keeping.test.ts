import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { londonInstant } from '../../app/engagement/london-day.ts'
import { announceJury, juriesOf, juryBySlug, saveCommission } from '../../app/juries/jury-store.server.ts'
import { publishReport, troublesWithReport } from '../../app/juries/report/report-store.server.ts'
import {
  evaluationOf,
  pointsByStatement,
  resultsOf,
  saveEvaluation,
  votesOf,
} from '../../app/juries/report/result-store.server.ts'
import type { ListedMember } from '../../app/juries/seats/member-list.ts'
import {
  jurorAddresses,
  membersByArea,
  membersOf,
  takeMembers,
  troublesWithSeats,
} from '../../app/juries/seats/member-store.server.ts'
import { reflowSession, saveSession, sessionsOf } from '../../app/juries/sessions/session-store.server.ts'
import { leave, minoritiesOf, startMinority, support } from '../../app/juries/votes/minority-store.server.ts'
import { openVote } from '../../app/juries/votes/vote-store.server.ts'
import { may } from '../../app/people/permission.ts'
import { actorOf, createSignInLink, signIn } from '../../app/people/session-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { commission, now, secret, sittingJury, voteThrough } from './jury.ts'

describe.each(dialects)('a jury is kept on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
  })
  afterEach(() => db.destroy())
  const manager = 'manager'

  test('its commission can be changed until it is announced, and then stands', async () => {
    const { jury } = await sittingJury(db, { announced: false, statements: 0 })
    const given = { publicName: 'Renamed', commission: { ...commission, seats: 12 }, personId: manager }
    await write(db, (tx) => saveCommission(tx, jury, given, now))
    const changed = (await juryBySlug(db, 'heard'))!
    expect(changed).toMatchObject({ publicName: 'Renamed', quorum: 8, announcedAt: null })
    expect(await juriesOf(db, '2026-10-01', { announced: true })).toEqual([])
    await write(db, (tx) => announceJury(tx, changed, manager, now))
    const announced = (await juryBySlug(db, 'heard'))!
    await expect(write(db, (tx) => saveCommission(tx, announced, given, now))).rejects.toThrow(/stands/)
    await expect(write(db, (tx) => announceJury(tx, announced, manager, now))).rejects.toThrow(/already/)
    expect((await juriesOf(db, '2026-10-01', { announced: true })).map((j) => j.state)).toEqual(['announced'])
    const types = await db.selectFrom('ledger').select('type').orderBy('seq').execute()
    expect(types.map((row) => row.type)).toContain('jury.announced')
  })

  test('a juror signs in for this jury only, and no longer once they have left', async () => {
    const { jury, members } = await sittingJury(db, { jurors: 2, statements: 0 })
    const other = await sittingJury(db, { slug: 'other', jurors: 1, statements: 0 })
    const actorNow = async (at: Date) => {
      const link = await createSignInLink(db, members[0]!.personId!, at)
      return (await actorOf(db, (await signIn(db, link, at))!, at))!
    }
    const before = (await actorNow(now)).grants
    expect([
      may(before, 'jury.vote', jury.id),
      may(before, 'jury.vote', other.jury.id),
      may(before, 'jury.manage'),
    ]).toEqual([true, false, false])
    const leaving: ListedMember = { badge: '01', area: 'Blaby', email: '', state: 'left' }
    const given = { juryId: jury.id, members: [leaving], personId: manager, labelFor: (b: string) => b }
    expect(await write(db, (tx) => takeMembers(tx, given, now))).toEqual({ added: 0, changed: 1 })
    expect(may((await actorNow(new Date('2026-10-03T10:00:00Z'))).grants, 'jury.vote', jury.id)).toBe(false)
    expect(await membersByArea(db, jury.id)).toEqual([
      { area: 'Blaby', state: 'left', people: 1 },
      { area: 'Blaby', state: 'seated', people: 1 },
    ])
    expect(await jurorAddresses(db, jury.id)).toEqual([{ email: 'heard-2@example.org', language: 'en' }])
    expect(await write(db, (tx) => takeMembers(tx, given, now))).toEqual({ added: 0, changed: 0 })
  })

  test('the same address in two juries is one person with two parts', async () => {
    const { jury } = await sittingJury(db, { jurors: 1, statements: 0 })
    const other = await sittingJury(db, { slug: 'other', jurors: 0, statements: 0 })
    const member: ListedMember = { badge: '7', area: 'Melton', email: 'heard-1@example.org', state: 'seated' }
    await write(db, (tx) =>
      takeMembers(tx, { juryId: other.jury.id, members: [member], personId: manager, labelFor: (b) => b }, now),
    )
    const [here] = await membersOf(db, jury.id)
    const [there] = await membersOf(db, other.jury.id)
    expect(there!.personId).toBe(here!.personId)
  })

  test('nobody joins after the first session, and never more than there are seats', async () => {
    const { jury } = await sittingJury(db, { jurors: 2, seats: 3, statements: 0 })
    const row = (badge: string, state: ListedMember['state'] = 'seated'): ListedMember => ({
      badge,
      area: 'Blaby',
      email: '',
      state,
    })
    const check = (members: ListedMember[], on: string, at = '08:00') =>
      troublesWithSeats(db, jury, members, londonInstant(on, at))
    expect(await check([row('03')], '2026-11-01')).toEqual([])
    expect(await check([row('03'), row('04')], '2026-11-01')).toMatchObject([{ trouble: 'too_many_seats', value: '4' }])
    expect(await check([row('01', 'left'), row('03'), row('04')], '2026-11-01')).toEqual([])
    const session = {
      title: 'Day 1',
      onDate: '2026-11-01',
      startsAt: '09:30',
      endsAt: '10:00',
      place: 'Hall',
      blocks: [],
    }
    await write(db, (tx) =>
      saveSession(tx, { juryId: jury.id, exerciseId: jury.exerciseId, session, personId: manager }, now),
    )
    expect(await check([row('03')], '2026-11-01', '10:00')).toEqual([])
    expect(await check([row('03')], '2026-11-01', '10:01')).toMatchObject([{ trouble: 'too_late' }])
    expect(await check([row('01'), row('03')], '2026-11-02')).toMatchObject([
      { row: 3, trouble: 'too_late', value: '03' },
    ])
    expect(await check([row('01', 'left')], '2026-11-02')).toEqual([])
  })

  test('its sessions keep their agendas, and give the exercise its dates', async () => {
    const { jury } = await sittingJury(db, { jurors: 0, statements: 0 })
    const blocks = [
      { title: 'Welcome', minutes: 20, protected: false },
      { title: 'Break', minutes: 10, protected: true },
    ]
    const session = (onDate: string) => ({
      title: `On ${onDate}`,
      onDate,
      startsAt: '09:30',
      endsAt: '10:00',
      place: 'Hall',
      blocks,
    })
    const save = (onDate: string, id?: string) =>
      write(db, (tx) =>
        saveSession(
          tx,
          { juryId: jury.id, exerciseId: jury.exerciseId, session: session(onDate), id, personId: manager },
          now,
        ),
      )
    await save('2026-11-15')
    const first = await save('2026-11-01')
    expect((await sessionsOf(db, jury.id)).map((s) => s.onDate)).toEqual(['2026-11-01', '2026-11-15'])
    await save('2026-11-08', first)
    await write(db, (tx) => reflowSession(tx, first, [{ ...blocks[0]!, minutes: 25 }, blocks[1]!], '10:05'))
    expect((await sessionsOf(db, jury.id))[0]).toEqual({
      id: first,
      ...session('2026-11-08'),
      endsAt: '10:05',
      blocks: [{ ...blocks[0]!, minutes: 25 }, blocks[1]!],
    })
    const exercise = await db
      .selectFrom('exercise')
      .select(['opens_on', 'closes_on'])
      .where('id', '=', jury.exerciseId)
      .executeTakeFirst()
    expect(exercise).toEqual({ opens_on: '2026-11-08', closes_on: '2026-11-15' })
  })

  test('its report stands: points for the Board, minority statements without names, no further vote', async () => {
    const sitting = await sittingJury(db, { statements: 2 })
    const { members } = sitting
    expect(await troublesWithReport(db, sitting.jury)).toEqual(['nothing_decided'])
    await voteThrough(db, sitting, (i, ids) => ({
      [ids[0]!]: i < 17 ? 'support' : 'oppose',
      [ids[1]!]: i < 16 ? 'support' : 'oppose',
    }))
    const [recommended, majority] = await resultsOf(db, sitting.jury.id)
    const on = '2026-10-01'
    await write(db, async (tx) => {
      const kept = await startMinority(tx, {
        statementId: recommended!.id,
        body: 'We differ.',
        memberId: members[20]!.id,
        on,
      })
      await support(tx, { id: kept, memberId: members[19]!.id })
      await support(tx, { id: kept, memberId: members[19]!.id })
      await startMinority(tx, { statementId: majority!.id, body: 'I alone.', memberId: members[18]!.id, on })
      const gone = await startMinority(tx, {
        statementId: majority!.id,
        body: 'Taken back.',
        memberId: members[18]!.id,
        on,
      })
      await leave(tx, { id: gone, memberId: members[18]!.id })
      await saveEvaluation(tx, sitting.jury.id, 'bias', { balanced: 20, not_balanced: 0, not_sure: 1 })
      await saveEvaluation(tx, sitting.jury.id, 'bias', { balanced: 19, not_balanced: 0, not_sure: 2 })
    })
    const before = await minoritiesOf(db, sitting.jury.id, members[19]!.id)
    expect(before.map((m) => [m.body, m.supporters, m.isMine])).toEqual([
      ['We differ.', 2, true],
      ['I alone.', 1, false],
    ])
    expect(await troublesWithReport(db, sitting.jury)).toEqual([])
    await write(db, (tx) => publishReport(tx, sitting.jury, manager, now))
    const jury = (await juryBySlug(db, 'heard'))!
    expect(await troublesWithReport(db, jury)).toEqual(['published'])
    await expect(write(db, (tx) => publishReport(tx, jury, manager, now))).rejects.toThrow(/published/)
    expect((await minoritiesOf(db, jury.id)).map((m) => [m.body, m.supporters])).toEqual([['We differ.', 2]])
    expect(await db.selectFrom('minority_supporter').selectAll().execute()).toEqual([])
    expect([...(await pointsByStatement(db, jury.id)).keys()]).toEqual([recommended!.id])
    expect(await evaluationOf(db, jury.id)).toMatchObject([{ people: 19 }, { people: 0 }, { people: 2 }])
    expect(await votesOf(db, jury.id)).toMatchObject([{ present: 21, cast: 21 }])
    const again = { jury, memberIds: members.map((m) => m.id), secret, personId: manager }
    expect((await write(db, (tx) => openVote(tx, again, now))).troubles).toContain('reported')
  })
})
