import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { OverdueSince } from '../../board/pages/words-of.tsx'
import { londonDay } from '../../engagement/london-day.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Tag } from '../../ui/tag.tsx'
import { juriesOf } from '../jury-store.server.ts'
import { promisesOf } from '../report/promise-store.server.ts'
import { stateTag } from './state-tag.ts'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words }) => {
    const promises = await promisesOf(db, londonDay(now))
    return {
      title: words('juries')('all.title'),
      juries: (await juriesOf(db, londonDay(now), { announced: true }))
        .sort((a, b) => Number(a.practice) - Number(b.practice))
        .map((jury) => ({
          slug: jury.slug,
          publicName: jury.publicName,
          question: jury.commission.question,
          state: jury.state,
          practice: jury.practice,
          reportPublishedAt: jury.reportPublishedAt,
          overdueSince: promises.find((p) => p.id === jury.id && p.state === 'overdue')?.by ?? null,
        })),
    }
  })(args)

export default function Juries() {
  const { title, juries } = useLoaderData<typeof loader>()
  const t = useWords('juries')
  const { code, locale } = useLanguage()
  return (
    <ResidentPage title={title} lede={t('all.lede')}>
      <p>{t('all.how')}</p>
      {juries.length ? (
        <ul className="plain-list">
          {juries.map((jury) => (
            <li key={jury.slug}>
              <h2>
                <a href={`/${code}/juries/${jury.slug}`}>
                  <ProperName>{jury.publicName}</ProperName>
                </a>
              </h2>
              <p>
                <ProperName>{jury.question}</ProperName>
              </p>
              <p>
                <Tag classes={stateTag(jury.state)}>{t(`state.${jury.state}`)}</Tag>{' '}
                {jury.practice ? <Tag classes="govuk-tag--grey">{t('public.practice_tag')}</Tag> : null}{' '}
                {jury.reportPublishedAt ? (
                  <a href={`/${code}/juries/${jury.slug}/report`}>
                    <Sentence parts={{ day: <DateText iso={jury.reportPublishedAt} locale={locale} /> }}>
                      {(slots) => t('all.report', slots)}
                    </Sentence>
                  </a>
                ) : null}
              </p>
              {jury.overdueSince ? (
                <p>
                  {t('all.not_answered')} <OverdueSince day={jury.overdueSince} />
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState>
          <p>{t('all.none')}</p>
        </EmptyState>
      )}
    </ResidentPage>
  )
}
