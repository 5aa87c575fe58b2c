import { westernDigits } from '../../languages/western-digits.ts'

/** Postcodes of the United Kingdom without their space; the one that was given to a bank keeps to no pattern. */
const pattern = /^(?:[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}|GIR0AA)$/

/** Longest text that is worth looking at: a postcode has eight characters with its space. */
const longest = 40

/** What somebody typed as a postcode in the one form it is looked up in, `ZZ11AA`; undefined for what is none. */
export function readPostcode(typed: string): string | undefined {
  if (typed.length > longest) return undefined
  const plain = westernDigits(typed)
    .replace(/[\s.\-–—\u200e\u200f\u2066-\u2069]/g, '')
    .toUpperCase()
  return pattern.test(plain) ? plain : undefined
}

/** Where a postcode lies: a district and its part, where one part alone is meant; or why that cannot be said. */
export type PostcodePlace = { district: string; forum: string | null } | 'malformed' | 'unknown' | 'several'

/**
 * The place that the areas of a postcode make. Boundaries need not nest: where two districts share a postcode nobody
 * guesses which; where two parts of a district do, the district is known and its part is asked for.
 *
 * @param areas ids of the areas the postcode lies in; undefined for what is no postcode.
 * @param districts the ids of each district's parts, by the district's.
 */
export function placeOf(
  areas: readonly string[] | undefined,
  districts: ReadonlyMap<string, readonly string[]>,
): PostcodePlace {
  if (!areas) return 'malformed'
  const found = [...districts].filter(
    ([district, parts]) => areas.includes(district) || parts.some((part) => areas.includes(part)),
  )
  const [first, second] = found
  if (!first) return 'unknown'
  if (second) return 'several'
  const [district, parts] = first
  const named = parts.filter((part) => areas.includes(part))
  return { district, forum: named.length === 1 ? named[0]! : null }
}
