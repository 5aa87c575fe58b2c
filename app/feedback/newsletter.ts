import { type AnsweredAs, answeredAs } from '../board/position.ts'
import type { KindName } from '../consultations/kinds/kinds.ts'
import type { Label } from '../consultations/results/result.ts'
import type { SeatKind } from '../engagement/register/register-entry.ts'

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
/** On a sheet what came of it stands first, and what was decided apart from all (`Sheet`). */
const sheetParts: readonly NewsPart[] = ['changed', 'late', 'results', 'open', 'coming']
export const partsOf = ({ sheet }: Pick<Newsletter, 'sheet'>) => (sheet ? sheetParts : newsParts)

/** What an issue or the sheet of one area says, all of it from the records. Days `YYYY-MM-DD`. */
export interface Newsletter {
  from: string
  to: string
  area: string | null
  parts: Record<NewsPart, { items: NewsItem[]; more: number }>
  /** What stands on the sheet of one area alone. */
  sheet: Sheet | null
}

export interface Sheet {
  /** Of a ward or a county division: the district it lies in. */
  seat: { kind: SeatKind; district: string } | null
  /** What people said in each exercise whose results are new; null where none are told of areas of this kind. */
  said: AreaSaid[] | null
  /** What was decided, as a councillor tells it (need 136). */
  answers: Record<AnsweredAs, { items: SheetAnswer[]; more: number }>
}

/** What some people said: what most of them chose from a list, or what they said to each question. */
export interface PeopleSaid {
  /** How many answered; null where too few to be told. */
  people: number | null
  /** A number of a district may be exact, one of a ward never is. */
  rounded: boolean
  /** Null where it is not told, or there is no list. */
  list: { name: string; people: number | null }[] | null
  /** The questions of a form that something is told of, and how many more there are. */
  questions: { items: SaidQuestion[]; more: number } | null
}

/** What the people of one area said in one exercise. */
export interface AreaSaid extends PeopleSaid {
  title: string
  path: string
  /** The district's, where too few people of a ward answered for it to be told what they said. */
  instead: PeopleSaid | null
  /** Of a ward: about how many of the district's answers there are, and of how many the ward is known. */
  known: { people: number | null; known: number | null } | null
}

/** One question as a sheet tells it: about how many said what. Words of the form stand in English. */
export interface SaidQuestion {
  title: string
  kind: KindName
  /** About how many answered it. */
  people: number
  unit: string
  scale: { from: number; to: number; low: string; high: string } | null
  lines: { label: Label | null; said: { label: Label; people: number }[] }[]
  /** Lines that there was no room for. */
  more: number
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
  /** It names no area, as juries do: it is about all of them. */
  whole: boolean
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
export const part = <Item>(items: readonly Item[], most = mostPerPart) => ({
  items: items.slice(0, most),
  more: Math.max(0, items.length - most),
})

/** What concerns a place, then what is about the whole partnership. */
export const hereFirst = <One>(all: readonly One[], isWhole: (one: One) => boolean) =>
  [false, true].flatMap((whole) => all.filter((one) => isWhole(one) === whole).map((one) => ({ one, whole })))

/** Whether a day lies in the period of an issue: after the last issue's day, up to this one's. */
export const within = (day: string | null | undefined, from: string, to: string): boolean =>
  day !== null && day !== undefined && day.slice(0, 10) > from && day.slice(0, 10) <= to

export const isEmpty = ({ parts, sheet }: Newsletter): boolean =>
  newsParts.every((name) => parts[name].items.length === 0) &&
  !sheet?.said?.length &&
  !answeredAs.some((as) => sheet?.answers[as].items.length)
