import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { londonDay } from '../../engagement/london-day.ts'
import { overdueOn } from '../../feedback/overdue-store.server.ts'
import { OverdueList } from '../../feedback/pages/overdue-list.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { Details } from '../../ui/details.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { shareByProposer } from '../agenda.ts'
import { boardOf, requestsOf } from '../agenda-store.server.ts'
import { pointsOf } from '../decision-store.server.ts'
import { itemsOf, meetingsOf } from '../meeting-store.server.ts'
import { attendanceFlags, balance, seatsOn, sizeWarning } from '../seat.ts'
import { attendanceBySeat, seatsOf } from '../seat-store.server.ts'
import { Queue } from './queue.tsx'
import { AnswerLine, StanceTag } from './words-of.tsx'

/** Who the Board is, what it decided, what it owes, and who asked for what (needs 1, 8, 15, 16, 25, 29). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, request, lang, words }) => {
    const board = await boardOf(db)
    if (!board) throw notFound()
    const today = londonDay(now)
    const seats = seatsOn(await seatsOf(db, board.id), today)
    const attendance = await attendanceBySeat(db, board.id)
    const meetings = await meetingsOf(db, board.id)
    const points = await pointsOf(db, today)
    const flags = seats.map((s) => attendanceFlags(attendance.get(s.id) ?? []))
    return {
      title: words('board')('board.title'),
      asked: new URL(request.url).searchParams.has('asked'),
      remit: board.remit,
      balance: balance(seats),
      warning: sizeWarning(seats.length),
      seats: seats.map((s) => {
        const history = attendance.get(s.id) ?? []
        return {
          ...s,
          member: history.filter((p) => p === 'member').length,
          substitute: history.filter((p) => p === 'substitute').length,
          held: history.length,
        }
      }),
      flags: {
        absent: flags.filter((f) => f.absentTwice).length,
        substitutes: flags.filter((f) => f.oftenSubstitute).length,
      },
      meetings: meetings.map((m) => ({
        id: m.id,
        onDate: m.on_date,
        startsAt: m.starts_at,
        place: m.place,
        venueOwner: m.venue_owner,
        held: m.held === 1,
      })),
      shares: shareByProposer(
        (
          await itemsOf(
            db,
            meetings.map((m) => m.id),
          )
        ).map((i) => ({ part: i.part, minutes: i.minutes, proposer: i.proposer })),
      ),
      points,
      overdue: await overdueOn(db, lang, today),
      queue: await requestsOf(db, board.id),
      today,
    }
  })(args)

export default function Board() {
  const data = useLoaderData<typeof loader>()
  const t = useWords('board')
  const feedback = useWords('feedback')
  const { code, locale } = useLanguage()
  const next = data.meetings.filter((m) => !m.held && m.onDate >= data.today).at(-1)
  const exercises = [...new Map(data.points.map((p) => [p.exerciseId, p.exerciseTitle]))]
  const { councils, seats, dualHats, bySector } = data.balance
  return (
    <ResidentPage title={data.title} lede={t('board.lede')} wide>
      <p className="read">{data.remit}</p>
      {next ? (
        <p>
          {t('board.next')}{' '}
          <a href={`/${code}/board/meetings/${next.onDate}`}>
            <DateText iso={next.onDate} locale={locale} format="weekday" />
          </a>
          {', '}
          {t('board.next_where', { time: next.startsAt, place: next.place })}
        </p>
      ) : null}
      <Button href={`/${code}/board/ask`}>{t('board.ask')}</Button>

      <h2 id="overdue">{feedback('overdue.title')}</h2>
      <OverdueList overdue={data.overdue} />

      <h2 id="decisions">{t('board.decisions.title')}</h2>
      {exercises.length ? null : <EmptyState>{t('board.decisions.empty')}</EmptyState>}
      {exercises.map(([id, title]) => (
        <Table
          key={id}
          caption={title}
          head={[t('board.decisions.asked'), t('board.decisions.answer'), t('board.decisions.when')]}
          rows={data.points
            .filter((p) => p.exerciseId === id)
            .map((p) => [
              <a key="link" href={`/${code}/board/decisions/${p.slug}`}>
                {p.wording}
              </a>,
              p.position ? <StanceTag key="stance" stance={p.position.stance} /> : t('answer.none'),
              <AnswerLine key="answer" answer={p.answer} />,
            ])}
        />
      ))}

      <h2 id="queue">{t('board.queue.title')}</h2>
      <p className="read">{t('board.queue.text')}</p>
      <Queue requests={data.queue} today={data.today} />
      {data.shares.length ? (
        <Table
          caption={t('board.shares.title')}
          head={[
            t('board.shares.proposer'),
            { text: t('board.shares.items'), format: 'numeric' },
            { text: t('board.shares.minutes'), format: 'numeric' },
          ]}
          rows={data.shares.map((s) => [
            t(`proposer.${s.proposer}`),
            { text: t('board.shares.of', { n: s.items, of: s.of }), format: 'numeric' },
            { text: String(s.minutes), format: 'numeric' },
          ])}
        />
      ) : null}

      <h2 id="meetings">{t('board.meetings.title')}</h2>
      <Table
        head={[t('board.meetings.day'), t('board.meetings.place'), t('board.meetings.state')]}
        rows={data.meetings.map((m) => [
          <a key="day" href={`/${code}/board/meetings/${m.onDate}`}>
            <DateText iso={m.onDate} locale={locale} />
          </a>,
          t('board.meetings.venue', { place: m.place, owner: m.venueOwner }),
          t(m.held ? 'board.meetings.held' : 'board.meetings.planned'),
        ])}
      />

      <h2 id="seats">{t('board.seats.title', { count: seats })}</h2>
      {data.warning ? <p>{t(`board.seats.${data.warning}`)}</p> : null}
      <p>
        {t('board.seats.councils', { n: councils, of: seats })} {t('board.seats.dual', { count: dualHats })}
      </p>
      <Table
        caption={t('board.seats.balance')}
        head={[t('board.seats.sector'), { text: t('board.seats.seats'), format: 'numeric' }]}
        rows={bySector.map((s) => [
          t(`sector.${s.sector}`),
          { text: t('board.seats.of', { n: s.seats, of: seats }), format: 'numeric' },
        ])}
      />
      <p>
        {t('board.seats.absent', { count: data.flags.absent })}{' '}
        {t('board.seats.substitutes', { count: data.flags.substitutes })}
      </p>
      <Details summaryText={t('board.seats.caption')}>
        <Table
          firstCellIsHeader
          head={[
            t('board.seats.seat'),
            t('board.seats.organisation'),
            t('board.seats.sector'),
            t('board.seats.term'),
            t('board.seats.attended'),
          ]}
          rows={data.seats.map((s) => [
            <span key="seat">
              {t('board.seats.named', { number: s.number, label: s.label })}
              {s.chairOf ? <span className="meta"> {t(`board.seats.chair_${s.chairOf}`)}</span> : null}
            </span>,
            <span key="for">
              {s.organisation}
              {s.seedName ? <span className="meta"> {t('board.seats.was', { name: s.seedName })}</span> : null}
              {s.secondHat ? <span className="meta"> {t('board.seats.hat', { hat: s.secondHat })}</span> : null}
              <span className="meta"> {t(s.canCommit ? 'board.seats.commits' : 'board.seats.refers')}</span>
            </span>,
            t(`sector.${s.sector}`),
            <span key="term">
              <DateText iso={s.termFrom} locale={locale} format="month" />{' '}
              {s.termTo ? (
                <>
                  {t('board.seats.until')} <DateText iso={s.termTo} locale={locale} format="month" />
                </>
              ) : (
                t('board.seats.no_end')
              )}
            </span>,
            s.held
              ? t('board.seats.presence', { member: s.member, substitute: s.substitute, held: s.held })
              : t('board.seats.not_yet'),
          ])}
        />
      </Details>
    </ResidentPage>
  )
}
