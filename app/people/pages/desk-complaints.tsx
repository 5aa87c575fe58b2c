import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { complaintState } from '../complaint.ts'
import { complaintsOf } from '../complaint-store.server.ts'
import { ComplaintStateText } from './complaint-state.tsx'

/** Every complaint with what is owed next (rule P-13): those that wait above those that are closed. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'complaint.handle' }, async ({ db, now, words }) => {
    const today = londonDay(now)
    return {
      title: words('complaint-desk')('title'),
      complaints: (await complaintsOf(db)).map((one) => ({
        id: one.id,
        number: one.number,
        about: one.about,
        exercise: one.exercise?.title ?? null,
        receivedOn: one.receivedOn,
        outcome: one.outcome,
        standing: complaintState(one, today),
      })),
    }
  })(args)

type Rows = Awaited<ReturnType<typeof loader>>['complaints']

export default function DeskComplaints() {
  const { title, complaints } = useLoaderData<typeof loader>()
  const t = useWords('complaint-desk')
  const closed = complaints.filter(({ standing }) => standing.state === 'closed')
  return (
    <DeskPage title={title} back={{ href: '/desk', text: t('desk') }}>
      <p className="read">{t('lede')}</p>
      <p>
        <a href="/desk/complaints/new">{t('entry.link')}</a>
      </p>
      <DeskSection title={t('list.open')} id="open">
        <Complaints rows={complaints.filter(({ standing }) => standing.state !== 'closed')} />
      </DeskSection>
      {closed.length ? (
        <DeskSection title={t('list.closed')} id="closed">
          <Complaints rows={closed} />
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}

function Complaints({ rows }: { rows: Rows }) {
  const t = useWords('complaint-desk')
  const { locale } = useLanguage()
  if (!rows.length) return <EmptyState>{t('list.none')}</EmptyState>
  return (
    <Table
      firstCellIsHeader
      head={[t('list.number'), t('list.about'), t('list.received'), t('list.standing')]}
      rows={rows.map((one) => [
        { text: <a href={`/desk/complaints/${one.id}`}>{t('number', { number: one.number })}</a> },
        [t(`about.${one.about}`), one.exercise].filter(Boolean).join(' · '),
        { text: <DateText iso={one.receivedOn} locale={locale} /> },
        { text: <ComplaintStateText standing={one.standing} outcome={one.outcome} /> },
      ])}
    />
  )
}
