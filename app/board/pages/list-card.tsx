import type { CheckBackShown } from '../../feedback/check-back-store.server.ts'
import { CheckBackSummary } from '../../feedback/pages/check-back-part.tsx'
import { InOwnLanguage, LateWords } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatNumber, formatPerMille } from '../../ui/numbers.ts'
import { Table } from '../../ui/table.tsx'
import type { ListFacts } from '../list-facts-store.server.ts'

/** A published list on one card: who is missing first, then bands with both shares (journey 3.7). */
export function ListCard({ list, checkBack }: { list: ListFacts; checkBack: CheckBackShown | null }) {
  const t = useWords('board')
  const { code, locale } = useLanguage()
  const few = list.leastHeard
  return (
    <>
      <p>
        {t('card.answered', { people: formatNumber(list.base, locale) })}{' '}
        {few
          ? t(few.ofSaid ? 'card.missing_said' : 'card.missing', {
              group: few.group,
              people: formatNumber(few.people, locale),
              share: formatPerMille(few.sharePerMille, locale),
              census: formatPerMille(few.censusPerMille, locale),
            })
          : null}
      </p>
      <Table
        caption={t('card.caption')}
        firstCellIsHeader
        head={[
          t('card.option'),
          t('card.band'),
          { text: t(list.weighted ? 'card.weighted' : 'card.share'), format: 'numeric' },
          ...(list.weighted ? [{ text: t('card.unweighted'), format: 'numeric' as const }] : []),
          { text: t('card.chose'), format: 'numeric' },
        ]}
        rows={list.options.map((o) => [
          o.reworded ? <LateWords key="option" text={o.reworded} /> : <InOwnLanguage key="option" text={o.title} />,
          o.band,
          { text: formatPerMille(o.sharePerMille, locale, 1), format: 'numeric' },
          ...(list.weighted
            ? [{ text: formatPerMille(o.unweightedPerMille, locale, 1), format: 'numeric' as const }]
            : []),
          { text: formatNumber(o.among, locale), format: 'numeric' },
        ])}
      />
      {checkBack ? <CheckBackSummary shown={checkBack} /> : null}
      <p>{t('card.soft')}</p>
      <p>
        <a href={`/${code}/consultations/${list.exerciseSlug}/list`}>{t('decision.to_list')}</a>
      </p>
    </>
  )
}
