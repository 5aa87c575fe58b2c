import { type Reliability, reliability } from './agreement.ts'

/** One passage of free text that a coder put under a theme. */
export interface CodedPassage {
  readonly person: string
  readonly theme: string
}

export interface ThemeCounts {
  /** Most people first; equal numbers share a place, so `themes` is a list of groups, each in alphabetical order. */
  readonly themes: readonly (readonly { readonly theme: string; readonly people: number }[])[]
  readonly alpha: number | null
  readonly reliability: Reliability
}

/**
 * How many different people raised each theme: somebody who writes much counts once. Themes discover options and do
 * not rank them, and may be reported only with the coders' agreement beside them.
 * @param alpha Krippendorff's alpha of the coding; null (it could not be measured) is unreliable
 */
export function themeCounts(passages: Iterable<CodedPassage>, alpha: number | null): ThemeCounts {
  const people = new Map<string, Set<string>>()
  for (const { person, theme } of passages) {
    const known = people.get(theme)
    if (known === undefined) people.set(theme, new Set([person]))
    else known.add(person)
  }
  const counts = [...people].map(([theme, who]) => ({ theme, people: who.size }))
  counts.sort((a, b) => b.people - a.people || (a.theme < b.theme ? -1 : 1))
  const sizes = [...new Set(counts.map((count) => count.people))]
  return {
    themes: sizes.map((size) => counts.filter((count) => count.people === size)),
    alpha,
    reliability: alpha === null ? 'unreliable' : reliability(alpha),
  }
}
