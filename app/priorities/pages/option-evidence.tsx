import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatDate } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import type { CrossTab } from '../choice-list-contract.ts'
import type { Evidence } from '../evidence-store.server.ts'
import type { Paper } from './paper.server.ts'
import {
  cell,
  groupName,
  percent,
  placeCell,
  placed,
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
  option: Paper['options'][number]
  sources: { id: string; kind: string; reference: string; note: string; on_date: string; area: string | null }[]
  evidence: Evidence
  lang: string
}

/** "Why is this here?": everything known about one option, each kind of evidence apart (rule L-6). */
export function OptionEvidence({ paper, view, option, sources, evidence, lang }: OptionEvidenceProps) {
  const t = useWords('priorities')
  const { locale } = useLanguage()
  const reading: Reading = { paper, view, t, locale }
  const result = resultOf(paper, option.id)
  const standing = standingOf(result, view)
  const letter = rankingOf(paper.list, view).bands[standing.band]?.letter ?? ''
  return (
    <PaperPage
      title={option.name}
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
      {(['district', 'ageBand', 'sex', 'ethnicGroup'] as const).map((dimension) => {
        const tab = paper.list.crossTabs.find((each) => each.dimension === dimension)
        return tab ? <ByGroup key={dimension} tab={tab} id={option.id} reading={reading} /> : null
      })}
      <Juries evidence={evidence} lang={lang} />
      <h2>{t('option.elsewhere')}</h2>
      <Elsewhere sources={sources} />
      <Answered evidence={evidence} lang={lang} />
    </PaperPage>
  )

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
  return (
    <>
      <h3>{t(`option.by.${tab.dimension}`)}</h3>
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
            numeric(share === null ? t('hidden') : t('percent', { value: share })),
          ]
        })}
      />
    </>
  )
}

/** Each kind of source with how often, and every one of them below. */
function Elsewhere({ sources }: Pick<OptionEvidenceProps, 'sources'>) {
  const t = useWords('priorities')
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
                  {t(source.area ? 'option.source_in' : 'option.source', {
                    reference: source.reference,
                    note: source.note,
                    area: source.area,
                    day: formatDate(source.on_date, locale),
                  })}
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
  const t = useWords('priorities')
  return (
    <>
      <h2>{t('option.juries')}</h2>
      <p className="meta">{t('option.juries_apart')}</p>
      {evidence.statements.length ? (
        <ul className="read">
          {evidence.statements.map((statement) => (
            <li key={statement.id}>
              <a href={`/${lang}/juries/${statement.slug}/report`}>{statement.body}</a>
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
  const t = useWords('priorities')
  const { locale } = useLanguage()
  return (
    <>
      <h2>{t('option.board')}</h2>
      {evidence.points.length ? (
        <ul className="read">
          {evidence.points.map((point) => (
            <li key={point.slug}>
              <a href={`/${lang}/board/decisions/${point.slug}`}>{point.wording}</a>
              <p className="meta">
                {point.stance && point.decidedOn
                  ? t(`option.stances.${point.stance}`, { day: formatDate(point.decidedOn, locale) })
                  : t('option.stances.waiting', { day: formatDate(point.answerBy, locale) })}
              </p>
              {point.actions.length ? (
                <ul>
                  {point.actions.map((action) => (
                    <li key={action.id}>
                      <a href={`/${lang}/board/actions/${action.slug}`}>{action.title}</a>
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
