import fc from 'fast-check'
import { type Ballot, MILLIONTHS } from '../../app/priorities/ballot.ts'

/** A hundred runs in passing; the full run sets PROPERTY_RUNS=10000. */
export const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 200) }

/** Ballots written as `3:A>B=C`, options A, B, C …; the number is how many people. */
export function ballots(...lines: readonly string[]): Ballot[] {
  return lines.map((line) => {
    const [count, order] = line.includes(':') ? line.split(':') : ['1', line]
    const groups = order!.split('>').map((group) => group.split('=').map((name) => name.charCodeAt(0) - 65))
    return { groups, weight: Number(count) * MILLIONTHS }
  })
}

const weakOrder = (size: number, complete: boolean) =>
  fc
    .tuple(
      fc.shuffledSubarray(
        Array.from({ length: size }, (_, option) => option),
        { minLength: complete ? size : 1 },
      ),
      fc.array(fc.boolean(), { minLength: size, maxLength: size }),
    )
    .map(([order, tied]) =>
      order.reduce<number[][]>((groups, option, i) => {
        if (i > 0 && tied[i] && tied[(i + 1) % size]) groups.at(-1)!.push(option)
        else groups.push([option])
        return groups
      }, []),
    )

export interface Election {
  readonly size: number
  readonly ballots: readonly Ballot[]
}

/** Elections with ties inside ballots, whole or partial rankings, and weights with all six decimals. */
export function elections({
  complete = false,
  unit = false,
  sizes = [2, 6],
}: {
  readonly complete?: boolean
  readonly unit?: boolean
  readonly sizes?: readonly [number, number]
} = {}): fc.Arbitrary<Election> {
  return fc.integer({ min: sizes[0], max: sizes[1] }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      ballots: fc.array(
        fc.record({
          groups: weakOrder(size, complete),
          weight: unit
            ? fc.constant(MILLIONTHS)
            : fc.oneof(fc.constant(MILLIONTHS), fc.integer({ min: 300_000, max: 4_000_000 })),
        }),
        { minLength: 1, maxLength: 11 },
      ),
    }),
  )
}

/** The same ballots with option i called `name[i]`. */
export function renamed(given: readonly Ballot[], name: readonly number[]): Ballot[] {
  return given.map((ballot) => ({
    ...ballot,
    groups: ballot.groups.map((group) => group.map((option) => name[option]!)),
  }))
}

export const permutation = (size: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray(
    Array.from({ length: size }, (_, option) => option),
    { minLength: size, maxLength: size },
  )

/** Groups with their members in ascending order, so that only the order of places is compared. */
export const places = (ranking: readonly (readonly number[])[]): number[][] =>
  ranking.map((group) => [...group].sort((a, b) => a - b))
