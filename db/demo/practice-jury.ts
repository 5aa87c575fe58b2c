import { addMonths } from '../../app/engagement/london-day.ts'
import { announceJury, createJury, juryBySlug } from '../../app/juries/jury-store.server.ts'
import { membersOf, takeMembers } from '../../app/juries/seats/member-store.server.ts'
import { saveSession } from '../../app/juries/sessions/session-store.server.ts'
import { tidy } from '../../app/juries/votes/statement.ts'
import { addStatement, lockStatement } from '../../app/juries/votes/statement-store.server.ts'
import type { Choice } from '../../app/juries/votes/vote.ts'
import { castBallot, openVote } from '../../app/juries/votes/vote-store.server.ts'
import type { Demo } from './context.ts'
import { addPerson, organisationId } from './partnership.ts'

const slug = 'practice-jury'
const badges = ['31', '32', '33', '34', '35']

const wordings = [
  { body: 'the hall’s kettle is filled before every session', because: 'a jury runs on tea' },
  { body: 'every meeting ends ten minutes early', because: 'people have buses to catch' },
  { body: 'the biscuits are chosen by lot', because: 'so is the jury' },
]

/** Three of five have voted, so that a visitor's ballot makes the quorum and two facilitators can close. */
const cast: Record<string, Choice[]> = {
  32: ['strongly_support', 'support', 'live_with'],
  33: ['support', 'oppose', 'strongly_oppose'],
  34: ['live_with', 'support', 'support'],
}

/** A jury with a vote open today on which nothing depends: for trying a ballot, two closings and the opening. */
export async function loadPracticeJury(demo: Demo): Promise<void> {
  const { tx, secret, id } = demo
  const person = (key: string) => id(`person-${key}`)
  const manager = person('jury-manager')
  await createJury(
    tx,
    {
      id: id('jury-practice'),
      exerciseId: id('exercise-jury-practice'),
      slug,
      publicName: 'Practice jury: nothing depends on it',
      method: 'Citizens’ jury (practice)',
      practice: true,
      runBy: organisationId(demo, 'cvs'),
      personId: manager,
      commission: {
        question: 'How should a meeting in a village hall begin and end?',
        commissionedBy: 'The jury manager, so that anybody can try a vote',
        budget: 'Nothing',
        promiseWho: 'The jury manager',
        promiseBy: demo.day(60),
        promiseHow: 'Nobody answers a practice: its result binds nobody',
        outOfBounds: 'Everything else',
        oversight: 'None: it is a practice',
        followUp6On: addMonths(demo.day(60), 6),
        followUp12On: addMonths(demo.day(60), 12),
        seats: badges.length,
      },
    },
    demo.at(-7),
  )
  const jury = (await juryBySlug(tx, slug))!
  await announceJury(tx, jury, manager, demo.at(-7))
  for (const badge of badges) {
    const roles = [{ role: 'juror' as const, scope: jury.id }]
    await addPerson(demo, {
      key: `juror-${badge}`,
      label: `Practice juror ${badge}`,
      organisation: null,
      roles,
      from: -7,
    })
  }
  const members = badges.map((badge) => ({
    badge,
    area: 'Melton',
    email: `juror-${badge}@demonstration.example`,
    state: 'seated' as const,
  }))
  const idFor = (badge: string) => id(`practice-member-${badge}`)
  const labelFor = (badge: string) => `Practice juror ${badge}`
  await takeMembers(tx, { juryId: jury.id, members, personId: manager, labelFor, idFor }, demo.at(-7))
  const blocks = [
    { title: 'Welcome', minutes: 30, protected: false },
    { title: 'Wording', minutes: 90, protected: false },
    { title: 'Break', minutes: 15, protected: true },
    { title: 'Final vote', minutes: 225, protected: true },
    { title: 'Close and reveal', minutes: 30, protected: true },
    { title: 'Read-back', minutes: 30, protected: false },
  ]
  const session = {
    title: 'A practice vote',
    place: 'Village hall',
    onDate: demo.day(0),
    startsAt: '09:30',
    endsAt: '16:30',
    blocks,
  }
  await saveSession(tx, { juryId: jury.id, exerciseId: jury.exerciseId, session, personId: manager }, demo.at(-7))
  await voteHalf(demo, jury, person('facilitator-1'), secret)
}

async function voteHalf(
  demo: Demo,
  jury: NonNullable<Awaited<ReturnType<typeof juryBySlug>>>,
  facilitator: string,
  secret: string,
) {
  const { tx, id } = demo
  const opened = demo.at(0, 0)
  const ids: string[] = []
  for (const [i, wording] of wordings.entries()) {
    const statementId = id(`practice-statement-${i + 1}`)
    ids.push(statementId)
    await addStatement(tx, { id: statementId, juryId: jury.id, wording: tidy(wording), table: 'A', priorityId: null })
    await lockStatement(tx, { juryId: jury.id, id: statementId, personId: facilitator }, opened)
  }
  const voteId = id('vote-practice')
  const members = await membersOf(tx, jury.id)
  const memberIds = members.map((member) => member.id)
  await openVote(tx, { id: voteId, jury, memberIds, secret, personId: facilitator }, opened)
  for (const [badge, chosen] of Object.entries(cast)) {
    const choices = Object.fromEntries(ids.map((statement, i) => [statement, chosen[i]!]))
    await castBallot(tx, { voteId, memberId: id(`practice-member-${badge}`), choices, secret })
  }
}
