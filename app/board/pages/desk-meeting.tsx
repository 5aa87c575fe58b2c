import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { line, type Refused, refused, type Typed, typedIn } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors } from '../../ui/errors.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { addItem, boardOf } from '../agenda-store.server.ts'
import { changeItem, itemsOf, meetingOn, publishPapers, removeItem } from '../meeting-store.server.ts'
import { papersOf, readersOf } from '../paper-store.server.ts'
import { type Presence, seatsOn } from '../seat.ts'
import { attendanceAt, recordAttendance, seatsOf } from '../seat-store.server.ts'
import { AgendaPart } from './agenda-part.tsx'
import { AttendanceForm } from './attendance-form.tsx'
import { AddItemForm, ItemForm } from './item-form.tsx'

const params = z.object({ date: z.iso.date() })
const addShape = z.object({
  title: line(160).pipe(z.string().min(1, 'item_title')),
  part: z.enum(['A', 'B'], 'item_part'),
  minutes: line(3).transform(Number).pipe(z.int('minutes').min(1, 'minutes').max(60, 'minutes')),
  lead: line(80),
  proposer: z.enum(['officer', 'partner'], 'item_proposer'),
})
const presences: readonly string[] = ['member', 'substitute', 'absent']

/** One meeting as the secretariat prepares and keeps it: items and minutes, papers, who came. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'board.prepare' }, async ({ db, now, params, request, words }) => {
    const board = await boardOf(db)
    const meeting = board && (await meetingOn(db, board.id, params.date))
    if (!board || !meeting) throw notFound()
    const papers = await papersOf(db, meeting.id)
    const readers = await readersOf(
      db,
      papers.map((p) => p.id),
    )
    const presence = await attendanceAt(db, meeting.id)
    const t = words('board-desk')
    return {
      title: t('meeting.title', { day: formatDate(meeting.on_date, 'en') }),
      done: new URL(request.url).searchParams.get('done'),
      meeting: {
        onDate: meeting.on_date,
        past: meeting.on_date <= londonDay(now),
        held: meeting.held === 1,
        papersOn: meeting.papers_published_on,
        limits: { A: meeting.part_a_minutes, B: meeting.part_b_minutes },
      },
      items: (await itemsOf(db, [meeting.id])).map((i) => ({
        id: i.id,
        part: i.part,
        minutes: i.minutes,
        title: i.title,
        lead: i.lead,
        proposer: i.proposer,
        outcome: i.outcome ?? '',
        fixed: i.standing === 1 || i.request_id !== null,
        papers: papers
          .filter((p) => p.itemId === i.id)
          .map((p) => ({ id: p.id, title: p.title, kind: p.kind, readers: readers.get(p.id) ?? 0 })),
      })),
      seats: seatsOn(await seatsOf(db, board.id), meeting.on_date).map((s) => ({
        id: s.id,
        number: s.number,
        label: s.label,
        presence: presence.get(s.id) ?? null,
      })),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'board.prepare' }, async ({ db, now, params, request, actor, words }) => {
    const t = words('board-desk')
    const typed = await typedIn(request)
    const by = { personId: actor.personId, on: londonDay(now), now }
    const errors = await write(db, async (tx) => {
      const board = await boardOf(tx)
      const meeting = board && (await meetingOn(tx, board.id, params.date))
      if (!board || !meeting) throw notFound()
      const [what, id = ''] = (typed.do?.[0] ?? '').split(':')
      const item = (await itemsOf(tx, [meeting.id])).find((i) => i.id === id)
      if (what === 'publish') await publishPapers(tx, { meetingId: meeting.id, ...by })
      else if (what === 'attendance') {
        const seats = seatsOn(await seatsOf(tx, board.id), meeting.on_date)
        const presence = new Map(seats.flatMap((s) => presenceOf(typed, s.id)))
        const missing = seats.find((s) => !presence.has(s.id))
        if (meeting.on_date > by.on) return [{ field: 'attendance', key: 'attendance_early' }]
        if (missing) return [{ field: `seat-${missing.id}`, key: 'attendance' }]
        await recordAttendance(tx, { meetingId: meeting.id, presence, ...by })
      } else if (what === 'item' && item) {
        const minutes = Number(typed[`minutes-${id}`]?.[0])
        if (!Number.isInteger(minutes) || minutes < 1 || minutes > 120)
          return [{ field: `minutes-${id}`, key: 'minutes' }]
        const outcome = typed[`outcome-${id}`]?.[0]?.trim().slice(0, 600) || null
        await changeItem(tx, {
          id,
          minutes,
          lead: (typed[`lead-${id}`]?.[0] ?? '').trim().slice(0, 80),
          outcome,
          ...by,
        })
      } else if (what === 'add') {
        const added = addShape.safeParse(Object.fromEntries(Object.entries(typed).map(([name, all]) => [name, all[0]])))
        if (!added.success) return added.error.issues.map((i) => ({ field: i.path.join('-'), key: i.message }))
        await addItem(tx, { meetingId: meeting.id, ...added.data })
        await logAct(tx, now, {
          personId: actor.personId,
          did: 'added an item',
          objectKind: 'meeting',
          objectId: meeting.id,
        })
      } else if (what === 'remove' && item) {
        if (!(await removeItem(tx, { id, ...by }))) return [{ field: `minutes-${id}`, key: 'item_fixed' }]
      } else throw notFound()
      return []
    })
    if (errors.length)
      return refused(
        errors.map((e) => ({ field: e.field, message: t(`errors.${e.key}`) })),
        typed,
      )
    throw redirect(`/desk/board/meetings/${params.date}?done=saved`, 303)
  })(args)

function presenceOf(typed: Typed, seatId: string): [string, Presence][] {
  const given = typed[`seat-${seatId}`]?.[0]
  return given && presences.includes(given) ? [[seatId, given as Presence]] : []
}

export default function DeskMeeting() {
  const { title, done, meeting, items, seats } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/board', text: t('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${done}`, t('done.saved'))} />
        ) : null
      }
    >
      <p>
        <a href={`/en/board/meetings/${meeting.onDate}`}>{t('desk.public_page')}</a>
      </p>
      {(['A', 'B'] as const).map((part) => (
        <DeskSection key={part} id={`part-${part}`} title={t(`meeting.part_${part}`)}>
          <AgendaPart part={part} items={items.filter((i) => i.part === part)} limit={meeting.limits[part]} />
          {items
            .filter((i) => i.part === part)
            .map((i) => (
              <ItemForm key={i.id} item={i} held={meeting.held} back={back} />
            ))}
        </DeskSection>
      ))}
      {meeting.held ? null : (
        <DeskSection id="add" title={t('desk.add_item')}>
          <AddItemForm back={back} />
        </DeskSection>
      )}
      <DeskSection id="papers" title={t('desk.papers')}>
        {meeting.papersOn ? (
          <p>{t('desk.papers_public', { day: formatDate(meeting.papersOn, locale) })}</p>
        ) : (
          <Form method="post">
            <p>{t('desk.publish_text')}</p>
            <Button name="do" value="publish">
              {t('desk.publish_papers')}
            </Button>
          </Form>
        )}
      </DeskSection>
      <DeskSection id="attendance" title={t('meeting.attendance')}>
        {meeting.past ? <AttendanceForm seats={seats} back={back} /> : <p>{t('desk.attendance_later')}</p>}
      </DeskSection>
    </DeskPage>
  )
}
