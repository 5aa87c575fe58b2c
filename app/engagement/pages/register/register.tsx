import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { saidIn } from '../../../consultations/answering/said-store.server.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { publicPage } from '../../../server/page.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { auditYears } from '../../audit/audit-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { filterNames, filterQuery, shownStates } from '../../register/register-filter.ts'
import { resultsState } from '../../register/register-row.ts'
import { plansInPreparation } from '../../register/register-store.server.ts'
import { type NamedRow, registerView } from '../../register/register-view.server.ts'
import { RegisterFilterForm } from './register-filter-form.tsx'

/** How many of those that have closed stand on the first page. */
const lately = 12

/** The forward plan of all partners: what is open, what is coming, what has closed. Plans that are not public are counted only. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words, request, lang }) => {
    const today = londonDay(now)
    return {
      title: words('planning')('register.title'),
      said: await saidIn(db, lang),
      today,
      view: await registerView(db, request, today),
      inPreparation: await plansInPreparation(db),
      years: await auditYears(db, today),
    }
  })(args)

export default function ForwardPlan() {
  const { title, today, view, inPreparation, years } = useLoaderData<typeof loader>()
  const t = useWords('planning')
  const audit = useWords('audit')
  const panel = useWords('citizens-panel')
  const { locale, code } = useLanguage()
  const here = `/${code}/register`
  const inState = (state: string) => view.rows.filter((row) => row.state === state)
  const shownOf = (state: string) => {
    const rows = state === 'closed' ? inState(state) : inState(state).toReversed()
    return view.isNarrowed || state !== 'closed' ? rows : rows.slice(0, lately)
  }
  const narrowed = filterQuery(view.filter)
  return (
    <PaperPage
      title={title}
      version={t('register.version', { day: formatDate(today, locale) })}
      lede={t('register.lede', {
        open: t('register.count.open', { count: inState('open').length }),
        forthcoming: t('register.count.forthcoming', { count: inState('forthcoming').length }),
        closed: t('register.count.closed', { count: inState('closed').length }),
      })}
    >
      <ul className="link-row">
        <li>
          <a href={`${here}/calendar${narrowed}`}>{t('register.as_calendar')}</a>
        </li>
        <li>
          <a href={`/${code}/evidence`}>{t('register.evidence')}</a>
        </li>
        {years[0] ? (
          <li>
            <a href={`${here}/audit/${years[0]}`}>{audit('link')}</a>
          </li>
        ) : null}
        <li>
          <a href={`/${code}/newsletter`}>{audit('newsletter')}</a>
        </li>
        <li>
          <a href={`/${code}/citizens-panel`}>{panel('title')}</a>
        </li>
        <li>
          <a href={`${here}.ics${narrowed}`} type="text/calendar">
            {t('register.ics')}
          </a>
        </li>
        <li>
          <a href={`${here}.atom`} type="application/atom+xml">
            {t('register.atom')}
          </a>
        </li>
      </ul>
      <RegisterFilterForm view={view} action={here} names={filterNames} />
      {view.isNarrowed && !view.rows.length ? <EmptyState>{t('register.nothing_narrowed')}</EmptyState> : null}
      {shownStates
        .filter((state) => !view.isNarrowed || inState(state).length)
        .map((state) => (
          <section key={state} aria-labelledby={state}>
            <h2 id={state}>{t(`register.heading.${state}`)}</h2>
            {inState(state).length ? (
              <Exercises state={state} rows={shownOf(state)} today={today} />
            ) : (
              <EmptyState>{t(`register.none.${state}`)}</EmptyState>
            )}
            {shownOf(state).length < inState(state).length ? (
              <p>
                <a href={`${here}?state=${state}`}>{t('register.all_closed', { count: inState(state).length })}</a>
              </p>
            ) : null}
          </section>
        ))}
      <section aria-labelledby="in-preparation">
        <h2 id="in-preparation">{t('register.preparing')}</h2>
        {inPreparation.length ? (
          <>
            <p className="read">{t('register.preparing_text')}</p>
            <ul>
              {inPreparation.map(({ organisation, plans }) => (
                <li key={organisation}>
                  <Sentence parts={{ organisation: <ProperName>{organisation}</ProperName> }}>
                    {(slots) => t('register.preparing_line', { ...slots, count: plans })}
                  </Sentence>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>{t('register.preparing_none')}</p>
        )}
      </section>
    </PaperPage>
  )
}

function Exercises({ state, rows, today }: { state: string; rows: NamedRow[]; today: string }) {
  const t = useWords('planning')
  const { locale, code } = useLanguage()
  return (
    <Table
      firstCellIsHeader
      classes="register-table"
      head={[
        t('register.exercise'),
        t('register.by'),
        t('register.dates'),
        t('register.decision'),
        t(`register.next.${state}`),
      ]}
      rows={rows.map((row) => [
        <a key="link" href={`/${code}/register/exercise/${row.slug}`}>
          <ProperName>{row.title}</ProperName>
        </a>,
        row.runBy === row.commissionedBy ? (
          <ProperName key="by">{row.runByName}</ProperName>
        ) : (
          <Sentence
            key="by"
            parts={{ by: <ProperName>{row.runByName}</ProperName>, for: <ProperName>{row.forName}</ProperName> }}
          >
            {(slots) => t('register.by_for', slots)}
          </Sentence>
        ),
        row.opensOn && row.closesOn
          ? t('register.from_to', { from: formatDate(row.opensOn, locale), to: formatDate(row.closesOn, locale) })
          : t('register.no_dates'),
        <ProperName key="decision">{row.decision}</ProperName>,
        <Next key="next" row={row} today={today} />,
      ])}
    />
  )
}

/** What comes next for somebody who follows it: the way to answer, the results, or why they are late. */
function Next({ row, today }: { row: NamedRow; today: string }) {
  const t = useWords('planning')
  const { locale, code } = useLanguage()
  const own = row.kind === 'jury' ? `/${code}/juries/${row.slug}` : `/${code}/consultations/${row.slug}`
  const results = resultsState(row, today)
  if (row.state === 'open')
    return (
      <a href={row.askedElsewhere ? row.address : own}>{t(row.askedElsewhere ? 'next.elsewhere' : 'next.answer')}</a>
    )
  if (row.state === 'forthcoming') return <>{t('next.not_yet')}</>
  if (results === 'published')
    return (
      <>
        <a href={row.askedElsewhere ? row.address : own}>{t('next.results')}</a>{' '}
        <ProperName>{row.whatChanged}</ProperName>
      </>
    )
  if (results === 'promised' && row.resultsBy)
    return (
      <>
        {t('next.promised')} <DateText iso={row.resultsBy} locale={locale} />
      </>
    )
  if (results === 'overdue' && row.resultsBy)
    return (
      <>
        <strong>
          {t('next.overdue')} <DateText iso={row.resultsBy} locale={locale} />
        </strong>
        {row.lateReason ? (
          <span className="meta">
            {' '}
            <ProperName>{row.lateReason}</ProperName>
          </span>
        ) : null}
      </>
    )
  return row.whatChanged ? <ProperName>{row.whatChanged}</ProperName> : t('next.nothing')
}
