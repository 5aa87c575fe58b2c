import type { ExerciseState } from '../exercise.ts'

/** What the forward plan can be narrowed by; each is one value of a plain GET form, "" is all. */
export const filterNames = ['by', 'area', 'theme', 'group', 'level', 'state'] as const
export type FilterName = (typeof filterNames)[number]
export type RegisterFilter = Record<FilterName, string>

/** The states the public meets, in the order they are shown. */
export const shownStates = ['open', 'forthcoming', 'closed'] as const satisfies ExerciseState[]

/** Reads a filter from an address: an unknown value finds nothing rather than everything, so that nobody is misled. */
export const filterFrom = (query: URLSearchParams): RegisterFilter =>
  Object.fromEntries(filterNames.map((name) => [name, (query.get(name) ?? '').slice(0, 100)])) as RegisterFilter

/** The same filter as the part of an address after `?`, with more before it; "" when nothing is narrowed. */
export function filterQuery(filter: RegisterFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(more)
  for (const name of filterNames) if (filter[name]) query.set(name, filter[name])
  const text = query.toString()
  return text && `?${text}`
}

/** What of an exercise a filter looks at. `areaIds` are those it names and every area around or within them. */
export interface Filterable {
  runBy: string
  partnerIds: readonly string[]
  commissionedBy: string
  areaIds: readonly string[]
  themeIds: readonly string[]
  groups: readonly string[]
  level: string
  state: string
}

export const isShown = (one: Filterable, filter: RegisterFilter): boolean =>
  (!filter.by || [one.runBy, ...one.partnerIds, one.commissionedBy].includes(filter.by)) &&
  (!filter.area || one.areaIds.includes(filter.area)) &&
  (!filter.theme || one.themeIds.includes(filter.theme)) &&
  (!filter.group || one.groups.includes(filter.group)) &&
  (!filter.level || one.level === filter.level) &&
  (!filter.state || one.state === filter.state)
