import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { Table } from '../../ui/table.tsx'
import type { Effect } from '../rights-effect-store.server.ts'
import type { Found, RightsKind, Unfound } from '../rights-request.ts'

/** What the stores hold, each on its own line: where, what becomes of it, and why. */
export function Findings({ kind, found }: { kind: RightsKind; found: readonly Found[] }) {
  const t = useWords('rights')
  return (
    <DeskSection title={t('found.title')} id="found">
      <p className="read">{t(`found.text_${kind}`)}</p>
      {found.length ? (
        <Table
          firstCellIsHeader
          head={[t('found.store'), t('found.where'), t('found.does'), t('found.why')]}
          rows={found.map((one) => [
            t(`store.${one.store}`, { count: one.ids.length }),
            one.where || t('found.nowhere'),
            t(`does.${one.does}`),
            t(`why.${one.why}`),
          ])}
        />
      ) : (
        <EmptyState>{t('found.none')}</EmptyState>
      )}
    </DeskSection>
  )
}

/** What deleting the answer changes: the figures before and after, and where it stands in the batch that a new version waits for. */
export function EffectPreview({ effect: { where, before, after, frozen, queued } }: { effect: Effect }) {
  const t = useWords('rights')
  const { locale } = useLanguage()
  const figure = (number: number) => formatNumber(number, locale)
  return (
    <DeskSection title={t('effect.title')} id="effect">
      <p className="meta">{where}</p>
      <SummaryList
        rows={[
          {
            key: t('effect.base'),
            value: t(before === after ? 'effect.base_same' : 'effect.base_change', {
              before: figure(before),
              after: figure(after),
            }),
          },
          {
            key: t('effect.result'),
            value: frozen === null ? t('effect.no_result') : t('effect.stands', { people: figure(frozen) }),
          },
          ...(queued
            ? [
                {
                  key: t('effect.reissue'),
                  value: t(queued.waiting < queued.batch ? 'effect.queued' : 'effect.ready', {
                    waiting: figure(queued.waiting),
                    batch: figure(queued.batch),
                  }),
                },
              ]
            : []),
        ]}
      />
    </DeskSection>
  )
}

/** What cannot be found, and why: said to the person too. */
export function Unfindable({ unfound }: { unfound: readonly Unfound[] }) {
  const t = useWords('rights')
  return (
    <DeskSection title={t('unfound.title')} id="unfound">
      <ul>
        {unfound.map((key) => (
          <li key={key}>{t(`unfound.${key}`)}</li>
        ))}
      </ul>
    </DeskSection>
  )
}
