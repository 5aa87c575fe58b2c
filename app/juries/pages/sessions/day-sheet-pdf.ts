import type { LoaderFunctionArgs } from '@remix-run/node'
import { addDays, londonDay } from '../../../engagement/london-day.ts'
import { signedInLately, staffPage } from '../../../server/page.ts'
import { pdfAnswer } from '../../../server/pdf-answer.ts'
import { formatDate } from '../../../ui/dates.ts'
import { dayOf } from '../../sessions/day-facts.server.ts'
import { dayPath } from '../../sessions/day-shown.server.ts'
import { type DaySheetRow, printDaySheet } from '../../sessions/print-day-sheet.ts'
import { sessionFor, sessionParams } from '../../sessions/session-access.server.ts'
import { needText } from './need-text.ts'

/**
 * The day sheet on paper: what a facilitator may see, whoever prints it, because paper lies about. On the day and the
 * evening before, nobody is held up by signing in again.
 */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: sessionParams, permission: 'jury.see' }, async (ask) => {
    const { jury, session } = await sessionFor(ask)
    const today = londonDay(ask.now)
    if (![today, addDays(today, 1)].includes(session.onDate)) signedInLately(ask, dayPath(ask))
    const t = ask.words('seating')
    const { people } = await dayOf(ask.db, jury, session, ask.now, false)
    const rows = people.map(
      ({ badge, badgeName, state, table, needs, present, arrivedAt }): DaySheetRow => [
        badge,
        [badgeName || t('day.no_name'), state === 'alternate' ? `(${t('stand.ready')})` : ''].join(' ').trim(),
        table === null ? '–' : String(table),
        needs.map((need) => needText(t, need)).join('; '),
        present === null ? '' : present ? String(arrivedAt) : t('day.did_not_come'),
      ],
    )
    const hours = t('day.hours', { from: session.startsAt, to: session.endsAt })
    const words = {
      lang: ask.lang,
      title: t('day.title', { session: session.title }),
      where: [jury.publicName, formatDate(session.onDate, 'en-GB', 'weekday'), hours, session.place].join(' · '),
      heads: [t('seats.badge'), t('day.name'), t('day.table'), t('support.needs'), t('day.arrival')] as const,
    }
    return pdfAnswer(await printDaySheet(words, rows), `${jury.slug}-${session.onDate}.pdf`)
  })(args)
