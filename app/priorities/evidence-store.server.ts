import type { Handle } from '../../db/connect.ts'

/** What juries said about a priority, and what the Board answered and partners do: published things only. */
export async function evidenceOf(db: Handle, priorityId: string) {
  const statements = await db
    .selectFrom('statement as s')
    .innerJoin('jury as j', 'j.id', 's.jury_id')
    .innerJoin('vote_tally as v', 'v.statement_id', 's.id')
    .select(['s.id', 's.body', 'j.slug', 'v.outcome', 'v.strongly_support', 'v.support', 'v.live_with'])
    .select(['v.oppose', 'v.strongly_oppose'])
    .where('s.priority_id', '=', priorityId)
    .where('j.report_published_at', 'is not', null)
    .orderBy('s.number')
    .orderBy('s.id')
    .execute()
  const points = await db
    .selectFrom('point as p')
    .leftJoin('position as o', (join) => join.onRef('o.point_id', '=', 'p.id').on('o.published_on', 'is not', null))
    .select([
      'p.id',
      'p.slug',
      'p.wording',
      'p.answer_by',
      'o.stance',
      'o.decided_on',
      'o.version',
      'o.id as position_id',
    ])
    .where('p.priority_id', '=', priorityId)
    .orderBy('p.id')
    .orderBy('o.version', 'desc')
    .execute()
  const newest = points.filter((point, i) => points.findIndex((other) => other.id === point.id) === i)
  const positionIds = newest.flatMap((point) => (point.position_id ? [point.position_id] : []))
  const actions = positionIds.length
    ? await db
        .selectFrom('action')
        .select(['id', 'slug', 'title', 'position_id'])
        .where('position_id', 'in', positionIds)
        .orderBy('id')
        .execute()
    : []
  return {
    statements: statements.map((s) => {
      const consent = s.strongly_support + s.support + s.live_with
      return {
        id: s.id,
        body: s.body,
        slug: s.slug,
        outcome: s.outcome,
        consent,
        voting: consent + s.oppose + s.strongly_oppose,
      }
    }),
    points: newest.map((point) => ({
      slug: point.slug,
      wording: point.wording,
      stance: point.stance,
      decidedOn: point.decided_on,
      answerBy: point.answer_by,
      actions: actions.filter((action) => action.position_id === point.position_id),
    })),
  }
}

export type Evidence = Awaited<ReturnType<typeof evidenceOf>>
