import { type PeopleMap, sharedPercent } from '../areas/area-share.ts'
import { addMonths } from '../london-day.ts'
import type { Practice } from '../practice.ts'
import { type AskedQuestion, plainWords, sharedQuestions } from '../register/same-question.ts'

/** What a piece of evidence is. */
export const evidenceKinds = ['exercise', 'parish_plan', 'panel_wave', 'event', 'statistic', 'report'] as const

/** What a reader looks for: words that must all occur, a theme, an area, a group, a kind; "" is any. */
export interface EvidenceQuery {
  words: string
  theme: string
  area: string
  group: string
  kind: string
}

const mostWords = 8

export const evidenceQuery = (query: URLSearchParams): EvidenceQuery => {
  const one = (name: string) => (query.get(name) ?? '').slice(0, 100)
  return { words: one('words'), theme: one('theme'), area: one('area'), group: one('group'), kind: one('kind') }
}

/** The words of a search in the one spelling that is stored, so that both databases find the same; eight at most. */
export const searchWords = (words: string): string[] => plainWords(words).split(' ').filter(Boolean).slice(0, mostWords)

/** Everything of an item that words are looked for in. */
export const searchText = (...parts: string[]): string => plainWords(parts.join(' '))

/** What of a piece of evidence tells whether something has been asked already. */
export interface KnownThing {
  id: string
  onDate: string
  themeIds: readonly string[]
  areaIds: readonly string[]
  groups: readonly string[]
  questions: readonly AskedQuestion[]
}

/**
 * What is known already of the things somebody plans to ask: within the look-back, the same theme, and people in
 * common; the same question counts most, then the same group, then the newest.
 */
export function alreadyKnown<T extends KnownThing>(
  planned: Omit<KnownThing, 'id' | 'onDate'>,
  items: readonly T[],
  map: PeopleMap,
  today: string,
  practice: Pick<Practice, 'reuse.lookback_months' | 'overlap.area_share'>,
): { item: T; sameQuestions: string[] }[] {
  const since = addMonths(today, -practice['reuse.lookback_months'])
  const score = ({ item, sameQuestions }: { item: T; sameQuestions: string[] }) =>
    2 * Math.min(1, sameQuestions.length) + (item.groups.some((group) => planned.groups.includes(group)) ? 1 : 0)
  return items
    .filter((item) => item.onDate >= since && item.onDate <= today)
    .filter((item) => item.themeIds.some((theme) => planned.themeIds.includes(theme)))
    .filter((item) => sharedPercent(map, planned.areaIds, item.areaIds) >= practice['overlap.area_share'])
    .map((item) => ({ item, sameQuestions: sharedQuestions(planned.questions, item.questions) }))
    .sort((a, b) => score(b) - score(a) || (a.item.onDate < b.item.onDate ? 1 : -1))
}

/** One piece of evidence as the library shows it. */
export interface EvidenceItem extends KnownThing {
  kind: (typeof evidenceKinds)[number]
  title: string
  by: string
  summary: string
  answers: number | null
  profileNote: string
  reference: string
  /** Where its results stand on this site, without the language; null where they do not. */
  results: string | null
  whatChanged: string
  used: number
}

/** Whole months from a day to today: "fourteen months ago". */
export function monthsAgo(day: string, today: string): number {
  const [fromYear = 0, fromMonth = 0] = day.split('-').map(Number)
  const [year = 0, month = 0] = today.split('-').map(Number)
  const months = (year - fromYear) * 12 + month - fromMonth
  return Math.max(0, day.slice(8) > today.slice(8) ? months - 1 : months)
}
