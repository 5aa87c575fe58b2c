import { RankStrip } from '../../ui/charts/rank-strip.tsx'
import { Details } from '../../ui/details.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import type { ListMethod } from '../choice-beside-contract.ts'
import type { Variant } from '../choice-list-contract.ts'
import { OptionName } from './option-name.tsx'
import { otherWays, type Way } from './other-ways.ts'
import {
  bandPlaces,
  besideOf,
  listed,
  optionOf,
  ordinal,
  placeCell,
  placeIn,
  type Reading,
  rankingOf,
  resultOf,
  spelled,
  standingOf,
  wordKey,
} from './reading.ts'

/** Would another way of counting change the list? Only what does is said; the strip shows every place. */
export function OtherWays({ reading }: { reading: Reading }) {
  const { paper, t, locale } = reading
  const ways = otherWays(reading)
  const notes = [...weightNotes(reading), ...methodNotes(reading), ...pointNotes(reading)]
  return (
    <>
      <h2 id="ways">{t('ways.title')}</h2>
      {ways.length ? <p className="read">{t('ways.intro', { number: spelled(t, ways.length, locale) })}</p> : null}
      {notes.length ? (
        <ul className="read">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : (
        <p>{t('ways.nothing')}</p>
      )}
      {paper.list.variants.length ? (
        <>
          <p className="read">{t('ways.everybody')}</p>
          <ul className="read">
            {paper.list.variants.map((variant) => (
              <WithAndWithout key={variant.name} variant={variant} reading={reading} />
            ))}
          </ul>
        </>
      ) : null}
      {ways.length ? <Strip ways={ways} reading={reading} /> : null}
    </>
  )
}

function Strip({ ways, reading }: { ways: Way[]; reading: Reading }) {
  const { paper, t, locale, view, direction } = reading
  const ids = rankingOf(paper.list, view).order.flat()
  const own = (id: string) => standingOf(resultOf(paper, id), view).rank
  const cell = (way: Way, id: string) => {
    const place = ordinal(t, way.placeOf(id))
    return way.leaves(id) ? <strong>{t('ways.leaves', { place })}</strong> : place
  }
  return (
    <>
      <RankStrip
        id="other-ways"
        title={t('ways.strip', { number: spelled(t, ways.length, locale) })}
        description={t('ways.strip_key', { count: ids.length })}
        direction={direction}
        caption={t('ways.strip', { number: spelled(t, ways.length, locale) })}
        legend={{ place: t('ways.this_list'), others: t('ways.others') }}
        tableSummary={t('ways.table')}
        rows={ids.map((id) => {
          const others = ways.map((way) => way.placeOf(id))
          const all = [own(id), ...others]
          return {
            label: optionOf(paper, id).name,
            place: own(id),
            others,
            text: placeCell(t, { rankFrom: Math.min(...all), rankTo: Math.max(...all) }),
          }
        })}
        table={{
          caption: t('ways.table_caption'),
          captionClasses: 'meta',
          firstCellIsHeader: true,
          narrow: 'scroll',
          scrollLabel: t('ways.table'),
          head: [t('figures.option'), t('ways.short.share'), ...ways.map(({ key }) => t(`ways.short.${key}`))],
          rows: ids.map((id) => [
            <OptionName key="option" option={optionOf(paper, id)} />,
            ordinal(t, own(id)),
            ...ways.map((way) => ({ text: cell(way, id) })),
          ]),
        }}
      />
      <Details summaryText={t('ways.methods')}>
        <dl>
          {['share', ...ways.map(({ key }) => key)].map((key) => (
            <div key={key}>
              <dt>
                <strong>{t(`ways.short.${key}`)}</strong>
              </dt>
              <dd>{t(`ways.means.${key}`)}</dd>
            </div>
          ))}
        </dl>
      </Details>
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

/** A sentence for every option that another method takes out of the places of its band. */
function methodNotes({ paper, t, locale, view }: Reading): string[] {
  const beside = besideOf(paper.list, view)
  if (!beside) return []
  const main = rankingOf(paper.list, view)
  return paper.list.options.flatMap(({ id }) => {
    const taken = beside.methods.flatMap(({ method, order, outside }) =>
      order && outside.includes(id) ? [methodPlace(t, method, placeIn(order, id))] : [],
    )
    if (!taken.length) return []
    return [
      t('ways.method_move', {
        name: optionOf(paper, id).name,
        places: listed(taken, locale),
        band: placeCell(t, bandPlaces(main, id)),
      }),
    ]
  })
}

const methodPlace = (t: Reading['t'], method: ListMethod, place: number) =>
  t('ways.method_place', { method: t(`ways.short.${wordKey(method)}`), place: ordinal(t, place) })

/** Rule L-2: points beside shares, and a sentence where they disagree about the order. */
function pointNotes({ paper, t, locale }: Reading): string[] {
  const { options } = paper.list
  const rankByPoints = (sixths: number) => 1 + options.filter((other) => other.pointsSixths > sixths).length
  const moved = options.flatMap(({ id, unweighted, pointsSixths }) => {
    const rank = rankByPoints(pointsSixths)
    if (rank === unweighted.rank) return []
    const name = optionOf(paper, id).name
    return [t('ways.points_move', { name, points: ordinal(t, rank), share: ordinal(t, unweighted.rank) })]
  })
  return moved.length ? [t('ways.points_differ', { moves: listed(moved, locale) })] : []
}

/**
 * Rules L-8 and L-10: the list without campaigns and without likely repeats, which are never removed from the main one,
 * and with what was held back for how it was sent.
 */
function WithAndWithout({ variant, reading: { paper, t, locale, view } }: { variant: Variant; reading: Reading }) {
  const ranking = (view === 'weighted' && variant.weighted) || variant.unweighted
  const what = t(`ways.${wordKey(variant.name)}`)
  if (!ranking) return <li>{t('ways.variant_hidden', { what })}</li>
  const before = rankingOf(paper.list, view)
  const letterIn = (bands: { letter: string; ids: string[] }[], id: string) =>
    bands.find((band) => band.ids.includes(id))?.letter ?? ''
  const changed = ranking.changed.map((id) =>
    t('ways.variant_band', {
      name: optionOf(paper, id).name,
      before: letterIn(before.bands, id),
      after: letterIn(ranking.bands, id),
    }),
  )
  const moved = paper.list.options.flatMap(({ id, ...option }, at) => {
    const was = standingOf({ id, ...option }, view).rank
    const now = ranking.ranks[at]!
    const name = optionOf(paper, id).name
    return was === now ? [] : [t('ways.variant_move', { name, before: ordinal(t, was), after: ordinal(t, now) })]
  })
  return (
    <li>
      <strong>
        {t(variant.added === undefined ? 'ways.variant' : 'ways.variant_with', {
          what,
          removed: formatNumber(variant.removed, locale),
          added: formatNumber(variant.added ?? 0, locale),
          base: formatNumber(variant.base, locale),
        })}
      </strong>{' '}
      {changed.length ? t('ways.variant_bands', { changes: listed(changed, locale) }) : t('ways.variant_same_bands')}{' '}
      {moved.length ? t('ways.variant_places', { moves: listed(moved, locale) }) : t('ways.variant_same_order')}
    </li>
  )
}
