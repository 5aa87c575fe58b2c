import { londonInstant } from '../engagement/london-day.ts'
import type { Outcome } from './votes/outcome.ts'

export type JuryState = 'preparing' | 'announced' | 'sitting' | 'voting' | 'voted' | 'reported'

/** Where a jury stands on a day, from what is recorded of it. */
export function juryState(
  facts: {
    announcedAt: string | null
    reportPublishedAt: string | null
    /** The day of its first session, if one is planned. */
    firstSessionOn: string | null
    vote: 'none' | 'open' | 'closed' | 'opened'
  },
  today: string,
): JuryState {
  if (!facts.announcedAt) return 'preparing'
  if (facts.reportPublishedAt) return 'reported'
  if (facts.vote === 'opened') return 'voted'
  if (facts.vote !== 'none') return 'voting'
  return facts.firstSessionOn && facts.firstSessionOn <= today ? 'sitting' : 'announced'
}

/** The jury's first session, in which it hears its first evidence. */
export interface FirstSession {
  onDate: string
  endsAt: string
  /** No session is planned: this is the first of the days that people were promised when they were invited. */
  promised?: true
}

/** Nobody joins a jury after the end of its first session: they would have missed evidence (J-11). */
export const mayStillBeSeated = (first: FirstSession | null, now: Date): boolean =>
  first === null || now <= londonInstant(first.onDate, first.endsAt)

/** What has come too far in a jury for anybody to be drawn for it; null while somebody may still join. */
export function juryPast(state: JuryState, first: FirstSession | null, now: Date) {
  if (state === 'voting' || state === 'voted' || state === 'reported') return state
  return mayStillBeSeated(first, now) ? null : ('sitting' as const)
}

/** Whether a draw of the jury is still to be expected: it is announced, no practice, and nobody is a member of it yet. */
export const drawAwaited = (jury: { practice: boolean; state: JuryState; members: number }): boolean =>
  !jury.practice && jury.state === 'announced' && jury.members === 0

/** What keeps a jury's report from being published; empty when nothing does. */
export function reportTroubles(facts: {
  announcedAt: string | null
  reportPublishedAt: string | null
  voteOpen: boolean
  /** The outcome of each statement, null where no vote has been counted. */
  outcomes: readonly (Outcome | null)[]
}) {
  const troubles: ('not_announced' | 'published' | 'vote_open' | 'nothing_decided' | 'undecided')[] = []
  if (!facts.announcedAt) troubles.push('not_announced')
  if (facts.reportPublishedAt) troubles.push('published')
  if (facts.voteOpen) troubles.push('vote_open')
  if (!facts.outcomes.some((outcome) => outcome && outcome !== 'void')) troubles.push('nothing_decided')
  else if (facts.outcomes.some((outcome) => outcome === null)) troubles.push('undecided')
  return troubles
}

/**
 * How the promise to answer a jury stands; null while nothing is owed: no report yet, or nothing in it to answer.
 * `outcomes` counts the statements voted on here; a jury that reported on paper has none, and is owed an answer all the
 * same. `answers` holds, for each recommendation, the day its answer was published.
 */
export function promiseOf(
  facts: {
    practice: boolean
    reportPublishedAt: string | null
    promiseBy: string
    outcomes: number
    answers: readonly (string | null)[]
  },
  today: string,
) {
  const { practice, reportPublishedAt, promiseBy, outcomes, answers } = facts
  if (practice || !reportPublishedAt || !promiseBy || (outcomes > 0 && answers.length === 0)) return null
  const given = answers.filter((day) => day !== null).sort()
  const answeredOn = answers.length > 0 && given.length === answers.length ? given.at(-1)! : null
  return { by: promiseBy, owed: answers.length, answeredOn, state: promiseState(promiseBy, answeredOn, today) }
}

/** The promise's clock: kept, running or overdue. `answeredOn` is the day the last recommendation was answered. */
function promiseState(promiseBy: string, answeredOn: string | null, today: string) {
  if (answeredOn) return answeredOn <= promiseBy ? ('kept' as const) : ('kept_late' as const)
  return today > promiseBy ? ('overdue' as const) : ('running' as const)
}
