import { addWorkingDays } from '../../board/working-days.ts'
import type { PlanTrouble } from '../exercise.ts'
import type { Practice } from '../practice.ts'

/** What a planner may do about an overlap (journey 3.2): do it together, use what exists, move the dates, or go ahead. */
export const overlapAnswers = ['joint', 'reuse', 'move', 'go_ahead'] as const
export type OverlapAnswerKind = (typeof overlapAnswers)[number]

/** Shorter than this a reason that the public reads says nothing. */
export const leastReason = 20

export interface OverlapAnswer {
  answer: OverlapAnswerKind
  reason: string
  /** The score when it was answered: a later, higher one must be answered again. */
  score: number
}

/** A message to the other partner and what came back. Days are `YYYY-MM-DD`. */
export interface OverlapMessage {
  sentOn: string
  answerBy: string
  proceedFrom: string
  reply: 'agreed' | 'declined' | null
}

/** When the other partner has to answer, and from when one may proceed without: both in working days. */
export const messageDays = (
  sentOn: string,
  practice: Pick<Practice, 'overlap.answer_days' | 'overlap.proceed_days'>,
): Pick<OverlapMessage, 'answerBy' | 'proceedFrom'> => ({
  answerBy: addWorkingDays(sentOn, practice['overlap.answer_days']),
  proceedFrom: addWorkingDays(sentOn, practice['overlap.proceed_days']),
})

/** One overlap that has to be answered before publishing, as it stands. */
export interface OverlapPair {
  title: string
  score: number
  answer: OverlapAnswer | null
  /** The newest message of this planner to the other. */
  message: OverlapMessage | null
  /** True when the other asked for a joint exercise and this planner agreed: then there is nothing to publish here. */
  joinedOther: boolean
}

/**
 * What of the overlaps forbids publishing: no answer, an answer to less than there is now, dates that were to move and
 * have not, a partner who has been asked and may still answer, one who declined, or an exercise that was merged into
 * the other's.
 */
export function overlapTroubles(pairs: readonly OverlapPair[], today: string): PlanTrouble[] {
  return pairs.flatMap((pair): PlanTrouble[] => {
    const { title, score, answer, message } = pair
    const trouble = (key: string, values: PlanTrouble['values'] = {}): PlanTrouble[] => [
      { field: 'overlap', key: `overlap.${key}`, values: { title, score, ...values }, area: 'planning-desk' },
    ]
    if (pair.joinedOther) return trouble('joined')
    if (!answer) return trouble('unanswered')
    if (answer.score < score) return trouble('grown', { before: answer.score })
    if (answer.answer === 'move') return trouble('not_moved')
    if (answer.answer !== 'joint') return []
    if (!message) return trouble('not_asked')
    if (message.reply === 'declined') return trouble('declined')
    return message.reply === null && today < message.proceedFrom
      ? trouble('waiting', { until: message.proceedFrom })
      : []
  })
}
