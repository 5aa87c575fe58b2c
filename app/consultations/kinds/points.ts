import { z } from 'zod'
import { fromShares } from '../../priorities/instruments.ts'
import {
  choicesShape,
  choiceTexts,
  first,
  idShape,
  indexOf,
  kindOf,
  nothing,
  notSure,
  type Trouble,
  taken,
  wrong,
  wrongs,
} from './kind.ts'
import { plainNumber } from './number.ts'

const config = z.object({
  options: choicesShape(15),
  /** Points to give away, all of them. */
  total: z.number().int().min(10).max(1000).default(100),
})
/** Whole points by option, in the order of the options; zeros too. */
const value = z.object({ points: z.array(z.tuple([idShape, z.number().int().min(0).max(1000)])) })

/** Divide a budget: so many points among everything on the list. */
export const points = kindOf({
  config,
  value,
  textIds: ({ options }) => choiceTexts(options),
  field: ({ name, config: { options } }) => `${name}-${options[0]!.id}`,
  read(sent, { name, config: { options, total }, unsure: mayBeUnsure }) {
    const typed = options.map(({ id }) => ({ id, field: `${name}-${id}`, given: first(sent, `${name}-${id}`) }))
    const some = typed.some(({ given }) => given !== '')
    if (mayBeUnsure && first(sent, `${name}-unsure`)) {
      return some ? wrong(typed[0]!.field, 'unsure_and_more') : notSure
    }
    if (!some) return nothing
    const numbers = typed.map(({ id, field, given }) => ({ id, field, number: Number(plainNumber(given || '0')) }))
    const troubles = numbers.flatMap(({ field, number }): Trouble[] =>
      Number.isInteger(number) && number >= 0 && number <= total ? [] : [{ field, key: 'points', values: { total } }],
    )
    if (troubles.length) return wrongs(troubles)
    const given = numbers.reduce((sum, { number }) => sum + number, 0)
    if (given < total) return wrong(typed[0]!.field, 'points_left', { total, given, left: total - given })
    if (given > total) return wrong(typed[0]!.field, 'points_over', { total, given, over: given - total })
    return taken({ points: numbers.map(({ id, number }): [string, number] => [id, number]) })
  },
  typed: ({ value: said }, { name }) =>
    Object.fromEntries(said.points.map(([id, number]) => [`${name}-${id}`, [String(number)]])),
  fits: (said, { options, total }) =>
    said.points.length === options.length &&
    said.points.every(([id]) => indexOf(options, id) >= 0) &&
    said.points.reduce((sum, [, number]) => sum + number, 0) === total,
  summary: (said, { options }) => ({
    lines: said.points.map(([id, count]) => ({
      text: options[indexOf(options, id)]?.title,
      value: { words: 'points', values: { count } },
    })),
  }),
  says: (said) => said.points.filter(([, number]) => number > 0).map(([id]) => id),
  rankable: ({ options }) => options,
  ballots: (said, { options }) => [
    fromShares(options.map(({ id }) => said.points.find(([own]) => own === id)?.[1] ?? 0)),
  ],
  seconds: ({ options }) => 12 + 6 * options.length,
})
