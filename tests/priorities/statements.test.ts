import { describe, expect, it } from 'vitest'
import { adjustedRand } from '../../app/priorities/adjusted-rand.ts'
import { generator } from '../../app/priorities/generator.ts'
import { largestEigenpairs } from '../../app/priorities/lanczos.ts'
import { averagedConsensus, groupStability, opinionGroups } from '../../app/priorities/opinion-groups.ts'
import { inConversation, opinionSpace } from '../../app/priorities/opinion-space.ts'
import { representativeStatements } from '../../app/priorities/representative-statements.ts'
import {
  type Conversation,
  commonGround,
  divisiveness,
  groupInformedConsensus,
  lastVotes,
  type StatementVote,
  statementPriority,
  voteCounts,
  wilsonInterval,
} from '../../app/priorities/statements.ts'
import { silhouette, weightedKMeans } from '../../app/priorities/weighted-k-means.ts'

const NONE: ReadonlySet<number> = new Set()

/** Two camps of 60 and 40 who disagree on statements 0 to 4 and agree on 5; 6 is bland; everybody passes now and then. */
function twoCamps(seed: number, people = 100): { conversation: Conversation; camps: number[] } {
  const random = generator(seed)
  const chances = [
    [0.95, 0.95, 0.9, 0.05, 0.1, 0.75, 0.5],
    [0.05, 0.1, 0.05, 0.95, 0.9, 0.75, 0.5],
  ]
  const camps = Array.from({ length: people }, (_, person) => +(person >= people * 0.6))
  const votes = camps.map((camp) =>
    chances[camp]!.map((chance, statement): readonly [number, StatementVote] => {
      const pass = random.uniform() < 0.05
      return [statement, pass ? 0 : random.uniform() < chance ? 1 : -1]
    }),
  )
  return { conversation: { statements: 7, people: votes }, camps }
}

describe('votes on statements', () => {
  it('count the last vote of each person, and passes as seen', () => {
    const people = [
      lastVotes(
        [
          [0, 1],
          [1, -1],
          [0, -1],
        ],
        2,
      ),
      lastVotes(
        [
          [0, 1],
          [1, 0],
        ],
        2,
      ),
    ]
    expect(voteCounts({ statements: 2, people })).toEqual([
      { agree: 1, disagree: 1, seen: 2 },
      { agree: 0, disagree: 1, seen: 2 },
    ])
    expect(voteCounts({ statements: 2, people }, [1])[0]).toEqual({ agree: 1, disagree: 0, seen: 1 })
  })

  it('have Wilson intervals as published', () => {
    // Newcombe 1998, Table I, method 3: 81/263, 15/148, 0/20, 1/29.
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ]
    for (const [count, of, low, high] of published) {
      const interval = wilsonInterval(count!, of!)!
      expect(interval[0]).toBeCloseTo(low!, 4)
      expect(interval[1]).toBeCloseTo(high!, 4)
    }
    expect(wilsonInterval(0, 0)).toBeNull()
  })

  it('can let a bland statement beat what each camp cares about, and call the camps’ statements divisive', () => {
    const camp = (agree: number, seen: number) => [{ agree, disagree: seen - agree, seen }]
    const groups = (first: number, second: number) => [camp(first, 60), camp(second, 40)]
    const bland = groups(27, 18)
    const own = groups(57, 2)
    expect(groupInformedConsensus(bland)[0]).toBeGreaterThan(groupInformedConsensus(own)[0]!)
    expect(divisiveness(own)[0]).toBeGreaterThan(0.8)
    expect(divisiveness(bland)[0]).toBeLessThan(0.02)
  })

  it('lengthen the list of common ground rather than break a tie at its end', () => {
    const counts = Array.from({ length: 7 }, (_, i) => ({ agree: i === 6 ? 3 : 18, disagree: 1, seen: 20 }))
    expect(commonGround(counts, 'agree', NONE).map(({ statement }) => statement)).toEqual([0, 1, 2, 3, 4, 5])
    expect(commonGround(counts, 'agree', new Set([2])).map(({ statement }) => statement)).toEqual([0, 1, 3, 4, 5])
    expect(commonGround(counts, 'disagree', NONE)).toEqual([])
  })

  it('route more votes to new statements than to old ones, and a fixed share to those about the conversation', () => {
    const fresh = statementPriority({ agree: 1, disagree: 0, seen: 1 }, 0.5)
    expect(fresh).toBeGreaterThan(statementPriority({ agree: 100, disagree: 0, seen: 100 }, 0.5))
    expect(statementPriority({ agree: 0, disagree: 0, seen: 0 }, 1)).toBeCloseTo((0.5 * 2 * 0.5 * 9) ** 2, 12)
    expect(statementPriority({ agree: 5, disagree: 5, seen: 10 }, 3, true)).toBe(49)
  })

  it('name the statements that set a group apart, agreements first', () => {
    const { conversation, camps } = twoCamps(3)
    const members = (camp: number) => camps.flatMap((own, person) => (own === camp ? [person] : []))
    const [first, second] = [voteCounts(conversation, members(0)), voteCounts(conversation, members(1))]
    const chosen = representativeStatements(first, second, NONE)
    expect(chosen.map(({ by }) => by)).toEqual(['agree', 'agree', 'agree', 'disagree', 'disagree'])
    expect(new Set(chosen.slice(0, 3).map(({ statement }) => statement))).toEqual(new Set([0, 1, 2]))
    expect(chosen[0]!.bestAgree).toBe(chosen[0]!.count)
    expect(
      representativeStatements(first, second, new Set([0, 1, 2, 3, 4])).every(({ statement }) => statement > 4),
    ).toBe(true)
  })
})

describe('the space of opinions', () => {
  it('has the largest eigenvalues of a matrix with known ones, equal ones included', () => {
    const values = [9, 4, 4, 1, 0, 0]
    const pairs = largestEigenpairs(6, 3, (vector) => vector.map((x, i) => x * values[i]!))
    expect(pairs.map(({ value }) => Math.round(value * 1e9) / 1e9)).toEqual([9, 4, 4])
    expect(Math.abs(pairs[0]!.vector[0]!)).toBeCloseTo(1, 9)
  })

  it('centres on the mean of votes seen, and puts somebody without votes in the middle', () => {
    const people = [
      lastVotes(
        [
          [0, 1],
          [1, -1],
        ],
        2,
      ),
      lastVotes(
        [
          [0, 1],
          [1, 1],
        ],
        2,
      ),
      [],
    ]
    const space = opinionSpace({ statements: 2, people }, NONE)
    expect([...space.centre]).toEqual([1, 0])
    expect(space.positions[2]).toEqual([0, 0])
    expect(Math.abs(space.positions[0]![0])).toBeCloseTo(1, 9)
    expect(space.positions[0]![0]).toBeCloseTo(-space.positions[1]![0], 9)
  })

  it('ignores statements moderated out', () => {
    const { conversation } = twoCamps(8)
    const space = opinionSpace(conversation, new Set([0]))
    expect(space.centre[0]).toBe(0)
    expect(space.components[0][0]).toBeCloseTo(0, 12)
    expect(space.extremity[0]).toBe(0)
  })

  it('counts those with enough votes, then tops up to fifteen without splitting a tie', () => {
    const voter = (votes: number) =>
      lastVotes(
        Array.from({ length: votes }, (_, i) => [i, 1] as const),
        20,
      )
    const people = [
      ...Array.from({ length: 10 }, () => voter(8)),
      ...Array.from({ length: 8 }, () => voter(3)),
      voter(1),
      voter(0),
    ]
    expect(inConversation({ statements: 20, people })).toEqual(Array.from({ length: 18 }, (_, i) => i))
    expect(inConversation({ statements: 20, people }, [18])).toHaveLength(19)
  })
})

describe('opinion groups', () => {
  it('find two planted camps and the gate lets them through', () => {
    const { conversation, camps } = twoCamps(1)
    const groups = opinionGroups(conversation, NONE)
    const two = groups.groupings.find(({ k }) => k === 2)!
    expect(groups.counted).toHaveLength(100)
    expect(adjustedRand(two.group, camps)).toBeGreaterThanOrEqual(0.9)
    const stability = groupStability(conversation, NONE, { ...groups, best: two }, generator(2), 40)
    expect(stability).toMatchObject({ draws: 40, stable: true })
    expect(stability.mean).toBeGreaterThan(0.9)
  })

  it('are held back where people do not fall into groups', () => {
    const random = generator(4)
    const people = Array.from({ length: 120 }, () =>
      Array.from({ length: 12 }, (_, i): readonly [number, StatementVote] => [i, random.uniform() < 0.5 ? 1 : -1]),
    )
    const conversation = { statements: 12, people }
    const groups = opinionGroups(conversation, NONE)
    expect(groupStability(conversation, NONE, groups, generator(5), 40).stable).toBe(false)
  })

  it('average consensus over the numbers of groups', () => {
    const { conversation } = twoCamps(6)
    const groups = opinionGroups(conversation, NONE)
    const consensus = averagedConsensus(conversation, groups)
    expect(groups.groupings.map(({ k }) => k)).toEqual([2, 3, 4, 5])
    expect(consensus.indexOf(Math.max(...consensus))).toBe(5)
  })

  it('do not exist where everybody votes alike', () => {
    const people = Array.from({ length: 30 }, () =>
      lastVotes(
        [
          [0, 1],
          [1, 1],
        ],
        2,
      ),
    )
    const groups = opinionGroups({ statements: 2, people }, NONE)
    expect(groups.best).toBeNull()
    expect(groupStability({ statements: 2, people }, NONE, groups, generator(1)).stable).toBe(false)
  })
})

describe('clusters', () => {
  const points = [0, 1, 10, 11, 20, 21].map((x) => ({ x, y: 0, weight: 1 }))

  it('do not stick where the first points lie together', () => {
    const cluster = weightedKMeans(points, 3)
    expect(new Set([cluster[0], cluster[2], cluster[4]]).size).toBe(3)
    expect(cluster[0]).toBe(cluster[1])
    expect(silhouette(points, cluster)).toBeGreaterThan(0.85)
  })

  it('weigh points', () => {
    const heavy = points.map((point, i) => ({ ...point, weight: i < 2 ? 100 : 1 }))
    expect(adjustedRand(weightedKMeans(heavy, 3), weightedKMeans(points, 3))).toBe(1)
  })

  it('are compared by an index that is one for the same and about zero for unrelated groupings', () => {
    expect(adjustedRand([0, 0, 1, 1], ['b', 'b', 'a', 'a'])).toBe(1)
    // Hubert and Arabie's index of the table 1 1 / 1 1 … : no better than chance.
    expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12)
    const random = generator(9)
    const draw = () => Array.from({ length: 4000 }, () => random.below(3))
    expect(Math.abs(adjustedRand(draw(), draw()))).toBeLessThan(0.01)
  })
})
