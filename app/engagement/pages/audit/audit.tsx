import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Fragment } from 'react'
import { z } from 'zod'
import { remembered } from '../../../../db/remembered.ts'
import { saidIn } from '../../../consultations/answering/said-store.server.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import type { ComplaintYear, ToldCount } from '../../../people/complaint.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { formatNumber, formatPence } from '../../../ui/numbers.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { type AuditRow, auditOf, auditYears } from '../../audit/audit-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { Extensions } from '../publishing/extensions.tsx'
import { groupInAudit } from './group-in-audit.ts'

const params = z.object({ l: z.string(), year: z.string().regex(/^\d{4}$/) })

/** What a year of asking was: who asked whom, what, when, at what cost, whom it reached and what changed (rule E-3). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, now, words, lang, params: { year } }) => {
    const today = londonDay(now)
    const years = await auditYears(db, today)
    if (!years.includes(Number(year))) throw notFound()
    return {
      title: words('audit')('title', { year }),
      said: await saidIn(db, lang),
      year: Number(year),
      years,
      today,
      audit: await remembered(db, `audit ${year} ${today}`, () => auditOf(db, Number(year), today)),
    }
  })(args)

export default function Audit() {
  const { title, year, years, today, audit } = useLoaderData<typeof loader>()
  const t = useWords('audit')
  const planning = useWords('planning')
  const { code, locale } = useLanguage()
  const number = (value: number) => formatNumber(value, locale)
  const { totals, takingPart, tables } = audit
  return (
    <PaperPage
      title={title}
      version={t('version', { day: formatDate(today, locale) })}
      lede={t('lede', { count: totals.exercises, year, changed: number(totals.changed) })}
      back={{ href: `/${code}/register`, text: planning('register.title') }}
    >
      <ul className="link-row">
        <li>
          <a href={`/${code}/register/audit/${year}/audit.csv`}>{t('csv')}</a>
        </li>
        {years
          .filter((one) => one !== year)
          .map((one) => (
            <li key={one}>
              <a href={`/${code}/register/audit/${one}`}>{t('other_year', { year: one })}</a>
            </li>
          ))}
      </ul>
      <h2 id="sums">{t('sums')}</h2>
      <ul>
        <li>{t('cost', { pounds: number(totals.costPounds), known: totals.withCost, count: totals.exercises })}</li>
        {totals.groupsPence ? <li>{t('groups_paid', { pounds: formatPence(totals.groupsPence, locale) })}</li> : null}
        <li>{t('hours', { hours: number(totals.staffHours), known: totals.withHours, count: totals.exercises })}</li>
        <li>{t('reach', { people: number(totals.reached), known: totals.withReach, count: totals.exercises })}</li>
      </ul>
      <h2 id="asked">{t('asked')}</h2>
      {audit.rows.length ? <Asked rows={audit.rows} /> : <EmptyState>{t('none')}</EmptyState>}
      <h2 id="part">{t('part.title')}</h2>
      <p className="read">{t('part.text', { count: tables })}</p>
      {tables ? (
        <p>
          <a href={`/${code}/register/audit/${year}/participation.csv`}>{t('part.csv')}</a>
        </p>
      ) : null}
      {tables
        ? takingPart
            .filter(({ groups }) => groups.length)
            .map(({ margin, groups }) => <TakingPart key={margin} margin={margin} groups={groups} />)
        : null}
      <Complaints year={year} complaints={audit.complaints} />
    </PaperPage>
  )
}

function Asked({ rows }: { rows: AuditRow[] }) {
  const t = useWords('audit')
  const planning = useWords('planning')
  const { code, locale } = useLanguage()
  const number = (value: number | null) => (value === null ? t('not_recorded') : formatNumber(value, locale))
  const costOf = ({ costPounds, groupsPence }: AuditRow) => {
    const cost = costPounds === null ? t('not_recorded') : t('pounds', { pounds: number(costPounds) })
    return groupsPence ? t('with_groups', { cost, pounds: formatPence(groupsPence, locale) }) : cost
  }
  const listed = (key: string, codes: readonly string[]) => codes.map((one) => planning(`${key}.${one}`)).join('; ')
  return (
    <Table
      firstCellIsHeader
      head={[
        t('head.what'),
        t('head.who'),
        t('head.whom'),
        t('head.when'),
        t('head.cost'),
        t('head.reach'),
        t('head.changed'),
      ]}
      rows={rows.map((row) => [
        {
          text: (
            <a href={`/${code}/register/exercise/${row.slug}`}>
              <ProperName>{row.title}</ProperName>
            </a>
          ),
        },
        <ProperName key="who">{row.runByName}</ProperName>,
        row.groups.length || row.areas.length ? (
          <Fragment key="whom">
            {listed('groups', row.groups)}
            {row.groups.length && row.areas.length ? ' · ' : null}
            <ProperName>{row.areas.map(({ name }) => name).join('; ')}</ProperName>
          </Fragment>
        ) : (
          t('not_recorded')
        ),
        <Fragment key="when">
          {row.opensOn && row.closesOn
            ? planning('register.from_to', {
                from: formatDate(row.opensOn, locale),
                to: formatDate(row.closesOn, locale),
              })
            : t('not_recorded')}
          <Told notice={row.notice} />
          <Extensions extensions={row.extensions} />
        </Fragment>,
        costOf(row),
        number(row.reached),
        row.whatChanged ? <ProperName key="changed">{row.whatChanged}</ProperName> : t('not_recorded'),
      ])}
    />
  )
}

/** When voluntary and community groups were told, and why that was late where it was. */
function Told({ notice }: { notice: AuditRow['notice'] }) {
  const t = useWords('audit')
  const { locale } = useLanguage()
  if (!notice) return null
  const { weeks, isShort, because } = notice
  return (
    <>
      {' · '}
      {t('notice.told', { day: formatDate(notice.on, locale) })}{' '}
      {isShort && because ? (
        <Sentence parts={{ because: <ProperName>{because}</ProperName> }}>
          {(slots) => t('notice.short', { ...slots, weeks })}
        </Sentence>
      ) : null}
      {isShort && !because ? t('notice.no_reason', { weeks }) : null}
    </>
  )
}

/** How many complained, and how they were answered: what is small enough to know somebody by is not told (rules P-10, P-13). */
function Complaints({ year, complaints }: { year: number; complaints: ComplaintYear }) {
  const t = useWords('audit')
  const { code, locale } = useLanguage()
  const { received, late, about, outcomes, minCell } = complaints
  const told = (key: string, count: ToldCount) =>
    count === 'few'
      ? t(`complaints.${key}_below`, { cell: minCell })
      : t(`complaints.${key}`, { count, number: formatNumber(count, locale) })
  return (
    <>
      <h2 id="complaints">{t('complaints.title')}</h2>
      <ul className="read">
        <li>{told('received', received)}</li>
        {received === 0 ? null : <li>{told('late', late)}</li>}
        {received !== 0 && !(about && outcomes) ? <li>{t('complaints.hidden', { cell: minCell })}</li> : null}
      </ul>
      {received !== 0 && about && outcomes ? (
        <Table
          firstCellIsHeader
          caption={t('complaints.how', { year })}
          head={[t('complaints.part'), { text: t('complaints.number'), format: 'numeric' }]}
          rows={[
            ...about.map(({ id, count }) => [t(`complaints.about.${id}`), count] as const),
            ...outcomes.map(({ id, count }) => [t(`complaints.outcome.${id}`), count] as const),
          ].map(([name, count]) => [name, { text: formatNumber(count, locale), format: 'numeric' }])}
        />
      ) : null}
      <p>
        <a href={`/${code}/complaints`}>{t('complaints.link')}</a>
      </p>
    </>
  )
}

function TakingPart({ margin, groups }: { margin: string; groups: { id: string; people: number; hidden: number }[] }) {
  const t = useWords('audit')
  const names = useWords('list')
  const { locale } = useLanguage()
  const name = groupInAudit(names, useWords('characteristics'))
  return (
    <Table
      firstCellIsHeader
      caption={t(`part.${margin}`)}
      head={[t('part.group'), { text: t('part.people'), format: 'numeric' }]}
      rows={groups.map((group) => [
        name(margin, group.id),
        {
          format: 'numeric',
          text: group.hidden
            ? t(group.people ? 'part.hidden' : 'part.all_hidden', {
                people: formatNumber(group.people, locale),
                count: group.hidden,
              })
            : formatNumber(group.people, locale),
        },
      ])}
    />
  )
}
