/** After so many calls without an answer the seat is offered to somebody else (journey 3.4). */
const mostUnanswered = 3
/** Calls made before the replies are looked at again: batches of three or four. */
export const batchSize = 4

export const partsOfDay = ['morning', 'afternoon', 'evening'] as const
export type PartOfDay = (typeof partsOfDay)[number]

/** A call by the clock in the partnership's area. */
export interface Attempt {
  outcome: 'yes' | 'no' | 'no_answer'
  day: string
  /** `HH:MM`. */
  time: string
}

export type CallState = 'to_call' | 'yes' | 'no' | 'given_up'

/** Where somebody stands with us: the last clear answer counts; three calls without one end the trying. */
export function callState(attempts: readonly Attempt[]): CallState {
  const said = attempts.filter(({ outcome }) => outcome !== 'no_answer').at(-1)
  if (said) return said.outcome === 'yes' ? 'yes' : 'no'
  return attempts.length >= mostUnanswered ? 'given_up' : 'to_call'
}

/** The part of the day in which people may be called; null before nine and after half past eight in the evening. */
export function partOfDay(time: string): PartOfDay | null {
  if (time < '09:00' || time > '20:30') return null
  if (time < '12:00') return 'morning'
  return time < '17:00' ? 'afternoon' : 'evening'
}

export interface Callee {
  key: string
  attempts: readonly Attempt[]
}

export interface CallTurn<T extends Callee> {
  person: T
  /** Null: now. Otherwise the part of the day that has not been tried with them, today or tomorrow. */
  later: { part: PartOfDay; tomorrow: boolean } | null
}

/**
 * Who is called next: first those never tried at this time of day, among them those tried least, in the given order.
 * Whoever was tried in this part of today waits for another part. Only people still to be reached are in it.
 */
export function callOrder<T extends Callee>(people: readonly T[], now: { day: string; time: string }): CallTurn<T>[] {
  const part = partOfDay(now.time)
  return people
    .filter(({ attempts }) => callState(attempts) === 'to_call')
    .map((person, place) => {
      const tried = person.attempts.map((attempt) => ({ day: attempt.day, part: partOfDay(attempt.time) }))
      const waits = part === null || tried.some((attempt) => attempt.day === now.day && attempt.part === part)
      const known = tried.some((attempt) => attempt.part === part)
      return { person, later: waits ? nextPart(tried, now) : null, known, tries: tried.length, place }
    })
    .sort(
      (a, b) =>
        Number(a.later !== null) - Number(b.later !== null) ||
        Number(a.known) - Number(b.known) ||
        a.tries - b.tries ||
        a.place - b.place,
    )
    .map(({ person, later }) => ({ person, later }))
}

const begins: Record<PartOfDay, string> = { morning: '09:00', afternoon: '12:00', evening: '17:00' }

/** The first part still to come in which nobody picked up yet; tomorrow morning when all were tried. */
function nextPart(tried: readonly { day: string; part: PartOfDay | null }[], now: { day: string; time: string }) {
  const untried = partsOfDay.filter((part) => !tried.some((attempt) => attempt.part === part))
  const today = untried.find((part) => begins[part] > now.time)
  if (today) return { part: today, tomorrow: false }
  return { part: untried[0] ?? 'morning', tomorrow: now.time >= '09:00' }
}
