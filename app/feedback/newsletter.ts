import type { AnsweredAs } from '../board/position.ts'
import type { SeatKind } from '../engagement/register-entry.ts'

/** One line of a newsletter: what it is about, what is said of it, and where it is read (after the language). */
export interface NewsItem {
  title: string
  /** The words' key and values: the line is written when it is shown. */
  key: string
  day: string | null
  said: string
  path: string
}

export const newsParts = ['open', 'changed', 'decided', 'results', 'late', 'coming'] as const
export type NewsPart = (typeof newsParts)[number]

/** What an issue or the sheet of one area says, all of it from the records. Days `YYYY-MM-DD`. */
export interface Newsletter {
  from: string
  to: string
  area: string | null
  parts: Record<NewsPart, { items: NewsItem[]; more: number }>
  /** What the people of this area put first, where a published list says so. */
  first: { title: string; people: number; options: string[]; path: string }[]
  /** What stands on the sheet of one area alone. */
  sheet: Sheet | null
}

export interface Sheet {
  /** For a ward or a county division: the district it lies in, and what was said in each exercise whose results are out. */
  seat: { kind: SeatKind; district: string; said: SeatSaid[] } | null
  /** What was decided, as a councillor tells it (need 136). */
  answers: Record<AnsweredAs, { items: SheetAnswer[]; more: number }>
}

/** What the people of a ward said in one exercise: about how many, null where too few to be told. */
export interface SeatSaid {
  title: string
  path: string
  people: number | null
  /** What most chose, with about how many; null where it is not told, and the district's stands in its place. */
  options: { name: string; people: number }[] | null
  district: { people: number; options: string[] } | null
  /** About how many of the district's answers there are, and of how many the ward is known. */
  known: { people: number | null; known: number | null } | null
}

export interface SheetAnswer {
  title: string
  path: string
  reasonClass: string
  /** When, how much or which priority, in the Board's words. */
  detail: string
  /** The day by which an action for it is due. */
  dueOn: string | null
  why: string
  day: string
}

/** More than this of one part does not fit on one sheet of paper. */
const mostPerPart = 4

/** The longest text of one line, in characters: a sheet is read standing up. */
const longest = 180

export const shortened = (text: string): string => {
  const bare = text.replace(/\s+/g, ' ').trim()
  if (bare.length <= longest) return bare
  const cut = bare.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2))} …`
}

/** The first of each part, and how many there are besides. */
export const part = <Item>(items: readonly Item[]) => ({
  items: items.slice(0, mostPerPart),
  more: Math.max(0, items.length - mostPerPart),
})

/** Whether a day lies in the period of an issue: after the last issue's day, up to this one's. */
export const within = (day: string | null | undefined, from: string, to: string): boolean =>
  day !== null && day !== undefined && day.slice(0, 10) > from && day.slice(0, 10) <= to

export const isEmpty = ({ parts, first, sheet }: Newsletter): boolean =>
  newsParts.every((name) => parts[name].items.length === 0) && first.length === 0 && !sheet?.seat?.said.length
