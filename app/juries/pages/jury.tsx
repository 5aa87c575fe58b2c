import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../engagement/london-day.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { Details } from '../../ui/details.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { Table } from '../../ui/table.tsx'
import { registeringOn } from '../commission/recruitment.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import { announcedDraws } from '../draw/draw-store.server.ts'
import { juryParams } from '../jury-access.server.ts'
import { drawAwaited } from '../jury-state.ts'
import { juryBySlug, statesOf } from '../jury-store.server.ts'
import { promisesOf } from '../report/promise-store.server.ts'
import { resultsOf, votesOf } from '../report/result-store.server.ts'
import { membersByArea } from '../seats/member-store.server.ts'
import { meetingsOf } from '../sessions/meeting-store.server.ts'
import { timed } from '../sessions/session.ts'
import { sessionsOf, witnessesOf } from '../sessions/session-store.server.ts'
import { needed } from '../votes/vote.ts'
import { PromiseKept } from './report/promise-kept.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: juryParams }, async ({ db, params, now }) => {
    const jury = await juryBySlug(db, params.slug)
    if (!jury?.announcedAt) throw notFound()
    const members = await membersByArea(db, jury.id)
    const results = await resultsOf(db, jury.id)
    const recruitment = await recruitmentOf(db, jury.id)
    const draw = (await announcedDraws(db, jury.id))[0]
    const today = londonDay(now)
    const voters = Math.max(0, ...(await votesOf(db, jury.id)).map((vote) => vote.cast))
    const state = (await statesOf(db, [jury], today)).get(jury.id)!
    const areas = [...new Set(members.map((row) => row.area))]
    const count = (area: string, states: string[]) =>
      members.filter((row) => row.area === area && states.includes(row.state)).reduce((sum, row) => sum + row.people, 0)
    return {
      title: jury.publicName,
      slug: jury.slug,
      practice: jury.practice,
      announcedAt: jury.announcedAt,
      reportPublishedAt: jury.reportPublishedAt,
      commission: jury.commission,
      promise: (await promisesOf(db, today, jury.id))[0] ?? null,
      needed: needed(jury.commission.seats, jury.threshold),
      quorum: jury.quorum,
      voted: results.length
        ? {
            voters,
            needed: needed(voters, jury.threshold),
            statements: results.length,
            recommended: results.filter((result) => result.outcome === 'recommendation').length,
          }
        : null,
      state,
      drawAwaited: drawAwaited({ practice: jury.practice, state, members: members.length }),
      members: areas.map((area) => ({
        area,
        seated: count(area, ['seated']),
        gone: count(area, ['withdrawn', 'left']),
        alternates: count(area, ['alternate']),
      })),
      sessions: (await sessionsOf(db, jury.id)).map((session) => ({
        ...session,
        blocks: timed(session.startsAt, session.blocks),
      })),
      // As long as no session is planned, what people were invited to: settled once letters are out or a draw is.
      promised: recruitment?.lettersMadeAt || draw ? (await meetingsOf(db, jury.id)).filter(({ hours }) => !hours) : [],
      witnesses: await witnessesOf(db, jury.id),
      draw: draw?.state ?? null,
      drawn: draw?.state === 'concluded' ? draw.seats : 0,
      registerUntil: recruitment && registeringOn(recruitment, today) === 'open' ? recruitment.closesOn : null,
    }
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

/** A jury in public: what it was asked, what was promised, when it sits, who sits in it by area and no nearer. */
export default function JuryPage() {
  const jury = useLoaderData<typeof loader>()
  const t = useWords('juries')
  const drawing = useWords('drawing')
  const { code, locale } = useLanguage()
  return (
    <PaperPage
      title={<ProperName>{jury.title}</ProperName>}
      version={
        <Sentence parts={{ day: <DateText iso={jury.announcedAt} locale={locale} /> }}>
          {(slots) => t('public.version', { ...slots, state: t(`state.${jury.state}`) })}
        </Sentence>
      }
      lede={<ProperName>{jury.commission.question}</ProperName>}
      back={{ href: `/${code}/juries`, text: t('all.title') }}
    >
      {jury.practice ? <InsetText classes="inset-caution">{t('public.practice')}</InsetText> : null}
      {jury.reportPublishedAt ? (
        <p>
          <a href={`/${code}/juries/${jury.slug}/report`}>{t('public.read_report')}</a>
        </p>
      ) : null}
      {jury.draw || jury.drawAwaited ? (
        <p>
          <a href={`/${code}/juries/${jury.slug}/draw`}>
            {drawing(
              !jury.draw ? 'public.link_none' : jury.draw === 'announced' ? 'public.link_waiting' : 'public.link',
            )}
          </a>
        </p>
      ) : null}
      <WhatIsPromised jury={jury} />
      <Next jury={jury} />
      <Sessions jury={jury} />
      <Members jury={jury} />
      <Witnesses jury={jury} />
    </PaperPage>
  )
}

function WhatIsPromised({ jury }: { jury: Shown }) {
  const t = useWords('juries')
  const { locale } = useLanguage()
  const { commission } = jury
  const own = (text: string) => <ProperName>{text}</ProperName>
  return (
    <section aria-labelledby="promise">
      <h2 id="promise">{t('public.promise')}</h2>
      <SummaryList
        rows={[
          {
            key: t('public.who_answers'),
            value: (
              <Sentence
                parts={{
                  who: own(commission.promiseWho),
                  day: <DateText iso={commission.promiseBy} locale={locale} />,
                }}
              >
                {(slots) => t('public.answers_by', slots)}
              </Sentence>
            ),
          },
          ...(jury.promise ? [{ key: t('public.kept'), value: <PromiseKept promise={jury.promise} /> }] : []),
          { key: t('public.how_answered'), value: own(commission.promiseHow) },
          {
            key: t('public.follow_up'),
            value: (
              <Sentence
                parts={{
                  six: <DateText iso={commission.followUp6On} locale={locale} />,
                  twelve: <DateText iso={commission.followUp12On} locale={locale} />,
                }}
              >
                {(slots) => t('public.follow_up_on', slots)}
              </Sentence>
            ),
          },
          { key: t('public.commissioned_by'), value: own(commission.commissionedBy) },
          { key: t('public.budget'), value: own(commission.budget) },
          { key: t('public.oversight'), value: own(commission.oversight) },
          { key: t('public.out_of_bounds'), value: own(commission.outOfBounds) },
        ]}
      />
    </section>
  )
}

function Next({ jury }: { jury: Shown }) {
  const t = useWords('juries')
  const isChosen =
    jury.state === 'announced' && jury.members.reduce((sum, row) => sum + row.seated, 0) >= jury.commission.seats
  const { code, locale } = useLanguage()
  return (
    <section aria-labelledby="next">
      <h2 id="next">{t('public.next')}</h2>
      <p className="read">{t(`public.next_${isChosen ? 'chosen' : jury.state}`)}</p>
      {jury.registerUntil ? (
        <p className="read">
          <Sentence parts={{ day: <DateText iso={jury.registerUntil} locale={locale} format="weekday" /> }}>
            {(slots) => t('public.register_until', slots)}
          </Sentence>{' '}
          <a href={`/${code}/register/${jury.slug}`}>{t('public.register')}</a>
        </p>
      ) : null}
      {jury.voted ? (
        <p className="read">
          {t('public.rule_voted', {
            needed: jury.voted.needed,
            voters: jury.voted.voters,
            quorum: jury.quorum,
            seats: jury.commission.seats,
          })}{' '}
          {t('public.outcomes', { count: jury.voted.recommended, all: jury.voted.statements })}
        </p>
      ) : (
        <p className="read">
          {t('public.rule', { needed: jury.needed, count: jury.commission.seats, quorum: jury.quorum })}
        </p>
      )}
    </section>
  )
}

function Sessions({ jury }: { jury: Shown }) {
  const t = useWords('juries')
  const { locale } = useLanguage()
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('public.sessions')}</h2>
      {jury.sessions.length ? (
        jury.sessions.map((session) => (
          <div key={session.id}>
            <h3>
              <ProperName>{session.title}</ProperName>
            </h3>
            <p className="meta">
              <Sentence
                parts={{
                  day: <DateText iso={session.onDate} locale={locale} format="weekday" />,
                  hours: <bdi>{t('sessions.hours', { from: session.startsAt, to: session.endsAt })}</bdi>,
                  place: <ProperName>{session.place}</ProperName>,
                }}
              >
                {(slots) => t('sessions.when', slots)}
              </Sentence>
            </p>
            <Details summaryText={t('public.agenda')}>
              <Table
                narrow="plain"
                head={[t('public.time'), t('public.block')]}
                rows={session.blocks.map((block) => [
                  <bdi key="time">{t('sessions.hours', { from: block.startsAt, to: block.endsAt })}</bdi>,
                  <ProperName key="title">{block.title}</ProperName>,
                ])}
              />
            </Details>
          </div>
        ))
      ) : jury.promised.length ? (
        <Promised days={jury.promised} />
      ) : (
        <EmptyState>
          <p>{t('public.no_sessions')}</p>
        </EmptyState>
      )}
    </section>
  )
}

function Promised({ days }: { days: Shown['promised'] }) {
  const t = useWords('juries')
  const { locale } = useLanguage()
  const place = days[0]?.place
  return (
    <>
      <p className="read">{t('public.promised_days')}</p>
      <ul>
        {days.map(({ onDate }) => (
          <li key={onDate}>
            <DateText iso={onDate} locale={locale} format="weekday" />
          </li>
        ))}
      </ul>
      {place ? (
        <p>
          <Sentence parts={{ place: <ProperName>{place}</ProperName> }}>
            {(slots) => t('public.promised_where', slots)}
          </Sentence>
        </p>
      ) : null}
    </>
  )
}

function Members({ jury }: { jury: Shown }) {
  const t = useWords('juries')
  const total = jury.members.reduce((sum, row) => sum + row.seated, 0)
  return (
    <section aria-labelledby="members">
      <h2 id="members">{t('public.members')}</h2>
      <p className="read">{t('public.members_text', { count: total, seats: jury.commission.seats })}</p>
      {jury.members.length ? (
        <Table
          firstCellIsHeader
          head={[
            t('members.area'),
            { text: t('public.seated'), format: 'numeric' },
            { text: t('public.alternates'), format: 'numeric' },
            { text: t('public.gone'), format: 'numeric' },
          ]}
          rows={jury.members.map((row) => [
            <ProperName key="area">{row.area}</ProperName>,
            { text: row.seated, format: 'numeric' },
            { text: row.alternates, format: 'numeric' },
            { text: row.gone, format: 'numeric' },
          ])}
        />
      ) : (
        <EmptyState>
          <p>{jury.drawn ? t('public.being_asked', { count: jury.drawn }) : t('public.no_members')}</p>
        </EmptyState>
      )}
    </section>
  )
}

function Witnesses({ jury }: { jury: Shown }) {
  const t = useWords('juries')
  if (!jury.witnesses.length) return null
  return (
    <section aria-labelledby="witnesses">
      <h2 id="witnesses">{t('public.witnesses')}</h2>
      <Table
        firstCellIsHeader
        head={[t('witness.role'), t('witness.interests'), { text: t('witness.minutes'), format: 'numeric' }]}
        rows={jury.witnesses.map((witness) => [
          <span key="role">
            <ProperName>{witness.role}</ProperName>
            {witness.calledByJurors ? <span className="meta"> {t('witness.called_short')}</span> : null}
          </span>,
          <ProperName key="interests">{witness.interests}</ProperName>,
          { text: witness.minutes, format: 'numeric' },
        ])}
      />
    </section>
  )
}
