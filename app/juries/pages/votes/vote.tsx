import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { type Refused, refused, typedIn } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { closerOf, deskPath, type JuryAsk, juryFor, slugParams } from '../../jury-access.server.ts'
import { resultsOf } from '../../report/result-store.server.ts'
import { memberOfPerson, membersOf } from '../../seats/member-store.server.ts'
import { blockAt, timed } from '../../sessions/session.ts'
import { sessionsOf } from '../../sessions/session-store.server.ts'
import { closeVote, keepOpen } from '../../votes/closing-store.server.ts'
import { openBallots, scrub } from '../../votes/opening-store.server.ts'
import { statementsOf } from '../../votes/statement-store.server.ts'
import { closingTrouble, needed } from '../../votes/vote.ts'
import { newestVote, openVote, statementsOfVote } from '../../votes/vote-store.server.ts'
import { Done } from '../done.tsx'
import { RunSheet } from '../sessions/run-sheet.tsx'
import { OpenForm, Results, Running } from './vote-parts.tsx'

/** Facilitators and the jurors of this jury see it: a juror may be the witness who closes (J-20). */
async function roomFor(ask: JuryAsk, db = ask.db as Parameters<typeof juryFor>[2]) {
  const jury = await juryFor(ask, 'jury.close', db)
  const facilitates = may(ask.actor.grants, 'jury.facilitate', jury.id)
  const seat = await memberOfPerson(db ?? ask.db, jury.id, ask.actor.personId)
  if (!facilitates && seat?.state !== 'seated') throw notFound()
  return { jury, facilitates }
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.close' }, async (ask) => {
    const { db, now, request } = ask
    const { jury, facilitates } = await roomFor(ask)
    const vote = await newestVote(db, jury.id)
    const statements = await statementsOf(db, jury.id)
    const members = (await membersOf(db, jury.id)).filter((member) => member.state === 'seated')
    const today = (await sessionsOf(db, jury.id)).find((session) => session.onDate === londonDay(now))
    const time = formatDate(now.toISOString(), 'en-GB', 'time')
    const running = vote && vote.state !== 'opened' ? vote : null
    const first = vote?.firstCloser ? { personId: vote.firstCloser, part: vote.firstCloserPart ?? 'juror' } : undefined
    return {
      title: ask.words('juries-desk')('vote.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      facilitates,
      seats: jury.commission.seats,
      quorum: jury.quorum,
      locked: statements.filter((s) => s.state === 'locked').length,
      unlocked: statements.filter((s) => s.state === 'draft').map((s) => s.number),
      members: members.map(({ id, badge }) => ({ id, badge })),
      neededOfAll: needed(members.length, jury.threshold),
      vote: running && {
        state: running.state,
        cast: running.cast,
        present: running.present,
        statements: (await statementsOfVote(db, running.id)).length,
        needed: needed(running.present, running.threshold),
        trouble: running.state === 'closing' ? (closingTrouble(first, closerOf(ask, jury)) ?? null) : null,
      },
      results: await resultsOf(db, jury.id),
      reported: jury.reportPublishedAt !== null,
      session: today
        ? { blocks: timed(today.startsAt, today.blocks), now: blockAt(today.startsAt, today.blocks, time) }
        : null,
      done: new URL(request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.close' }, async (ask) => {
    const typed = await typedIn(ask.request)
    const intent = typed.intent?.[0]
    if (intent === 'open') return open(ask, typed.present ?? [])
    if (intent === 'close') return close(ask)
    if (intent === 'keep') return keep(ask)
    if (intent === 'count') return count(ask)
    throw notFound()
  })(args)

const go = (ask: JuryAsk, done: string) => redirect(deskPath(ask.params.slug, `/vote?done=${done}`), 303)

async function open(ask: JuryAsk, memberIds: string[]) {
  const t = ask.words('juries-desk')
  const { db, actor, settings, now } = ask
  const { jury, result } = await write(db, async (tx) => {
    const room = await roomFor(ask, tx)
    if (!room.facilitates) throw notFound()
    const given = { jury: room.jury, memberIds, secret: settings.SECRET, personId: actor.personId }
    return { jury: room.jury, result: await openVote(tx, given, now) }
  })
  if (!result.troubles) throw go(ask, 'vote_open')
  return refused(
    result.troubles.map((trouble) => ({
      field: 'present',
      message: t(`errors.vote_${trouble}`, { count: jury.quorum, seats: jury.commission.seats }),
    })),
    { present: memberIds },
  )
}

async function close(ask: JuryAsk) {
  const t = ask.words('juries-desk')
  const result = await write(ask.db, async (tx) => {
    const { jury } = await roomFor(ask, tx)
    const vote = await newestVote(tx, jury.id)
    return vote ? closeVote(tx, { voteId: vote.id, closer: closerOf(ask, jury) }, ask.now) : 'not_open'
  })
  if (result === 'first') throw go(ask, 'closed_first')
  if (result === 'closed') throw go(ask, 'closed_second')
  return refused([{ field: 'close', message: t(`errors.close_${result}`) }], {})
}

async function keep(ask: JuryAsk) {
  await write(ask.db, async (tx) => {
    const { jury } = await roomFor(ask, tx)
    const vote = await newestVote(tx, jury.id)
    if (vote) await keepOpen(tx, { voteId: vote.id, personId: ask.actor.personId }, ask.now)
  })
  throw go(ask, 'kept_open')
}

/** Opening the ballots is a step of its own, in a transaction that touches nothing of the roll. */
async function count(ask: JuryAsk) {
  const { db, actor, settings, now } = ask
  const opened = await write(db, async (tx) => {
    const { jury, facilitates } = await roomFor(ask, tx)
    const vote = await newestVote(tx, jury.id)
    if (!facilitates || !vote) throw notFound()
    return openBallots(tx, { voteId: vote.id, secret: settings.SECRET, personId: actor.personId }, now)
  })
  if (!opened) return refused([{ field: 'count', message: ask.words('juries-desk')('errors.not_closed') }], {})
  await scrub(db)
  throw go(ask, 'opened')
}

export default function VotePage() {
  const room = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  const mayOpen = room.facilitates && !room.vote && !room.reported && (room.locked > 0 || room.results.length === 0)
  return (
    <DeskPage
      title={room.title}
      where={t('vote.where', { seats: room.seats, here: room.vote?.present ?? room.members.length })}
      back={{ href: room.home, text: room.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="juries-desk" done={room.done} />}
    >
      <div className="desk-columns">
        {room.vote ? <Running room={room} vote={room.vote} /> : null}
        {mayOpen ? <OpenForm room={room} back={back} /> : null}
        {room.session ? (
          <DeskSection title={t('sessions.today')} id="today">
            <RunSheet blocks={room.session.blocks} now={room.session.now} />
          </DeskSection>
        ) : null}
      </div>
      {room.results.length ? <Results results={room.results} home={room.home} facilitates={room.facilitates} /> : null}
      {!room.vote && !mayOpen && !room.results.length ? <p>{t('vote.not_open')}</p> : null}
    </DeskPage>
  )
}
