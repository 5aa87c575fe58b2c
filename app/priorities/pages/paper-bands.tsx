import { Band, BandOption } from '../../ui/band.tsx'
import { RankLine } from '../../ui/charts/rank-line.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { Table } from '../../ui/table.tsx'
import type { OptionResult, Standing } from '../choice-list-contract.ts'
import { OptionName } from './option-name.tsx'
import {
  besideOf,
  firstFor,
  listed,
  optionOf,
  pageOf,
  percent,
  placeCell,
  placed,
  points,
  type Reading,
  rankingOf,
  resultOf,
  spelled,
  standingOf,
  whole,
} from './reading.ts'

/** The list itself: bands, and inside a band the alphabet. */
export function Bands({ reading }: { reading: Reading }) {
  const { paper, t, locale, view, direction } = reading
  const { bands } = rankingOf(paper.list, view)
  const other = view === 'weighted' ? 'unweighted' : 'weighted'
  let row = 0
  return (
    <>
      <h2 id="list">{t('list.title')}</h2>
      <p className="read">{t('list.how_to_read')}</p>
      {paper.list.weighted ? (
        <p>
          {t(`list.showing_${view}`)} <a href={`${pageOf(paper)}?view=${other}#list`}>{t(`list.show_${other}`)}</a>
        </p>
      ) : (
        <p>{t('list.not_weighted')}</p>
      )}
      {bands.map((band) => (
        <Band key={band.letter} letter={band.letter} heading={t('list.band', { letter: band.letter })}>
          {band.ids.map((id) => {
            const option = optionOf(paper, id)
            const standing = standingOf(resultOf(paper, id), view)
            const groups = firstFor(reading, id, view)
            return (
              <BandOption
                key={id}
                name={<OptionName option={option} />}
                href={`${paper.base}/list/${option.slug}`}
                note={[
                  placed(t, standing),
                  redrawn(t, locale, standing),
                  groups.length ? t('list.first_for', { groups: listed(shortened(groups, t), locale) }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
                picture={
                  <RankLine
                    id={`place-${row}`}
                    from={standing.rankFrom}
                    to={standing.rankTo}
                    rank={standing.rank}
                    options={paper.options.length}
                    title={placed(t, standing)}
                    description={t('list.line', { count: paper.options.length })}
                    direction={direction}
                  />
                }
                share={whole(standing.sharePerMille, locale)}
                shareNote={
                  row++ === 0
                    ? t('list.of_three', { number: spelled(t, paper.about.question.picksMax, locale) })
                    : undefined
                }
              />
            )
          })}
        </Band>
      ))}
    </>
  )
}

/** The same list with all its figures: shares both ways, places, points and first choices (rule L-2). */
export function Figures({ reading }: { reading: Reading }) {
  const { paper, t, locale, view } = reading
  const { list } = paper
  const numeric = (text: string) => ({ text, format: 'numeric' as const })
  const ids = rankingOf(list, view).order.flat()
  const band = (option: OptionResult) => rankingOf(list, view).bands[standingOf(option, view).band]?.letter ?? ''
  const redraws = (option: OptionResult) => {
    const first = standingOf(option, view).inFirst.at(-1)
    return first ? formatNumber(Math.round(first.perMille / 10), locale) : ''
  }
  const most = list.options[0] ? standingOf(list.options[0], view).inFirst.at(-1)?.k : undefined
  const heads = besideOf(list, view)?.headToHeadPerMille
  const headToHead = (option: OptionResult) => {
    const won = heads?.[list.options.indexOf(option)]
    return typeof won === 'number' ? whole(won, locale) : t('figures.no_meeting')
  }
  const weightedPoints = (option: OptionResult) =>
    option.weightedPointsSixthsMillionths === null
      ? t('hidden')
      : formatNumber(Number(BigInt(option.weightedPointsSixthsMillionths) / 6_000_000n), locale)
  return (
    <>
      <h3>{t('figures.title')}</h3>
      <Table
        firstCellIsHeader
        narrow="scroll"
        scrollLabel={t('figures.title')}
        caption={t('figures.caption', { base: formatNumber(list.base, locale) })}
        captionClasses="meta"
        head={[
          t('figures.option'),
          t('figures.band'),
          numeric(t('figures.unweighted')),
          ...(list.weighted ? [numeric(t('figures.weighted'))] : []),
          t('figures.placed'),
          ...(most ? [numeric(t('figures.redraws', { number: spelled(t, most, locale) }))] : []),
          ...(heads ? [numeric(t('figures.heads'))] : []),
          numeric(t('figures.points')),
          ...(list.weighted ? [numeric(t('figures.points_weighted'))] : []),
          numeric(t('figures.first')),
        ]}
        rows={ids.map((id) => {
          const result = resultOf(paper, id)
          return [
            <OptionName key="option" option={optionOf(paper, id)} />,
            band(result),
            numeric(percent(result.unweighted.sharePerMille, locale)),
            ...(list.weighted ? [numeric(result.weighted ? percent(result.weighted.sharePerMille, locale) : '')] : []),
            placeCell(t, standingOf(result, view)),
            ...(most ? [numeric(redraws(result))] : []),
            ...(heads ? [numeric(headToHead(result))] : []),
            numeric(points(result.pointsSixths, locale)),
            ...(list.weighted ? [numeric(weightedPoints(result))] : []),
            numeric(formatNumber(result.positions[0] ?? 0, locale)),
          ]
        })}
      />
      <p className="meta read">
        {t('figures.note', { number: spelled(t, paper.about.question.picksMax, locale) })}{' '}
        {heads ? t('figures.heads_note') : null} {t('figures.redraws_note')}
      </p>
    </>
  )
}

/** In how many of 100 redraws it is among the first five (or as many as there are to tell apart). */
function redrawn(t: Reading['t'], locale: string, { inFirst }: Standing): string {
  const first = inFirst.at(-1)
  if (!first) return ''
  return t('list.redrawn', {
    number: spelled(t, first.k, locale),
    times: formatNumber(Math.round(first.perMille / 10), locale),
  })
}

/** Three groups fit on a line; the option's own page names them all. */
function shortened(groups: readonly string[], t: Reading['t']): string[] {
  const rest = groups.length - mostGroups
  return rest > 1 ? [...groups.slice(0, mostGroups), t('list.more_groups', { count: rest })] : [...groups]
}

const mostGroups = 3
