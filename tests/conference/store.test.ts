import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAction } from '../../app/board/action-store.server.ts'
import { makeMeeting } from '../../app/board/meeting-store.server.ts'
import { pointsFromJury } from '../../app/board/point-store.server.ts'
import { publishPosition, recordPosition } from '../../app/board/position-store.server.ts'
import { reportProgress } from '../../app/board/progress-store.server.ts'
import {
  answerChallenge,
  challengesOf,
  newestReports,
  raiseChallenge,
} from '../../app/conference/challenge-store.server.ts'
import { conferenceItems, nextBoard, putItem } from '../../app/conference/item-store.server.ts'
import {
  conferenceMembers,
  joinConference,
  membersNow,
  pastJurors,
  seatOf,
} from '../../app/conference/member-store.server.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { now, smallPartnership, today, wholeDraft } from '../board/partnership.ts'
import { dialects } from '../support/databases.ts'

const by = { personId: 'secretary', on: today, now }

describe.each(dialects)('the standing conference on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
    await smallPartnership(db)
  })
  afterEach(() => db.destroy())

  /** Jurors of the small partnership's jury, some of whom left; the report is out unless told otherwise. */
  async function jurors(states: ('seated' | 'left')[], reported = true) {
    await db
      .insertInto('person')
      .values(
        states.map((_, i) => ({
          id: `juror-${i + 1}`,
          email: `juror-${i + 1}@example.org`,
          label: `Juror ${i + 1}`,
          organisation_id: null,
          created_at: now.toISOString(),
          disabled_at: null,
        })),
      )
      .execute()
    await db
      .insertInto('jury_member')
      .values(
        states.map((state, i) => ({
          id: `member-${i + 1}`,
          jury_id: 'jury',
          person_id: `juror-${i + 1}`,
          badge: String(i + 1).padStart(2, '0'),
          district: 'Blaby',
          state,
          seated_on: '2026-01-01',
          left_on: null,
        })),
      )
      .execute()
    if (reported) await db.updateTable('jury').set({ report_published_at: now.toISOString() }).execute()
  }

  const join = (n: number, { cohort = 1, termFrom = today } = {}) =>
    write(db, (tx) =>
      joinConference(
        tx,
        { personId: `juror-${n}`, juryId: 'jury', label: `Past juror ${n}`, cohort, termFrom, byPersonId: 'secretary' },
        now,
      ),
    )

  test('takes past jurors alone: not who left, not before the report, not twice, not into a full third', async () => {
    await jurors([...Array(9).fill('seated'), 'left'], false)
    expect(await join(1)).toEqual({ trouble: 'not_a_past_juror' })
    await db.updateTable('jury').set({ report_published_at: now.toISOString() }).execute()
    expect(await join(10)).toEqual({ trouble: 'not_a_past_juror' })
    expect((await join(1)).id).toBeTruthy()
    expect(await join(1, { cohort: 2 })).toEqual({ trouble: 'member_already' })
    for (let n = 2; n <= 8; n++) expect((await join(n)).id).toBeTruthy()
    expect(await join(9)).toEqual({ trouble: 'no_vacancy' })
    expect(await pastJurors(db, today)).toMatchObject([{ personId: 'juror-9', badge: '09' }])
    expect(await membersNow(db, now)).toHaveLength(8)
    const seat = await seatOf(db, 'juror-1', today)
    expect(seat).toMatchObject({ label: 'Past juror 1', termTo: '2027-12-15', jurySlug: 'being-heard' })
    expect(await seatOf(db, 'juror-1', '2027-12-16')).toBeUndefined()
    const grant = await db
      .selectFrom('role_grant')
      .select(['role', 'valid_to'])
      .where('person_id', '=', 'juror-1')
      .execute()
    expect(grant).toEqual([{ role: 'conference_member', valid_to: '2027-12-15' }])
    expect((await conferenceMembers(db)).map((member) => Object.keys(member))[0]).not.toContain('name')
  })

  async function reportedAction() {
    const [pointId] = await write(db, (tx) => pointsFromJury(tx, { juryId: 'jury', publishedOn: '2026-05-01' }))
    const position = { pointId: pointId!, itemId: 'item', equalityPaperId: 'eia', draft: wholeDraft, changeNote: '' }
    await write(db, (tx) => recordPosition(tx, { ...position, partners: ['county'], ...by }))
    await write(db, (tx) => publishPosition(tx, { pointId: pointId!, ...by }))
    const draft = {
      title: 'Run the last bus later',
      ownerOrganisationId: 'county',
      championSeatId: 'seat-3',
      dueOn: '2026-12-01',
      measure: 'Last departure',
      baseline: '19:10',
      target: '22:30',
    }
    const action = await write(db, (tx) => createAction(tx, { pointId: pointId!, draft, ...by }))
    if (action.errors) throw new Error('no action')
    const report = {
      rag: 'green',
      sentence: 'On course.',
      peopleNotice: 'A later bus on Fridays.',
      measureValue: '22:00',
      changeReason: '',
    }
    const given = {
      actionId: action.id!,
      organisationId: 'county',
      draft: report,
      personId: 'reporter',
      on: today,
      now,
    }
    const saved = await write(db, (tx) => reportProgress(tx, given))
    if (!saved || saved.errors) throw new Error('no report')
    return { actionId: action.id!, reportId: saved.id! }
  }
  const raise = (reportId: string) =>
    write(db, (tx) =>
      raiseChallenge(
        tx,
        { reportId, rating: 'amber', weSee: 'We wait.', question: 'When?', personId: 'secretary' },
        now,
      ),
    )
  const answer = (id: string, organisationId: string) =>
    write(db, (tx) => answerChallenge(tx, { id, organisationId, answer: 'In March.', personId: 'reporter' }, now))

  test('a challenge stands beside the owner’s rating until its owner answers, once', async () => {
    const { actionId, reportId } = await reportedAction()
    expect((await newestReports(db, today)).get(actionId)).toMatchObject({ id: reportId, rag: 'green' })
    expect(await raise('nothing')).toBeUndefined()
    const id = (await raise(reportId))!
    const [waiting] = await challengesOf(db, today)
    expect(waiting).toMatchObject({
      ownerRating: 'green',
      rating: 'amber',
      state: 'waiting',
      contested: true,
      owner: 'The county',
    })
    expect(waiting!.dueOn).toBe('2026-07-13')
    expect((await challengesOf(db, '2026-07-14'))[0]).toMatchObject({ state: 'overdue', contested: true })
    expect(await answer(id, 'nhs')).toBe(false)
    expect(await answer(id, 'county')).toBe(true)
    expect(await answer(id, 'county')).toBe(false)
    const [answered] = await challengesOf(db, '2026-07-14', { ownerId: 'county' })
    expect(answered).toMatchObject({ state: 'answered', contested: false, answer: 'In March.', answeredOn: today })
    expect(await challengesOf(db, today, { ownerId: 'nhs' })).toEqual([])
    expect((await ledgerRows(db)).filter((row) => row.type.startsWith('conference.')).map((row) => row.type)).toEqual([
      'conference.challenge',
      'conference.answer',
    ])
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
  })

  test('silence can be challenged too: the report that was missed, and it is not a colour to contest', async () => {
    const { actionId } = await reportedAction()
    await db
      .insertInto('progress_report')
      .values({
        id: 'missed',
        action_id: actionId,
        due_on: '2026-06-20',
        rag: 'not_reported',
        sentence: '',
        people_notice: '',
        measure_value: '',
      })
      .execute()
    expect((await newestReports(db, today)).get(actionId)!.id).not.toBe('missed')
    expect((await newestReports(db, '2026-06-21')).get(actionId)!.id).toBe('missed')
    await raise('missed')
    expect((await challengesOf(db, today))[0]).toMatchObject({
      ownerRating: 'not_reported',
      state: 'waiting',
      contested: false,
    })
  })

  test('puts two items to the next Board, in the queue everybody sees, and no third', async () => {
    const put = (title: string) =>
      write(db, (tx) =>
        putItem(tx, { title, why: 'It stopped.', label: 'Standing conference', personId: 'secretary' }, now),
      )
    expect(await put('One')).toMatchObject({ errors: [{ key: 'no_meeting' }] })
    const standing = { title: 'Residents', lead: 'Chair', minutes: 8 }
    const place = {
      bodyId: 'board',
      startsAt: '18:00',
      place: 'Hall',
      venueOwner: 'Parish',
      partA: 60,
      partB: 60,
      standing,
    }
    const plan = (id: string, onDate: string) =>
      write(db, (tx) => makeMeeting(tx, { id, onDate, ...place, personId: 'secretary', now }))
    await plan('next', '2026-09-01')
    await plan('later', '2026-12-01')
    expect((await put('One')).id).toBeTruthy()
    expect((await put('Two')).id).toBeTruthy()
    expect(await put('Three')).toMatchObject({ errors: [{ key: 'no_slot' }] })
    expect(await nextBoard(db, today)).toEqual({ id: 'next', onDate: '2026-09-01', used: 2 })
    const items = await conferenceItems(db)
    expect(items.map((item) => [item.title, item.state, item.meetingOn]).sort()).toEqual([
      ['One', 'waiting', '2026-09-01'],
      ['Two', 'waiting', '2026-09-01'],
    ])
  })
})
