import type { TFunction } from 'i18next'
import { furtherGroupName } from '../../consultations/equality/characteristic-words.ts'
import { isolatedIn } from '../../languages/isolated.ts'
import type { Language } from '../../languages/language.ts'
import { formatNumber, formatPerMille } from '../../ui/numbers.ts'
import type { BesideView, ListMethod } from '../choice-beside-contract.ts'
import type { ChoiceList, CrossTab, Dimension, OptionResult, Ranking, Standing } from '../choice-list-contract.ts'
import { furtherDimensions, isFurtherDimension } from '../dimensions.ts'
import type { Paper } from './paper.server.ts'

/** Which of the two counts a page shows first. */
export type View = 'weighted' | 'unweighted'

/** Everything a section of the paper needs to turn figures into words. */
export interface Reading {
  paper: Paper
  view: View
  /** The characteristic whose groups are drawn. */
  by: Dimension
  t: TFunction
  locale: string
  direction: Language['direction']
}

export const rankingOf = (list: ChoiceList, view: View): Ranking =>
  (view === 'weighted' && list.weighted) || list.unweighted

export const standingOf = (option: OptionResult, view: View): Standing =>
  (view === 'weighted' && option.weighted) || option.unweighted

export const optionOf = (paper: Paper, id: string) => paper.options.find((option) => option.id === id)!
export const resultOf = (paper: Paper, id: string) => paper.list.options.find((option) => option.id === id)!

/** Where this page is read: the newest list, one of its versions, or the draft at the desk. */
export function pageOf(paper: Paper): string {
  if (!paper.publishedAt) return ''
  return paper.version === paper.latest ? `${paper.base}/list` : `${paper.base}/list/v${paper.version}`
}

/** What stands beside the list under one weighting; older lists have nothing. */
export const besideOf = (list: ChoiceList, view: View): BesideView | null =>
  (view === 'weighted' && list.beside?.weighted) || list.beside?.unweighted || null

/** The words' keys have no hyphens. */
export const wordKey = (name: ListMethod | string) => name.replaceAll('-', '_')

/** Place of an option in an order: 1 + how many stand strictly above it. */
export function placeIn(order: readonly (readonly string[])[], id: string): number {
  let above = 0
  for (const group of order) {
    if (group.includes(id)) return above + 1
    above += group.length
  }
  return above + 1
}

/** The places that an option's band takes, as numbers: a band of four after one holds 2 to 5. */
export function bandPlaces(ranking: Ranking, id: string): { rankFrom: number; rankTo: number } {
  let above = 0
  for (const { ids } of ranking.bands) {
    if (ids.includes(id)) return { rankFrom: above + 1, rankTo: above + ids.length }
    above += ids.length
  }
  return { rankFrom: above + 1, rankTo: above + 1 }
}

/** Six as "six": figures up to twelve read better as words. */
export const spelled = (t: TFunction, n: number, locale: string): string =>
  n <= 15 ? t(`numbers.${n}`) : formatNumber(n, locale)

const ordinals = new WeakMap<TFunction, string[]>()

/** "2nd". Asked for some hundred times a page, so each is looked up once per language. */
export function ordinal(t: TFunction, place: number): string {
  const known = ordinals.get(t) ?? []
  if (!known.length) ordinals.set(t, known)
  known[place] ??= t('ordinal', { count: place, ordinal: true })
  return known[place]
}

/** "Placed 2nd to 7th", or "Placed 1st however we count". */
export function placed(t: TFunction, { rankFrom, rankTo }: Pick<Standing, 'rankFrom' | 'rankTo'>): string {
  if (rankFrom === rankTo) return t('placed.one', { place: ordinal(t, rankFrom) })
  return t('placed.range', { from: ordinal(t, rankFrom), to: ordinal(t, rankTo) })
}

/** The same in a column of its own: "2nd to 7th". */
export function placeCell(t: TFunction, { rankFrom, rankTo }: Pick<Standing, 'rankFrom' | 'rankTo'>): string {
  if (rankFrom === rankTo) return t('placed.cell_at', { place: ordinal(t, rankFrom) })
  return t('placed.cell_range', { from: ordinal(t, rankFrom), to: ordinal(t, rankTo) })
}

const joiners = new Map<string, Intl.ListFormat>()

/** Names joined as the language joins them: "A, B and C". */
export function listed(names: readonly string[], locale: string): string {
  const joiner = joiners.get(locale) ?? new Intl.ListFormat(locale, { type: 'conjunction' })
  joiners.set(locale, joiner)
  return joiner.format(names.map((name) => isolatedIn(name, locale)))
}

/** The words for a group of a characteristic; districts have their own names. */
export function groupName(paper: Paper, t: TFunction, dimension: string, id: string): string {
  if (id === 'not-stated') return t('groups.not_stated')
  if (dimension === 'district') return paper.about.districts.find((district) => district.id === id)?.name ?? id
  if (isFurtherDimension(dimension) && dimension !== 'cameThrough')
    return furtherGroupName((key) => t(key, { ns: 'characteristics' }), dimension, id)
  return t([`groups.${dimension}.${id}`, id])
}

/** The words for a category of a margin, where age and sex stand together. */
export function categoryName({ paper, t, locale }: Reading, margin: string, category: string): string {
  if (margin !== 'ageSex') return groupName(paper, t, margin, category)
  const [age = '', sex = ''] = category.split('|')
  return listed([groupName(paper, t, 'ageBand', age), groupName(paper, t, 'sex', sex)], locale)
}

/** The people of a group, as a sentence names them: "people under 30", "Melton". */
export function peopleOf(paper: Paper, t: TFunction, dimension: string, id: string): string {
  if (id === 'not-stated') return t('groups_in.not_stated')
  if (dimension === 'district') return groupName(paper, t, dimension, id)
  return t([`groups_in.${dimension}.${id}`, id])
}

/** A sentence that begins with a number in words begins with a capital. */
const capital = (sentence: string, locale: string): string =>
  sentence.charAt(0).toLocaleUpperCase(locale) + sentence.slice(1)

/** The finding in two sentences: how many stand clearly first, and how far down nothing can be told apart. */
export function finding({ paper, view, t, locale }: Reading): string {
  const [first, second] = rankingOf(paper.list, view).bands
  if (!first) return t('finding.nothing')
  const names = first.ids.map((id) => optionOf(paper, id).name)
  if (!second) return t('finding.all_alike')
  const opening =
    first.ids.length === 1
      ? t('finding.one_first', { name: isolatedIn(names[0] ?? '', locale) })
      : t('finding.many_first', { number: spelled(t, first.ids.length, locale), names: listed(names, locale) })
  const next =
    second.ids.length === 1
      ? t('finding.one_next', { name: optionOf(paper, second.ids[0]!).name })
      : t('finding.many_next', { number: spelled(t, second.ids.length, locale) })
  return `${capital(opening, locale)} ${next}`
}

/** Groups of one age, sex, district or ethnic group that hold less than half the share they have in the census. */
export function hardlyHeard({ paper, t }: Reading) {
  return paper.list.coverage
    .filter(({ margin }) => margin !== 'ageSex')
    .flatMap(({ margin, of, groups }) =>
      groups.flatMap(({ id, people, sharePerMille, censusPerMille }) =>
        people !== null && sharePerMille !== null && censusPerMille !== null && sharePerMille * 2 < censusPerMille
          ? [{ name: peopleOf(paper, t, margin, id), people, of, sharePerMille, censusPerMille }]
          : [],
      ),
    )
}

/** Groups for whom an option is in the first three although it is not for everybody (rule L-13), ages first. */
export function firstFor({ paper, t }: Reading, id: string, view: View): string[] {
  const overall = new Set(rankingOf(paper.list, view).order.flat().slice(0, 3))
  if (overall.has(id)) return []
  return tabOrder.flatMap((dimension) =>
    (tabOf(paper.list, dimension)?.groups ?? [])
      .filter((group) => group.differsFromAll && group.topThree?.includes(id))
      .map((group) => peopleOf(paper, t, dimension, group.id)),
  )
}

/** The order in which characteristics are spoken of. */
export const tabOrder = ['ageBand', 'district', 'sex', 'ethnicGroup', ...furtherDimensions] as const

export const percent = (perMille: number, locale: string) => formatPerMille(perMille, locale, 1)
export const whole = (perMille: number, locale: string) => formatPerMille(perMille, locale)

/** Points come in sixths, so that shared places stay exact. */
export const points = (sixths: number, locale: string) => formatNumber(sixths / 6, locale, 1)

/** A figure of a group, or the sign for one that is hidden to protect people. */
export const cell = (value: number | null, locale: string, hidden: string) =>
  value === null ? hidden : formatNumber(value, locale)

export const tabOf = (list: ChoiceList, dimension: CrossTab['dimension']) =>
  list.crossTabs.find((tab) => tab.dimension === dimension)

/** Groups of a characteristic that have percentages; those who did not say are no group. */
export const shownGroups = (tab: CrossTab) =>
  tab.groups.filter((group) => group.id !== 'not-stated' && group.percents.some((percent) => percent !== null))

/** Per shown group, the percentage that chose an option. */
export function percentsOf(list: ChoiceList, tab: CrossTab, id: string): (number | null)[] {
  const at = list.options.findIndex((option) => option.id === id)
  return shownGroups(tab).map((group) => group.percents[at] ?? null)
}
