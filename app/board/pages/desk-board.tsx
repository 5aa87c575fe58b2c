import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { boardOf } from '../agenda-store.server.ts'
import { pointsOf } from '../decision-store.server.ts'
import { listsOf } from '../list-facts-store.server.ts'
import { meetingsOf } from '../meeting-store.server.ts'
import { acknowledge } from '../point-store.server.ts'
import { attendanceFlags, seatsOn } from '../seat.ts'
import { attendanceBySeat, seatsOf } from '../seat-store.server.ts'
import { openRequests } from '../waiting-store.server.ts'
import { Queue } from './queue.tsx'
import { AnswerLine, StanceTag } from './words-of.tsx'

/** The secretariat's whole cycle on one page: what is owed, what is asked, what meets next (need 154). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'board.prepare' }, async ({ db, now, request, words }) => {
    const board = await boardOf(db)
    const title = words('board-desk')('desk.title')
    if (!board) return { title, none: true as const }
    const today = londonDay(now)
    const points = await pointsOf(db, today)
    const attendance = await attendanceBySeat(db, board.id)
    return {
      title,
      done: new URL(request.url).searchParams.get('done'),
      today,
      points: points.filter((p) => !p.position || p.draft),
      queue: await openRequests(db, board.id),
      lists: (await listsOf(db, 'en')).map((l) => ({
        id: l.id,
        title: l.exerciseTitle,
        points: points.filter((p) => p.listId === l.id).length,
      })),
      meetings: (await meetingsOf(db, board.id)).map((m) => ({
        id: m.id,
        onDate: m.on_date,
        held: m.held === 1,
        papersOn: m.papers_published_on,
      })),
      seats: seatsOn(await seatsOf(db, board.id), today)
        .map((s) => ({ label: s.label, number: s.number, ...attendanceFlags(attendance.get(s.id) ?? []) }))
        .filter((s) => s.absentTwice || s.oftenSubstitute),
    }
  })(args)

/** Acknowledges everything that waits for it. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'board.prepare' }, async ({ db, now, actor }) => {
    const today = londonDay(now)
    await write(db, async (tx) => {
      const waiting = (await pointsOf(tx, today)).filter((p) => !p.acknowledgedOn)
      await acknowledge(tx, { pointIds: waiting.map((p) => p.id), personId: actor.personId, on: today, now })
    })
    throw redirect('/desk/board?done=acknowledged', 303)
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function DeskBoard() {
  const data = useLoaderData<typeof loader>()
  const t = useWords('board-desk')
  if (!('none' in data)) return <Cycle data={data} />
  return (
    <DeskPage title={data.title} where={t('desk.where')} back={{ href: '/desk', text: t('desk.home') }}>
      <EmptyState>
        <p>{t('desk.none')}</p>
      </EmptyState>
    </DeskPage>
  )
}

function Cycle({ data }: { data: Exclude<Shown, { none: true }> }) {
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const unacknowledged = data.points.filter((p) => !p.acknowledgedOn)
  const overdue = data.points.filter((p) => p.answer.state === 'overdue')
  return (
    <DeskPage
      title={data.title}
      where={t('desk.where')}
      back={{ href: '/desk', text: t('desk.home') }}
      notice={
        data.done ? (
          <NotificationBanner
            type="success"
            titleText={t('done.title')}
            text={t(`done.${data.done}`, t('done.saved'))}
          />
        ) : null
      }
      figures={
        <>
          <DeskFigure
            kind={overdue.length ? 'late' : 'now'}
            figure={overdue.length}
            text={t('desk.overdue', { count: overdue.length })}
            href="#points"
          />
          <DeskFigure
            kind={unacknowledged.length ? 'due' : 'now'}
            figure={unacknowledged.length}
            text={t('desk.unacknowledged', { count: unacknowledged.length })}
            href="#points"
          />
          <DeskFigure
            kind={data.queue.length ? 'due' : 'now'}
            figure={data.queue.length}
            text={t('desk.waiting', { count: data.queue.length })}
            href="#queue"
          />
        </>
      }
    >
      <DeskSection id="points" title={t('desk.points')}>
        {data.points.length ? (
          <Table
            head={[t('board.decisions.asked'), t('desk.state'), t('board.decisions.when')]}
            rows={data.points.map((p) => [
              <a key="link" href={`/desk/board/points/${p.slug}`}>
                {p.wording}
              </a>,
              p.draft ? (
                t('desk.draft')
              ) : p.position ? (
                <StanceTag key="stance" stance={p.position.stance} />
              ) : (
                t('answer.none')
              ),
              <AnswerLine key="answer" answer={p.answer} />,
            ])}
          />
        ) : (
          <EmptyState>{t('desk.no_points')}</EmptyState>
        )}
        {unacknowledged.length ? (
          <Form method="post">
            <p>{t('desk.acknowledge_text')}</p>
            <Button>{t('desk.acknowledge', { count: unacknowledged.length })}</Button>
          </Form>
        ) : null}
        {data.lists.map((l) => (
          <p key={l.id}>
            <a href={`/desk/board/lists/${l.id}`}>{t('desk.choose', { title: l.title })}</a>{' '}
            <span className="meta">{t('desk.chosen', { count: l.points })}</span>
          </p>
        ))}
        <p>
          <a href="/en/board#decisions">{t('desk.all_decisions')}</a>
        </p>
        <p>
          <a href="/desk/board/remit">{t('remit.title')}</a>
        </p>
      </DeskSection>
      <DeskSection id="queue" title={t('board.queue.title')}>
        <Queue requests={data.queue} today={data.today} decide />
      </DeskSection>
      <DeskSection id="meetings" title={t('board.meetings.title')}>
        <Table
          head={[t('board.meetings.day'), t('board.meetings.state'), t('desk.papers')]}
          rows={data.meetings.map((m) => [
            <a key="day" href={`/desk/board/meetings/${m.onDate}`}>
              <DateText iso={m.onDate} locale={locale} />
            </a>,
            t(m.held ? 'board.meetings.held' : 'board.meetings.planned'),
            m.papersOn ? <DateText key="out" iso={m.papersOn} locale={locale} /> : t('meeting.papers_not_out'),
          ])}
        />
        <Button href="/desk/board/meetings/new" classes="govuk-button--secondary">
          {t('desk.new_meeting')}
        </Button>
      </DeskSection>
      <DeskSection id="seats" title={t('desk.flags')}>
        <p>{t('desk.flags_text')}</p>
        {data.seats.length ? (
          <ul>
            {data.seats.map((s) => (
              <li key={s.number}>
                {t('board.seats.named', { number: s.number, label: s.label })}
                {': '}
                {[s.absentTwice ? t('desk.absent_twice') : '', s.oftenSubstitute ? t('desk.often_substitute') : '']
                  .filter(Boolean)
                  .join(' ')}
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('desk.no_flags')}</p>
        )}
      </DeskSection>
    </DeskPage>
  )
}
