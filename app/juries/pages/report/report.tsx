import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../../engagement/london-day.ts'
import { isolated } from '../../../languages/isolated.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useStandIn, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { HashText } from '../../../ui/codes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { Provenance } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { juryParams } from '../../jury-access.server.ts'
import { juryBySlug } from '../../jury-store.server.ts'
import { promisesOf } from '../../report/promise-store.server.ts'
import { evaluationOf, pointsByStatement, resultsOf, votesOf } from '../../report/result-store.server.ts'
import { minoritiesOf } from '../../votes/minority-store.server.ts'
import { isTie, type Outcome } from '../../votes/outcome.ts'
import { consent, needed, scale, support, type Threshold, voting } from '../../votes/vote.ts'
import { PromiseKept } from './promise-kept.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: juryParams }, async ({ db, params, now, words, lang }) => {
    const jury = await juryBySlug(db, params.slug)
    if (!jury?.reportPublishedAt) throw notFound()
    const points = await pointsByStatement(db, jury.id)
    const minorities = await minoritiesOf(db, jury.id)
    return {
      title: words('juries')('report.page_title', { title: isolated(jury.publicName, languageOf(lang)!) }),
      heading: jury.publicName,
      slug: jury.slug,
      practice: jury.practice,
      question: jury.commission.question,
      publishedAt: jury.reportPublishedAt,
      promise: (await promisesOf(db, londonDay(now), jury.id))[0] ?? null,
      results: (await resultsOf(db, jury.id)).map((result) => ({
        ...result,
        point: points.get(result.id) ?? null,
        minorities: minorities.filter((minority) => minority.statementId === result.id),
      })),
      bias: (await evaluationOf(db, jury.id)).filter((row) => row.question === 'bias'),
      votes: await votesOf(db, jury.id),
      threshold: jury.threshold,
      quorum: jury.quorum,
      table: [24, 23, 22, 21, 20, 18, 16].map((of) => ({ of, needed: needed(of, jury.threshold) })),
    }
  })(args)

type Report = ReturnType<typeof useLoaderData<typeof loader>>
type Result = Report['results'][number]

const sections: Outcome[] = ['recommendation', 'majority', 'not_adopted', 'void']

/** The jury's report: in its own words, what it recommends first, how every vote went, what was promised and what came of it. */
export default function ReportPage() {
  const report = useLoaderData<typeof loader>()
  const t = useWords('juries')
  const { code, locale } = useLanguage()
  const recommended = report.results.filter((result) => result.outcome === 'recommendation').length
  const voters = report.votes.reduce((most, vote) => Math.max(most, vote.cast), 0)
  return (
    <PaperPage
      title={<ProperName>{report.heading}</ProperName>}
      version={
        <Sentence parts={{ day: <DateText iso={report.publishedAt} locale={locale} /> }}>
          {(slots) => t('report.version', slots)}
        </Sentence>
      }
      lede={
        report.results.length
          ? t('report.lede', { count: recommended, voters, all: report.results.length })
          : t('report.on_paper')
      }
      back={{ href: `/${code}/juries/${report.slug}`, text: t('report.back') }}
    >
      {report.practice ? <InsetText classes="inset-caution">{t('public.practice')}</InsetText> : null}
      <p className="read">
        <strong>{t('report.question')}</strong> <ProperName>{report.question}</ProperName>
      </p>
      {sections.map((outcome) => (
        <Group
          key={outcome}
          outcome={outcome}
          results={report.results.filter((r) => r.outcome === outcome)}
          threshold={report.threshold}
        />
      ))}
      <Bias report={report} />
      {report.promise ? (
        <section aria-labelledby="promise">
          <h2 id="promise">{t('report.promise')}</h2>
          <p className="read">
            <PromiseKept promise={report.promise} />
          </p>
        </section>
      ) : null}
      {report.results.length ? <Counts report={report} /> : null}
    </PaperPage>
  )
}

function Group({ outcome, results, threshold }: { outcome: Outcome; results: Result[]; threshold: Threshold }) {
  const t = useWords('juries')
  if (!results.length) return null
  return (
    <section aria-labelledby={outcome}>
      <h2 id={outcome}>{t(`report.heading.${outcome}`)}</h2>
      <p className="read">{t(`report.text.${outcome}`)}</p>
      {results.map((result) => (
        <One key={result.id} result={result} threshold={threshold} />
      ))}
    </section>
  )
}

function One({ result, threshold }: { result: Result; threshold: Threshold }) {
  const t = useWords('juries')
  // The jurors wrote in English, so what joins their words is English too.
  const english = useStandIn().words('juries-desk')
  const { code } = useLanguage()
  const { number, body, because, counts, point, outcome } = result
  const of = voting(counts)
  return (
    <div id={`statement-${number}`} className="read">
      <h3>{t('report.number', { number })}</h3>
      <p className="lede">
        <ProperName>{english('statement', { body, because })}</ProperName>
      </p>
      {outcome === 'void' ? (
        <p>{t('report.void', { count: counts.abstain, present: result.present })}</p>
      ) : (
        <p>
          <Sentence parts={{ share: <strong>{t('results.of', { count: consent(counts), of })}</strong> }}>
            {(slots) => t('report.consent', slots)}
          </Sentence>{' '}
          {t('report.needed', { needed: needed(of, threshold), of })}{' '}
          {t('report.support', { count: support(counts), of })}{' '}
          {counts.abstain ? t('report.abstained', { count: counts.abstain }) : null}{' '}
          {isTie(counts) ? t('results.tie') : null}
        </p>
      )}
      {result.minorities.map((minority) => (
        <blockquote key={minority.id} className="govuk-inset-text">
          <p>
            <strong>{t('report.minority', { count: minority.supporters })}</strong>
          </p>
          <p>
            <ProperName>{minority.body}</ProperName>
          </p>
        </blockquote>
      ))}
      {point ? (
        <p>
          <a href={`/${code}/board/decisions/${point.slug}`}>
            {t(point.answeredOn ? 'report.answer' : 'report.waiting')}
            <span className="govuk-visually-hidden"> {t('report.number', { number })}</span>
          </a>
        </p>
      ) : null}
    </div>
  )
}

function Bias({ report }: { report: Report }) {
  const t = useWords('juries')
  if (!report.bias.length) return null
  const people = (answer: string) => report.bias.find((row) => row.answer === answer)?.people ?? 0
  const asked = report.bias.reduce((sum, row) => sum + row.people, 0)
  return (
    <section aria-labelledby="bias">
      <h2 id="bias">{t('bias.title')}</h2>
      <p className="read">{t('bias.question')}</p>
      <p className="read">{t('bias.said', { balanced: people('balanced'), count: asked })}</p>
      <ul>
        {['balanced', 'not_balanced', 'not_sure'].map((answer) => (
          <li key={answer}>
            {t(`bias.${answer}`)}: <bdi>{people(answer)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Counts({ report }: { report: Report }) {
  const t = useWords('juries')
  const { locale } = useLanguage()
  return (
    <Provenance title={t('counts.title')} id="counts">
      <p className="read">{t('counts.threshold')}</p>
      <p className="read">{t('counts.abstain')}</p>
      <p className="read">
        {t('counts.needed', {
          list: new Intl.ListFormat(locale, { type: 'unit' }).format(
            report.table.map((row) => t('results.of', { count: row.needed, of: row.of })),
          ),
        })}
      </p>
      <Table
        firstCellIsHeader
        narrow="scroll"
        scrollLabel={t('counts.all')}
        caption={t('counts.all')}
        head={[
          t('results.statement'),
          ...scale.map((choice) => ({ text: t(`scale.${choice}`), format: 'numeric' as const })),
        ]}
        rows={report.results
          .toSorted((a, b) => a.number - b.number)
          .map((result) => [
            <a key="number" href={`#statement-${result.number}`}>
              {t('report.number', { number: result.number })}
            </a>,
            ...scale.map((choice) => ({ text: result.counts[choice], format: 'numeric' as const })),
          ])}
      />
      <p className="read">{t('counts.secret')}</p>
      {report.votes.map((vote) => (
        <p key={vote.commitment} className="read">
          {t('counts.commitment', { cast: vote.cast, present: vote.present })} <HashText hash={vote.commitment} />
        </p>
      ))}
    </Provenance>
  )
}
