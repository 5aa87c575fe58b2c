import type { Handle } from '../../../db/connect.ts'
import { workingFormOf } from '../../consultations/building/working-form-store.server.ts'
import { peopleMap } from '../areas/area-share.ts'
import { placesOn } from '../areas/place-store.server.ts'
import { type Exercise, type PlanTrouble, planWarnings, publishingTroubles } from '../exercise.ts'
import { compactWarnings } from '../notices/notice.ts'
import { compactPlanOf } from '../notices/notice-store.server.ts'
import { stakeholderWarnings } from '../notices/stakeholder.ts'
import { stakeholdersOf } from '../notices/stakeholder-store.server.ts'
import { practiceOf } from '../practice-store.server.ts'
import { overlapTroubles } from '../register/overlap-answer.ts'
import { overlapsOf, pairsToAnswer } from '../register/overlap-store.server.ts'
import { holidayWarnings } from '../register/plan-weeks.ts'
import { pollTroubles, pollWarnings } from '../register/poll.ts'
import { pollsFrom } from '../register/poll-store.server.ts'
import { entryTroubles } from '../register/register-entry.ts'
import { entryOf } from '../register/register-entry-store.server.ts'
import { newestConsultation } from '../template-store.server.ts'

/**
 * Everything that stands between a plan and its publication, and what should be thought about again, from the plan
 * itself and from all that the partnership knows besides.
 */
export async function readinessOf(
  db: Handle,
  exercise: Exercise,
  today: string,
): Promise<{ troubles: PlanTrouble[]; warnings: PlanTrouble[] }> {
  const practice = await practiceOf(db)
  const entry = await entryOf(db, exercise.id)
  const polls = await pollsFrom(db, today)
  const map = peopleMap(await placesOn(db, today))
  const pairs = pairsToAnswer(await overlapsOf(db, exercise.id, today))
  const canBeAnswered =
    entry.askedElsewhere ||
    (await newestConsultation(db, exercise.id)) !== undefined ||
    (await workingFormOf(db, exercise.id)) !== undefined
  return {
    troubles: [
      ...publishingTroubles(exercise, practice, canBeAnswered),
      ...entryTroubles(entry, exercise.legalBasis),
      ...pollTroubles(exercise, polls, map),
      ...overlapTroubles(pairs, today),
    ],
    warnings: [
      ...planWarnings(exercise, practice),
      ...holidayWarnings(exercise, practice),
      ...compactWarnings(exercise, await compactPlanOf(db, exercise.id), practice),
      ...pollWarnings(exercise, polls, map),
      ...stakeholderWarnings(await stakeholdersOf(db, exercise.id)),
    ],
  }
}
