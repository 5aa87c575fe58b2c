import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { InOwnLanguage } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { consultations } from '../consultation-store.server.ts'
import { type Opening, openingOf } from '../opening.ts'

const sections: Opening[] = ['open', 'not_yet', 'closed']

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, lang, now, words }) => {
    const all = await consultations(db, lang)
    const withOpening = all.map((c) => ({ ...c, opening: openingOf(c, now) }))
    const inOrder = {
      open: withOpening.toSorted((a, b) => String(a.closesOn).localeCompare(String(b.closesOn))),
      not_yet: withOpening.toSorted((a, b) => String(a.opensOn).localeCompare(String(b.opensOn))),
      closed: withOpening.toSorted((a, b) => String(b.closesOn).localeCompare(String(a.closesOn))),
    }
    return {
      title: words('consultations')('all.title'),
      sections: sections.map((opening) => ({
        opening,
        consultations: inOrder[opening].filter((c) => c.opening === opening),
      })),
    }
  })(args)

type Listed = Awaited<ReturnType<typeof loader>>['sections'][number]['consultations'][number]

export default function Consultations() {
  const { title, sections } = useLoaderData<typeof loader>()
  const { code } = useLanguage()
  const t = useWords('consultations')
  return (
    <ResidentPage title={title} lede={t('all.lede')}>
      {sections.map(({ opening, consultations }) => (
        <section key={opening} aria-labelledby={opening}>
          <h2 id={opening}>{t(`all.${opening}`)}</h2>
          {consultations.length ? (
            <ul className="plain-list">
              {consultations.map((consultation) => (
                <Item key={consultation.slug} consultation={consultation} />
              ))}
            </ul>
          ) : (
            <EmptyState>
              <p>{t(`all.none_${opening}`)}</p>
            </EmptyState>
          )}
        </section>
      ))}
      <p>
        <a href={`/${code}/my-answer`}>{t('all.my_answer')}</a>
      </p>
      <p>
        <a href={`/${code}/register`}>{t('all.register')}</a>
      </p>
    </ResidentPage>
  )
}

function Item({ consultation }: { consultation: Listed }) {
  const { code, locale } = useLanguage()
  const t = useWords('consultations')
  const { slug, title, lead, opening, opensOn, closesOn, resultsBy, listed, resultsPart } = consultation
  const here = `/${code}/consultations/${slug}`
  const day = opening === 'not_yet' ? opensOn : closesOn
  const sentence = { open: 'all.until', not_yet: 'all.from', closed: 'all.closed_on' }[opening]
  return (
    <li>
      <h3>
        <a href={here}>
          <InOwnLanguage text={title} />
        </a>
      </h3>
      {opening === 'closed' ? null : (
        <p>
          <InOwnLanguage text={lead} />
        </p>
      )}
      {day ? (
        <p className="meta">
          <Sentence parts={{ day: <DateText iso={day} locale={locale} /> }}>{(slots) => t(sentence, slots)}</Sentence>
        </p>
      ) : null}
      {listed ? (
        <p>
          <a href={`${here}/${resultsPart}`}>{t('all.results')}</a>
        </p>
      ) : opening === 'closed' && resultsBy ? (
        <p className="meta">
          <Sentence parts={{ day: <DateText iso={resultsBy} locale={locale} /> }}>
            {(slots) => t('all.results_by', slots)}
          </Sentence>
        </p>
      ) : null}
    </li>
  )
}
