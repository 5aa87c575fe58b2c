import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { actionsOf } from '../../board/action-store.server.ts'
import { ratingNow } from '../../board/progress.ts'
import { reportsOf } from '../../board/progress-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { typedDay } from '../../engagement/register/plan-form.ts'
import { Done } from '../../juries/pages/done.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, typedIn } from '../../server/form.ts'
import { noParams, notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { FormErrors } from '../../ui/errors.tsx'
import { DeskFigure, DeskPage } from '../../ui/page-kinds.tsx'
import { inConferenceOrder } from '../challenge.ts'
import { challengesOf, newestReports } from '../challenge-store.server.ts'
import { conferenceFor } from '../conference-access.server.ts'
import { itemsPerBoard, slotsLeft } from '../item.ts'
import { nextBoard, putItem } from '../item-store.server.ts'
import { joinConference, membersNow, pastJurors, planMeeting } from '../member-store.server.ts'
import { leavingNext, vacancies } from '../term.ts'
import { Actions, ItemForm } from './desk-parts.tsx'
import { ManageParts } from './manage-parts.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'conference.see' }, async (ask) => {
    const { db, now, words, request } = ask
    const today = londonDay(now)
    const { manages, seat, putsItems } = await conferenceFor(ask)
    const actions = await actionsOf(db)
    const reports = await reportsOf(
      db,
      actions.map((action) => action.id),
    )
    const newest = await newestReports(db, today)
    const challenges = await challengesOf(db, today)
    const members = await membersNow(db, now)
    const board = await nextBoard(db, today)
    return {
      title: words('conference-desk')('title'),
      seat: seat ? { label: seat.label, termTo: seat.termTo, coChair: seat.coChair } : null,
      manages,
      putsItems,
      actions: inConferenceOrder(
        actions.map((action) => {
          const own = reports.filter((report) => report.actionId === action.id)
          const report = newest.get(action.id)
          return {
            slug: action.slug,
            title: action.title,
            owner: action.owner,
            dueOn: action.dueOn,
            rating: ratingNow(own, today),
            notice: report?.peopleNotice ?? '',
            reportId: report?.id ?? null,
            open: challenges.filter((c) => c.actionSlug === action.slug && c.state !== 'answered').length,
          }
        }),
      ),
      challenges: {
        waiting: challenges.filter((c) => c.state === 'waiting').length,
        overdue: challenges.filter((c) => c.state === 'overdue').length,
      },
      board: board ? { onDate: board.onDate, left: slotsLeft(board.used) } : null,
      vacancies: vacancies(members, today),
      leaving: leavingNext(members, today).length,
      candidates: manages ? await pastJurors(db, today) : [],
      done: new URL(request.url).searchParams.get('done'),
    }
  })(args)

type Ask = StaffAsk<object>

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'conference.see' }, async (ask) => {
    const intent = (await typedIn(ask.request.clone())).intent?.[0]
    if (intent === 'item') return item(ask)
    if (intent === 'meeting') return meeting(ask)
    if (intent === 'join') return join(ask)
    throw notFound()
  })(args)

const go = (done: string) => redirect(`/desk/conference?done=${done}`, 303)
const itemShape = z.object({ title: line(150), why: lines(1500) })

async function item(ask: Ask) {
  const t = ask.words('conference-desk')
  const form = await readForm(ask.request, itemShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { title, why } = form.value
  const { errors } = await write(ask.db, async (tx) => {
    if (!(await conferenceFor(ask, tx)).putsItems) throw notFound()
    return putItem(tx, { title, why, label: t('title'), personId: ask.actor.personId }, ask.now)
  })
  if (errors.length) {
    return refused(
      errors.map(({ field, key }) => ({ field, message: t(`errors.${key}`, { count: itemsPerBoard }) })),
      form.typed,
    )
  }
  throw go('item')
}

const part = z.string().max(10, 'day').default('')
const meetingShape = z.object({
  'onDate-day': part,
  'onDate-month': part,
  'onDate-year': part,
  place: line(200).pipe(z.string().min(1, 'place')),
})

async function meeting(ask: Ask) {
  const t = ask.words('conference-desk')
  const form = await readForm(ask.request, meetingShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { place } = form.value
  const onDate = typedDay(form.value['onDate-day'], form.value['onDate-month'], form.value['onDate-year'])
  if (!onDate) return refused([{ field: 'onDate-day', message: t('errors.day') }], form.typed)
  await write(ask.db, async (tx) => {
    if (!(await conferenceFor(ask, tx)).manages) throw notFound()
    await planMeeting(tx, { onDate, place, personId: ask.actor.personId }, ask.now)
  })
  throw go('meeting')
}

const joinShape = z.object({
  candidate: line(300).pipe(z.string().min(1, 'candidate')),
  cohort: z.enum(['1', '2', '3'], 'cohort'),
})

async function join(ask: Ask) {
  const t = ask.words('conference-desk')
  const form = await readForm(ask.request, joinShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const today = londonDay(ask.now)
  const trouble = await write(ask.db, async (tx) => {
    if (!(await conferenceFor(ask, tx)).manages) throw notFound()
    const found = (await pastJurors(tx, today)).find(
      (juror) => `${juror.juryId}:${juror.badge}` === form.value.candidate,
    )
    if (!found) return 'not_a_past_juror'
    const result = await joinConference(
      tx,
      {
        personId: found.personId,
        juryId: found.juryId,
        label: t('members.label', { jury: found.jury, badge: found.badge }),
        cohort: Number(form.value.cohort),
        termFrom: today,
        byPersonId: ask.actor.personId,
      },
      ask.now,
    )
    return result.trouble
  })
  if (trouble) return refused([{ field: 'candidate', message: t(`errors.${trouble}`) }], form.typed)
  throw go('joined')
}

export default function ConferenceDesk() {
  const desk = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('conference-desk')
  const { locale } = useLanguage()
  const silent = desk.actions.filter((action) => action.rating === 'not_reported').length
  return (
    <DeskPage
      title={desk.title}
      where={desk.seat?.label}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="conference-desk" done={desk.done} />}
      figures={
        <>
          <DeskFigure kind={silent ? 'late' : undefined} figure={silent} text={t('desk.silent', { count: silent })} />
          <DeskFigure
            kind={desk.challenges.overdue ? 'late' : undefined}
            figure={desk.challenges.overdue}
            text={t('desk.overdue', { count: desk.challenges.overdue })}
          />
          <DeskFigure figure={desk.challenges.waiting} text={t('desk.waiting', { count: desk.challenges.waiting })} />
        </>
      }
    >
      {desk.seat ? (
        <p>
          {t('desk.your_term')} <DateText iso={desk.seat.termTo} locale={locale} />
        </p>
      ) : null}
      <Actions actions={desk.actions} mayChallenge={desk.seat !== null} />
      {desk.putsItems ? (
        <ItemForm board={desk.board} back={back?.typed.intent?.[0] === 'item' ? back : undefined} />
      ) : null}
      {desk.manages ? (
        <ManageParts
          vacancies={desk.vacancies}
          leaving={desk.leaving}
          candidates={desk.candidates}
          back={back?.typed.intent?.[0] === 'item' ? undefined : back}
        />
      ) : null}
      <p>
        <a href="/en/conference">{t('desk.public')}</a>
      </p>
    </DeskPage>
  )
}
