import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'
import { retentionNow } from '../retention-store.server.ts'

/** Every kind of data, how long it is kept, what goes next and what went last (rule P-6). Looking deletes nothing. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'rights.handle' }, async ({ db, now, words }) => ({
    title: words('rights')('retention.title'),
    months: (await practiceOf(db))['retain.responses_months'],
    kinds: await retentionNow(db, now),
  }))(args)

export default function Retention() {
  const { title, months, kinds } = useLoaderData<typeof loader>()
  const t = useWords('rights')
  const { locale } = useLanguage()
  const day = (iso: string | null, otherwise: string) => (iso ? <DateText iso={iso} locale={locale} /> : otherwise)
  return (
    <DeskPage title={title} back={{ href: '/desk/rights', text: t('title') }}>
      <p className="read">{t('retention.lede')}</p>
      <DeskSection title={t('retention.timers')} id="timers">
        <Table
          firstCellIsHeader
          head={[
            t('retention.kind'),
            t('retention.rule'),
            t('retention.now'),
            t('retention.next'),
            t('retention.looked'),
            t('retention.last'),
          ]}
          rows={kinds.map((one) => [
            t(`retention.kinds.${one.kind}`),
            t(`retention.rules.${one.kind}`, { count: months }),
            formatNumber(one.count, locale),
            { text: day(one.next, t(`retention.${one.kind === 'contacts' ? 'when_told' : 'nothing_waits'}`)) },
            { text: day(one.lookedOn, t('retention.not_yet')) },
            {
              text: one.deletedOn ? (
                <>
                  {formatNumber(one.deleted, locale)} · {day(one.deletedOn, '')}
                </>
              ) : (
                t('retention.nothing_yet')
              ),
            },
          ])}
        />
      </DeskSection>
      <DeskSection title={t('retention.by_hand')} id="by-hand">
        <ul>
          {(['paper', 'reports', 'totals', 'server_logs', 'backups'] as const).map((key) => (
            <li key={key}>{t(`retention.${key}`)}</li>
          ))}
        </ul>
      </DeskSection>
    </DeskPage>
  )
}
