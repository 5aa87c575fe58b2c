/** Who sits where, and how seats are filled over time (needs 1 to 3, 15, 16, 25). */
export const sectors = ['public', 'private', 'voluntary', 'community', 'partnership'] as const
export type Sector = (typeof sectors)[number]

export interface SeatFacts {
  sector: Sector
  isCouncil: boolean
  secondHat: string | null
  termFrom: string
  termTo: string | null
}

/** A soft limit (need 2; Chorley's Board has 40): it warns and never blocks. */
const seatDefaults = { comfortable: 20, cap: 25 } as const

export const seatsOn = <S extends SeatFacts>(seats: readonly S[], day: string): S[] =>
  seats.filter((s) => s.termFrom <= day && (s.termTo === null || s.termTo >= day))

/** Which limit a number of seats has passed, if any. */
export const sizeWarning = (seats: number, rule = seatDefaults): 'over_cap' | 'over_comfortable' | null =>
  seats > rule.cap ? 'over_cap' : seats > rule.comfortable ? 'over_comfortable' : null

/** Seats by sector, councils and seats that speak for two bodies. Every seat is in exactly one sector. */
export function balance(seats: readonly SeatFacts[]) {
  return {
    seats: seats.length,
    bySector: sectors.map((sector) => ({ sector, seats: seats.filter((s) => s.sector === sector).length })),
    councils: seats.filter((s) => s.isCouncil).length,
    dualHats: seats.filter((s) => s.secondHat).length,
  }
}

export type Presence = 'member' | 'substitute' | 'absent'

/** Need 16 (Chorley ¶8.10): reasons to ask, never to blame. */
export interface AttendanceFlags {
  /** Nobody came, not even a substitute, at the two latest meetings. */
  absentTwice: boolean
  /** A substitute at half or more of the last four meetings (of fewer, while there were fewer; never on one alone). */
  oftenSubstitute: boolean
}

/** `history` is oldest first, one entry per meeting held during the seat's term. */
export function attendanceFlags(history: readonly Presence[]): AttendanceFlags {
  const lastTwo = history.slice(-2)
  const lastFour = history.slice(-4)
  const substitutes = lastFour.filter((p) => p === 'substitute').length
  return {
    absentTwice: lastTwo.length === 2 && lastTwo.every((p) => p === 'absent'),
    oftenSubstitute: lastFour.length >= 2 && substitutes * 2 >= lastFour.length,
  }
}

/** How many seats must be filled, by a member or a substitute, for a meeting to decide: half of them or more. */
export const quorumOf = (seats: number): number => Math.ceil(seats / 2)

export const isQuorate = (present: number, seats: number): boolean => seats > 0 && present >= quorumOf(seats)
