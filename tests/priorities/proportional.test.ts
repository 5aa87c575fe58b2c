import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Approval, totalWeight } from '../../app/priorities/approval.ts'
import { approvalVoting, proportionalApproval, represented } from '../../app/priorities/approval-committee.ts'
import { auditPrefixes, ejrPlusViolations } from '../../app/priorities/ejr-plus.ts'
import { equalSharesCommittee } from '../../app/priorities/equal-shares-committee.ts'
import {
  extendedJustifiedRepresentation,
  justifiedRepresentation,
  proportionalJustifiedRepresentation,
} from '../../app/priorities/justified-representation.ts'
import { sequentialPhragmen } from '../../app/priorities/phragmen.ts'
import { sequentialPav } from '../../app/priorities/proportional-approval.ts'
import { RUNS } from './ballots.ts'

const SIZE = 6

const profiles = fc.array(
  fc.record({
    approved: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
    weight: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 2, maxLength: 8 },
)
const seats = fc.integer({ min: 1, max: 5 })

/** Sequential Phragmén in the plainest way: one load per person, in floating point. */
function plainPhragmen(profile: readonly Approval[], places: number): number[][] {
  const people = profile.flatMap(({ approved, weight }) => Array.from({ length: weight }, () => approved))
  const finish = (elected: readonly number[], loads: readonly number[]): number[][] => {
    if (elected.length === places) return [[...elected]]
    const scores = Array.from({ length: SIZE }, (_, option) => {
      const own = people.flatMap((approved, i) => (approved.includes(option) ? [loads[i]!] : []))
      if (own.length === 0 || elected.includes(option)) return Number.POSITIVE_INFINITY
      return (1 + own.reduce((a, b) => a + b, 0)) / own.length
    })
    const least = Math.min(...scores)
    if (least === Number.POSITIVE_INFINITY) return [[...elected]]
    return scores.flatMap((score, option) => {
      if (score - least > 1e-9) return []
      return finish(
        [...elected, option],
        loads.map((load, i) => (people[i]!.includes(option) ? score : load)),
      )
    })
  }
  return finish(
    [],
    people.map(() => 0),
  )
}

const sets = (orders: readonly (readonly number[])[]): string[] =>
  [...new Set(orders.map((order) => [...order].sort((a, b) => a - b).join()))].sort()

describe('sequential Phragmén', () => {
  it('is what the plain rule gives, with every tie followed', () => {
    fc.assert(
      fc.property(profiles, seats, (profile, places) => {
        const exact = sequentialPhragmen(profile, SIZE, places).outcomes.map(({ state }) => state.elected)
        expect(sets(exact)).toEqual(sets(plainPhragmen(profile, places)))
      }),
      RUNS,
    )
  })

  it('represents united groups in proportion at every length (PJR)', () => {
    fc.assert(
      fc.property(profiles, seats, (profile, places) => {
        for (const { taken } of sequentialPhragmen(profile, SIZE, places).outcomes) {
          if (taken.length < places) continue
          expect(proportionalJustifiedRepresentation(profile, SIZE, taken)).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('follows ties that do not touch each other as one, and shows them as a shared place', () => {
    const profile = Array.from({ length: 12 }, (_, option) => ({ approved: [option], weight: 3 }))
    const { ranking, outcomes } = sequentialPhragmen(profile, 12, 12)
    expect(ranking).toEqual([Array.from({ length: 12 }, (_, option) => option)])
    expect(outcomes).toHaveLength(1)
  })

  it('stays exact and quick with many people and places', () => {
    const profile = Array.from({ length: 4000 }, (_, i) => ({
      approved: [i % 30, (i * 7 + 3) % 30, (i * 11 + 5) % 30].filter((option, at, all) => all.indexOf(option) === at),
      weight: 300_000 + ((i * 7919) % 3_700_000),
    }))
    const started = performance.now()
    const { outcomes } = sequentialPhragmen(profile, 30, 30)
    expect(outcomes[0]!.taken).toHaveLength(30)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

describe('the axioms of representation', () => {
  it('imply each other in their order, whatever the committee', () => {
    fc.assert(
      fc.property(profiles, fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }), (profile, committee) => {
        const plus = ejrPlusViolations(profile, SIZE, committee).length === 0
        const extended = extendedJustifiedRepresentation(profile, SIZE, committee)
        const proportional = proportionalJustifiedRepresentation(profile, SIZE, committee)
        const plain = justifiedRepresentation(profile, SIZE, committee)
        expect([plus && !extended, extended && !proportional, proportional && !plain]).toEqual([false, false, false])
      }),
      RUNS,
    )
  })

  it('EJR+ is met by proportional approval voting and by equal shares', () => {
    fc.assert(
      fc.property(profiles, fc.integer({ min: 1, max: 4 }), (profile, places) => {
        for (const committee of proportionalApproval(profile, SIZE, places)) {
          expect(ejrPlusViolations(profile, SIZE, committee)).toEqual([])
        }
        for (const committee of equalSharesCommittee(profile, SIZE, places)) {
          expect(ejrPlusViolations(profile, SIZE, committee)).toEqual([])
        }
      }),
      RUNS,
    )
  })

  it('name the group that a sweep leaves out', () => {
    const profile = [
      { approved: [0, 1, 2], weight: 60 },
      { approved: [3, 4], weight: 40 },
    ]
    expect(approvalVoting(profile, 5, 3)).toEqual([[0, 1, 2]])
    expect(represented(profile, 5, [0, 1, 2]) / totalWeight(profile)).toBe(0.6)
    expect(ejrPlusViolations(profile, 5, [0, 1, 2])).toEqual([
      { option: 3, deserves: 1, weight: 40 },
      { option: 4, deserves: 1, weight: 40 },
    ])
    const balanced = sequentialPhragmen(profile, 5, 5).outcomes[0]!.taken
    expect(auditPrefixes(profile, 5, balanced, [3, 5]).map(({ violations }) => violations)).toEqual([[], []])
  })
})

describe('sequential proportional approval voting', () => {
  it('divides seats between parties as d’Hondt does', () => {
    // The textbook example: 340, 280, 160 and 60 thousand votes, seven seats: three, three, one and none.
    const options = [4, 4, 2, 1]
    const first = options.map((_, party) => options.slice(0, party).reduce((sum, count) => sum + count, 0))
    const parties = [340, 280, 160, 60].map((weight, party) => ({
      approved: Array.from({ length: options[party]! }, (_, i) => first[party]! + i),
      weight,
    }))
    const { outcomes } = sequentialPav(parties, 11, 7)
    for (const { state } of outcomes) {
      expect(parties.map(({ approved }) => state.filter((option) => approved.includes(option)).length)).toEqual([
        3, 3, 1, 0,
      ])
    }
  })
})
