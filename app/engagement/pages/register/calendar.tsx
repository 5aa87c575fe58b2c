import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { saidIn } from '../../../consultations/answering/said-store.server.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { publicPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { londonDay } from '../../london-day.ts'
import { publicMeetings } from '../../register/calendar-store.server.ts'
import { monthAsked, monthsAround, weeksOf } from '../../register/month-calendar.ts'
import { filterQuery } from '../../register/register-filter.ts'
import { daysOf } from '../../register/register-row.ts'
import { registerView } from '../../register/register-view.server.ts'
import { RegisterFilterForm } from './register-filter-form.tsx'

interface Happening {
  day: string
  /** A key of the words, with the title it is said of. */
  kind: string
  title: string
  href: string
}

/** The same register as a month: what opens, closes, is due or decided on each day, and who meets. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words, request, lang }) => {
    const today = londonDay(now)
    const view = await registerView(db, request, today)
    const meetings = view.isNarrowed ? [] : await publicMeetings(db)
    const happenings: Happening[] = [
      ...view.rows.flatMap((row) =>
        daysOf(row).map(({ kind, day }) => ({
          day,
          kind,
          title: row.title,
          href: `/${lang}/register/exercise/${row.slug}`,
        })),
      ),
      ...meetings.map(({ of, day }) => ({
        day,
        kind: of,
        title: '',
        href: of === 'board' ? `/${lang}/board/meetings/${day}` : `/${lang}/conference`,
      })),
    ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    const range = { first: happenings[0]?.day ?? today, last: happenings.at(-1)?.day ?? today }
    const month = monthAsked(new URL(request.url).searchParams.get('month'), range, today)
    return {
      title: words('planning')('calendar.title'),
      said: await saidIn(db, lang),
      view: { filter: view.filter, isNarrowed: view.isNarrowed, choices: view.choices },
      month,
      today,
      around: monthsAround(month, range),
      weeks: weeksOf(month, happenings),
    }
  })(args)

export default function Calendar() {
  const { title, view, month, today, around, weeks } = useLoaderData<typeof loader>()
  const t = useWords('planning')
  const { locale, code } = useLanguage()
  const here = `/${code}/register/calendar`
  const nameOf = (asked: string) => formatDate(`${asked}-01`, locale, 'month')
  const monthLink = (asked: string) => (
    <a href={`${here}${filterQuery(view.filter, { month: asked })}`}>{nameOf(asked)}</a>
  )
  const count = weeks.flat().reduce((sum, day) => sum + day.happens.length, 0)
  return (
    <PaperPage
      title={`${title}: ${nameOf(month)}`}
      version={t('register.version', { day: formatDate(today, locale) })}
      lede={t('calendar.lede', { count })}
      back={{ href: `/${code}/register${filterQuery(view.filter)}`, text: t('register.title') }}
    >
      <RegisterFilterForm
        view={view}
        action={here}
        names={['by', 'area', 'theme', 'group', 'level']}
        keep={{ month }}
      />
      <nav aria-label={t('calendar.months')}>
        <ul className="link-row">
          {around.before ? (
            <li>
              {t('calendar.before')} {monthLink(around.before)}
            </li>
          ) : null}
          {around.after ? (
            <li>
              {t('calendar.after')} {monthLink(around.after)}
            </li>
          ) : null}
        </ul>
      </nav>
      {/* A display change takes a table's semantics away in some browsers; roles give them back. */}
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      <table className="calendar" role="table">
        <caption className="govuk-visually-hidden">{nameOf(month)}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {weeks[0]!.map(({ day }) => (
              <th key={day} scope="col" role="columnheader">
                {t(`calendar.weekdays.${new Date(`${day}T00:00:00Z`).getUTCDay()}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {weeks.map((week) => (
            <tr
              key={week[0]!.day}
              role="row"
              className={week.some((day) => day.happens.length) ? undefined : 'calendar__empty'}
            >
              {week.map(({ day, inMonth, happens }) => (
                <td key={day} role="cell" className={happens.length ? undefined : 'calendar__empty'}>
                  {inMonth ? (
                    <time
                      dateTime={day}
                      className={day === today ? 'calendar__day calendar__day--today' : 'calendar__day'}
                    >
                      <span className="calendar__number">{Number(day.slice(8))}</span>
                      <span className="calendar__full">{formatDate(day, locale, 'weekday')}</span>
                    </time>
                  ) : null}
                  {happens.length ? (
                    <ul>
                      {happens.map((event) => (
                        <li key={event.kind + event.href}>
                          {event.title ? (
                            <>
                              {t(`calendar.kind.${event.kind}`)}{' '}
                              <a href={event.href}>
                                <ProperName>{event.title}</ProperName>
                              </a>
                            </>
                          ) : (
                            <a href={event.href}>{t(`calendar.kind.${event.kind}`)}</a>
                          )}
                        </li>
                      ))}
                    </ul>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      {count ? null : <p>{t('calendar.nothing')}</p>}
    </PaperPage>
  )
}
