import type { Handle, Tx } from '../../../db/connect.ts'
import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import { referenceHash } from '../../ledger/reference-code.ts'
import type { FormAnswers, SentForm } from '../form.ts'
import { addStatement, forgetStatements, statementQuestions } from './statement-store.server.ts'

/** The rows of one response's answers: what is counted, and own words apart from it. */
export const formAnswerRows = (responseId: string, answers: FormAnswers, language: string) => ({
  values: Object.entries(answers).map(([question_id, { value }]) => ({
    response_id: responseId,
    question_id,
    value: canonicalJson(value as Canonical),
  })),
  words: Object.entries(answers).flatMap(([question_id, { text }]) =>
    text ? [{ response_id: responseId, question_id, language, body: text }] : [],
  ),
})

/** Writes the answers to a form beside their response: what is counted, and own words apart from it. */
export async function addFormAnswers(
  tx: Tx,
  responseId: string,
  { answers }: SentForm,
  { language, mayPublish }: { language: string; mayPublish: boolean },
  day: string,
): Promise<void> {
  const { values, words: written } = formAnswerRows(responseId, answers, language)
  if (!values.length) return
  await tx.insertInto('response_answer').values(values).execute()
  if (!written.length) return
  const asking = await statementQuestions(
    tx,
    written.map(({ question_id }) => question_id),
  )
  const words = written
    .filter(({ question_id }) => !asking.has(question_id))
    .map((row) => ({ ...row, may_publish: mayPublish ? 1 : 0 }))
  for (const { question_id: questionId, body } of written) {
    if (asking.has(questionId)) await addStatement(tx, { questionId, responseId, language, body, receivedOn: day })
  }
  if (words.length) await tx.insertInto('response_own_words').values(words).execute()
}

/** What the ledger commits to: the version and what is counted. Own words stay out, so that redacting breaks nothing. */
export const committedForm = ({ version, answers }: SentForm) => ({
  form: {
    version,
    answers: Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value as Canonical])),
  },
})

/** Takes the answers of a response away, words and all. */
export async function dropFormAnswers(tx: Tx, responseId: string): Promise<void> {
  await tx.deleteFrom('response_answer').where('response_id', '=', responseId).execute()
  await tx.deleteFrom('response_own_words').where('response_id', '=', responseId).execute()
  await forgetStatements(tx, responseId)
}

/**
 * What the holder of a reference answered, without their own words, and the version of the form it was answered in.
 * Undefined where there is no such answer, it has been taken back, or it was to the flagship template.
 */
export async function formAnswersByReference(
  db: Handle,
  secret: string,
  reference: string,
): Promise<{ responseId: string; consultationId: string; version: number; answers: FormAnswers } | undefined> {
  const row = await db
    .selectFrom('response')
    .select(['id', 'consultation_id', 'form_version'])
    .where('reference_hash', '=', referenceHash(secret, reference))
    .where('status', '!=', 'withdrawn')
    .where('form_version', 'is not', null)
    .executeTakeFirst()
  if (!row) return undefined
  const rows = await db
    .selectFrom('response_answer')
    .select(['question_id', 'value'])
    .where('response_id', '=', row.id)
    .execute()
  const answers = rows.map(({ question_id, value }) => [question_id, { value: JSON.parse(value), text: '' }] as const)
  return {
    responseId: row.id,
    consultationId: row.consultation_id,
    version: row.form_version!,
    answers: Object.fromEntries(answers),
  }
}
