import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { remembered } from '../../../db/remembered.ts'
import { OverdueSince } from '../../board/pages/words-of.tsx'
import { saidIn } from '../../consultations/answering/said-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { changesOn } from './changes.server.ts'

/** Every closed exercise in four numbers, each leading to its whole story. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, lang, words }) => {
    const today = londonDay(now)
    return {
      title: words('feedback')('changes.title'),
      said: await saidIn(db, lang),
      changes: await remembered(db, `changes ${lang} ${today}`, () => changesOn(db, lang, today)),
    }
  })(args)

export default function Changes() {
  const { title, changes } = useLoaderData<typeof loader>()
  const t = useWords('feedback')
  const { code, locale } = useLanguage()
  return (
    <ResidentPage title={title} lede={t('changes.lede')}>
      {changes.length ? null : <EmptyState>{t('changes.empty')}</EmptyState>}
      {changes.map((c) => (
        <section key={c.slug}>
          <h2>
            <a href={`/${code}/what-changed/${c.slug}`}>
              <ProperName>{c.title}</ProperName>
            </a>
          </h2>
          <p className="meta">
            {t(`changes.${c.kind}`)} <DateText iso={c.closesOn} locale={locale} />
          </p>
          <ul>
            <li>
              {c.people === null
                ? t('changes.no_results')
                : c.people === 0
                  ? t('changes.no_votes')
                  : t(`changes.said_${c.kind}`, { count: c.people, people: formatNumber(c.people, locale) })}
            </li>
            {c.overdue[0] ? (
              <li>
                <a href={`/${code}/what-changed/${c.slug}#overdue`}>
                  {t('changes.overdue', { count: c.overdue.length })}
                </a>{' '}
                <OverdueSince day={c.overdue[0]} />
              </li>
            ) : null}
            {c.points ? (
              <>
                {c.waiting < c.points ? <li>{t('changes.did', { count: c.did, of: c.points })}</li> : null}
                {c.didNot ? <li>{t('changes.did_not', { count: c.didNot })}</li> : null}
                {c.waiting ? <li>{t('changes.waiting', { count: c.waiting })}</li> : null}
              </>
            ) : (
              <li>{t('changes.no_points')}</li>
            )}
          </ul>
        </section>
      ))}
      <p>
        <a href={`/${code}/register.atom`} type="application/atom+xml">
          {t('changes.feed')}
        </a>
      </p>
    </ResidentPage>
  )
}
