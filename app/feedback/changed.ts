import type { Stance } from '../board/position.ts'
import type { Rag } from '../board/progress.ts'
import type { RatificationState } from '../board/ratification.ts'
import type { AnswerState } from '../board/response-clock.ts'

/** One point that was put to the Board, as far as it got. */
export interface PointFacts {
  answer: AnswerState
  stance: Stance | null
  partners: readonly { state: RatificationState; overdueSince: string | null }[]
  actions: readonly { rating: Rag | null }[]
}

/**
 * Where a point is told (rule F-2, with its fourth part): `did` what was taken on; `did_not` what was refused, passed on
 * or met with silence; `waiting` while its answer is not yet due. What was taken on in part is told under both, and so
 * is what a partner then declined or left unanswered, or an owner stopped or fell silent about.
 */
export function toldUnder(point: PointFacts): { did: boolean; didNot: boolean; waiting: boolean } {
  if (point.stance === null) {
    return { did: false, didNot: point.answer.state === 'overdue', waiting: point.answer.state !== 'overdue' }
  }
  const taken = point.stance === 'accept' || point.stance === 'in_part'
  const held = point.partners.some((p) => p.state === 'declined' || p.overdueSince !== null)
  const stopped = point.actions.some((a) => a.rating === 'red' || a.rating === 'not_reported')
  return { did: taken, didNot: !taken || point.stance === 'in_part' || held || stopped, waiting: false }
}
