import type { Handle } from '../../../db/connect.ts'
import { promiseOf } from '../jury-state.ts'

/** The promise to answer each jury whose report is out, or one jury's: what became of it by `today` (London). */
export async function promisesOf(db: Handle, today: string, juryId?: string) {
  let query = db
    .selectFrom('jury as j')
    .innerJoin('exercise as e', 'e.id', 'j.exercise_id')
    .select(['j.id', 'j.slug', 'j.public_name as publicName', 'j.practice', 'e.slug as exerciseSlug'])
    .select(['j.report_published_at', 'j.promise_who as who', 'j.promise_by'])
    .where('e.published_at', 'is not', null)
    .where('j.report_published_at', 'is not', null)
    .orderBy('j.slug')
  if (juryId !== undefined) query = query.where('j.id', '=', juryId)
  const juries = await query.execute()
  if (!juries.length) return []
  const counted = await db
    .selectFrom('vote_tally as t')
    .innerJoin('statement as s', 's.id', 't.statement_id')
    .select(['s.jury_id', 's.id'])
    .distinct()
    .execute()
  const points = await db
    .selectFrom('point as p')
    .innerJoin('statement as s', 's.id', 'p.statement_id')
    .leftJoin('position as a', 'a.point_id', 'p.id')
    .select(['s.jury_id', 'p.id'])
    .select((eb) => eb.fn.min('a.published_on').as('answeredOn'))
    .groupBy(['s.jury_id', 'p.id'])
    .execute()
  return juries.flatMap(({ practice, report_published_at, promise_by, ...jury }) => {
    const promise = promiseOf(
      {
        practice: practice === 1,
        reportPublishedAt: report_published_at,
        promiseBy: promise_by ?? '',
        outcomes: counted.filter((row) => row.jury_id === jury.id).length,
        answers: points.filter((row) => row.jury_id === jury.id).map((row) => row.answeredOn ?? null),
      },
      today,
    )
    return promise ? [{ ...jury, ...promise }] : []
  })
}
