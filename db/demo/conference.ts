import { answerChallenge, raiseChallenge } from '../../app/conference/challenge-store.server.ts'
import { putItem } from '../../app/conference/item-store.server.ts'
import { joinConference, planMeeting } from '../../app/conference/member-store.server.ts'
import { termEnd } from '../../app/conference/term.ts'
import { challenges, secondItem, statementOfMeeting } from './conference-texts.ts'
import type { Demo } from './context.ts'
import { conferenceKey } from './earlier-juries.ts'

/** Each third by the day it began, and who is in it: member, jury, and the day they joined where it was later. */
const thirds: { began: number; members: { n: number; jury: string; joined?: number }[] }[] = [
  { began: -514, members: [...of('young', [13, 14, 15, 16, 17]), ...of('rural', [20, 21, 22])] },
  {
    began: -332,
    members: [...of('young', [18, 19]), ...of('rural', [23, 24]), ...of('heard', [9, 10, 11, 12], -290)],
  },
  { began: -150, members: of('heard', [1, 2, 3, 4, 5, 6, 7, 8]) },
]
const coChairs = [1, 18]

function of(jury: string, numbers: number[], joined?: number) {
  return numbers.map((n) => ({ n, jury, joined }))
}

/** 24 past jurors in three thirds, the meeting they held and the next, their challenges and what they ask of the Board. */
export async function loadConference(demo: Demo): Promise<void> {
  await fillSeats(demo)
  await meet(demo)
  await challenge(demo)
  const put = await putItem(
    demo.tx,
    {
      ...secondItem,
      id: demo.id('request-panels'),
      label: 'Standing conference',
      personId: demo.id(`person-${conferenceKey(1)}`),
    },
    demo.at(-6),
  )
  if (put.errors.length) throw new Error(`the demonstration's item: ${put.errors.map((e) => e.key).join(', ')}`)
}

async function fillSeats({ tx, id, day, at }: Demo) {
  for (const [i, third] of thirds.entries()) {
    for (const { n, jury, joined } of third.members) {
      const from = joined ?? third.began
      const result = await joinConference(
        tx,
        {
          id: id(`conference-member-${n}`),
          personId: id(`person-${conferenceKey(n)}`),
          juryId: id(`jury-${jury}`),
          label: `Conference member ${n}`,
          cohort: i + 1,
          termFrom: day(from),
          termTo: termEnd(day(third.began)),
          coChair: coChairs.includes(n),
          byPersonId: id('person-secretariat'),
        },
        at(from),
      )
      if (result.trouble) throw new Error(`the demonstration's conference member ${n}: ${result.trouble}`)
    }
  }
}

async function meet({ tx, id, day, at }: Demo) {
  const personId = id('person-secretariat')
  const held = { onDate: day(-150), place: 'County hall', statement: statementOfMeeting, personId }
  await planMeeting(tx, { id: id('conference-meeting-1'), ...held }, at(-200))
  const next = { onDate: day(32), place: 'Town hall, Loughborough', personId }
  await planMeeting(tx, { id: id('conference-meeting-2'), ...next }, at(-100))
}

async function challenge({ tx, id, day, at }: Demo) {
  for (const [i, given] of challenges.entries()) {
    const action = await tx
      .selectFrom('action')
      .select(['id', 'owner_organisation_id as ownerId'])
      .where('id', '=', id(`action-${given.action}`))
      .executeTakeFirstOrThrow()
    const reports = await tx
      .selectFrom('progress_report')
      .select(['id', 'due_on as dueOn', 'reported_on as reportedOn'])
      .where('action_id', '=', action.id)
      .orderBy('reported_on')
      .orderBy('due_on')
      .execute()
    const report =
      given.report === 'missed'
        ? reports.find((r) => r.reportedOn === null && r.dueOn < day(given.raised))
        : reports.filter((r) => r.reportedOn !== null)[given.report - 1]
    if (!report) throw new Error(`the demonstration's challenge ${i + 1} finds no report`)
    const { rating, weSee, question, answer } = given
    const challengeId = id(`challenge-${i + 1}`)
    const personId = id(`person-${conferenceKey((i % 24) + 1)}`)
    const raised = await raiseChallenge(
      tx,
      { id: challengeId, reportId: report.id, rating, weSee, question, personId },
      at(given.raised, 11),
    )
    if (!raised) throw new Error(`the demonstration's challenge ${i + 1} finds no report`)
    if (!answer) continue
    const owner = await tx
      .selectFrom('person as p')
      .innerJoin('role_grant as g', 'g.person_id', 'p.id')
      .select('p.id')
      .where('g.role', '=', 'owner')
      .where('p.organisation_id', '=', action.ownerId)
      .executeTakeFirstOrThrow()
    const reply = { id: challengeId, organisationId: action.ownerId, answer: answer.text, personId: owner.id }
    if (!(await answerChallenge(tx, reply, at(answer.day, 16)))) throw new Error(`challenge ${i + 1} was not answered`)
  }
}
