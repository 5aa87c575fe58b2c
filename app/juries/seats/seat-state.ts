import { type FirstSession, mayStillBeSeated } from '../jury-state.ts'
import type { MemberState } from './member-list.ts'

/** What of a person decides where they stand: the application's status, the alternate's rank, the member's state. */
export interface Standing {
  status: string | null
  alternateRank: number | null
  state: MemberState | null
}

/** Why a seat became free: as much as is said, and nothing about anybody's health or family. */
export const leavingReasons = ['not_said', 'declined', 'no_answer', 'cannot_come', 'no_show'] as const
export type LeavingReason = (typeof leavingReasons)[number]
export const leavingReasonOf = (typed: string): LeavingReason | undefined => leavingReasons.find((one) => one === typed)

/** `drawn`: has a seat and has not said yes; `waiting`: an alternate who has not; `ready`: one who has. */
export type Stand = 'drawn' | 'seated' | 'waiting' | 'ready' | 'gone'

export function standOf({ status, alternateRank, state }: Standing): Stand {
  if (state === 'seated') return 'seated'
  if (state === 'withdrawn' || state === 'left' || status === 'WITHDRAWN') return 'gone'
  if (state === 'alternate') return 'ready'
  return alternateRank === null ? 'drawn' : 'waiting'
}

/** What an alternate is now: still to be asked, in a seat that became free, gone, or past the day when anybody is asked. */
export function alternateNow(standing: Standing, replaceable: boolean) {
  const stand = standOf(standing)
  if (stand === 'seated') return 'alternate_seated'
  if (stand === 'gone') return 'alternate_gone'
  return replaceable ? 'alternate' : 'alternate_over'
}

/** Seats that nobody holds and nobody is being asked to take. */
export function openSeats(seats: number, stands: readonly Stand[]): number {
  return Math.max(0, seats - stands.filter((stand) => stand === 'seated' || stand === 'drawn').length)
}

export type CallTrouble = 'note' | 'too_late' | 'no_seat' | 'not_asked'

/**
 * Why a "yes" cannot be taken: the note on benefits has to be read first (J-12), nobody takes a seat after the first
 * session (J-11) or one that is not free, and who is seated or gone is not asked.
 */
export function yesTroubles(given: {
  stand: Stand
  /** The seat itself is offered, not a place as alternate. */
  seat: boolean
  noteShown: boolean
  free: number
  first: FirstSession | null
  now: Date
}): CallTrouble[] {
  const troubles: CallTrouble[] = []
  if (given.stand === 'seated' || given.stand === 'gone') return ['not_asked']
  if (!given.noteShown) troubles.push('note')
  if (!mayStillBeSeated(given.first, given.now)) troubles.push('too_late')
  if (given.seat && given.stand !== 'drawn' && given.free < 1) troubles.push('no_seat')
  return troubles
}
