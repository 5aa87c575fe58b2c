import type { Handle } from '../../db/connect.ts'
import type { Stance } from './position.ts'
import { type AnswerState, answerState } from './response-clock.ts'

/** The Board's answer as the public reads it: one published version. */
export interface PublishedPosition {
  id: string
  version: number
  stance: Stance
  reasonClass: string
  reasonDetail: string
  reason: string
  responsesAccount: string
  evidence: string | null
  passedTo: string | null
  equalityPaperId: string
  itemId: string
  method: 'consensus' | 'vote'
  dissent: string
  advisory: boolean
  changeNote: string | null
  decidedOn: string
  publishedOn: string
}

/** One point the Board owes an answer to, where it came from, and how the answer stands today. */
export interface Point {
  id: string
  slug: string
  source: 'list' | 'jury'
  wording: string
  exerciseId: string
  exerciseTitle: string
  exerciseSlug: string
  listId: string | null
  listVersion: number | null
  statementId: string | null
  statementNumber: number | null
  jurySlug: string | null
  priorityId: string | null
  publishedOn: string
  acknowledgeBy: string
  acknowledgedOn: string | null
  answerBy: string
  answer: AnswerState
  /** The newest published version. */
  position: PublishedPosition | null
  /** A newer version is written and not yet published: for the desk only. */
  draft: boolean
}

/** The points of some exercises, lists or priorities, or one by its address; every one without. Jury points by number. */
export async function pointsOf(
  db: Handle,
  today: string,
  which: { slug?: string; exerciseIds?: readonly string[]; listId?: string; priorityIds?: readonly string[] } = {},
): Promise<Point[]> {
  let query = db
    .selectFrom('point as q')
    .innerJoin('exercise as e', 'e.id', 'q.exercise_id')
    .leftJoin('priority_list as l', 'l.id', 'q.list_id')
    .leftJoin('statement as s', 's.id', 'q.statement_id')
    .leftJoin('jury as j', 'j.id', 's.jury_id')
    .selectAll('q')
    .select(['e.title', 'e.slug as exercise_slug', 'l.version as list_version', 's.number', 'j.slug as jury_slug'])
    .orderBy('q.published_on', 'desc')
    .orderBy('q.exercise_id')
    .orderBy('q.slug')
  if (which.slug !== undefined) query = query.where('q.slug', '=', which.slug)
  if (which.listId !== undefined) query = query.where('q.list_id', '=', which.listId)
  if (which.exerciseIds)
    query = query.where('q.exercise_id', 'in', which.exerciseIds.length ? [...which.exerciseIds] : [''])
  if (which.priorityIds)
    query = query.where('q.priority_id', 'in', which.priorityIds.length ? [...which.priorityIds] : [''])
  const rows = await query.execute()
  const versions = await versionsOf(
    db,
    rows.map((r) => r.id),
  )
  const points = rows.map((r): Point => {
    const own = versions.get(r.id) ?? { published: [], draft: false }
    const position = own.published[0] ?? null
    return {
      id: r.id,
      slug: r.slug,
      source: r.source,
      wording: r.wording,
      exerciseId: r.exercise_id,
      exerciseTitle: r.title,
      exerciseSlug: r.exercise_slug,
      listId: r.list_id,
      listVersion: r.list_version,
      statementId: r.statement_id,
      statementNumber: r.number,
      jurySlug: r.jury_slug,
      priorityId: r.priority_id,
      publishedOn: r.published_on,
      acknowledgeBy: r.acknowledge_by,
      acknowledgedOn: r.acknowledged_on,
      answerBy: r.answer_by,
      answer: answerState(r.answer_by, own.published.at(-1)?.publishedOn ?? null, today),
      position,
      draft: own.draft,
    }
  })
  const newestFirst = (a: Point, b: Point) =>
    a.publishedOn === b.publishedOn ? 0 : a.publishedOn < b.publishedOn ? 1 : -1
  const byExercise = (a: Point, b: Point) => (a.exerciseId === b.exerciseId ? 0 : a.exerciseId < b.exerciseId ? -1 : 1)
  return points.sort(
    (a, b) => newestFirst(a, b) || byExercise(a, b) || (a.statementNumber ?? 0) - (b.statementNumber ?? 0),
  )
}

/** Every published version of the positions on some points, newest first, and whether an unpublished one is written. */
export async function versionsOf(db: Handle, pointIds: readonly string[]) {
  const rows = pointIds.length
    ? await db
        .selectFrom('position')
        .selectAll()
        .where('point_id', 'in', [...pointIds])
        .orderBy('version', 'desc')
        .execute()
    : []
  const byPoint = new Map<string, { published: PublishedPosition[]; draft: boolean }>()
  for (const p of rows) {
    const own = byPoint.get(p.point_id) ?? { published: [], draft: false }
    byPoint.set(p.point_id, own)
    if (p.published_on === null) {
      own.draft = true
      continue
    }
    own.published.push({
      id: p.id,
      version: p.version,
      stance: p.stance,
      reasonClass: p.reason_class,
      reasonDetail: p.reason_detail,
      reason: p.reason,
      responsesAccount: p.responses_account,
      evidence: p.evidence,
      passedTo: p.passed_to,
      equalityPaperId: p.equality_paper_id,
      itemId: p.agenda_item_id,
      method: p.method,
      dissent: p.dissent,
      advisory: p.advisory === 1,
      changeNote: p.change_note,
      decidedOn: p.decided_on,
      publishedOn: p.published_on,
    })
  }
  return byPoint
}

/** The points decided at one meeting whose answer is published, with the version that stands. */
export async function decidedAt(db: Handle, meetingId: string, today: string): Promise<Point[]> {
  const rows = await db
    .selectFrom('position as p')
    .innerJoin('agenda_item as i', 'i.id', 'p.agenda_item_id')
    .innerJoin('point as q', 'q.id', 'p.point_id')
    .select(['q.id', 'q.exercise_id'])
    .where('i.meeting_id', '=', meetingId)
    .where('p.published_on', 'is not', null)
    .execute()
  const ids = new Set(rows.map((r) => r.id))
  const points = await pointsOf(db, today, { exerciseIds: [...new Set(rows.map((r) => r.exercise_id))] })
  return points.filter((p) => ids.has(p.id))
}
