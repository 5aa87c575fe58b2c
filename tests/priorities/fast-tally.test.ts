import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ballot, MILLIONTHS, type Unranked } from '../../app/priorities/ballot.ts'
import { fastTally } from '../../app/priorities/fast-tally.ts'
import { generator } from '../../app/priorities/generator.ts'
import { PACKED_LIMIT, packBallots, packOrders, pickPeople } from '../../app/priorities/packed-ballots.ts'
import { pairwiseMatrix } from '../../app/priorities/pairwise-matrix.ts'
import { plainKernel } from '../../app/priorities/tally-kernel.ts'
import { elections, RUNS } from './ballots.ts'

const unit = (ballots: readonly Ballot[]): Ballot[] => ballots.map((ballot) => ({ ...ballot, weight: MILLIONTHS }))
const readings: Unranked[] = ['tied-last', 'no-preference']

/** Some options were not shown to everybody. */
const partlyShown = elections().chain(({ size, ballots }) =>
  fc
    .array(fc.array(fc.boolean(), { minLength: size, maxLength: size }), { minLength: ballots.length })
    .map((shown) => ({
      size,
      ballots: ballots.map((ballot, i): Ballot => {
        const placed = new Set(ballot.groups.flat())
        return { ...ballot, seen: [...shown[i]!.keys()].filter((option) => shown[i]![option] || placed.has(option)) }
      }),
    })),
)

/** More people than one stretch, in every way of answering. */
function crowd(people: number, size: number): Ballot[] {
  const random = generator(people)
  const options = Array.from({ length: size }, (_, option) => option)
  return Array.from({ length: people }, () => {
    const order = random.shuffle(options).slice(0, 1 + random.below(size))
    const tied = random.below(order.length)
    return {
      groups: [order.slice(0, tied), order.slice(tied, tied + 2), ...order.slice(tied + 2).map((option) => [option])],
      weight: 300_000 + random.below(3_700_001),
    }
  })
}

describe('the fast tally', () => {
  it.each(readings)('equals the plain matrix in every cell, weights and squares too: %s', (unranked) => {
    fc.assert(
      fc.property(fc.oneof(elections(), elections({ complete: true }), partlyShown), ({ size, ballots }) => {
        const packed = packBallots(ballots, size, unranked)
        expect(fastTally(packed)).toEqual(pairwiseMatrix(ballots, size, unranked))
        expect(fastTally(packed, { unweighted: true })).toEqual(pairwiseMatrix(unit(ballots), size, unranked))
      }),
      RUNS,
    )
  })

  it.each(readings)('equals it over many stretches, and in parts: %s', (unranked) => {
    const ballots = crowd(9001, 17)
    const packed = packBallots(ballots, 17, unranked)
    const whole = pairwiseMatrix(ballots, 17, unranked)
    expect(fastTally(packed)).toEqual(whole)
    const parts = [fastTally(packed, { to: 5003 }), fastTally(packed, { from: 5003 })]
    expect(whole.wins.map((_, cell) => parts[0]!.wins[cell]! + parts[1]!.wins[cell]!)).toEqual(whole.wins)
    expect(fastTally(packed, { kernel: plainKernel(17 * 3 * 4160 + 14 * 4160) })).toEqual(whole)
  })

  it('equals it for strict rankings packed from rows of bytes', () => {
    const random = generator(5)
    const size = 30
    const rows = Array.from({ length: 4500 }, () => random.shuffle(Array.from({ length: size }, (_, i) => i)))
    const weights = Float64Array.from(rows, () => random.below(4_000_000))
    const given = rows.map((row, i): Ballot => ({ groups: row.map((option) => [option]), weight: weights[i]! }))
    const orders = Uint8Array.from(rows.flat())
    expect(fastTally(packOrders(orders, size, weights))).toEqual(pairwiseMatrix(given, size, 'tied-last'))
    expect(fastTally(packOrders(orders, size))).toEqual(pairwiseMatrix(unit(given), size, 'tied-last'))
    const some = Int32Array.from([4499, 3, 17, 3])
    expect(fastTally(pickPeople(packOrders(orders, size, weights), some))).toEqual(
      pairwiseMatrix(
        [...some].map((person) => given[person]!),
        size,
        'tied-last',
      ),
    )
  })

  it('takes 254 options, nobody at all, and weights of zero or of billions', () => {
    const size = PACKED_LIMIT
    const order = generator(1).shuffle(Array.from({ length: size }, (_, option) => option))
    const ballots: Ballot[] = [0, 1, 2 ** 40].map((weight) => ({ groups: order.map((option) => [option]), weight }))
    expect(fastTally(packBallots(ballots, size, 'tied-last'))).toEqual(pairwiseMatrix(ballots, size, 'tied-last'))
    expect(fastTally(packBallots([], 3, 'tied-last'))).toEqual(pairwiseMatrix([], 3, 'tied-last'))
  })

  it('refuses what cannot be counted, by name', () => {
    const fault = (code: string) => expect.objectContaining({ code })
    expect(() => packOrders(Uint8Array.from([0, 1, 2, 0, 0, 2]), 3)).toThrow(fault('duplicate-option'))
    expect(() => packOrders(Uint8Array.from([0, 1, 3]), 3)).toThrow(fault('duplicate-option'))
    expect(() => packOrders(Uint8Array.from([0, 1]), 3)).toThrow(fault('empty-ballot'))
    expect(() => packOrders(Uint8Array.from([0]), 1, Float64Array.from([0.5]))).toThrow(fault('bad-weight'))
    expect(() => packBallots([{ groups: [[0]], weight: Number.NaN }], 1, 'tied-last')).toThrow(fault('bad-weight'))
    expect(() => packBallots([{ groups: [[9]], weight: 1 }], 3, 'tied-last')).toThrow(fault('unknown-option'))
    expect(() => packBallots([], 255, 'tied-last')).toThrow(fault('too-many-options'))
    expect(() => packBallots([], 0, 'tied-last')).toThrow(fault('no-options'))
  })
})
