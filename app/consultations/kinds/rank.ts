import { z } from 'zod'
import { fromRanks } from '../../priorities/instruments.ts'
import {
  choicesShape,
  choiceTexts,
  first,
  idShape,
  indexOf,
  inOrder,
  kindOf,
  nothing,
  notSure,
  type Trouble,
  taken,
  wrong,
  wrongs,
} from './kind.ts'

const config = z.object({
  options: choicesShape(12),
  /** Two may share a place. */
  ties: z.boolean().default(false),
  random: z.boolean().default(true),
})
/** Places from 1 in the order of the options' ids as given. */
const value = z.object({ places: z.array(z.tuple([idShape, z.number().int().min(1).max(12)])) })

/** Put all of them in order: a place for each, from a list. */
export const rank = kindOf({
  config,
  value,
  textIds: ({ options }) => choiceTexts(options),
  field: ({ name, config: { options, random }, seed }) => `${name}-${inOrder(options, random, seed)[0]!.id}`,
  read(sent, { name, config: { options, ties, random }, unsure: mayBeUnsure, seed }) {
    const typed = options.map(({ id }) => ({ id, field: `${name}-${id}`, place: first(sent, `${name}-${id}`) }))
    const given = typed.filter(({ place }) => place !== '')
    if (mayBeUnsure && first(sent, `${name}-unsure`)) {
      return given.length ? wrong(`${name}-${inOrder(options, random, seed)[0]!.id}`, 'unsure_and_more') : notSure
    }
    if (!given.length) return nothing
    const troubles: Trouble[] = []
    const seen = new Map<number, number>()
    for (const { field, place } of typed) {
      const number = Number(place)
      if (!/^\d+$/.test(place) || number < 1 || number > options.length) troubles.push({ field, key: 'place_each' })
      else if (!ties && seen.get(number) === 1) troubles.push({ field, key: 'place_twice', values: { place: number } })
      seen.set(number, (seen.get(number) ?? 0) + 1)
    }
    if (troubles.length) return wrongs(troubles)
    return taken({ places: typed.map(({ id, place }): [string, number] => [id, Number(place)]) })
  },
  typed: ({ value: { places } }, { name }) =>
    Object.fromEntries(places.map(([id, place]) => [`${name}-${id}`, [String(place)]])),
  fits: ({ places }, { options }) =>
    places.length === options.length && places.every(([id]) => indexOf(options, id) >= 0),
  summary: ({ places }, { options }) => ({
    lines: [...places]
      .sort((a, b) => a[1] - b[1])
      .map(([id, place]) => ({
        text: options[indexOf(options, id)]?.title,
        value: { words: 'place', values: { place } },
      })),
  }),
  says: ({ places }) => places.filter(([, place]) => place === 1).map(([id]) => id),
  rankable: ({ options }) => options,
  ballots: ({ places }, { options, ties }) => [
    fromRanks(
      options.map(({ id }) => places.find(([own]) => own === id)?.[1] ?? null),
      ties,
    ),
  ],
  seconds: ({ options }) => 8 + 6 * options.length,
})
