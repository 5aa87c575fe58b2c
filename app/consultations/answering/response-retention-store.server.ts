import type { Handle, Tx } from '../../../db/connect.ts'

/** Consultations that closed before a day with answers still there, and whether their result is worked out. */
export async function oldConsultations(db: Handle, before: string) {
  const rows = await answersByConsultation(db).where('e.closes_on', '<', before).execute()
  const frozen = await db.selectFrom('snapshot').select('exercise_id').where('stage', '=', 'analysis').execute()
  return rows.map((row) => ({
    id: row.id,
    answers: Number(row.answers),
    frozen: frozen.some(({ exercise_id }) => exercise_id === row.exerciseId),
  }))
}

const answersByConsultation = (db: Handle) =>
  db
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['c.id', 'e.id as exerciseId', 'e.closes_on as closesOn'])
    .select((eb) => eb.fn.countAll<number>().as('answers'))
    .groupBy(['c.id', 'e.id', 'e.closes_on'])

/** The closing day of the oldest consultation whose answers are still there; null where there are none. */
export async function oldestClosing(db: Handle): Promise<string | null> {
  const rows = await answersByConsultation(db).execute()
  return (
    rows
      .flatMap(({ closesOn }) => closesOn ?? [])
      .sort()
      .at(0) ?? null
  )
}

/**
 * Deletes every answer of a consultation with its words and what people said about themselves; the openings of their
 * commitments go too, so that the chain still verifies and says nothing. Published results and counters stay.
 */
export async function deleteAnswers(tx: Tx, consultationId: string): Promise<void> {
  const ids = tx.selectFrom('response').select('id').where('consultation_id', '=', consultationId)
  await tx
    .deleteFrom('ledger_opening')
    .where('seq', 'in', (q) =>
      q
        .selectFrom('response')
        .select('ledger_seq')
        .where('consultation_id', '=', consultationId)
        .where('ledger_seq', 'is not', null)
        .$castTo<{ ledger_seq: number }>(),
    )
    .execute()
  for (const table of [
    'response_pick',
    'response_text',
    'response_answer',
    'response_own_words',
    'response_organisation',
    'organisation_review',
  ] as const) {
    await tx.deleteFrom(table).where('response_id', 'in', ids).execute()
  }
  await tx.deleteFrom('added_statement').where('response_id', 'in', ids).where('state', '!=', 'accepted').execute()
  await tx.updateTable('added_statement').set({ response_id: null }).where('response_id', 'in', ids).execute()
  await tx.deleteFrom('response').where('consultation_id', '=', consultationId).execute()
  await tx.deleteFrom('monitoring_answer').where('consultation_id', '=', consultationId).execute()
  // A batch that nobody signed still holds what was keyed.
  const batches = tx.selectFrom('paper_batch').select('id').where('consultation_id', '=', consultationId)
  for (const table of ['paper_form', 'paper_sheet'] as const) {
    await tx.deleteFrom(table).where('batch_id', 'in', batches).execute()
  }
}
