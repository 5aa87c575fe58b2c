import { faceOf } from './pdf-fonts.ts'

export type Direction = 'ltr' | 'rtl'

/** Marks that only steer a screen; in print the words stand where they belong. */
const invisible = /[\u200e\u200f\u2066-\u2069]/g

/** The words of a paragraph as they are set, in reading order. */
export const wordsOf = (text: string): string[] => text.replace(invisible, '').split(/\s+/).filter(Boolean)

/** Which way a word runs; undefined for signs alone, which run with what is around them. */
function directionOf(word: string): Direction | undefined {
  if ([...word].some((letter) => faceOf(letter) === 'nastaliq' && /\p{L}/u.test(letter))) return 'rtl'
  return /[\p{L}\p{N}]/u.test(word) ? 'ltr' : undefined
}

/**
 * The words of one line from left to right as they stand on paper. Words that run against the line keep their own order
 * among themselves: an address or a title in English inside an Urdu sentence still reads from its left.
 */
export function asSet(line: readonly string[], base: Direction): string[] {
  const ways = line.map(directionOf)
  // Signs between two words of one way belong to it; at an edge they belong to the line.
  const settled = ways.map((way, i) => {
    if (way) return way
    const before = ways.slice(0, i).findLast(Boolean)
    const after = ways.slice(i).find(Boolean)
    return before && before === after ? before : base
  })
  const groups: { way: Direction; words: string[] }[] = []
  for (const [i, word] of line.entries()) {
    const last = groups.at(-1)
    if (last && last.way === settled[i]) last.words.push(word)
    else groups.push({ way: settled[i]!, words: [word] })
  }
  if (base === 'rtl') groups.reverse()
  return groups.flatMap(({ way, words }) => (way === 'rtl' ? words.toReversed() : words))
}
