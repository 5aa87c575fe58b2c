import type { Handle } from '../../db/connect.ts'
import { type Exercise, type PlanTrouble, planWarnings, publishingTroubles } from './exercise.ts'
import { practiceOf } from './practice-store.server.ts'
import { entryTroubles } from './register-entry.ts'
import { entryOf } from './register-entry-store.server.ts'
import { newestConsultation } from './template-store.server.ts'

/**
 * Everything that stands between a plan and its publication, and what should be thought about again, from the plan
 * itself and from all that the partnership knows besides.
 */
export async function readinessOf(
  db: Handle,
  exercise: Exercise,
): Promise<{ troubles: PlanTrouble[]; warnings: PlanTrouble[] }> {
  const practice = await practiceOf(db)
  const entry = await entryOf(db, exercise.id)
  const canBeAnswered = entry.askedElsewhere || (await newestConsultation(db, exercise.id)) !== undefined
  return {
    troubles: [...publishingTroubles(exercise, practice, canBeAnswered), ...entryTroubles(entry, exercise.legalBasis)],
    warnings: planWarnings(exercise, practice),
  }
}
