import type { TFunction } from 'i18next'
import { isolatedIn } from '../../../languages/isolated.ts'
import type { Language } from '../../../languages/language.ts'
import { listed } from '../../../priorities/pages/reading.ts'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { furtherGroupName } from '../../equality/characteristic-words.ts'
import { isFurtherGroup } from '../../equality/characteristics.ts'
import type { FormQuestion } from '../../form.ts'
import type { ConfigOf } from '../../kinds/kinds.ts'
import {
  type CutDimension,
  cutDimensions,
  type Item,
  type Label,
  notStated,
  peopleWhoSaid,
  type QuestionResult,
  type ResultRule,
  type ResultTable,
  shareOfThose,
} from '../../results/result.ts'
import { shareBase } from '../../results/result-disclosure.ts'
import type { ResultsPaper } from './results.server.ts'

/** What every part of a results page is read with. */
export interface Reading {
  paper: ResultsPaper
  by: CutDimension | null
  t: TFunction
  /** The words of published lists: groups, exclusions. */
  list: TFunction
  /** The words of the further characteristics. */
  own: TFunction
  locale: string
  direction: Language['direction']
}

/** How small numbers were hidden, in words. */
export const rulesOf = (t: TFunction, { minCell, minBasePct, roundTo, smallNumbers }: ResultRule): string =>
  t(smallNumbers ? 'cut.rules_one_to_seven' : 'cut.rules', {
    most: minCell - 1,
    base: minBasePct,
    round: roundTo,
  })

/** A label in words. */
export function labelOf({ paper, t, locale }: Pick<Reading, 'paper' | 't' | 'locale'>, label: Label): string {
  if ('text' in label) {
    const one = paper.texts[label.text] ?? label.text
    return label.against ? t('labels.pair', { one, other: paper.texts[label.against] ?? label.against }) : one
  }
  if ('name' in label) return label.name
  // A range of numbers runs from left to right in every language.
  return 'plain' in label ? isolatedIn(label.plain, locale) : t(`labels.${label.words}`, label.values ?? {})
}

export const itemOf = (reading: Reading, items: readonly Item[], id: string): string => {
  const found = items.find((one) => one.id === id)
  return found ? labelOf(reading, found.label) : id
}

export function groupOf(
  { paper, list, own }: Pick<Reading, 'paper' | 'list' | 'own'>,
  dimension: CutDimension,
  id: string,
): string {
  if (id === notStated) return list('groups.not_stated')
  if (dimension === 'district') return paper.about.districts.find((district) => district.id === id)?.name ?? id
  if (isFurtherGroup(dimension)) return furtherGroupName(own, dimension, id)
  return list([`groups.${dimension}.${id}`, id])
}

/** The cuts that were made of these results. */
export const cutsIn = ({ results }: ResultsPaper) => cutDimensions.filter((dimension) => results.groups[dimension])

/** Groups with less than half of their census share among those who said, a sentence each. */
export function hardlyHeard(reading: Reading): string[] {
  const { paper, list, locale } = reading
  return cutDimensions.flatMap((dimension) => {
    const groups = paper.results.groups[dimension] ?? []
    const base = peopleWhoSaid(groups, paper.results.base)
    return groups.flatMap((group) => {
      const { id, people } = group
      const census = paper.residents[dimension]?.[id]
      const share = shareOfThose(group, base)
      if (people === null || share === null || !census || (2000 * people) / base >= census) return []
      return list('who.hardly_line', {
        people: formatNumber(people, locale),
        base: formatNumber(base, locale),
        group: groupOf(reading, dimension, id),
        share: formatPerMille(share, locale),
        census: formatPerMille(census, locale),
      })
    })
  })
}

export const questionOf = ({ paper }: Pick<Reading, 'paper'>, { id }: Pick<QuestionResult, 'id'>): FormQuestion =>
  paper.about.form.questions.find((question) => question.id === id)!

/** One thing said: how many did, of how many people, and what shares of its line are of. */
interface Drawn {
  item: Item
  count: number | null
  total: number | null
  whole: number | null
}

/** A count's share, per mille, on a base that carries a percentage; null otherwise. */
export function shareOf({ paper }: Pick<Reading, 'paper'>, { count, total, whole }: Drawn): number | null {
  const { minBasePct } = paper.results.method.parameters
  if (count === null || total === null || whole === null || total < minBasePct) return null
  return Math.min(1000, Math.round((1000 * count) / whole))
}

/** "54%", "hidden", "nobody", or the count alone on a small base. */
export function sharedText(reading: Reading, one: Drawn): string {
  const { t, locale } = reading
  if (one.count === null) return t('hidden')
  if (one.count === 0) return t('nobody')
  const share = shareOf(reading, one)
  const people = formatNumber(one.count, locale)
  return share === null ? people : t('share', { share: formatPerMille(share, locale), people })
}

/** What is drawn of a table: its rows by the head column, or the columns of its only row. */
export function drawn({ rounded }: Pick<QuestionResult, 'rounded'>, table: ResultTable): Drawn[] {
  const line = (row: number) => {
    const total = table.totals[row]!
    return { total, whole: rounded ? shareBase(table.counts[row]!, total) : total }
  }
  if (!table.head) return table.columns.map((item, i) => ({ item, count: table.counts[0]![i]!, ...line(0) }))
  const column = table.columns.findIndex(({ id }) => id === table.head)
  return table.rows.map((item, row) => ({ item, count: table.counts[row]![column]!, ...line(row) }))
}

/** The one thing said most in a table; undefined where it is hidden, shared or too few to tell. */
function topOf(result: QuestionResult, table: ResultTable) {
  const known = drawn(result, table).filter(({ count }) => count !== null && count > 0)
  const [first, second] = [...known].sort((a, b) => b.count! - a.count!)
  return first && first.count !== second?.count ? first : undefined
}

/** The finding of one question in a sentence or two; none where nothing can be told. */
export function findings(reading: Reading, result: QuestionResult): string[] {
  const { t, locale } = reading
  const name = (id: string) => itemOf(reading, result.tables[0]?.rows ?? [], id)
  const names = (ids: readonly string[]) => listed(ids.map(name), locale)
  const { ranking, figures, common, funded, kind } = result
  const found: string[] = []
  const top = result.tables[0] && topOf(result, result.tables[0])
  const share = top && shareOf(reading, top)
  if (kind === 'text') return [t('finding.text')]
  if (figures?.kind === 'quartiles') {
    const unit = (questionOf(reading, result).config as ConfigOf<'number'>).unit
    found.push(t('finding.median', { ...figures, unit: unit ? reading.paper.texts[unit] : '' }).trim())
  }
  if (kind === 'rate' && figures?.kind === 'means') {
    const { from, to, low, high } = questionOf(reading, result).config as ConfigOf<'rate'>
    const mean = formatNumber(figures.hundredths[0]! / 100, locale, 1)
    const { texts } = reading.paper
    found.push(t('finding.mean', { mean, from, to, low: texts[low], high: texts[high] }))
  } else if (kind === 'points' && figures?.kind === 'means') {
    const best = figures.hundredths.indexOf(Math.max(...figures.hundredths))
    const { total } = questionOf(reading, result).config as ConfigOf<'points'>
    const mean = formatNumber(figures.hundredths[best]! / 100, locale)
    found.push(t('finding.points', { name: labelOf(reading, figures.items[best]!.label), mean, total }))
  } else if (
    top &&
    share !== null &&
    share !== undefined &&
    ['one', 'many', 'order', 'spend', 'map', 'date'].includes(kind)
  ) {
    const key = ['many', 'order', 'spend'].includes(kind) ? 'chosen' : 'said'
    found.push(t(`finding.${key}`, { name: labelOf(reading, top.item.label), share: formatPerMille(share, locale) }))
  }
  if (ranking && result.tables[0] && kind !== 'paired') {
    const [first] = ranking.bands ?? [{ ids: ranking.order[0]! }]
    found.push(t('finding.first', { count: first!.ids.length, names: names(first!.ids) }))
  }
  if (ranking && kind === 'paired') {
    found.push(
      t('finding.first', {
        count: ranking.order[0]!.length,
        names: listed(
          ranking.order[0]!.map((id) => rankedName(reading, result, id)),
          locale,
        ),
      }),
    )
  }
  for (const verdict of ['agree', 'disagree'] as const) {
    const ids = common?.[verdict] ?? []
    if (ids.length)
      found.push(
        t(`finding.${verdict}`, {
          count: ids.length,
          names: listed(
            ids.map((id) => t('quoted', { words: name(id) })),
            locale,
          ),
        }),
      )
  }
  if (funded) found.push(funded.length ? t('finding.funded', { names: names(funded) }) : t('finding.funded_none'))
  return found
}

/** The name of something ranked: pairs are rows of two, so the options themselves are asked. */
export function rankedName(reading: Reading, result: QuestionResult, id: string): string {
  const config = questionOf(reading, result).config as {
    options?: { id: string; title: string }[]
    rows?: { id: string; title: string }[]
  }
  const title = (config.options ?? config.rows ?? []).find((one) => one.id === id)?.title
  return (title && reading.paper.texts[title]) || id
}
