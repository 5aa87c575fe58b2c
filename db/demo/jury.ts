import { addMonths } from '../../app/engagement/london-day.ts'
import { announceJury, createJury, type Jury, juryBySlug } from '../../app/juries/jury-store.server.ts'
import { publishReport } from '../../app/juries/report/report-store.server.ts'
import { saveEvaluation } from '../../app/juries/report/result-store.server.ts'
import type { ListedMember, MemberState } from '../../app/juries/seats/member-list.ts'
import { membersOf, takeMembers } from '../../app/juries/seats/member-store.server.ts'
import { addWitness, saveSession } from '../../app/juries/sessions/session-store.server.ts'
import { closeVote } from '../../app/juries/votes/closing-store.server.ts'
import { startMinority, support } from '../../app/juries/votes/minority-store.server.ts'
import { openBallots } from '../../app/juries/votes/opening-store.server.ts'
import type { Choices } from '../../app/juries/votes/sealing.ts'
import { tidy } from '../../app/juries/votes/statement.ts'
import { addStatement, lockStatement } from '../../app/juries/votes/statement-store.server.ts'
import type { Choice } from '../../app/juries/votes/vote.ts'
import { castBallot, openVote } from '../../app/juries/votes/vote-store.server.ts'
import type { Demo } from './context.ts'
import { loadEarlierJuries } from './earlier-juries.ts'
import { laterInConference, minorityText, seats, sessions, statements, witnesses } from './jury-texts.ts'
import { addPerson, organisationId, priorityId } from './partnership.ts'
import { loadPastDraw } from './past-draw.ts'
import { loadPracticeJury } from './practice-jury.ts'

const slug = 'being-heard-in-the-county'
const pad = (n: number) => String(n).padStart(2, '0')
const person = (demo: Demo, key: string) => demo.id(`person-${key}`)

/** Days before today: commissioned, announced, drawn, four sessions in five weeks, reported (demo data 4.6). */
const planned = { commissioned: -420, announced: -418, drawn: -399, sessions: [-357, -343, -329, -322], reported: -300 }

/** The same with desk work on working days and the sessions on Saturdays, when most people can come. */
function daysOf(demo: Demo) {
  const toSaturday = demo.toSaturday(planned.sessions[0]!)
  return {
    commissioned: demo.workingDay(planned.commissioned),
    announced: demo.workingDay(planned.announced),
    drawn: demo.workingDay(planned.drawn),
    sessions: planned.sessions.map((day) => day + toSaturday),
    reported: demo.workingDay(planned.reported),
    /** What happened around the first session: a day in its own count. */
    near: (day: number) => day + toSaturday,
  }
}

/** The jury that the Board answered, from its commission to its report, and a second one to practise a vote with. */
export async function loadJury(demo: Demo): Promise<void> {
  const days = daysOf(demo)
  await loadEarlierJuries(demo)
  await commission(demo)
  const commissioned = (await juryBySlug(demo.tx, slug))!
  await announceJury(demo.tx, commissioned, person(demo, 'jury-manager'), demo.at(days.announced))
  const jury = (await juryBySlug(demo.tx, slug))!
  await planSessions(demo, jury)
  await loadPastDraw(demo, jury, days.drawn)
  await seatMembers(demo, jury)
  await writeStatements(demo, jury)
  await vote(demo, jury)
  await report(demo, jury)
  await loadPracticeJury(demo)
}

const commission = ({ tx, ...demo }: Demo) =>
  createJury(
    tx,
    {
      id: demo.id('jury-heard'),
      exerciseId: demo.id('exercise-jury-heard'),
      slug,
      publicName: 'Being heard in the county',
      method: 'Citizens’ jury',
      runBy: organisationId({ tx, ...demo }, 'cvs'),
      personId: person({ tx, ...demo }, 'jury-manager'),
      commission: {
        question:
          'What should public services in Leicestershire change first so that people from minority ethnic communities are treated fairly and listened to?',
        commissionedBy: 'The partnership’s Board',
        budget: '£96,000: county council 40,000, health service 36,000, police 20,000',
        promiseWho: 'The Board, and each partner that has to act',
        promiseBy: demo.day(demo.workingDay(-160)),
        promiseHow:
          'Point by point and in public, each answer with its reason, and read out to the jurors at a meeting of their own',
        outOfBounds: 'National law, and decisions about single persons: the partners here cannot change them',
        oversight:
          'Seven people of differing views, from community groups, a university, the police and a residents’ association',
        followUp6On: addMonths(demo.day(demo.workingDay(-160)), 6),
        followUp12On: addMonths(demo.day(demo.workingDay(-160)), 12),
        seats: 24,
      },
    },
    demo.at(daysOf({ tx, ...demo }).commissioned),
  )

async function planSessions(demo: Demo, jury: Jury) {
  const days = daysOf(demo)
  const { tx, id } = demo
  const personId = person(demo, 'jury-manager')
  for (const [i, session] of sessions.entries()) {
    const given = { ...session, onDate: demo.day(days.sessions[i]!), startsAt: '09:30', endsAt: '16:30' }
    const now = demo.at(days.drawn)
    await saveSession(
      tx,
      { juryId: jury.id, exerciseId: jury.exerciseId, session: given, id: id(`jury-session-${i + 1}`), personId },
      now,
    )
  }
  for (const [i, witness] of witnesses.entries()) {
    await addWitness(tx, {
      id: id(`witness-${i + 1}`),
      juryId: jury.id,
      sessionId: id(`jury-session-${witness.session}`),
      role: witness.role,
      interests: witness.interests,
      minutes: 15,
      calledByJurors: witness.byJurors ?? false,
    })
  }
}

/** Who holds the seat with this badge: twelve of them are in the standing conference today. */
function personKeyOf(badge: number): string {
  const place = laterInConference.indexOf(badge)
  return place < 0 ? `juror-${pad(badge)}` : `conference-${pad(place + 1)}`
}

async function seatMembers(demo: Demo, jury: Jury) {
  const days = daysOf(demo)
  const numbers = seats.map((_, i) => i + 1)
  for (const n of numbers) {
    const key = personKeyOf(n)
    const label = key.startsWith('juror') ? `Juror ${pad(n)}` : `Conference member ${Number(key.slice(-2))}`
    await addPerson(demo, {
      key,
      label,
      organisation: null,
      roles: [{ role: 'juror', scope: jury.id }],
      from: days.drawn,
    })
  }
  const list = (of: number[], state: (n: number) => MemberState): ListedMember[] =>
    of.map((n) => ({
      badge: pad(n),
      area: seats[n - 1]!.area,
      email: `${personKeyOf(n)}@demonstration.example`,
      state: state(n),
    }))
  const take = (members: ListedMember[], at: Date) =>
    takeMembers(
      demo.tx,
      {
        juryId: jury.id,
        members,
        personId: person(demo, 'jury-manager'),
        labelFor: (badge) => `Juror ${badge}`,
        idFor: (badge) => demo.id(`jury-member-${badge}`),
        drawn: true,
      },
      at,
    )
  const who = (test: (seat: (typeof seats)[number]) => boolean) => numbers.filter((n) => test(seats[n - 1]!))
  await take(
    list(numbers, (n) => (n <= 24 ? 'seated' : 'alternate')),
    demo.at(days.drawn),
  )
  const changes: [(typeof seats)[number]['gone'], (typeof seats)[number]['joins'], Date][] = [
    ['week_before', 'week_before', demo.at(days.near(-363))],
    ['night_before', 'night_before', demo.at(days.near(-358), 21.77)],
    ['no_show', 'first_day', demo.at(days.near(-357), 9.6)],
  ]
  for (const [gone, joins, at] of changes) {
    await take(
      [
        ...list(
          who((seat) => seat.gone === gone),
          () => 'withdrawn',
        ),
        ...list(
          who((seat) => seat.joins === joins),
          () => 'seated',
        ),
      ],
      at,
    )
  }
  await take(
    list(
      who((seat) => seat.gone === 'later'),
      () => 'left',
    ),
    demo.at(days.near(-340)),
  )
}

async function writeStatements(demo: Demo, jury: Jury) {
  const days = daysOf(demo)
  const day4 = days.sessions[3]!
  for (const [i, { recommend, because, table, priority }] of statements.entries()) {
    const id = await addStatement(demo.tx, {
      id: demo.id(`statement-${i + 1}`),
      juryId: jury.id,
      wording: tidy({ body: recommend, because }),
      table,
      priorityId: priority ? priorityId(demo, priority) : null,
    })
    await lockStatement(demo.tx, { juryId: jury.id, id, personId: person(demo, 'facilitator-1') }, demo.at(day4, 15.1))
  }
}

const agreeing: Choice[] = ['strongly_support', 'support', 'strongly_support', 'live_with', 'support']

/** One juror's choice: the first `agree` places after a turn that differs from statement to statement support it. */
function choiceOf(juror: number, statement: number, agree: number, jurors: number): Choice {
  const place = (juror + statement * 5) % jurors
  if (place < agree) return agreeing[(place + statement) % agreeing.length]!
  return (place + statement) % 3 === 0 ? 'strongly_oppose' : 'oppose'
}

async function vote(demo: Demo, jury: Jury) {
  const days = daysOf(demo)
  const { tx, secret } = demo
  const at = (hours: number) => demo.at(days.sessions[3]!, hours)
  const members = (await membersOf(tx, jury.id)).filter((member) => member.state === 'seated')
  const voteId = demo.id('vote-heard')
  const opened = await openVote(
    tx,
    { id: voteId, jury, memberIds: members.map((m) => m.id), secret, personId: person(demo, 'facilitator-1') },
    at(15.67),
  )
  if (opened.troubles) throw new Error(`the demonstration's vote does not open: ${opened.troubles.join(', ')}`)
  for (const [i, member] of members.entries()) {
    const choices: Choices = Object.fromEntries(
      statements.map(({ agree }, s) => [demo.id(`statement-${s + 1}`), choiceOf(i, s, agree, members.length)]),
    )
    await castBallot(tx, { voteId, memberId: member.id, choices, secret })
  }
  const closer = (key: string) => ({ personId: person(demo, key), part: 'facilitator' as const })
  await closeVote(tx, { voteId, closer: closer('facilitator-1') }, at(15.92))
  await closeVote(tx, { voteId, closer: closer('facilitator-2') }, at(15.93))
  await openBallots(tx, { voteId, secret, personId: person(demo, 'facilitator-1') }, at(15.95))
}

async function report(demo: Demo, jury: Jury) {
  const days = daysOf(demo)
  const { tx } = demo
  const supporters = ['03', '10', '16'].map((badge) => demo.id(`jury-member-${badge}`))
  const id = await startMinority(tx, {
    id: demo.id('minority-1'),
    statementId: demo.id('statement-9'),
    body: minorityText,
    memberId: supporters[0]!,
    on: demo.day(days.sessions[3]!),
  })
  for (const memberId of supporters.slice(1)) await support(tx, { id, memberId })
  await saveEvaluation(tx, jury.id, 'bias', { balanced: 19, not_balanced: 0, not_sure: 2 })
  await publishReport(tx, jury, person(demo, 'jury-manager'), demo.at(days.reported))
}
