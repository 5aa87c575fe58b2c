import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ballot } from '../../app/priorities/ballot.ts'
import { borda } from '../../app/priorities/borda.ts'
import { condorcetWinner, smithSet } from '../../app/priorities/condorcet.ts'
import { copeland } from '../../app/priorities/copeland.ts'
import { instantRunoff } from '../../app/priorities/instant-runoff.ts'
import { kemeny } from '../../app/priorities/kemeny.ts'
import { minimax } from '../../app/priorities/minimax.ts'
import { addBallot, pairwiseMatrix } from '../../app/priorities/pairwise-matrix.ts'
import { rankedPairs } from '../../app/priorities/ranked-pairs.ts'
import { schulze } from '../../app/priorities/schulze.ts'
import { singleTransferableVote } from '../../app/priorities/single-transferable-vote.ts'
import { elections, permutation, places, RUNS, renamed } from './ballots.ts'

type Rule = (ballots: readonly Ballot[], size: number) => readonly (readonly number[])[]

const matrix = (ballots: readonly Ballot[], size: number) => pairwiseMatrix(ballots, size, 'tied-last')

const RULES: readonly (readonly [string, Rule])[] = [
  ['ranked pairs by margins', (ballots, size) => rankedPairs(matrix(ballots, size)).ranking],
  ['ranked pairs by winning votes', (ballots, size) => rankedPairs(matrix(ballots, size), 'winning').ranking],
  ['Schulze by margins', (ballots, size) => schulze(matrix(ballots, size)).ranking],
  ['Schulze by winning votes', (ballots, size) => schulze(matrix(ballots, size), 'winning').ranking],
  ['Kemeny', (ballots, size) => kemeny(matrix(ballots, size)).ranking],
  ['Copeland', (ballots, size) => copeland(matrix(ballots, size)).ranking],
  ['minimax', (ballots, size) => minimax(matrix(ballots, size)).ranking],
  ['Borda', (ballots, size) => borda(ballots, size, 'tied-last', 'top-is-n').ranking],
  ['instant runoff', (ballots, size) => [instantRunoff(ballots, size).winners]],
  ['single transferable vote', (ballots, size) => elected(singleTransferableVote(ballots, size, 2).outcomes)],
]

function elected(outcomes: readonly (readonly number[])[]): number[][] {
  const sets = new Set(outcomes.map((outcome) => [...outcome].sort((a, b) => a - b).join()))
  return [...sets].sort().map((set) => set.split(',').map(Number))
}

/** Several sets of outcomes have no order of their own. */
const named = (result: readonly (readonly number[])[], name: readonly number[], sets: boolean): number[][] => {
  const mapped = places(result.map((group) => group.map((option) => name[option]!)))
  return sets ? mapped.sort((a, b) => a.join().localeCompare(b.join())) : mapped
}

describe.each(RULES)('%s', (title, rule) => {
  const sets = title === 'single transferable vote'

  it('does not depend on what the options are called', () => {
    const renaming = elections().chain((election) => permutation(election.size).map((name) => ({ ...election, name })))
    fc.assert(
      fc.property(renaming, ({ ballots, size, name }) => {
        const identity = name.map((_, i) => i)
        const after = rule(renamed(ballots, name), size)
        expect(named(after, identity, sets)).toEqual(named(rule(ballots, size), name, sets))
      }),
      RUNS,
    )
  })

  it('does not depend on the order in which people answered', () => {
    fc.assert(
      fc.property(elections(), fc.integer(), ({ ballots, size }, seed) => {
        const shuffled = ballots
          .map((ballot, i) => ({ ballot, at: Math.sin(seed + i * 7.1) }))
          .sort((a, b) => a.at - b.at)
          .map(({ ballot }) => ballot)
        expect(rule(shuffled, size)).toEqual(rule(ballots, size))
      }),
      RUNS,
    )
  })

  it('gives weights of one the same result as plain counting, and doubling everybody changes no order', () => {
    fc.assert(
      fc.property(elections({ unit: true }), ({ ballots, size }) => {
        const before = rule(ballots, size)
        // The Droop quota counts whole votes, so doubling everybody may rightly change who reaches it.
        if (!sets) expect(rule([...ballots, ...ballots], size)).toEqual(before)
        const merged = new Map<string, Ballot>()
        for (const ballot of ballots) {
          const key = JSON.stringify(ballot.groups)
          merged.set(key, { ...ballot, weight: ballot.weight + (merged.get(key)?.weight ?? 0) })
        }
        expect(rule([...merged.values()], size)).toEqual(before)
      }),
      RUNS,
    )
  })
})

describe.each(RULES.slice(0, 7))('%s, a Condorcet rule', (_, rule) => {
  it('puts a Condorcet winner first, alone', () => {
    fc.assert(
      fc.property(elections(), ({ ballots, size }) => {
        const winner = condorcetWinner(matrix(ballots, size))
        fc.pre(winner !== null)
        expect(rule(ballots, size)[0]).toEqual([winner])
      }),
      RUNS,
    )
  })
})

const CLONE_PROOF = RULES.slice(0, 4)

describe.each(CLONE_PROOF)('%s, clone-proof', (_, rule) => {
  it('keeps the order of the others when an option is copied', () => {
    fc.assert(
      fc.property(elections(), fc.nat(), ({ ballots, size }, at) => {
        const original = at % size
        const copied = ballots.map((ballot) => ({
          ...ballot,
          groups: ballot.groups.map((group) => (group.includes(original) ? [...group, size] : group)),
        }))
        const after = rule(copied, size + 1)
        expect(places(after.map((group) => group.filter((option) => option !== size)))).toEqual(
          places(rule(ballots, size)),
        )
        expect(after.find((group) => group.includes(size))).toContain(original)
      }),
      RUNS,
    )
  })

  it('keeps everybody in the Smith set above everybody outside it', () => {
    fc.assert(
      fc.property(elections(), ({ ballots, size }) => {
        const smith = smithSet(matrix(ballots, size))
        const order = rule(ballots, size)
        const inside = order.flat().slice(0, smith.length)
        expect(inside.sort((a, b) => a - b)).toEqual(smith)
      }),
      RUNS,
    )
  })
})

describe('ranked pairs', () => {
  const untied = (ballots: readonly Ballot[], size: number) => {
    const result = rankedPairs(matrix(ballots, size))
    fc.pre(result.undecided.length === 0 && result.ranking.every((group) => group.length === 1))
    return result.ranking
  }

  it('is reversed when every ballot is reversed, where there is no tie', () => {
    fc.assert(
      fc.property(elections({ complete: true }), ({ ballots, size }) => {
        const ranking = untied(ballots, size)
        const reversed = ballots.map((ballot) => ({ ...ballot, groups: [...ballot.groups].reverse() }))
        expect(rankedPairs(matrix(reversed, size)).ranking).toEqual([...ranking].reverse())
      }),
      RUNS,
    )
  })

  it('keeps the order of the rest when the last one is dropped, where there is no tie', () => {
    fc.assert(
      fc.property(elections({ complete: true, sizes: [3, 6] }), ({ ballots, size }) => {
        const ranking = untied(ballots, size)
        const last = ranking.at(-1)![0]!
        const name = Array.from({ length: size }, (_, option) => (option > last ? option - 1 : option))
        const without = ballots.map((ballot) => ({
          ...ballot,
          groups: ballot.groups
            .map((group) => group.filter((option) => option !== last))
            .filter((group) => group.length),
        }))
        const rest = rankedPairs(matrix(renamed(without, name), size - 1)).ranking
        expect(rest).toEqual(ranking.slice(0, -1).map((group) => group.map((option) => name[option]!)))
      }),
      RUNS,
    )
  })
})

describe('the pairwise matrix', () => {
  it('is the same in a batch, one by one, and after taking a ballot back, to the bit', () => {
    fc.assert(
      fc.property(
        elections(),
        fc.constantFrom('tied-last' as const, 'no-preference' as const),
        ({ ballots, size }, read) => {
          const whole = pairwiseMatrix(ballots, size, read)
          const extra: Ballot = { groups: [[0]], weight: 1_234_567 }
          const streamed = pairwiseMatrix([extra, ...ballots], size, read)
          addBallot(streamed, extra, read, -1)
          expect(streamed).toEqual(whole)
        },
      ),
      RUNS,
    )
  })
})

describe('Kemeny', () => {
  it('finds what trying every order finds, all optima of it', () => {
    const orders = (options: readonly number[]): number[][] =>
      options.length === 0
        ? [[]]
        : options.flatMap((first) => orders(options.filter((one) => one !== first)).map((rest) => [first, ...rest]))
    fc.assert(
      fc.property(elections({ sizes: [2, 5] }), ({ ballots, size }) => {
        const { wins } = matrix(ballots, size)
        const score = (order: readonly number[]) =>
          order.reduce((sum, a, i) => sum + order.slice(i + 1).reduce((own, b) => own + wins[a * size + b]!, 0), 0)
        const all = orders(Array.from({ length: size }, (_, option) => option))
        const best = Math.max(...all.map(score))
        const result = kemeny({ size, wins })
        expect(result.score).toBe(best)
        expect(result.optima).toEqual(all.filter((order) => score(order) === best))
        expect(result.count).toBe(BigInt(result.optima.length))
      }),
      RUNS,
    )
  })

  it('counts the optima of twenty tied options without listing them all', () => {
    const wins = new Float64Array(400)
    const result = kemeny({ size: 20, wins }, 3)
    expect(result.count).toBe(2432902008176640000n)
    expect(result.optima).toHaveLength(3)
    expect(result.ranking).toHaveLength(1)
  })
})

describe('instant runoff', () => {
  it('elects whom a single transferable vote for one seat can elect', () => {
    fc.assert(
      fc.property(elections(), ({ ballots, size }) => {
        const one = singleTransferableVote(ballots, size, 1).outcomes.flat()
        const winners = instantRunoff(ballots, size).winners
        expect(winners.filter((winner) => !one.includes(winner))).toEqual([])
        if (one.length === 1) expect(winners).toEqual(one)
      }),
      RUNS,
    )
  })
})
