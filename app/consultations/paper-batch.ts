import { generator } from '../priorities/generator.ts'

/** One form in ten is keyed a second time; above two wrong fields in a hundred the whole batch is keyed anew. */
const checkShare = 10
const mostWrong = { wrong: 2, of: 100 }

/**
 * Which forms of a batch are keyed again: one in ten, at least one, drawn from a seed.
 * @returns numbers of forms in increasing order
 */
export function formsToCheck(numbers: readonly number[], seed: number): number[] {
  const random = generator(seed)
  const left = [...numbers].sort((a, b) => a - b)
  const wanted = Math.ceil(left.length / checkShare)
  const drawn: number[] = []
  while (drawn.length < wanted) drawn.push(...left.splice(random.below(left.length), 1))
  return drawn.sort((a, b) => a - b)
}

/** True when so many fields differ that nobody can rely on the rest of the batch. */
export const mustRekey = (wrong: number, checked: number): boolean =>
  checked > 0 && wrong * mostWrong.of > mostWrong.wrong * checked

/** Per cent with one decimal, for people. */
export const errorRate = (wrong: number, checked: number): number =>
  checked === 0 ? 0 : Math.round((1000 * wrong) / checked) / 10
