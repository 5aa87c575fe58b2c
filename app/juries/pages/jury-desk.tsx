import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { may, type Permission } from '../../people/permission.ts'
import { type Refused, refused } from '../../server/form.ts'
import { staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { FormErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { missingFrom } from '../commission/commission.ts'
import { deskPath, juryFor, slugParams } from '../jury-access.server.ts'
import { announceJury, statesOf } from '../jury-store.server.ts'
import { nextStepOf } from '../next-step-store.server.ts'
import { recruitingShown } from '../registration/recruiting.server.ts'
import { memberOfPerson, membersOf } from '../seats/member-store.server.ts'
import { sessionsOf } from '../sessions/session-store.server.ts'
import { statementsOf } from '../votes/statement-store.server.ts'
import { newestVote } from '../votes/vote-store.server.ts'
import { Done } from './done.tsx'
import { NextLink } from './next-link.tsx'
import { RecruitFigures, RecruitPart } from './registration/recruit-part.tsx'
import { SeatingLinks } from './seats/seating-links.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.see' }, async (ask) => {
    const { db, actor, now, request } = ask
    const jury = await juryFor(ask, 'jury.see')
    const today = londonDay(now)
    const members = await membersOf(db, jury.id)
    const statements = await statementsOf(db, jury.id)
    const vote = await newestVote(db, jury.id)
    const allowed = (permission: Permission) => may(actor.grants, permission, jury.id)
    const state = (await statesOf(db, [jury], today)).get(jury.id)!
    const recruits = allowed('jury.manage') && (state === 'preparing' || state === 'announced')
    return {
      title: jury.publicName,
      slug: jury.slug,
      home: deskPath(jury.slug),
      question: jury.commission.question,
      seats: jury.commission.seats,
      state,
      next: allowed('jury.manage') ? await nextStepOf(db, { ...jury, state }, today) : null,
      recruiting: recruits ? await recruitingShown(db, jury, today) : null,
      announcedAt: jury.announcedAt,
      missing: missingFrom(jury.commission),
      seated: members.filter((member) => member.state === 'seated').length,
      sessions: (await sessionsOf(db, jury.id)).map(({ id, title, onDate, startsAt, endsAt, place }) => ({
        id,
        title,
        onDate,
        startsAt,
        endsAt,
        place,
      })),
      statements: statements.length,
      vote: vote ? { cast: vote.cast, present: vote.present, state: vote.state } : null,
      manages: allowed('jury.manage'),
      facilitates: allowed('jury.facilitate'),
      sits: (await memberOfPerson(db, jury.id, actor.personId))?.state === 'seated',
      done: new URL(request.url).searchParams.get('done'),
    }
  })(args)

/** Announces the jury: the commission stands from then on, and invitations may go out. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const t = ask.words('juries-desk')
    const missing = await write(ask.db, async (tx) => {
      const jury = await juryFor(ask, 'jury.manage', tx)
      const found = missingFrom(jury.commission)
      if (!found.length && !jury.announcedAt) await announceJury(tx, jury, ask.actor.personId, ask.now)
      return found
    })
    if (missing.length) {
      return refused(
        missing.map((part) => ({ field: 'announce', message: t('errors.missing', { part: t(`missing.${part}`) }) })),
        {},
      )
    }
    throw redirect(deskPath(ask.params.slug, '?done=announced'), 303)
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function JuryDesk() {
  const jury = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  return (
    <DeskPage
      title={jury.title}
      where={t(`state.${jury.state}`)}
      back={{ href: '/desk/juries', text: t('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="juries-desk" done={jury.done} />}
      figures={<Figures jury={jury} />}
    >
      {jury.question ? <p className="lede">{jury.question}</p> : null}
      {jury.next ? (
        <InsetText>
          <p>
            <strong>{t('desk.next')}:</strong> <NextLink step={jury.next} home={jury.home} />
          </p>
        </InsetText>
      ) : null}
      {jury.sits ? <JurorPart jury={jury} /> : null}
      {jury.facilitates ? <FacilitatorPart jury={jury} /> : null}
      {jury.manages ? <ManagerPart jury={jury} /> : null}
      {jury.recruiting ? <RecruitPart recruiting={jury.recruiting} home={jury.home} /> : null}
      {jury.manages || jury.facilitates ? <SeatingLinks jury={jury} /> : null}
      <Sessions jury={jury} />
    </DeskPage>
  )
}

/** While people are being won: letters, replies and the pool. Once somebody is drawn or seated: seats, statements, votes. */
function Figures({ jury }: { jury: Shown }) {
  const t = useWords('juries-desk')
  const { vote, recruiting, seated } = jury
  if (recruiting && !recruiting.drawn && !seated) return <RecruitFigures recruiting={recruiting} jury={jury} />
  return (
    <>
      <DeskFigure figure={seated} text={t('desk.of_seats', { count: jury.seats })} />
      {recruiting ? null : (
        <DeskFigure figure={jury.statements} text={t('desk.statements', { count: jury.statements })} />
      )}
      {vote && vote.state !== 'opened' ? (
        <DeskFigure kind="now" figure={vote.cast} text={t('vote.have_voted', { count: vote.present })} />
      ) : null}
    </>
  )
}

function JurorPart({ jury }: { jury: Shown }) {
  const t = useWords('juries-desk')
  const running = jury.vote && (jury.vote.state === 'open' || jury.vote.state === 'closing')
  return (
    <DeskSection title={t('overview.juror')} id="juror">
      {running ? (
        <Button href={`${jury.home}/ballot`}>{t('overview.vote_now')}</Button>
      ) : (
        <p>{t('overview.no_vote')}</p>
      )}
      <ul>
        {jury.vote && jury.vote.state !== 'opened' ? (
          <li>
            <a href={`${jury.home}/vote`}>{t('overview.witness_closing')}</a>
          </li>
        ) : null}
        <li>
          <a href={`${jury.home}/minority`}>{t('minority.title')}</a>
        </li>
      </ul>
    </DeskSection>
  )
}

function FacilitatorPart({ jury }: { jury: Shown }) {
  const t = useWords('juries-desk')
  return (
    <DeskSection title={t('overview.facilitator')} id="facilitator">
      <ul>
        <li>
          <a href={`${jury.home}/statements`}>{t('statements.link')}</a>
        </li>
        <li>
          <a href={`${jury.home}/vote`}>{t('vote.link')}</a>
        </li>
      </ul>
    </DeskSection>
  )
}

function ManagerPart({ jury }: { jury: Shown }) {
  const t = useWords('juries-desk')
  const drawing = useWords('drawing-desk')
  const { locale } = useLanguage()
  return (
    <DeskSection title={t('overview.manager')} id="manager">
      {jury.announcedAt ? (
        <p>
          {t('overview.announced')} <DateText iso={jury.announcedAt} locale={locale} />
        </p>
      ) : jury.missing.length ? (
        <>
          <p>{t('overview.missing')}</p>
          <ul>
            {jury.missing.map((part) => (
              <li key={part}>{t(`missing.${part}`)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('overview.complete')}</p>
      )}
      {jury.announcedAt ? null : (
        <Form method="post" noValidate>
          <Button id="announce">{t('overview.announce')}</Button>
        </Form>
      )}
      <ul>
        <li>
          <a href={`${jury.home}/commission`}>{t('commission.link')}</a>
        </li>
        <li>
          <a href={`${jury.home}/pool`}>{drawing('pool.link')}</a>
        </li>
        <li>
          <a href={`${jury.home}/draw`}>{drawing('desk.link')}</a>
        </li>
        <li>
          <a href={`${jury.home}/members`}>{t('members.link')}</a>
        </li>
        <li>
          <a href={`${jury.home}/sessions`}>{t('sessions.link')}</a>
        </li>
        <li>
          <a href={`${jury.home}/report`}>{t('report_desk.link')}</a>
        </li>
        {jury.announcedAt ? (
          <li>
            <a href={`/en/juries/${jury.slug}`}>{t('overview.public')}</a>
          </li>
        ) : null}
      </ul>
    </DeskSection>
  )
}

function Sessions({ jury }: { jury: Shown }) {
  const t = useWords('juries-desk')
  const { locale } = useLanguage()
  if (!jury.sessions.length) return null
  const linked = jury.manages || jury.facilitates
  return (
    <DeskSection title={t('sessions.title')} id="sessions">
      <ol className="desk-run desk-run--days">
        {jury.sessions.map((session) => (
          <li key={session.id}>
            <DateText iso={session.onDate} locale={locale} />
            <span>
              {linked ? <a href={`${jury.home}/sessions/${session.id}`}>{session.title}</a> : session.title}
              <span className="meta"> {session.place}</span>
            </span>
            <bdi>{t('sessions.hours', { from: session.startsAt, to: session.endsAt })}</bdi>
          </li>
        ))}
      </ol>
    </DeskSection>
  )
}
