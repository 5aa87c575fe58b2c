import { useWords } from '../../languages/use-words.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
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
