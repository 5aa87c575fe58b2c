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
export const part = (items: readonly NewsItem[]) => ({
  items: items.slice(0, mostPerPart),
  more: Math.max(0, items.length - mostPerPart),
})

/** Whether a day lies in the period of an issue: after the last issue's day, up to this one's. */
export const within = (day: string | null | undefined, from: string, to: string): boolean =>
  day !== null && day !== undefined && day.slice(0, 10) > from && day.slice(0, 10) <= to

export const isEmpty = ({ parts, first }: Newsletter): boolean =>
  newsParts.every((name) => parts[name].items.length === 0) && first.length === 0
