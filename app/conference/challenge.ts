import type { Rag } from '../board/progress.ts'
import { addWorkingDays } from '../board/working-days.ts'

/** What the conference can see of an action: the owner's colours. `not_reported` is no view, it is silence. */
export const ratings = ['green', 'amber', 'red', 'done'] as const
export type Rating = (typeof ratings)[number]
export const isRating = (text: string): text is Rating => (ratings as readonly string[]).includes(text)

/** The Board replies to each challenge within 20 working days (journey 3.9). */
export const answerWorkingDays = 20
export const mostWords = 120

export const dueOn = (raisedOn: string): string => addWorkingDays(raisedOn, answerWorkingDays)

export type ChallengeState = 'answered' | 'waiting' | 'overdue'

/** Where a challenge stands on a day: overdue from the day after its last. */
export function challengeState(challenge: { dueOn: string; answeredOn: string | null }, today: string): ChallengeState {
  if (challenge.answeredOn) return 'answered'
  return today > challenge.dueOn ? 'overdue' : 'waiting'
}

/**
 * The conference sees another colour than the owner gave, and nobody has answered yet: both stand side by side (B-7).
 * Where the owner was silent there is no colour to contest.
 */
export const isContested = (ownerRating: Rag, challenge: { rating: Rag; answeredOn: string | null }): boolean =>
  challenge.answeredOn === null && ownerRating !== 'not_reported' && challenge.rating !== ownerRating

export interface ChallengeDraft {
  rating: string
  weSee: string
  question: string
}

/** What keeps a challenge from being raised: field and message key. Agreeing with the colour is possible, saying nothing is not. */
export function challengeErrors(draft: ChallengeDraft): { field: string; key: string }[] {
  const errors: { field: string; key: string }[] = []
  if (!isRating(draft.rating)) errors.push({ field: 'rating', key: 'rating' })
  if (words(draft.weSee) === 0) errors.push({ field: 'weSee', key: 'we_see' })
  if (words(draft.weSee) > mostWords) errors.push({ field: 'weSee', key: 'we_see_long' })
  if (words(draft.question) === 0) errors.push({ field: 'question', key: 'question' })
  if (words(draft.question) > mostWords) errors.push({ field: 'question', key: 'question_long' })
  return errors
}

/** An answer says something, in words that can be read at a meeting. */
export function answerErrors(answer: string): { field: string; key: string }[] {
  const count = words(answer)
  if (count === 0) return [{ field: 'answer', key: 'answer' }]
  return count > 2 * mostWords ? [{ field: 'answer', key: 'answer_long' }] : []
}

const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** Actions as the conference looks at them: silence first, then red, amber, green, done; each by its due day. */
export function inConferenceOrder<T extends { rating: Rag | null; dueOn: string; slug: string }>(
  actions: readonly T[],
): T[] {
  const order = ['not_reported', 'red', 'amber', 'green', 'done']
  const place = (rating: Rag | null) => (rating === null ? order.length : order.indexOf(rating))
  return [...actions].sort(
    (a, b) => place(a.rating) - place(b.rating) || a.dueOn.localeCompare(b.dueOn) || a.slug.localeCompare(b.slug),
  )
}
