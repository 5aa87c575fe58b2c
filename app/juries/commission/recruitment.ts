/** How a jury is recruited: when people may register, for which days, and what they are offered. Days are `YYYY-MM-DD`. */
export interface Recruitment {
  /** The last part of `/r/<short>`, printed in letters. */
  shortCode: string
  opensOn: string | null
  closesOn: string | null
  /** When it was closed by hand, on the closing day and before its end. */
  closedAt: string | null
  dates: string[]
  onePerHousehold: boolean
  alternates: number
  codes: 'per_letter' | 'one_for_all'
  sharedCodeHash: string | null
  leastAge: number
  honorarium: string
  supportNote: string
  lettersMadeAt: string | null
  deletedAt: string | null
}

export type Registering = 'not_yet' | 'open' | 'closed'

/**
 * Whether people may register on a day: until the end of the closing day, unless it was closed by hand before. Without
 * days nobody can yet.
 */
export function registeringOn(
  { opensOn, closesOn, closedAt }: Pick<Recruitment, 'opensOn' | 'closesOn' | 'closedAt'>,
  today: string,
) {
  if (!opensOn || !closesOn || today < opensOn) return 'not_yet' satisfies Registering
  if (closedAt) return 'closed' satisfies Registering
  return today <= closesOn ? ('open' satisfies Registering) : ('closed' satisfies Registering)
}

/** What a new jury proposes by itself (rules 2.14). */
export const newRecruitment = (shortCode: string): Recruitment => ({
  shortCode,
  opensOn: null,
  closesOn: null,
  closedAt: null,
  dates: [],
  onePerHousehold: true,
  alternates: 6,
  codes: 'per_letter',
  sharedCodeHash: null,
  leastAge: 16,
  honorarium: '',
  supportNote: '',
  lettersMadeAt: null,
  deletedAt: null,
})
