import { InOwnLanguage, ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatDate } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import type { CrossTab, Dimension, Standing } from '../choice-list-contract.ts'
import { furtherDimensions, usualDimensions } from '../dimensions.ts'
import type { Evidence } from '../evidence-store.server.ts'
import { trendOf } from '../trend.ts'
import type { Before } from '../trend-store.server.ts'
import { OptionName } from './option-name.tsx'
import { otherWays } from './other-ways.ts'
import type { Paper } from './paper.server.ts'
import {
  besideOf,
  cell,
  groupName,
  ordinal,
  percent,
  placeCell,
  placed,
  placeIn,
  points,
  type Reading,
  rankingOf,
  resultOf,
  spelled,
  standingOf,
  type View,
  whole,
} from './reading.ts'

interface OptionEvidenceProps {
  paper: Paper
  view: View
  by: Dimension
  option: Paper['options'][number]
  sources: { id: string; kind: string; reference: string; note: string; on_date: string; area: string | null }[]
  evidence: Evidence
  before: Before | null
  lang: string
}

/** "Why is this here?": everything known about one option, each kind of evidence apart (rule L-6). */
export function OptionEvidence({ paper, view, by, option, sources, evidence, before, lang }: OptionEvidenceProps) {
  const t = useWords('list')
  const { locale, direction } = useLanguage()
  const reading: Reading = { paper, view, by, t, locale, direction }
  const result = resultOf(paper, option.id)
  const standing = standingOf(result, view)
  const at = paper.list.options.indexOf(result)
  const most = standing.inFirst.at(-1)?.k ?? 1
  const letter = rankingOf(paper.list, view).bands[standing.band]?.letter ?? ''
  return (
    <PaperPage
      title={<OptionName option={option} />}
      version={t('option.version', {
        name: paper.title,
        version: paper.version,
        day: formatDate(paper.publishedAt!, locale),
      })}
      lede={t(`option.lede_${result.weighted ? view : 'unweighted'}`, {
        share: whole(standing.sharePerMille, locale),
        letter,
        placed: placed(t, standing).toLocaleLowerCase(locale),
        number: spelled(t, paper.about.question.picksMax, locale),
      })}
      back={{ href: `${paper.base}/list`, text: t('option.back') }}
    >
      {option.agreed ? (
        <p className="read">
          <Sentence parts={{ words: <InOwnLanguage text={option.asked} /> }}>
            {(slots) => t('option.asked', slots)}
          </Sentence>{' '}
          <a href={`${paper.base}/check-back`}>{t('option.why_reworded')}</a>
        </p>
      ) : null}
      <h2>{t('option.answers')}</h2>
      <Table
        firstCellIsHeader
        head={[
          t('option.count'),
          { text: t('option.unweighted'), format: 'numeric' },
          ...(result.weighted ? [{ text: t('option.weighted'), format: 'numeric' as const }] : []),
        ]}
        rows={[
          row(t('option.share'), (which) => percent(which.sharePerMille, locale)),
          row(t('option.rank'), (which) => placeCell(t, which)),
          row(t('option.first_of_redraws', { number: spelled(t, most, locale) }), (which) =>
            formatNumber(Math.round((which.inFirst.at(-1)?.perMille ?? 0) / 10), locale),
          ),
          ...(paper.list.beside ? [beside(t('figures.heads'), headToHead), beside(t('option.ways'), wayPlaces)] : []),
        ]}
      />
      <p className="read">
        {t('option.counts', {
          among: formatNumber(result.among, locale),
          base: formatNumber(paper.list.base, locale),
          first: formatNumber(result.positions[0] ?? 0, locale),
          points: points(result.pointsSixths, locale),
        })}
      </p>
      <SinceLast before={before} standing={standing} reading={reading} />
      {[...usualDimensions, ...furtherDimensions].map((dimension) => {
        const tab = paper.list.crossTabs.find((each) => each.dimension === dimension)
        return tab ? <ByGroup key={dimension} tab={tab} id={option.id} reading={reading} /> : null
      })}
      <InSources id={option.id} reading={reading} />
      <Juries evidence={evidence} lang={lang} />
      <h2>{t('option.elsewhere')}</h2>
      <Elsewhere sources={sources} />
      <Answered evidence={evidence} lang={lang} />
    </PaperPage>
  )

  function headToHead(which: View) {
    const won = besideOf(paper.list, which)?.headToHeadPerMille[at]
    return typeof won === 'number' ? percent(won, locale) : t('figures.no_meeting')
  }

  /** From where to where the other ways of counting move it. */
  function wayPlaces(which: View) {
    const own = standingOf(result, which).rank
    const places = [own, ...otherWays({ paper, view: which }).map((way) => way.placeOf(option.id))]
    return placeCell(t, { rankFrom: Math.min(...places), rankTo: Math.max(...places) })
  }

  function beside(name: string, of: (which: View) => string) {
    return [
      name,
      { text: of('unweighted'), format: 'numeric' as const },
      ...(result.weighted ? [{ text: of('weighted'), format: 'numeric' as const }] : []),
    ]
  }

  function row(name: string, of: (which: typeof standing) => string) {
    return [
      name,
      { text: of(result.unweighted), format: 'numeric' as const },
      ...(result.weighted ? [{ text: of(result.weighted), format: 'numeric' as const }] : []),
    ]
  }
}

function ByGroup({ tab, id, reading: { paper, t, locale } }: { tab: CrossTab; id: string; reading: Reading }) {
  const at = paper.list.options.findIndex((option) => option.id === id)
  const numeric = (text: string) => ({ text, format: 'numeric' as const })
  const shareText = (value: number | null, range: [number, number] | null | undefined) => {
    if (value === null) return t('hidden')
    return range ? t('groups_part.cell', { value, low: range[0], high: range[1] }) : t('percent', { value })
  }
  return (
    <>
      <h3>{t([`option.by.${tab.dimension}`, `who.by.${tab.dimension}`])}</h3>
      <Table
        firstCellIsHeader
        caption={t(tab.rounded ? 'groups_part.rounded' : 'groups_part.exact')}
        captionClasses="meta"
        head={[
          t('who.group'),
          numeric(t('option.chose')),
          numeric(t('groups_part.base')),
          numeric(t('option.percent')),
        ]}
        rows={tab.groups.map((group) => {
          const share = group.percents[at] ?? null
          return [
            groupName(paper, t, tab.dimension, group.id),
            numeric(cell(group.counts[at] ?? null, locale, t('hidden'))),
            numeric(cell(group.base, locale, t('hidden'))),
            numeric(shareText(share, group.between?.[at])),
          ]
        })}
      />
    </>
  )
}

/** What the last list said of it, and whether the two can be told apart. */
function SinceLast({
  before,
  standing,
  reading: { paper, view, t, locale },
}: {
  before: Before | null
  standing: Standing
  reading: Reading
}) {
  if (!before) return <p className="read">{t('trend.none')}</p>
  const then = (view === 'weighted' && before.weighted) || before.unweighted
  const trend = trendOf(standing, paper.list.options.length, then, before.options)
  return (
    <>
      <h3>{t('trend.title')}</h3>
      <p className="read">
        {t('trend.then', {
          day: formatDate(before.publishedAt, locale),
          share: percent(then.sharePerMille, locale),
          base: formatNumber(before.base, locale),
          places: placeCell(t, then),
          options: spelled(t, before.options, locale),
        })}{' '}
        {t('trend.now', { share: percent(standing.sharePerMille, locale), places: placeCell(t, standing) })}{' '}
        {t(`trend.${trend}`)}
      </p>
      <p>
        <a href={`/${paper.lang}/consultations/${before.slug}/list/v${before.version}`}>
          {t('trend.link', { title: before.title })}
        </a>
      </p>
    </>
  )
}

/** Where each kind of taking part puts it, and all of them together. */
function InSources({ id, reading: { paper, t } }: { id: string; reading: Reading }) {
  const combined = paper.list.beside?.combined
  if (!combined) return null
  const nameOf = (source: string) => paper.about.sources?.find((each) => each.id === source)?.name ?? source
  return (
    <>
      <h3>{t('sources.title')}</h3>
      <Table
        firstCellIsHeader
        narrow="plain"
        head={[t('option.source_name'), t('option.rank')]}
        rows={[
          ...combined.sources.flatMap((source) =>
            source.order
              ? [[<ProperName key="source">{nameOf(source.id)}</ProperName>, ordinal(t, placeIn(source.order, id))]]
              : [],
          ),
          [t('sources.together'), ordinal(t, placeIn(combined.order, id))],
        ]}
      />
      <p>
        <a href={`${paper.base}/list#sources`}>{t('option.how_weighed')}</a>
      </p>
    </>
  )
}

/** Each kind of source with how often, and every one of them below. */
function Elsewhere({ sources }: Pick<OptionEvidenceProps, 'sources'>) {
  const t = useWords('list')
  const { locale } = useLanguage()
  const kinds = [...new Set(sources.map((source) => source.kind))]
  if (!kinds.length) return <EmptyState>{t('option.no_sources')}</EmptyState>
  return (
    <>
      {kinds.map((kind) => {
        const own = sources.filter((source) => source.kind === kind)
        return (
          <Details
            key={kind}
            summaryText={t([`option.kinds.${kind}`, 'option.kinds.other'], { count: own.length, kind })}
          >
            <ul>
              {own.map((source) => (
                <li key={source.id}>
                  <Sentence
                    parts={{
                      reference: <ProperName>{source.reference}</ProperName>,
                      note: <ProperName>{source.note}</ProperName>,
                      area: <ProperName>{source.area ?? ''}</ProperName>,
                    }}
                  >
                    {(slots) =>
                      t(source.area ? 'option.source_in' : 'option.source', {
                        ...slots,
                        day: formatDate(source.on_date, locale),
                      })
                    }
                  </Sentence>
                </li>
              ))}
            </ul>
          </Details>
        )
      })}
    </>
  )
}

function Juries({ evidence, lang }: { evidence: Evidence; lang: string }) {
  const t = useWords('list')
  return (
    <>
      <h2>{t('option.juries')}</h2>
      <p className="meta">{t('option.juries_apart')}</p>
      {evidence.statements.length ? (
        <ul className="read">
          {evidence.statements.map((statement) => (
            <li key={statement.id}>
              <a href={`/${lang}/juries/${statement.slug}/report`}>
                <ProperName>{statement.body}</ProperName>
              </a>
              <p className="meta">
                {t(`option.outcomes.${statement.outcome}`, { consent: statement.consent, voting: statement.voting })}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState>{t('option.no_juries')}</EmptyState>
      )}
    </>
  )
}

function Answered({ evidence, lang }: { evidence: Evidence; lang: string }) {
  const t = useWords('list')
  const { locale } = useLanguage()
  return (
    <>
      <h2>{t('option.board')}</h2>
      {evidence.points.length ? (
        <ul className="read">
          {evidence.points.map((point) => (
            <li key={point.slug}>
              <a href={`/${lang}/board/decisions/${point.slug}`}>
                <ProperName>{point.wording}</ProperName>
              </a>
              <p className="meta">
                {point.stance && point.decidedOn
                  ? t(`option.stances.${point.stance}`, { day: formatDate(point.decidedOn, locale) })
                  : t('option.stances.waiting', { day: formatDate(point.answerBy, locale) })}
              </p>
              {point.actions.length ? (
                <ul>
                  {point.actions.map((action) => (
                    <li key={action.id}>
                      <a href={`/${lang}/board/actions/${action.slug}`}>
                        <ProperName>{action.title}</ProperName>
                      </a>
                    </li>
                  ))}
                </ul>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState>{t('option.no_board')}</EmptyState>
      )}
    </>
  )
}
