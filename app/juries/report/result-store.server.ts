import type { Handle, Tx } from '../../../db/connect.ts'
import { inReportOrder, type Outcome } from '../votes/outcome.ts'
import type { Choice, Counts } from '../votes/vote.ts'
import { scale } from '../votes/vote.ts'

export interface Result {
  id: string
  number: number
  body: string
  because: string
  priorityId: string | null
  counts: Counts
  outcome: Outcome
  present: number
}

/** The newest counted vote on each statement, in the order of a report. */
export async function resultsOf(db: Handle, juryId: string): Promise<Result[]> {
  const rows = await db
    .selectFrom('vote_tally as t')
    .innerJoin('vote as v', 'v.id', 't.vote_id')
    .innerJoin('statement as s', 's.id', 't.statement_id')
    .innerJoin('vote_statement as w', (join) =>
      join.onRef('w.vote_id', '=', 't.vote_id').onRef('w.statement_id', '=', 't.statement_id'),
    )
    .selectAll('t')
    .select(['s.number', 's.priority_id', 'w.body', 'w.because', 'v.present', 'v.counted_at'])
    .where('v.jury_id', '=', juryId)
    .orderBy('v.opened_at')
    .orderBy('v.id')
    .execute()
  const newest = new Map(rows.map((row) => [row.statement_id, row]))
  return inReportOrder(
    [...newest.values()].map((row) => ({
      id: row.statement_id,
      number: row.number,
      body: row.body,
      because: row.because,
      priorityId: row.priority_id,
      counts: Object.fromEntries(scale.map((choice) => [choice, Number(row[choice])])) as Record<Choice, number>,
      outcome: row.outcome,
      present: row.present,
    })),
  )
}

/** The address of the Board's point for each statement that became one, by statement id. */
export async function pointsByStatement(
  db: Handle,
  juryId: string,
): Promise<Map<string, { slug: string; answeredOn: string | null }>> {
  const rows = await db
    .selectFrom('point as p')
    .innerJoin('statement as s', 's.id', 'p.statement_id')
    .leftJoin('position as a', 'a.point_id', 'p.id')
    .select(['p.slug', 'p.statement_id'])
    .select((eb) => eb.fn.min('a.published_on').as('answeredOn'))
    .where('s.jury_id', '=', juryId)
    .groupBy(['p.slug', 'p.statement_id'])
    .orderBy('p.slug')
    .execute()
  return new Map(rows.map((row) => [row.statement_id!, { slug: row.slug, answeredOn: row.answeredOn ?? null }]))
}

/** What the jurors said of their jury: by question, how many gave each answer. */
export const evaluationOf = (db: Handle, juryId: string) =>
  db
    .selectFrom('jury_evaluation')
    .select(['question', 'answer', 'people'])
    .where('jury_id', '=', juryId)
    .orderBy('question')
    .orderBy('answer')
    .execute()

/** Writes the answers to one question about the jury, in place of earlier ones. */
export async function saveEvaluation(
  tx: Tx,
  juryId: string,
  question: string,
  answers: Record<string, number>,
): Promise<void> {
  await tx.deleteFrom('jury_evaluation').where('jury_id', '=', juryId).where('question', '=', question).execute()
  await tx
    .insertInto('jury_evaluation')
    .values(Object.entries(answers).map(([answer, people]) => ({ jury_id: juryId, question, answer, people })))
    .execute()
}

/** The counted votes of a jury: how many were present, how many voted, and the digest of the set of ballots. */
export async function votesOf(db: Handle, juryId: string) {
  const rows = await db
    .selectFrom('vote as v')
    .innerJoin('vote_roll as r', 'r.vote_id', 'v.id')
    .select(['v.id', 'v.present', 'v.ballots_commitment as commitment'])
    .select((eb) => eb.fn.sum('r.has_voted').as('cast'))
    .where('v.jury_id', '=', juryId)
    .where('v.counted_at', 'is not', null)
    .groupBy(['v.id', 'v.present', 'v.ballots_commitment', 'v.opened_at'])
    .orderBy('v.opened_at')
    .orderBy('v.id')
    .execute()
  return rows.map(({ present, commitment, cast }) => ({ present, commitment: commitment ?? '', cast: Number(cast) }))
}
