import { OverdueSince } from '../../board/pages/words-of.tsx'
import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import type { Overdue } from '../overdue-store.server.ts'

/** Every overdue promise, the longest overdue first: what it is about, who owes it, and since when. */
export function OverdueList({ overdue }: { overdue: readonly Overdue[] }) {
  const t = useWords('feedback')
  const { code } = useLanguage()
  if (!overdue.length) return <p>{t('overdue.none')}</p>
  return (
    <ul>
      {overdue.map((promise) => (
        <li key={promise.kind + promise.path + promise.who}>
          <a href={`/${code}${promise.path}`}>
            <ProperName>{promise.what}</ProperName>
          </a>
          <br />
          {t(`overdue.${promise.kind}`, { who: promise.who })} <OverdueSince day={promise.since} />
          {promise.kind === 'results' ? (
            <>
              <br />
              <span className="meta">
                {promise.reason ? t('overdue.because', { reason: promise.reason }) : t('overdue.unexplained')}
              </span>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
