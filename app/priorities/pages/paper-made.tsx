import { exclusionsOf } from '../../consultations/freezing/exclusion.ts'
import { LeftOut, peopleShown } from '../../consultations/pages/freezing/left-out.tsx'
import { InOwnLanguage, ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { HashText } from '../../ui/codes.tsx'
import { formatDate } from '../../ui/dates.ts'
import { formatMillionths, formatNumber } from '../../ui/numbers.ts'
import { Provenance } from '../../ui/paper-parts.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { Table } from '../../ui/table.tsx'
import type { ListParameters } from '../choice-list-contract.ts'
import { OptionName } from './option-name.tsx'
import { categoryName, listed, type Reading, spelled } from './reading.ts'
import { VersionNote } from './version-note.tsx'

/** What was left out, marked or counted apart, with the reason and how many. */
export function Exclusions({ reading: { paper, t, locale } }: { reading: Reading }) {
  return (
    <>
      <h2 id="left-out">{t('exclusions_part.title')}</h2>
      <LeftOut counts={paper.about.counts} />
      <Table
        firstCellIsHeader
        narrow="plain"
        head={[t('exclusions_part.reason'), { text: t('exclusions_part.people'), format: 'numeric' }]}
        rows={exclusionsOf(paper.about.counts).map(({ code, people }) => [
          t(`exclusions.${code}`),
          { text: peopleShown(people, t, locale), format: 'numeric' },
        ])}
      />
    </>
  )
}

/** How the weights were made, what they can do and what they cannot, with cautions where few people carry much. */
export function Weights({ reading }: { reading: Reading }) {
  const { paper, t, locale } = reading
  const { weights } = paper.list
  const { capLowPerMille, capHighPerMille } = paper.list.method.parameters
  const margins = weights.margins.map((margin) => t(`weights.margins.${margin}`))
  if (!weights.applied) {
    const refused = weights.refused
    return (
      <>
        <h2 id="weights">{t('weights.title')}</h2>
        <p className="read">
          {t('weights.none')} {weights.margins.length === 0 ? t('weights.by_nothing') : null}
          {refused ? t(`weights.refused.${refused.reason.replaceAll('-', '_')}`) : null}
        </p>
      </>
    )
  }
  return (
    <>
      <h2 id="weights">{t('weights.title')}</h2>
      <p className="read">
        <Sentence parts={{ source: <ProperName>{paper.about.population.source ?? ''}</ProperName> }}>
          {(slots) =>
            t('weights.how', {
              ...slots,
              margins: listed(margins, locale),
              low: formatNumber(capLowPerMille / 1000, locale, 1),
              high: formatNumber(capHighPerMille / 1000, locale, 1),
            })
          }
        </Sentence>
      </p>
      <ul className="read">
        <li>
          {t('weights.effective', {
            base: formatNumber(paper.list.base, locale),
            effective: formatNumber(weights.effectiveSample ?? 0, locale),
          })}
        </li>
        <li>
          {t('weights.largest', {
            largest: formatMillionths(weights.maxMillionths ?? 0, locale),
            smallest: formatMillionths(weights.minMillionths ?? 0, locale),
            count: weights.atCapHigh,
          })}
        </li>
        {weights.cautions.map(({ margin, category }) => (
          <li key={margin + category}>
            <strong>{t('weights.caution', { group: categoryName(reading, margin, category) })}</strong>
          </li>
        ))}
        {weights.collapsed.map(({ margin, category, into }) => (
          <li key={margin + category}>
            {t('weights.collapsed', {
              group: categoryName(reading, margin, category),
              into: categoryName(reading, margin, into),
            })}
          </li>
        ))}
        {weights.missing
          .filter(({ people }) => people >= paper.list.method.parameters.minCell)
          .map(({ margin, people }) => (
            <li key={margin}>
              {t('weights.missing', { margin: t(`weights.margins.${margin}`), people: formatNumber(people, locale) })}
            </li>
          ))}
        <li>{t('weights.limits')}</li>
      </ul>
    </>
  )
}

/** How the list was made, in words, figures and hashes, and how anybody can repeat it. */
export function Made({ reading }: { reading: Reading }) {
  const { paper, t, locale } = reading
  const { list, about } = paper
  const day = (iso: string | null) => (iso ? formatDate(iso, locale) : '')
  const row = (key: string, value: React.ReactNode) => ({ key: t(`made.${key}`), value })
  return (
    <Provenance title={t('made.title')} id="made">
      <p className="read">
        {t('made.method', {
          picks: spelled(t, about.question.picksMax, locale),
          options: spelled(t, about.options.length, locale),
          weights: weightedBy(reading),
        })}
      </p>
      <SummaryList
        rows={[
          row('question', <InOwnLanguage text={paper.question} />),
          row(
            'base',
            t('made.base_text', { base: formatNumber(list.base, locale), none: formatNumber(list.none, locale) }),
          ),
          row('dates', t('made.dates_text', { from: day(paper.opensOn), to: day(paper.closesOn) })),
          row('frozen', day(paper.snapshotAt)),
          row('verified', t('made.verified_text')),
          row(
            'method_id',
            <bdi key="m" translate="no">
              {list.method.id}
            </bdi>,
          ),
          ...(list.method.parameters.unranked
            ? [row('unranked', t(`made.unranked_${list.method.parameters.unranked.replaceAll('-', '_')}`))]
            : []),
          row(
            'parameters',
            t(
              list.method.parameters.smallNumbers ? 'made.parameters_one_to_seven' : 'made.parameters_text',
              parametersOf(list.method.parameters, locale),
            ),
          ),
          ...(about.chosenBecause ? [row('chosen', <ProperName>{about.chosenBecause}</ProperName>)] : []),
          row(
            'code',
            <bdi key="c" translate="no">
              {about.code}
            </bdi>,
          ),
          row(
            'seed',
            <bdi key="s" translate="no">
              {list.method.parameters.seed}
            </bdi>,
          ),
          row('snapshot', <HashText key="h" hash={paper.snapshotHash} />),
          row('result', <HashText key="r" hash={paper.resultHash} />),
        ]}
      />
      {paper.publishedAt ? <Downloads reading={reading} /> : null}
      <h3>{t('made.versions')}</h3>
      <ul>
        {paper.versions.map((version) => (
          <li key={version.version}>
            <a href={`${paper.base}/list/v${version.version}`}>
              {t('made.version', { version: version.version, day: day(version.publishedAt) })}
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

/** The margins that the weights were truly raked to, in a sentence. */
function weightedBy({ paper: { list }, t, locale }: Reading): string {
  const { applied, margins } = list.weights
  const names = margins.map((margin) => t(`weights.margins.${margin}`))
  return applied ? t('made.weighted', { margins: listed(names, locale) }) : t('made.not_weighted')
}

const parametersOf = (
  { capLowPerMille, capHighPerMille, draws, confidencePerMille, minCell, minBasePct, roundTo }: ListParameters,
  locale: string,
) => ({
  low: formatNumber(capLowPerMille / 1000, locale, 1),
  high: formatNumber(capHighPerMille / 1000, locale, 1),
  draws: formatNumber(draws, locale),
  confidence: formatNumber(confidencePerMille / 10, locale, 1),
  cell: minCell,
  base: minBasePct,
  round: roundTo,
})

function Downloads({ reading: { paper, t } }: { reading: Reading }) {
  const query = paper.version === paper.latest ? '' : `?version=${paper.version}`
  const reworded = paper.options.filter(({ agreed }) => agreed)
  return (
    <>
      <h3>{t('made.downloads')}</h3>
      <ul>
        <li>
          <a href={`${paper.base}/list.csv${query}`}>{t('made.csv')}</a>
        </li>
        <li>
          <a href={`${paper.base}/list.xlsx${query}`}>{t('made.xlsx')}</a>
        </li>
        <li>
          <a href={`${paper.base}/list.json${query}`}>{t('made.json')}</a>
        </li>
        <li>
          <a href={`${paper.base}/pack.zip${query}`}>{t('made.pack')}</a>
        </li>
      </ul>
      <p className="read">{t('made.recount')}</p>
      {reworded.length ? (
        <>
          <p className="read">{t('made.asked_words')}</p>
          <ul className="worded-anew">
            {reworded.map((option) => (
              <li key={option.id}>
                <Sentence
                  parts={{ asked: <InOwnLanguage text={option.asked} />, agreed: <OptionName option={option} /> }}
                >
                  {(slots) => t('made.now_reads', slots)}
                </Sentence>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
