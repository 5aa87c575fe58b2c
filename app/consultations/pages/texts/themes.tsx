import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { HashText } from '../../../ui/codes.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { publishedThemes } from '../../texts/theme-store.server.ts'
import { CodeTable } from './code-table.tsx'
import { useCoefficient } from './round-parts.tsx'
import { ThemeList } from './theme-list.tsx'

/** What people wrote, as published: themes by how many people raised them, how they were made, the codebook. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async (ask) => {
    const found = await publishedThemes(ask.db, ask.params.slug)
    if (!found) throw notFound()
    const { row, report } = found
    return {
      title: ask.words('themes')('page.title'),
      base: `/${ask.lang}/consultations/${ask.params.slug}`,
      version: row.version,
      publishedAt: row.published_at!,
      note: row.note,
      hash: row.result_hash,
      snapshot: row.snapshotHash,
      report,
    }
  })(args)

export default function Themes() {
  const { title, base, version, publishedAt, note, hash, snapshot, report } = useLoaderData<typeof loader>()
  const t = useWords('themes')
  const { locale } = useLanguage()
  const coefficient = useCoefficient()
  const { coding, people, leastPeople } = report
  return (
    <PaperPage
      title={title}
      version={t('page.version', { version, day: formatDate(publishedAt, locale) })}
      lede={t('page.lede', { count: people, people: formatNumber(people, locale) })}
      back={{ href: base, text: t('page.back') }}
    >
      {note ? (
        <InsetText>
          <Sentence parts={{ note: <ProperName>{note}</ProperName> }}>{(slots) => t('page.note', slots)}</Sentence>
        </InsetText>
      ) : null}
      <p className="read">{t('page.reading', { least: leastPeople })}</p>
      <ThemeList report={report} level={2} />
      <h2>{t('page.made')}</h2>
      <p className="read">
        {t('page.method', {
          count: coding.both,
          kappa: coefficient(coding.kappa),
          alpha: coefficient(coding.alpha),
          rounds: coding.rounds,
        })}
      </p>
      <p className="read">{t('page.first_counts')}</p>
      <p className="read">{t('page.redacted')}</p>
      <SummaryList
        rows={[
          { key: t('page.texts'), value: formatNumber(report.texts, locale) },
          { key: t('page.codebook'), value: t('page.codebook_version', { version: report.codebookVersion }) },
          { key: t('page.snapshot'), value: <HashText hash={snapshot} /> },
          { key: t('page.hash'), value: <HashText hash={hash} /> },
        ]}
      />
      <h2>{t('page.codebook_title')}</h2>
      <CodeTable codes={report.codebook} />
      <h2>{t('page.files')}</h2>
      <ul>
        <li>
          <a href={`${base}/themes/themes.csv`}>{t('page.csv')}</a>
        </li>
        <li>
          <a href={`${base}/themes/themes.json`}>{t('page.json')}</a>
        </li>
      </ul>
    </PaperPage>
  )
}
