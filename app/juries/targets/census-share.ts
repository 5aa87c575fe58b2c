import type { Target } from './target.ts'

/** Residents of one group. */
export interface Share {
  value: string
  people: number
}

/**
 * Seats in proportion to people by largest remainder (Hamilton): every group the whole part of its share, the seats left
 * over to the largest remainders, the earlier group first where two are equal. Whole numbers only, so it is exact.
 * Throws a RangeError when there is nobody.
 */
export function seatsByShare(shares: readonly Share[], seats: number): number[] {
  const total = shares.reduce((sum, { people }) => sum + people, 0)
  if (total <= 0) throw new RangeError('no shares without people')
  const whole = shares.map(({ people }) => Math.floor((people * seats) / total))
  const remainder = shares.map(({ people }) => (people * seats) % total)
  const left = seats - whole.reduce((sum, n) => sum + n, 0)
  const order = remainder.map((_, i) => i).sort((a, b) => remainder[b]! - remainder[a]! || a - b)
  for (const i of order.slice(0, left)) whole[i]!++
  return whole
}

/**
 * Targets in proportion to residents, each with so much room below and above. A group without a seat gets room above
 * only, and none where there is no room: the page then says who gets no seat.
 */
export function targetsByShare(shares: readonly Share[], seats: number, room: number): Target[] {
  return seatsByShare(shares, seats).map((target, i) => ({
    value: shares[i]!.value,
    minimum: Math.max(0, target - room),
    maximum: Math.min(seats, target + room),
    minFlex: null,
    maxFlex: null,
    note: '',
  }))
}
