/** Panels of a lottery, every one equally likely (J-9). */
export const PANELS = 1_000

/** How long a lottery takes two busy cores, by the people in its pool: the published pools and made ones of the bench. */
export const lotteryTakes = (people: number) =>
  people <= 500 ? 'seconds' : people <= 3_000 ? 'two_minutes' : 'minutes'

/**
 * Where a draw stands: its lottery is made and seen by the manager alone; one of two people has started it; it is public
 * and waits for its chance; the chance has decided; or it was given up, with its reason in public.
 */
export type DrawState = 'ready' | 'starting' | 'announced' | 'concluded' | 'given_up'

/** Why nobody can be drawn for a jury any more: its first session is over, it votes, has voted or has reported. */
export type JuryPast = 'sitting' | 'voting' | 'voted' | 'reported'

export type DrawTrouble =
  | `past_${JuryPast}`
  | 'jury_not_announced'
  | 'no_targets'
  | 'registration_open'
  | 'incomplete'
  | 'draw_stands'
  | 'drawn_before'
  | 'members_listed'
  | 'pool_changed'
  | 'too_soon'
  | 'reason'
  | 'not_ready'
  | 'same_person'
  | 'same_session'

/** What keeps a lottery from being made that a draw can be announced of; empty when nothing does. */
export function lotteryTroubles(facts: {
  juryAnnounced: boolean
  criteria: number
  registering: 'not_yet' | 'open' | 'closed'
  /** Volunteers whose characteristics do not fit the targets. */
  incomplete: number
  standing: DrawState | null
  /** Somebody has been given a seat already, by a draw kept here or by one brought in from elsewhere. */
  drawn: boolean
  /** Somebody sits or stands by who was put there by a list. */
  listed: boolean
  past: JuryPast | null
}): DrawTrouble[] {
  if (facts.past) return [`past_${facts.past}`]
  const troubles: DrawTrouble[] = []
  if (!facts.juryAnnounced) troubles.push('jury_not_announced')
  if (facts.criteria === 0) troubles.push('no_targets')
  if (facts.registering === 'open') troubles.push('registration_open')
  if (facts.incomplete > 0) troubles.push('incomplete')
  // One pool, one draw: another needs this one to be given up first, with its reason in public.
  if (facts.standing === 'announced' || facts.standing === 'concluded') troubles.push('draw_stands')
  else if (facts.drawn) troubles.push('drawn_before')
  else if (facts.listed) troubles.push('members_listed')
  return troubles
}

/** Whoever starts a draw, in which signed-in session. */
export interface Starter {
  personId: string
  session: string
}

/**
 * What keeps a draw from being announced by this person now; empty when nothing does. Two people in two sessions
 * announce it: one person's two parts do not count.
 */
export function startTroubles(facts: {
  state: DrawState
  first: Starter | null
  starter: Starter
  poolChanged: boolean
  registering: 'not_yet' | 'open' | 'closed'
  listed: boolean
  /** Draws announced before of this jury. */
  earlier: number
  reason: string
  decidesAt: Date
  now: Date
  noticeHours: number
}): DrawTrouble[] {
  const troubles: DrawTrouble[] = []
  if (facts.state !== (facts.first ? 'starting' : 'ready')) troubles.push('not_ready')
  if (facts.poolChanged) troubles.push('pool_changed')
  if (facts.registering === 'open') troubles.push('registration_open')
  if (facts.listed) troubles.push('members_listed')
  if (facts.earlier > 0 && facts.reason.trim() === '') troubles.push('reason')
  const earliest = facts.now.getTime() + facts.noticeHours * 3_600_000
  if (facts.noticeHours > 0 && facts.decidesAt.getTime() < earliest) troubles.push('too_soon')
  if (facts.first?.personId === facts.starter.personId) troubles.push('same_person')
  else if (facts.first?.session === facts.starter.session) troubles.push('same_session')
  return troubles
}

/** A draw is decided when its time has come, and once. */
export const mayConclude = (draw: { state: DrawState; decidesAt: Date }, now: Date): boolean =>
  draw.state === 'announced' && now >= draw.decidesAt
