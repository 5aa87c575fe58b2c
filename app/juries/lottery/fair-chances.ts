import type { Highs } from 'highs'
import type { Generator } from '../../priorities/generator.ts'
import { leximinOverPanels } from './leximin.ts'
import { lotteryOfTypes, renewed, type Watch } from './panel-lottery.ts'
import { EXACT, mixtureFor } from './panel-mixture.ts'
import { peeledShortfall } from './panel-peeling.ts'
import { excess, isNear, polished } from './panel-polish.ts'
import { faceAt, type PanelPolytope, type TypePanel } from './panel-polytope.ts'
import { openPricer, SearchLimit } from './panel-pricing.ts'
import { middleMaximin, relaxedLeximin } from './relaxed-leximin.ts'

export interface FairLottery {
  /** Expected members of each type in a panel: the target of the lottery. */
  expected: Float64Array
  /** The lowest chance under that target, and the weights per type that bound it. */
  lowest: number
  weights: Float64Array
  panels: TypePanel[]
  /** How far the target may be from the optimum; at most 1e-8 when proven. */
  gap: number
  route: 'relaxation' | 'panels'
}

/** A shortfall that is settled neither way is accepted below this; every published figure is rounded above it. */
const ACCEPTED = 1e-6

/** Above so many types the proof takes panels off one by one, because the linear programme over panels is too slow. */
export const MANY_TYPES = 1_100

const STARTERS = 400
const MENDINGS = 3

export type Stage = 'lottery' | 'proof' | 'levels'

/**
 * Chances by LEXIMIN (or MAXIMIN) and a lottery of `count` panels that gives them. The relaxation's chances come
 * first; panels made towards them nearly always prove them reachable, and if not, LEXIMIN over panels takes their place.
 *
 * @returns null when no panel meets the quotas.
 */
export async function fairLottery(
  highs: Highs,
  polytope: PanelPolytope,
  rule: 'leximin' | 'maximin',
  count: number,
  random: Generator,
  { signal, onStage }: { signal?: AbortSignal; onStage?: (stage: Stage, done: number, all: number) => void } = {},
): Promise<FairLottery | null> {
  const levels = rule === 'leximin' ? Infinity : 1
  const watch = (stage: Stage): Watch => ({ signal, onProgress: (done, all) => onStage?.(stage, done, all) })
  const relaxed = relaxedLeximin(highs, polytope, { levels, signal })
  if (!relaxed) return null
  if (rule === 'maximin') relaxed.expected = middleMaximin(highs, polytope, relaxed.lowest, random)

  const attempt = async (expected: Float64Array): Promise<TypePanel[]> => {
    const pricer = openPricer(highs, faceAt(polytope, expected))
    try {
      return await lotteryOfTypes(pricer, polytope, expected, count, random, watch('lottery'))
    } finally {
      pricer.dispose()
    }
  }

  const finish = async (expected: Float64Array, panels: TypePanel[]): Promise<TypePanel[]> => {
    let near = polished(polytope, expected, panels)
    const pricer = openPricer(highs, polytope)
    try {
      for (let round = 0; round < MENDINGS; round++) {
        if (isNear(polytope, excess(polytope, expected, near))) break
        near = await renewed(pricer, polytope, expected, near, random, { signal })
        near = polished(polytope, expected, near)
      }
      return near
    } finally {
      pricer.dispose()
    }
  }

  const panels = await attempt(relaxed.expected)
  if (panels.length === count && polytope.typing.types.length > MANY_TYPES) {
    const shortfall = await peeledShortfall(highs, polytope, relaxed.expected, watch('proof'))
    if (shortfall <= ACCEPTED) {
      return { ...relaxed, panels: await finish(relaxed.expected, panels), gap: shortfall, route: 'relaxation' }
    }
  }
  if (panels.length === count) {
    const pricer = openPricer(highs, faceAt(polytope, relaxed.expected))
    try {
      onStage?.('proof', 0, 1)
      const { shortfall, verdict } = await mixtureFor(highs, pricer, polytope, relaxed.expected, panels, random, {
        signal,
      })
      onStage?.('proof', 1, 1)
      if (verdict === 'reached' || (verdict === 'undecided' && shortfall <= ACCEPTED)) {
        return {
          ...relaxed,
          panels: await finish(relaxed.expected, panels),
          gap: verdict === 'reached' ? Math.max(0, shortfall) : shortfall,
          route: 'relaxation',
        }
      }
    } finally {
      pricer.dispose()
    }
  }

  const pricer = openPricer(highs, polytope)
  try {
    const seed = pricer.exact(new Float64Array(polytope.columns.length).fill(0))
    if (!seed) return null
    // Panels towards the unreachable chances are near what is reachable, and spare most of the search.
    const near = await lotteryOfTypes(
      pricer,
      polytope,
      relaxed.expected,
      Math.min(count, STARTERS),
      random,
      watch('lottery'),
    )
    const start = [seed.panel, ...near, ...panels]
    const exact = await leximinOverPanels(highs, pricer, polytope, start, levels, watch('levels'))
    const made = await attempt(exact.expected)
    if (made.length < count) throw new SearchLimit()
    const { expected, lowest, weights, gap } = exact
    return {
      expected,
      lowest,
      weights,
      panels: await finish(expected, made),
      gap: Math.max(gap, EXACT),
      route: 'panels',
    }
  } finally {
    pricer.dispose()
  }
}
