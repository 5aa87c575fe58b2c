import { generator } from '../../priorities/generator.ts'

/** Seeds are below this, so that they fit the integer column of both databases. */
export const seedLimit = 2 ** 31

/**
 * The options as one respondent sees them: random, the same for the same seed on every page, so that what stands first
 * helps nobody (rule L-1). "None of these" and "Something else" are not options: the page puts them last.
 */
export function optionOrder<T>(options: readonly T[], seed: number): T[] {
  return generator(seed).shuffle(options)
}
