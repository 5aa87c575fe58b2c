import { z } from 'zod'
import { generator } from '../../priorities/generator.ts'
import { fromPair } from '../../priorities/instruments.ts'
import {
  type Asked,
  choicesShape,
  choiceTexts,
  first,
  idShape,
  indexOf,
  kindOf,
  knows,
  nothing,
  notSure,
  taken,
  wrongs,
} from './kind.ts'

const config = z.object({
  options: choicesShape(40, 3),
  /** So many pairs are shown to one person. */
  pairs: z.number().int().min(1).max(15).default(6),
})
type Config = z.output<typeof config>

/** Left, right, and which of them; null where neither was preferred. Pairs that were passed over are not kept. */
const value = z.object({ pairs: z.array(z.tuple([idShape, idShape, idShape.nullable()])) })

export const equalValue = 'equal'

/**
 * The pairs of one person: every option as often as every other, as far as the number allows, no pair twice, and chance
 * decides which side it stands on (a side helps).
 */
export function pairsFor({ options, pairs }: Config, seed: number): [left: string, right: string][] {
  const random = generator(seed)
  const seen = new Set<string>()
  const chosen: [string, string][] = []
  const possible = (options.length * (options.length - 1)) / 2
  const wanted = Math.min(pairs, possible)
  while (chosen.length < wanted) {
    const round = random.shuffle(options)
    for (let i = 0; i + 1 < round.length && chosen.length < wanted; i += 2) {
      const [left, right] = [round[i]!.id, round[i + 1]!.id]
      const key = [left, right].sort().join()
      if (seen.has(key)) continue
      seen.add(key)
      chosen.push([left, right])
    }
  }
  return chosen
}

const pairsOf = ({ config: given, seed }: Pick<Asked<Config>, 'config' | 'seed'>) => pairsFor(given, seed)

/** Which of two, several times. */
export const paired = kindOf({
  config,
  value,
  textIds: ({ options }) => choiceTexts(options),
  field: ({ name }) => `${name}-1`,
  read(sent, asked) {
    const { name, unsure: mayBeUnsure } = asked
    const given = pairsOf(asked).map(([left, right], i) => ({
      left,
      right,
      field: `${name}-${i + 1}`,
      chosen: first(sent, `${name}-${i + 1}`),
    }))
    if (given.every(({ chosen }) => chosen === '')) return nothing
    const troubles = given.flatMap(({ field, chosen, left, right }) => {
      if (chosen === '') return [{ field, key: 'each_pair' }]
      const known = [left, right, equalValue, ...(mayBeUnsure ? ['unsure'] : [])].includes(chosen)
      return known ? [] : [{ field, key: 'unknown' }]
    })
    if (troubles.length) return wrongs(troubles)
    const judged = given.filter(({ chosen }) => chosen !== 'unsure')
    if (!judged.length) return notSure
    return taken({
      pairs: judged.map(({ left, right, chosen }): [string, string, string | null] => [
        left,
        right,
        chosen === equalValue ? null : chosen,
      ]),
    })
  },
  typed: ({ value: { pairs } }, asked) =>
    Object.fromEntries(
      pairsOf(asked).map(([left, right], i) => {
        const kept = pairs.find(([l, r]) => l === left && r === right)
        return [`${asked.name}-${i + 1}`, [kept ? (kept[2] ?? equalValue) : asked.unsure ? 'unsure' : '']]
      }),
    ),
  fits: ({ pairs }, { options }) => pairs.every(([left, right]) => knows(options, [left, right])),
  summary: ({ pairs }, { options }) => ({
    lines: pairs.map(([left, right, chosen]) => {
      const titleOf = (id: string) => options[indexOf(options, id)]?.title
      if (chosen === null) return { text: titleOf(left), other: titleOf(right), value: { words: 'equal' } }
      return { text: titleOf(chosen), other: titleOf(chosen === left ? right : left), value: { words: 'rather' } }
    }),
  }),
  says: ({ pairs }) => pairs.flatMap(([, , chosen]) => (chosen ? [chosen] : [])),
  rankable: ({ options }) => options,
  ballots: ({ pairs }, { options }) =>
    pairs.map(([left, right, chosen]) =>
      fromPair(indexOf(options, left), indexOf(options, right), chosen === null ? null : indexOf(options, chosen)),
    ),
  seconds: ({ pairs }) => 6 + 8 * pairs,
})
