import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { VersionNote } from '../../../priorities/pages/version-note.tsx'
import { HashText } from '../../../ui/codes.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { Details } from '../../../ui/details.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { Provenance } from '../../../ui/paper-parts.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { exclusionsOf } from '../../freezing/exclusion.ts'
import { type CutDimension, peopleWhoSaid, shareOfThose } from '../../results/result.ts'
import { QuestionChanges } from '../answering/question-changes.tsx'
import { ConfirmedBy } from '../confirming/confirmed-by.tsx'
import { LeftOut, peopleShown } from '../freezing/left-out.tsx'
import { ThemesPart } from '../texts/themes-part.tsx'
import { FormWords } from './form-words.tsx'
import { QuestionPart } from './question-result.tsx'
import { cutsIn, groupOf, hardlyHeard, type Reading, rulesOf } from './reading.ts'
import type { ResultsPaper } from './results.server.ts'
import { VariantsPart } from './variants-part.tsx'

/** Published results of a form for a lay reader: who answered, each question, what was left out, how it was made. */
export function ResultsPage({
  paper,
  by,
  back,
  here,
  notice,
}: {
  paper: ResultsPaper
  by: CutDimension | null
  back?: { href: string; text: string }
  /** The page's own address: the cuts lead back to it. */
  here: string
  /** What a draft leaves out for its reader. */
  notice?: React.ReactNode
}) {
  const t = useWords('results')
  const list = useWords('list')
  const { locale, direction } = useLanguage()
  const own = useWords('characteristics')
  const reading: Reading = { paper, by, t, list, own, locale, direction }
  const { results } = paper
  return (
    <PaperPage
      title={
        <Sentence parts={{ name: <ProperName>{paper.title}</ProperName> }}>{(slots) => t('title', slots)}</Sentence>
      }
      version={
        paper.publishedAt
          ? t('version', { version: paper.version, day: formatDate(paper.publishedAt, locale) })
          : t('draft', { version: paper.version })
      }
      lede={t('lede', { count: results.base, people: formatNumber(results.base, locale) })}
      back={back ?? { href: paper.base, text: t('back') }}
    >
      {paper.version >= paper.latest ? null : (
        <InsetText classes="inset-caution">
          {t('older', { version: paper.version })} <a href={`${paper.base}/results`}>{t('newest')}</a>
        </InsetText>
      )}
      {paper.note ? (
        <InsetText>
          <Sentence parts={{ note: <VersionNote note={paper.note} erased={paper.erased} /> }}>
            {(slots) => t('note', slots)}
          </Sentence>
        </InsetText>
      ) : null}
      {notice}
      <p className="read">{t('unweighted')}</p>
      <nav aria-labelledby="contents">
        <h2 id="contents">{t('contents')}</h2>
        <ol className="read">
          {results.questions.map(({ key, id }) => (
            <li key={key}>
              <a href={`#${key}`}>
                <FormWords paper={paper} id={paper.about.form.questions.find((one) => one.id === id)!.title} />
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <WhoAnswered reading={reading} />
      <ConfirmedBy confirming={paper.confirming} base={results.base} />
      <Cuts reading={reading} here={here} />
      {results.questions.map((result, i) => (
        <QuestionPart key={result.key} reading={reading} result={result} number={i + 1} />
      ))}
      <ThemesPart themes={paper.themes} base={paper.base} />
      <VariantsPart reading={reading} />
      <h2>{list('exclusions_part.title')}</h2>
      <LeftOut counts={paper.about.counts} />
      <Table
        firstCellIsHeader
        narrow="plain"
        head={[list('exclusions_part.reason'), { text: list('exclusions_part.people'), format: 'numeric' }]}
        rows={exclusionsOf(paper.about.counts).map(({ code, people }) => [
          list(`exclusions.${code}`),
          { text: peopleShown(people, list, locale), format: 'numeric' },
        ])}
      />
      <QuestionChanges changes={paper.changes} />
      <Made reading={reading} />
    </PaperPage>
  )
}

/** Who answered beside who lives here by the census, and in words who is hardly among them. */
function WhoAnswered({ reading }: { reading: Reading }) {
  const { paper, t, list, locale } = reading
  const { base, groups } = paper.results
  const hardly = hardlyHeard(reading)
  const countShown = (people: number | null) =>
    people === null ? t('hidden_short') : people === 0 ? t('nobody') : formatNumber(people, locale)
  const share = (value: number | null | undefined) => ({
    text: value === null || value === undefined ? '–' : formatPerMille(value, locale),
    format: 'numeric' as const,
  })
  return (
    <>
      <h2 id="who">{list('who.title')}</h2>
      <p className="read">{t('who.text', { most: paper.results.method.parameters.minCell - 1 })}</p>
      {hardly.length ? (
        <ul className="read">
          {hardly.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {cutsIn(paper).map((dimension) => (
        <Details key={dimension} summaryText={t(`cut.by.${dimension}`)}>
          <Table
            firstCellIsHeader
            narrow="scroll"
            scrollLabel={t(`cut.by.${dimension}`)}
            head={[
              t('cut.group'),
              { text: t('who.people'), format: 'numeric' },
              { text: t('who.share'), format: 'numeric' },
              { text: list('who.lives'), format: 'numeric' },
            ]}
            rows={groups[dimension]!.map((group) => [
              groupOf(reading, dimension, group.id),
              { text: countShown(group.people), format: 'numeric' },
              share(shareOfThose(group, peopleWhoSaid(groups[dimension]!, base))),
              share(paper.residents[dimension]?.[group.id]),
            ])}
          />
        </Details>
      ))}
    </>
  )
}

/** The ways in which the answers may be cut: fixed before anybody saw them. */
function Cuts({ reading: { by, t, paper }, here }: { reading: Reading; here: string }) {
  return (
    <>
      <h2 id="groups">{t('cut.title')}</h2>
      <ul className="plain-list">
        {[null, ...cutsIn(paper)].map((dimension) => (
          <li key={dimension ?? 'all'}>
            <a
              href={dimension ? `${here}?by=${dimension}#groups` : `${here}#groups`}
              aria-current={dimension === by ? 'true' : undefined}
            >
              {dimension ? t(`cut.by.${dimension}`) : t('cut.by.all')}
            </a>
          </li>
        ))}
      </ul>
      <p className="meta read">{rulesOf(t, paper.results.method.parameters)}</p>
    </>
  )
}

function Made({ reading: { paper, t, locale } }: { reading: Reading }) {
  const { about, results } = paper
  const day = (iso: string | null) => (iso ? formatDate(iso, locale) : '')
  const row = (key: string, value: React.ReactNode) => ({ key: t(`made.${key}`), value })
  return (
    <Provenance title={t('made.title')} id="made">
      <p className="read">{t('made.text')}</p>
      <SummaryList
        rows={[
          row('dates', t('made.dates_text', { from: day(paper.opensOn), to: day(paper.closesOn) })),
          row('frozen', day(paper.snapshotAt)),
          row('form', t('made.form_text', { version: about.form.version })),
          row(
            'method',
            <bdi key="m" translate="no">
              {results.method.id}
            </bdi>,
          ),
          row('rules', rulesOf(t, results.method.parameters)),
          row(
            'code',
            <bdi key="c" translate="no">
              {about.code}
            </bdi>,
          ),
          row(
            'seed',
            <bdi key="s" translate="no">
              {results.method.parameters.seed}
            </bdi>,
          ),
          row('snapshot', <HashText key="h" hash={paper.snapshotHash} />),
          row('result', <HashText key="r" hash={paper.resultHash} />),
        ]}
      />
      {paper.publishedAt && paper.version === paper.latest ? <Downloads paper={paper} t={t} /> : null}
      <h3>{t('made.versions')}</h3>
      <ul>
        {paper.versions.map((version) => (
          <li key={version.version}>
            <a href={`${paper.base}/results/v${version.version}`}>
              {t('version', { version: version.version, day: day(version.publishedAt) })}
            </a>
            {version.note ? (
              <>
                {' '}
                <VersionNote note={version.note} erased={version.erased} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Provenance>
  )
}

/** One file with everything that is published, and why some of it may stand in the forms that other programs read. */
function Downloads({ paper, t }: Pick<Reading, 'paper' | 't'>) {
  const { minCell } = paper.results.method.parameters
  const whole = paper.results.questions.filter(({ patterns }) => patterns?.rows.length)
  const titleOf = (id: string) => paper.about.form.questions.find((question) => question.id === id)!.title
  return (
    <>
      <h3>{t('data.title')}</h3>
      <p>
        <a href={`${paper.base}/open-data.zip`}>{t('data.link')}</a>
      </p>
      <p>
        <a href={`${paper.base}/results.xlsx`}>{t('data.workbook')}</a>
      </p>
      <p className="read">{t('data.text')}</p>
      {whole.length ? (
        <>
          <p className="read">{t('data.whole', { cell: minCell })}</p>
          <ul className="read">
            {whole.map(({ id, patterns }) => (
              <li key={id}>
                {t(`data.${patterns!.kind}`, { question: paper.texts[titleOf(id)], left: patterns!.leftOut })}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="read">{t('data.no_whole', { cell: minCell })}</p>
      )}
    </>
  )
}
