import type { Handle } from '../../db/connect.ts'
import { workingFormOf } from '../consultations/building/working-form-store.server.ts'
import { plainWords } from './register/same-question.ts'

/**
 * Leaves out of some wordings those that only another partner's module of this exercise asks while it is being written:
 * that they are asked elsewhere too tells the asker nothing they may read (P-14). One in their place says so.
 */
export async function withoutModules(
  db: Handle,
  exerciseId: string,
  sees: (question: { ownedBy: string | null }) => boolean,
  instead: string,
): Promise<(wordings: readonly string[]) => string[]> {
  const questions = (await workingFormOf(db, exerciseId))?.questions ?? []
  const asked = (seen: boolean) =>
    new Set(questions.filter((one) => sees(one) === seen).map(({ title }) => plainWords(title.en)))
  const [seen, unseen] = [asked(true), asked(false)]
  const isHidden = (wording: string) => unseen.has(plainWords(wording)) && !seen.has(plainWords(wording))
  return (wordings) => [...new Set(wordings.map((wording) => (isHidden(wording) ? instead : wording)))]
}
