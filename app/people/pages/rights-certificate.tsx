import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { formatDate } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { type RightsStore, unfoundInLetter } from '../rights-request.ts'
import type { RightsRequest } from '../rights-store.server.ts'

type Closed = Pick<
  RightsRequest,
  'number' | 'kind' | 'receivedOn' | 'closedOn' | 'outcome' | 'reason' | 'certificate' | 'hash' | 'ledgerSeq' | 'second'
>

/** What was done and what stands, in figures; below it the letter to the person. Prints on its own. */
export function Certificate({ one, first, contact }: { one: Closed; first: string | null; contact: string }) {
  const t = useWords('rights')
  const { locale } = useLanguage()
  const counted = (by: Partial<Record<RightsStore, number>> | undefined, key: 'deleted' | 'corrected') =>
    Object.entries(by ?? {}).map(([store, count]) => ({
      key: t(`certificate.${key}`, { store: t(`store.${store}`, { count }) }),
      value: formatNumber(count, locale),
    }))
  return (
    <>
      <DeskSection title={t('certificate.title', { number: one.number })} id="certificate">
        <SummaryList
          rows={[
            { key: t('list.kind'), value: t(`kind.${one.kind}`) },
            { key: t('one.received'), value: <DateText iso={one.receivedOn} locale={locale} /> },
            { key: t('certificate.done_on'), value: <DateText iso={one.closedOn ?? ''} locale={locale} /> },
            { key: t('certificate.outcome'), value: one.outcome ? t(`outcome.${one.outcome}`) : '' },
            ...counted(one.certificate?.deleted, 'deleted'),
            ...counted(one.certificate?.corrected, 'corrected'),
            ...Object.entries(one.certificate?.stands ?? {}).map(([why, count]) => ({
              key: t('certificate.stands', { count }),
              value: t(`why.${why}`),
            })),
            ...(one.reason ? [{ key: t('close.why'), value: one.reason }] : []),
            ...(first && one.second
              ? [{ key: t('certificate.by'), value: t('certificate.two', { first, second: one.second }) }]
              : []),
            { key: t('certificate.hash'), value: <bdi className="long-code">{one.hash}</bdi> },
            {
              key: t('certificate.ledger'),
              value: <a href="/en/check">{t('certificate.entry', { entry: one.ledgerSeq })}</a>,
            },
          ]}
        />
        <p className="meta">{t('certificate.nobody')}</p>
      </DeskSection>
      <DeskSection title={t('letter.title')} id="letter">
        <p>{t('letter.dear')}</p>
        <p>
          {t(`letter.${one.outcome}_${one.outcome === 'done' ? one.kind : 'any'}`, {
            number: one.number,
            day: formatDate(one.receivedOn, locale),
          })}
        </p>
        {one.reason ? <p>{one.reason}</p> : null}
        {Object.keys(one.certificate?.stands ?? {}).map((why) => (
          <p key={why}>{t(`why.${why}`)}</p>
        ))}
        {unfoundInLetter(one.certificate?.unfound).map((why) => (
          <p key={why}>{t(`letter.unfound.${why}`)}</p>
        ))}
        {one.outcome === 'done' ? <p>{t('letter.backups')}</p> : null}
        {one.outcome === 'done' && one.kind === 'erasure' ? <p>{t('letter.totals')}</p> : null}
        <p>{t('letter.ballots')}</p>
        <p>{t('letter.complain')}</p>
        <p>{contact}</p>
      </DeskSection>
    </>
  )
}
