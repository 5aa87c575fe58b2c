import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { publicPage } from '../../server/page.ts'
import { HashText } from '../../ui/codes.tsx'
import { formatDate } from '../../ui/dates.ts'
import { InsetText } from '../../ui/inset-text.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { Table } from '../../ui/table.tsx'
import { ledgerState } from '../checkpoint-state.server.ts'
import { checkpoints } from '../checkpoint-store.server.ts'

const shown = 20

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, lang, now, settings, words }) => ({
    title: words('ledger')('title'),
    base: `/${lang}/check`,
    state: await ledgerState(db, settings.DATABASE_URL, now),
    checkpoints: await checkpoints(db, shown),
  }))(args)

export default function Check() {
  const { title, base, state, checkpoints: signed } = useLoaderData<typeof loader>()
  const t = useWords('ledger')
  const { locale } = useLanguage()
  const newest = signed[0]
  const what = t(`state.${state.verdict}`, { seq: state.brokenAt ?? 0 })
  return (
    <PaperPage
      title={title}
      version={t('version', { count: state.size, rows: formatNumber(state.size, locale) })}
      lede={what}
    >
      <InsetText classes="inset-caution">{t('outside')}</InsetText>
      <h2>{t('your_answer.title')}</h2>
      <p className="read">
        {t('your_answer.text')} <a href={base.replace(/check$/, 'my-answer')}>{t('your_answer.link')}</a>
      </p>
      <h2>{t('chain.title')}</h2>
      <p className="read">{t('chain.text')}</p>
      <ul>
        <li>
          <a href={`${base}/ledger.csv`}>{t('chain.download')}</a>
        </li>
        <li>
          <a href={`${base}/openings.json`}>{t('chain.openings')}</a>
        </li>
        <li>
          <a href={`${base}/checkpoints.json`}>{t('checkpoints.download')}</a>
        </li>
      </ul>
      <h2>{t('checkpoints.title')}</h2>
      <p className="read">{t('checkpoints.text')}</p>
      {newest ? (
        <>
          <SummaryList
            rows={[
              { key: t('checkpoints.root'), value: <HashText hash={newest.root} /> },
              { key: t('checkpoints.signature'), value: <HashText hash={newest.signature} /> },
              { key: t('checkpoints.key'), value: <HashText hash={newest.publicKey} /> },
            ]}
          />
          <Table
            head={[
              t('checkpoints.when'),
              { text: t('checkpoints.size'), format: 'numeric' },
              t('checkpoints.reason'),
              t('checkpoints.root'),
            ]}
            rows={signed.map((checkpoint) => [
              t('checkpoints.at', {
                day: formatDate(checkpoint.createdAt, locale),
                time: formatDate(checkpoint.createdAt, locale, 'time'),
              }),
              { text: formatNumber(checkpoint.size, locale), format: 'numeric' },
              t([`reasons.${checkpoint.reason.replaceAll(' ', '_')}`, checkpoint.reason]),
              <HashText key="root" hash={checkpoint.root} short />,
            ])}
          />
        </>
      ) : (
        <EmptyState>{t('checkpoints.none')}</EmptyState>
      )}
      <h2>{t('recount.title')}</h2>
      <ol className="read">
        {['pack', 'sheet', 'command', 'compare'].map((step) => (
          <li key={step}>{t(`recount.${step}`)}</li>
        ))}
      </ol>
      <h2>{t('verify.title')}</h2>
      <ol className="read">
        {['rows', 'chain', 'openings', 'root', 'signature'].map((step) => (
          <li key={step}>{t(`verify.${step}`)}</li>
        ))}
      </ol>
      <h2>{t('limits.title')}</h2>
      <ul className="read">
        {['recorded', 'secrecy', 'pressure'].map((limit) => (
          <li key={limit}>{t(`limits.${limit}`)}</li>
        ))}
      </ul>
    </PaperPage>
  )
}
