import { addDays } from '../engagement/london-day.ts'

/** Rule B-3: each partner that must act answers for itself within 13 weeks of the Board's decision. */
const ratifyWeeks = 13
export const ratifyBy = (decidedOn: string, weeks = ratifyWeeks): string => addDays(decidedOn, weeks * 7)

export const ratificationAnswers = ['ratified', 'ratified_with_change', 'declined'] as const
export type RatificationAnswer = (typeof ratificationAnswers)[number]
export type RatificationState = 'waiting' | RatificationAnswer

export const isRatificationAnswer = (text: string): text is RatificationAnswer =>
  (ratificationAnswers as readonly string[]).includes(text)

/** A change or a refusal says what and why; a plain yes may. */
export function ratificationErrors(draft: { answer: string; reason: string }): { field: string; key: string }[] {
  if (!isRatificationAnswer(draft.answer)) return [{ field: 'answer', key: 'answer' }]
  return draft.answer !== 'ratified' && !draft.reason.trim() ? [{ field: 'reason', key: `reason_${draft.answer}` }] : []
}

/** The day since which a partner's answer is overdue; null when it was given or is not yet due. */
export const ratificationOverdueSince = (
  r: { state: RatificationState; dueOn: string },
  today: string,
): string | null => (r.state === 'waiting' && r.dueOn < today ? r.dueOn : null)
