import { randomUUID } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'
import { addText } from '../languages/text-store.server.ts'
import { type Flagship, flagshipProblems, questionKinds, type Translations } from './flagship.ts'

/**
 * Writes a consultation of the flagship template under an exercise that exists already: its texts, the four questions
 * and the options. Returns its id and the option ids by key. Throws a RangeError naming what the template does not allow.
 */
export async function createConsultation(
  tx: Tx,
  { exerciseId, id = randomUUID(), version = 1, picksMax = 3, minutes = 4, texts, options }: Flagship,
): Promise<{ id: string; optionIds: Record<string, string> }> {
  const problems = flagshipProblems({ picksMax, options })
  if (problems.length) throw new RangeError(`not the flagship template: ${problems.join(', ')}`)
  const add = (name: string, bodies: Translations) =>
    addText(tx, `consultation ${name}`, bodies, { id: `${id}-${name}` })
  await tx
    .insertInto('consultation')
    .values({
      id,
      exercise_id: exerciseId,
      version,
      title_text_id: await add('title', texts.title),
      lead_text_id: await add('lead', texts.lead),
      decision_text_id: await add('decision', texts.decision),
      can_change_text_id: await add('can-change', texts.canChange),
      cannot_change_text_id: await add('cannot-change', texts.cannotChange),
      picks_max: picksMax,
      minutes,
    })
    .execute()
  for (const [i, kind] of questionKinds.entries()) {
    const { title, hint } = texts.questions[kind]
    await tx
      .insertInto('question')
      .values({
        id: `${id}-${kind}`,
        consultation_id: id,
        position: i + 1,
        kind,
        title_text_id: await add(`${kind}-title`, title),
        hint_text_id: hint && (await add(`${kind}-hint`, hint)),
      })
      .execute()
  }
  const optionIds: Record<string, string> = {}
  for (const [i, { key, title, example, priorityId }] of options.entries()) {
    optionIds[key] = `${id}-option-${key}`
    await tx
      .insertInto('question_option')
      .values({
        id: optionIds[key],
        question_id: `${id}-pick`,
        position: i + 1,
        title_text_id: await add(`option-${key}`, title),
        example_text_id: example && (await add(`example-${key}`, example)),
        priority_id: priorityId,
      })
      .execute()
  }
  return { id, optionIds }
}
