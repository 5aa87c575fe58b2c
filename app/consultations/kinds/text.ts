import { z } from 'zod'
import { first, kindOf, nothing, notSure, taken, wrong } from './kind.ts'
import { ownLine, ownWords, tooLong } from './own-words.ts'

const config = z.object({
  /** Several lines, or one. */
  long: z.boolean(),
  /** Characters. */
  limit: z.number().int().min(10).max(5000),
})
const value = z.object({ written: z.literal(true) })

/** The respondent's own words. That something was written is counted; the words themselves are kept apart. */
export const text = kindOf({
  config,
  value,
  textIds: () => [],
  field: ({ name }) => name,
  read(sent, { name, config: { long, limit }, unsure: mayBeUnsure }) {
    const words = long ? ownWords(sent, name) : ownLine(sent, name)
    if (mayBeUnsure && first(sent, `${name}-unsure`)) {
      return words ? wrong(name, 'unsure_and_more') : notSure
    }
    if (!words) return nothing
    return tooLong(name, words, limit) ?? taken({ written: true as const }, words)
  },
  typed: ({ text: words }, { name }) => ({ [name]: [words] }),
  fits: () => true,
  summary: () => ({ lines: [] }),
  says: () => ['written'],
  rankable: () => [],
  ballots: () => [],
  seconds: ({ long }) => (long ? 45 : 15),
})
