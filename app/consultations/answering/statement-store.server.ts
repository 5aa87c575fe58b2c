import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { firstLanguage } from '../../languages/language.ts'
import { addText } from '../../languages/text-store.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import type { Choice } from '../kinds/kind.ts'

/** Which of some questions ask for agreement with statements: what is written there becomes a statement itself. */
export async function statementQuestions(db: Handle, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('form_question')
    .select('id')
    .where('id', 'in', ids)
    .where('kind', '=', 'statements')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Keeps a resident's statement for an officer to read. Nobody else sees it before. */
export async function addStatement(
  tx: Tx,
  given: { questionId: string; responseId: string; language: string; body: string; receivedOn: string },
): Promise<void> {
  await tx
    .insertInto('added_statement')
    .values({
      id: randomUUID(),
      question_id: given.questionId,
      response_id: given.responseId,
      language: given.language,
      body: given.body,
      state: 'waiting',
      reason: '',
      text_id: null,
      moderated_by: null,
      moderated_on: null,
      received_on: given.receivedOn,
    })
    .execute()
}

/** A statement of a withdrawn answer goes with it, unless others have judged it already: then nothing leads back. */
export async function forgetStatements(tx: Tx, responseId: string): Promise<void> {
  await tx
    .deleteFrom('added_statement')
    .where('response_id', '=', responseId)
    .where('state', '!=', 'accepted')
    .execute()
  await tx.updateTable('added_statement').set({ response_id: null }).where('response_id', '=', responseId).execute()
}

/** The accepted statements of a question, as it offers its own. */
export async function acceptedStatements(db: Handle, questionId: string): Promise<Choice[]> {
  const rows = await db
    .selectFrom('added_statement')
    .select(['id', 'text_id'])
    .where('question_id', '=', questionId)
    .where('state', '=', 'accepted')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, text_id }) => (text_id ? [{ id, title: text_id, example: null, priority: null }] : []))
}

/** Residents' statements of an exercise, those that wait first; one in an answer that is held comes with its answer. */
export async function addedStatements(db: Handle, exerciseId: string) {
  const rows = await db
    .selectFrom('added_statement as s')
    .innerJoin('form_question as q', 'q.id', 's.question_id')
    .innerJoin('consultation as c', 'c.id', 'q.consultation_id')
    .leftJoin('response as r', 'r.id', 's.response_id')
    .select(['s.id', 's.question_id', 's.language', 's.body', 's.state', 's.reason', 's.text_id'])
    .select(['s.moderated_on', 's.received_on', 'q.owned_by'])
    .where('c.exercise_id', '=', exerciseId)
    .where((eb) => eb.or([eb('r.status', 'is', null), eb('r.status', '!=', 'quarantined')]))
    .orderBy('s.received_on')
    .orderBy('s.id')
    .execute()
  const states = ['waiting', 'accepted', 'refused']
  return rows.sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state))
}

/** An officer's word on a statement; accepting one that is not in English needs what it says in English. */
export type Verdict = { state: 'accepted'; english: string | null } | { state: 'refused'; reason: string }

/** Decides on a statement that waits. False when somebody else has decided already. */
export async function moderate(
  tx: Tx,
  given: { exerciseId: string; statementId: string; verdict: Verdict; personId: string },
  now: Date,
): Promise<boolean> {
  const { statementId: id, verdict, personId } = given
  const waiting = (await addedStatements(tx, given.exerciseId)).find((one) => one.id === id && one.state === 'waiting')
  if (!waiting) return false
  const accepted = verdict.state === 'accepted'
  const english = accepted ? verdict.english : null
  const bodies = { en: english ?? waiting.body, ...(english ? { [waiting.language]: waiting.body } : {}) }
  const textId = accepted ? await addText(tx, 'added statement', bodies, { checked: [waiting.language] }) : null
  const reason = accepted ? '' : verdict.reason
  await tx
    .updateTable('added_statement')
    .set({ state: verdict.state, reason, text_id: textId, moderated_by: personId, moderated_on: londonDay(now) })
    .where('id', '=', id)
    .execute()
  await record(
    tx,
    `statement.${verdict.state}`,
    { statement: id, question: waiting.question_id, reason },
    londonDay(now),
  )
  await logAct(tx, now, { personId, did: `${verdict.state} a statement`, objectKind: 'statement', objectId: id })
  return true
}

/** The officer writes in English; anything else needs a rendering. */
export const needsEnglish = (language: string): boolean => language !== firstLanguage
