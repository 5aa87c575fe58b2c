import { z } from 'zod'
import { first, kindOf, nothing, notSure, taken, unsure, wrong } from './kind.ts'

const config = z
  .object({
    from: z.number().int().min(0).max(1),
    to: z.number().int().min(2).max(10),
    /** What the two ends mean, as text ids. */
    low: z.string(),
    high: z.string(),
  })
  .refine(({ from, to }) => to > from, 'scale')
const value = z.object({ points: z.number().int().min(0).max(10) })

export const pointsOf = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** One thing on a scale whose ends are in words. It orders nothing, so it yields no ballot. */
export const rate = kindOf({
  config,
  value,
  textIds: ({ low, high }) => [low, high],
  field: ({ name }) => name,
  read(sent, { name, config: scale, unsure: mayBeUnsure }) {
    const chosen = first(sent, name)
    if (!chosen) return nothing
    if (chosen === unsure && mayBeUnsure) return notSure
    const points = Number(chosen)
    return /^\d{1,2}$/.test(chosen) && pointsOf(scale).includes(points) ? taken({ points }) : wrong(name, 'unknown')
  },
  typed: ({ value: { points } }, { name }) => ({ [name]: [String(points)] }),
  fits: ({ points }, scale) => pointsOf(scale).includes(points),
  summary: ({ points }, { to }) => ({ lines: [{ value: { words: 'points_of', values: { points, to } } }] }),
  says: ({ points }) => [String(points)],
  rankable: () => [],
  ballots: () => [],
  seconds: () => 9,
})
