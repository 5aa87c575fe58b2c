import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { saidPlainly } from '../../../consultations/answering/said-store.server.ts'
import { partnershipOf } from '../../../people/partnership-store.server.ts'
import { publicPage } from '../../../server/page.ts'
import { londonDay } from '../../london-day.ts'
import { publicMeetings, withdrawnExercises } from '../../register/calendar-store.server.ts'
import { type CalendarEvent, calendarText } from '../../register/icalendar.ts'
import { daysOf } from '../../register/register-row.ts'
import { registerView } from '../../register/register-view.server.ts'
import { feedHeaders } from '../feed-headers.ts'

/** The forward plan as a calendar to subscribe to, narrowed like the page; without a filter the meetings are in it. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words, request, lang, settings }) => {
    const t = words('feeds')
    const site = settings.PUBLIC_ORIGIN
    const { hostname } = new URL(site)
    const said = await saidPlainly(db, lang)
    const view = await registerView(db, request, londonDay(now))
    const meetings = view.isNarrowed ? [] : await publicMeetings(db)
    const withdrawn = view.isNarrowed ? [] : await withdrawnExercises(db, londonDay(now))
    const partnership = await partnershipOf(db)
    const events: CalendarEvent[] = [
      ...view.rows.flatMap((row) =>
        daysOf(row).map(({ kind, day }) => ({
          uid: `exercise-${row.id}-${kind}@${hostname}`,
          changedAt: row.extensions.at(-1)?.confirmedAt ?? row.publishedAt,
          moves: row.extensions.length,
          day,
          summary: t(`event.${kind}`, { title: said(row.title) }),
          description: t('event_text', { decision: said(row.decision), by: said(row.runByName) }),
          url: `${site}/${lang}/register/exercise/${row.slug}`,
        })),
      ),
      ...withdrawn.flatMap((plan) =>
        daysOf(plan).map(({ kind, day }) => ({
          uid: `exercise-${plan.id}-${kind}@${hostname}`,
          changedAt: plan.withdrawnAt,
          isCancelled: true,
          day,
          summary: t(`event.${kind}`, { title: said(plan.title) }),
          description: '',
          url: `${site}/${lang}/register`,
        })),
      ),
      ...meetings.map((meeting) => ({
        uid: `meeting-${meeting.id}@${hostname}`,
        changedAt: `${londonDay(now)}T00:00:00Z`,
        day: meeting.day,
        summary: t(`event.${meeting.of}`),
        description: '',
        location: meeting.place,
        url: meeting.of === 'board' ? `${site}/${lang}/board/meetings/${meeting.day}` : `${site}/${lang}/conference`,
        ...(meeting.startsAt ? { startsAt: meeting.startsAt, minutes: meeting.minutes ?? 0 } : {}),
      })),
    ]
    const name = t('calendar', { partnership: said(partnership?.name ?? '') })
    return new Response(calendarText(name, events), {
      headers: { ...feedHeaders('text/calendar'), 'Content-Disposition': 'inline; filename="register.ics"' },
    })
  })(args)
