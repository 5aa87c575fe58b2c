import { ShareBars } from '../../ui/charts/share-bars.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import type { Variant } from '../choice-list-contract.ts'
import { listed, optionOf, ordinal, percent, type Reading, rankingOf, resultOf, whole } from './reading.ts'

/** Would another way of counting change the list? Only what does is said. */
export function OtherWays({ reading }: { reading: Reading }) {
  const { paper, t, locale, view } = reading
  const { list } = paper
  const ids = rankingOf(list, view).order.flat()
  const notes = [...weightNotes(reading), ...pointNotes(reading)]
  return (
    <>
      <h2>{t('ways.title')}</h2>
      {notes.length ? (
        <ul className="read">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : (
        <p>{t('ways.nothing')}</p>
      )}
      {list.weighted ? (
        <ShareBars
          id="both-shares"
          title={t('ways.chart')}
          description={t('ways.chart_key')}
          direction="ltr"
          caption={t('ways.chart_key')}
          tableSummary={t('ways.table')}
          head={{ label: t('figures.option'), share: t('figures.weighted'), marker: t('figures.unweighted') }}
          rows={ids.map((id) => {
            const { unweighted, weighted } = resultOf(paper, id)
            return {
              label: optionOf(paper, id).name,
              share: (weighted ?? unweighted).sharePerMille / 1000,
              text: whole((weighted ?? unweighted).sharePerMille, locale),
              marker: unweighted.sharePerMille / 1000,
              markerText: percent(unweighted.sharePerMille, locale),
            }
          })}
        />
      ) : null}
      {list.variants.map((variant) => (
        <WithAndWithout key={variant.name} variant={variant} reading={reading} />
      ))}
    </>
  )
}

/** Options that change their band, or move by two places or more, when the answers are weighted. */
function weightNotes({ paper, t }: Reading): string[] {
  const letter = (which: 'unweighted' | 'weighted', id: string) =>
    (paper.list[which]?.bands ?? []).find((band) => band.ids.includes(id))?.letter
  return paper.list.options.flatMap(({ id, unweighted, weighted }) => {
    if (!weighted) return []
    const moves = Math.abs(weighted.rank - unweighted.rank) >= 2
    if (!moves && letter('unweighted', id) === letter('weighted', id)) return []
    const values = {
      name: optionOf(paper, id).name,
      before: ordinal(t, unweighted.rank),
      after: ordinal(t, weighted.rank),
      bandBefore: letter('unweighted', id),
      bandAfter: letter('weighted', id),
    }
    return [t(values.before === values.after ? 'ways.weights_band' : 'ways.weights_move', values)]
  })
}

/** Rule L-2: points beside shares, and a sentence where they disagree about the order. */
function pointNotes({ paper, t }: Reading): string[] {
  const { options } = paper.list
  const rankByPoints = (sixths: number) => 1 + options.filter((other) => other.pointsSixths > sixths).length
  return options.flatMap(({ id, unweighted, pointsSixths }) => {
    const rank = rankByPoints(pointsSixths)
    if (rank === unweighted.rank) return []
    const name = optionOf(paper, id).name
    return [t('ways.points', { name, points: ordinal(t, rank), share: ordinal(t, unweighted.rank) })]
  })
}

/** Rules L-8 and L-10: the list without campaigns and without likely repeats; nothing is ever removed from the main one. */
function WithAndWithout({ variant, reading: { paper, t, locale, view } }: { variant: Variant; reading: Reading }) {
  const ranking = (view === 'weighted' && variant.weighted) || variant.unweighted
  const key = variant.name.replaceAll('-', '_')
  if (!ranking) {
    return <p className="read">{t('ways.variant_hidden', { what: t(`ways.${key}`) })}</p>
  }
  const before = (view === 'weighted' && paper.list.weighted) || paper.list.unweighted
  const letterIn = (bands: { letter: string; ids: string[] }[], id: string) =>
    bands.find((band) => band.ids.includes(id))?.letter ?? ''
  const moved = paper.list.options.flatMap(({ id, unweighted, weighted }, at) => {
    const was = (view === 'weighted' && weighted) || unweighted
    const now = ranking.ranks[at]!
    return was.rank === now
      ? []
      : [
          t('ways.variant_move', {
            name: optionOf(paper, id).name,
            before: ordinal(t, was.rank),
            after: ordinal(t, now),
          }),
        ]
  })
  const changed = ranking.changed.map((id) =>
    t('ways.variant_band', {
      name: optionOf(paper, id).name,
      before: letterIn(before.bands, id),
      after: letterIn(ranking.bands, id),
    }),
  )
  return (
    <>
      <h3>{t(`ways.${key}`)}</h3>
      <p className="read">
        {t('ways.variant', {
          removed: formatNumber(variant.removed, locale),
          base: formatNumber(variant.base, locale),
        })}{' '}
        {moved.length ? listed(moved, locale) : t('ways.variant_same_order')}
        {moved.length ? '. ' : ' '}
        {changed.length ? t('ways.variant_bands', { changes: listed(changed, locale) }) : t('ways.variant_same_bands')}
      </p>
    </>
  )
}
