import { gaussianDraws } from './gaussian.ts'
import { type Generator, generator } from './generator.ts'
import { publishMoments } from './moments.ts'
import { ln } from './normal.ts'
import { rankSetsFromDraws } from './rank-sets.ts'
import { shareEstimate } from './share-estimate.ts'
import { type Choice, tallyOf } from './tally.ts'

/** A population to draw consultations from: equal utilities are exact ties. */
export type World = {
  name: string
  utilities: readonly number[]
  people: number
  picksMax: number
  /** People who answer as one; 1 for independent people. */
  clusterSize: number
  /** Weights that occur equally often, in millionths. */
  weights: readonly number[]
}

export type Coverage = {
  world: World
  runs: number
  /** Runs in which no option was placed wrongly against any other. */
  covered: number
  /** Runs in which one option was called the clear first although another is as good. */
  falseWinners: number
}

const one = [1_000_000]
const uneven = [400_000, 1_000_000, 2_600_000]

export const worlds: readonly World[] = [
  {
    name: 'all tied, 50 people',
    utilities: new Array(8).fill(0),
    people: 50,
    picksMax: 3,
    clusterSize: 1,
    weights: one,
  },
  {
    name: 'all tied, 400 people',
    utilities: new Array(12).fill(0),
    people: 400,
    picksMax: 3,
    clusterSize: 1,
    weights: one,
  },
  {
    name: 'two tied for first',
    utilities: [1, 1, 0.4, 0, 0, -0.5],
    people: 300,
    picksMax: 3,
    clusterSize: 1,
    weights: one,
  },
  {
    name: 'ladder',
    utilities: [1, 0.8, 0.6, 0.4, 0.2, 0, -0.2, -0.4],
    people: 500,
    picksMax: 3,
    clusterSize: 1,
    weights: one,
  },
  {
    name: 'one pick, rare options',
    utilities: [2, 2, 0, 0, -2, -2],
    people: 200,
    picksMax: 1,
    clusterSize: 1,
    weights: one,
  },
  {
    name: 'weighted, tied in pairs',
    utilities: [1, 1, 0, 0, -1, -1],
    people: 400,
    picksMax: 3,
    clusterSize: 1,
    weights: uneven,
  },
  {
    name: 'tables of five',
    utilities: [0.5, 0.5, 0, 0, 0, -0.5],
    people: 500,
    picksMax: 3,
    clusterSize: 5,
    weights: one,
  },
]

function choicesOf(world: World, random: Generator): { choices: Choice[]; weights: number[] } {
  const choices: Choice[] = []
  const weights: number[] = []
  for (let person = 0; person < world.people; person += world.clusterSize) {
    const noisy = world.utilities.map((utility) => utility - ln(-ln(random.uniform() || Number.MIN_VALUE)))
    const order = noisy.map((_, option) => option).sort((a, b) => noisy[b]! - noisy[a]!)
    const cluster = world.clusterSize > 1 ? `table ${person}` : null
    for (let seat = 0; seat < world.clusterSize; seat++) {
      choices.push({ picks: order.slice(0, world.picksMax), same: false, none: false, cluster })
      weights.push(world.weights[random.below(world.weights.length)]!)
    }
  }
  return { choices, weights }
}

/**
 * Simulated coverage of the 95 % simultaneous sets as the list computes them (method, section 6: at least 94 %).
 * @param ignoreClusters the negative control: people at one table counted as independent
 */
export function coverageOf(world: World, runs: number, draws: number, seed: number, ignoreClusters = false): Coverage {
  const random = generator(seed)
  const { utilities } = world
  const best = Math.max(...utilities)
  const tiedFirst = utilities.filter((utility) => utility === best).length > 1
  let covered = 0
  let falseWinners = 0
  for (let run = 0; run < runs; run++) {
    const { choices, weights } = choicesOf(world, random)
    const counted = ignoreClusters ? choices.map((choice) => ({ ...choice, cluster: null })) : choices
    const tally = tallyOf(counted, utilities.length, world.picksMax, weights)
    const { estimate, covariance, freedom } = shareEstimate(publishMoments(tally.weighted), tally.base)
    const errors = gaussianDraws(covariance, draws, 1, freedom)
    const { clearlyBelow, upper } = rankSetsFromDraws({ estimate, covariance, errors, confidence: 0.95 })
    const wrong = clearlyBelow.some((row, j) => row.some((below, k) => below && utilities[j]! >= utilities[k]!))
    if (!wrong) covered += 1
    if (tiedFirst && upper.includes(1)) falseWinners += 1
  }
  return { world, runs, covered, falseWinners }
}
