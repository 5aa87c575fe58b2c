import { z } from 'zod'
import { generator } from '../../priorities/generator.ts'
import { fromBestWorst } from '../../priorities/instruments.ts'
import {
  choicesShape,
  choiceTexts,
  first,
  idShape,
  indexOf,
  kindOf,
  knows,
  nothing,
  notSure,
  type Trouble,
  taken,
  wrongs,
} from './kind.ts'

const config = z
  .object({
    options: choicesShape(40, 4),
    /** So many groups are shown to one person, each of so many options. */
    sets: z.number().int().min(1).max(10).default(4),
    size: z.number().int().min(3).max(5).default(4),
  })
  .refine(({ options, size }) => size <= options.length, 'set_size')
type Config = z.output<typeof config>

const value = z.object({
  sets: z.array(z.object({ shown: z.array(idShape), best: idShape, worst: idShape })),
})

/** The groups of one person, in which every option stands as often as every other, as far as the numbers allow. */
export function setsFor({ options, sets, size }: Config, seed: number): string[][] {
  const random = generator(seed)
  const shown = new Map(options.map(({ id }) => [id, 0]))
  return Array.from({ length: sets }, () => {
    // A stable sort of a random order: the least shown first, chance among equals.
    const least = random.shuffle(options).sort((a, b) => shown.get(a.id)! - shown.get(b.id)!)
    const set = random.shuffle(least.slice(0, size)).map(({ id }) => id)
    for (const id of set) shown.set(id, shown.get(id)! + 1)
    return set
  })
}

/** The one that matters most and the one that matters least, of small groups. */
export const bestWorst = kindOf({
  config,
  value,
  textIds: ({ options }) => choiceTexts(options),
  field: ({ name }) => `${name}-1-best`,
  read(sent, { name, config: given, unsure: mayBeUnsure, seed }) {
    const answered = setsFor(given, seed).map((shown, i) => ({
      shown,
      field: `${name}-${i + 1}`,
      best: first(sent, `${name}-${i + 1}-best`),
      worst: first(sent, `${name}-${i + 1}-worst`),
    }))
    if (answered.every(({ best, worst }) => !best && !worst)) return nothing
    const isUnsure = (choice: string) => mayBeUnsure && choice === 'unsure'
    const troubles = answered.flatMap(({ shown, field, best, worst }): Trouble[] => {
      if (isUnsure(best) || isUnsure(worst)) return []
      if (!best) return [{ field: `${field}-best`, key: 'each_best' }]
      if (!worst) return [{ field: `${field}-worst`, key: 'each_worst' }]
      if (best === worst) return [{ field: `${field}-worst`, key: 'best_and_worst' }]
      return shown.includes(best) && shown.includes(worst) ? [] : [{ field: `${field}-best`, key: 'unknown' }]
    })
    if (troubles.length) return wrongs(troubles)
    const sets = answered.filter(({ best, worst }) => !isUnsure(best) && !isUnsure(worst))
    return sets.length ? taken({ sets: sets.map(({ shown, best, worst }) => ({ shown, best, worst })) }) : notSure
  },
  typed: ({ value: { sets } }, { name, config: given, seed, unsure: mayBeUnsure }) =>
    Object.fromEntries(
      setsFor(given, seed).flatMap((shown, i) => {
        const kept = sets.find((set) => set.shown.join() === shown.join())
        const empty = mayBeUnsure ? 'unsure' : ''
        return [
          [`${name}-${i + 1}-best`, [kept?.best ?? empty]],
          [`${name}-${i + 1}-worst`, [kept?.worst ?? empty]],
        ]
      }),
    ),
  fits: ({ sets }, { options }) => sets.every(({ shown }) => knows(options, shown)),
  summary: ({ sets }, { options }) => ({
    lines: sets.flatMap(({ best, worst }) => [
      { text: options[indexOf(options, best)]?.title, value: { words: 'best' } },
      { text: options[indexOf(options, worst)]?.title, value: { words: 'worst' } },
    ]),
  }),
  says: ({ sets }) => sets.map(({ best }) => best),
  rankable: ({ options }) => options,
  ballots: ({ sets }, { options }) =>
    sets.map(({ shown, best, worst }) =>
      fromBestWorst(
        shown.map((id) => indexOf(options, id)),
        indexOf(options, best),
        indexOf(options, worst),
      ),
    ),
  seconds: ({ sets, size }) => 6 + sets * (6 + 2 * size),
})
