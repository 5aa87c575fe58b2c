import { amongFirst, marginalRankSets, simultaneousRankSets } from '../rank-sets.ts'
import { multinomialRankSets } from '../rank-sets-multinomial.ts'
import { type Answer, answer, type Handler } from './answer.ts'
import type { ReferenceCase } from './case.ts'

const DRAWS = 20_000
const SEED = 20_241

/**
 * An option's own set is stated to within one place and rests on draws: where two others lie on the very edge, both
 * move with the seed. Each end must be within one place of that of one of these runs.
 */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]

/** Estimates with standard errors: sets of ranks at `<kind>_<confidence>`, and who may be among the first. */
const estimates: Handler = {
  accepts: ({ input }) => input.kind === 'estimates-with-se',
  open: ({ input }: ReferenceCase) => {
    const items = input.items as string[]
    const read = {
      estimate: input.estimate as number[],
      se: input.se as number[],
      higherIsBetter: input.higher_is_better !== false,
      draws: DRAWS,
      seed: SEED,
    }
    return (key): Answer | undefined => {
      if (key === 'rank') return answer(simultaneousRankSets({ ...read, confidence: 0.95 }).rank)
      const first = /^top(\d+)_set_(\d+)$/.exec(key)
      if (first !== null) {
        const found = amongFirst({ ...read, confidence: Number(first[2]) / 100 }, Number(first[1]))
        const names = found.map((i) => items[i]!).sort()
        return {
          got: names,
          match: (expected) => Array.isArray(expected) && [...expected].sort().join() === names.join(),
        }
      }
      const sets = /^(simultaneous|marginal)_(\d+)$/.exec(key)
      if (sets === null) return undefined
      const confidence = Number(sets[2]) / 100
      if (sets[1] === 'marginal') return ownSets((seed) => marginalRankSets({ ...read, seed, confidence }))
      const { lower: L, upper: U } = simultaneousRankSets({ ...read, confidence })
      return answer({ L, U })
    }
  },
}

interface OwnSets {
  readonly lower: readonly number[]
  readonly upper: readonly number[]
}

function ownSets(compute: (seed: number) => OwnSets): Answer {
  const runs: OwnSets[] = [compute(SEEDS[0]!)]
  const near = (end: keyof OwnSets, expected: readonly number[]) =>
    expected.every((place, i) => runs.some((run) => Math.abs(run[end][i]! - place) <= 1))
  return {
    got: { L: runs[0]!.lower, U: runs[0]!.upper },
    match: (expected) => {
      const { L, U } = expected as { L: number[]; U: number[] }
      return SEEDS.some((seed, i) => {
        if (i > 0) runs.push(compute(seed))
        return near('lower', L) && near('upper', U)
      })
    },
  }
}

/** First-choice counts: exact binomial sets, each key one vector of counts. */
const multinomial: Handler = {
  accepts: ({ input, method }) =>
    input.kind === 'counts' && method.some((name) => name.startsWith('rank-confidence-sets')),
  open: ({ input }: ReferenceCase) => {
    const vectors = input.vectors as Record<string, number[]>
    return (key) => {
      const counts = vectors[key]
      if (counts === undefined) return undefined
      const sets = (correction: 'holm' | 'bonferroni', together: boolean) => {
        const { rank, lower: L, upper: U } = multinomialRankSets({ counts, confidence: 0.95, correction, together })
        return { L, rank, U }
      }
      return answer({
        Holm_simul: sets('holm', true),
        Holm_marg: sets('holm', false),
        Bonferroni_simul: sets('bonferroni', true),
        Bonferroni_marg: sets('bonferroni', false),
      })
    }
  },
}

export const uncertainty: readonly Handler[] = [estimates, multinomial]
