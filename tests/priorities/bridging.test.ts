import { describe, expect, it } from 'vitest'
import { bridging, cautiousBridging } from '../../app/priorities/bridging.ts'
import { generator } from '../../app/priorities/generator.ts'
import {
  type Conversation,
  groupInformedConsensus,
  type PersonVotes,
  type StatementVote,
  voteCounts,
} from '../../app/priorities/statements.ts'

/** Two camps; 0 is agreed on by both, 1 by the first, 2 by the second, 3 is passed by most, 4 disliked by both. */
function camps(first: number, second: number): Conversation {
  const random = generator(3)
  const vote = (chance: number): StatementVote => (random.uniform() < chance ? 1 : -1)
  const person = (camp: 0 | 1): PersonVotes => [
    [0, vote(0.9)],
    [1, vote(camp === 0 ? 0.95 : 0.05)],
    [2, vote(camp === 1 ? 0.95 : 0.05)],
    [3, random.uniform() < 0.8 ? 0 : vote(0.5)],
    [4, vote(0.1)],
  ]
  const people = Array.from({ length: first + second }, (_, at) => person(at < first ? 0 : 1))
  return { statements: 5, people }
}

describe('the bridging score', () => {
  const conversation = camps(80, 80)
  const found = bridging(conversation).map((one) => one!)

  it('is highest where both camps agree, and tells what divides them', () => {
    const order = [0, 1, 2, 3, 4].sort((a, b) => found[b]!.score - found[a]!.score)
    expect(order[0]).toBe(0)
    expect(order.at(-1)).toBe(4)
    expect(Math.min(found[1]!.divides, found[2]!.divides)).toBeGreaterThan(
      3 * Math.max(found[0]!.divides, found[3]!.divides, found[4]!.divides),
    )
  })

  it('is not won by the larger camp alone, where a plain share of agreement would be', () => {
    const uneven = camps(130, 30)
    const scores = bridging(uneven).map((one) => one!.score)
    const agreed = voteCounts(uneven).map(({ agree, seen }) => agree / seen)
    expect(agreed[1]).toBeGreaterThan(0.7)
    expect(scores[0]).toBeGreaterThan(scores[1]! + 0.1)
    expect(scores[1]! - scores[2]!).toBeLessThan(agreed[1]! - agreed[2]!)
  })

  it('agrees with group-informed consensus on what stands first, without being told the groups', () => {
    const members = [0, 1].map((camp) =>
      conversation.people.map((_, at) => at).filter((at) => Number(at >= 80) === camp),
    )
    const consensus = groupInformedConsensus(members.map((own) => voteCounts(conversation, own)))
    expect(consensus.indexOf(Math.max(...consensus))).toBe(0)
  })

  it('is the same for the same votes, whatever leaning the search began with', () => {
    expect(bridging(conversation)).toEqual(bridging(conversation))
    bridging(conversation, { seed: 99 }).forEach((one, at) => {
      expect(one!.score).toBeCloseTo(found[at]!.score, 4)
      expect(one!.divides).toBeCloseTo(found[at]!.divides, 4)
    })
  })

  it('says nothing of a statement that fewer than five voted on, and refuses where nobody voted', () => {
    const few: Conversation = {
      statements: 3,
      people: [...conversation.people.map((own): PersonVotes => own.slice(0, 1)), [[1, 1]], [[1, 1]]],
    }
    expect(bridging(few).map((one) => one?.votes ?? null)).toEqual([160, null, null])
    expect(() => bridging({ statements: 2, people: [[], []] })).toThrow(expect.objectContaining({ code: 'no-ballots' }))
  })

  it('falls with a few more who disagree, and most where few have voted', () => {
    const large = cautiousBridging(camps(40, 40), 2, { rounds: 100 })[0]!
    const small = cautiousBridging(camps(5, 5), 2, { rounds: 100 })[0]!
    expect(large.low).toBeLessThan(large.score)
    expect(large.score - large.low).toBeLessThan(small.score - small.low)
  })
})
