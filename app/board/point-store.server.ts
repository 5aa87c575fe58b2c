import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { pickOptionsOf } from '../consultations/consultation-store.server.ts'
import { agreedTexts } from '../feedback/wording-store.server.ts'
import { textsOf } from '../languages/text-store.server.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { slugFrom } from './action.ts'
import { promised } from './response-clock.ts'

interface NewPoint {
  source: 'list' | 'jury'
  listId: string | null
  statementId: string | null
  priorityId: string | null
  exerciseId: string
  slug: string
  wording: string
}

/**
 * Puts a jury's recommendations before the Board, one point each, in the jurors' words (rule B-1). Call it in the
 * transaction that publishes the jury's report, after the tallies are written: only statements whose outcome is
 * `recommendation` become points. `publishedOn` (London day) starts the clock of rule B-2. What is a point already stays
 * as it is, so a second call adds nothing. Returns the ids of the points it made.
 */
export async function pointsFromJury(
  tx: Tx,
  { juryId, publishedOn }: { juryId: string; publishedOn: string },
): Promise<string[]> {
  const statements = await tx
    .selectFrom('statement as s')
    .innerJoin('vote_tally as v', 'v.statement_id', 's.id')
    .innerJoin('jury as j', 'j.id', 's.jury_id')
    .select(['s.id', 's.number', 's.body', 's.priority_id', 'j.slug', 'j.exercise_id'])
    .where('s.jury_id', '=', juryId)
    .where('v.outcome', '=', 'recommendation')
    .orderBy('s.number')
    .execute()
  return addPoints(
    tx,
    statements.map((s) => ({
      source: 'jury' as const,
      listId: null,
      statementId: s.id,
      priorityId: s.priority_id,
      exerciseId: s.exercise_id,
      slug: `${s.slug}-${s.number}`,
      wording: s.body,
    })),
    publishedOn,
  )
}

/**
 * Puts chosen options of a published list before the Board, one point each. Throws a RangeError when the list is not
 * published or an option is not one of its exercise's. What is a point already stays as it is.
 */
export async function pointsFromList(
  tx: Tx,
  { listId, optionIds, publishedOn }: { listId: string; optionIds: readonly string[]; publishedOn: string },
): Promise<string[]> {
  const list = await tx
    .selectFrom('priority_list as l')
    .innerJoin('exercise as e', 'e.id', 'l.exercise_id')
    .select(['l.id', 'l.exercise_id', 'l.published_at', 'e.slug'])
    .where('l.id', '=', listId)
    .executeTakeFirst()
  if (!list?.published_at) throw new RangeError('the list is not published')
  const options = await pickOptionsOf(tx, list.exercise_id)
  const chosen = optionIds.map((id) => {
    const option = options.find((o) => o.id === id)
    if (!option) throw new RangeError(`not an option of this list: ${id}`)
    return option
  })
  const texts = await textsOf(
    tx,
    chosen.map((o) => o.title_text_id),
    'en',
  )
  const agreed = await agreedTexts(tx, optionIds, 'en')
  return addPoints(
    tx,
    chosen.map((o) => {
      const drafted = texts.get(o.title_text_id)?.body ?? o.id
      const wording = agreed.get(o.id)?.body ?? drafted
      return {
        source: 'list' as const,
        listId,
        statementId: null,
        priorityId: o.priority_id,
        exerciseId: list.exercise_id,
        slug: `${list.slug}-${o.priority_slug ?? slugFrom(drafted)}`,
        wording,
      }
    }),
    publishedOn,
  )
}

async function addPoints(tx: Tx, points: readonly NewPoint[], publishedOn: string): Promise<string[]> {
  if (!points.length) return []
  const known = await tx
    .selectFrom('point')
    .select(['slug', 'statement_id', 'list_id', 'priority_id', 'wording'])
    .where('exercise_id', 'in', [...new Set(points.map((p) => p.exerciseId))])
    .execute()
  const isKnown = (p: NewPoint) =>
    known.some((k) =>
      p.statementId ? k.statement_id === p.statementId : k.list_id === p.listId && k.wording === p.wording,
    )
  const meetings = await tx
    .selectFrom('meeting as m')
    .innerJoin('body as b', 'b.id', 'm.body_id')
    .select('m.on_date')
    .where('b.kind', '=', 'board')
    .where('m.on_date', '>', publishedOn)
    .execute()
  const clock = promised(
    publishedOn,
    meetings.map((m) => m.on_date),
  )
  const taken = new Set(known.map((k) => k.slug))
  const rows = points
    .filter((p) => !isKnown(p))
    .map((p) => {
      const slug = slugFrom(p.slug, taken)
      taken.add(slug)
      return {
        id: randomUUID() as string,
        slug,
        source: p.source,
        list_id: p.listId,
        statement_id: p.statementId,
        priority_id: p.priorityId,
        exercise_id: p.exerciseId,
        wording: p.wording,
        published_on: publishedOn,
        acknowledge_by: clock.acknowledgeBy,
        acknowledged_on: null,
        answer_by: clock.answerBy,
      }
    })
  if (!rows.length) return []
  await tx.insertInto('point').values(rows).execute()
  await record(
    tx,
    'board.points',
    { points: rows.map(({ slug, wording, answer_by }) => ({ slug, wording, answerBy: answer_by })) },
    publishedOn,
  )
  return rows.map((r) => r.id)
}

/** Tells the public that the Board has seen it (rule B-2: within 10 working days). Points acknowledged already stay so. */
export async function acknowledge(
  tx: Tx,
  { pointIds, personId, on, now }: { pointIds: readonly string[]; personId: string; on: string; now: Date },
): Promise<void> {
  if (!pointIds.length) return
  const open = await tx
    .selectFrom('point')
    .select(['id', 'slug'])
    .where('id', 'in', [...pointIds])
    .where('acknowledged_on', 'is', null)
    .orderBy('slug')
    .execute()
  if (!open.length) return
  await tx
    .updateTable('point')
    .set({ acknowledged_on: on })
    .where(
      'id',
      'in',
      open.map((p) => p.id),
    )
    .execute()
  await record(tx, 'board.acknowledged', { points: open.map((p) => p.slug), on }, on)
  for (const { id } of open) await logAct(tx, now, { personId, did: 'acknowledged', objectKind: 'point', objectId: id })
}

/** What a jury recommended, in its words: statements that reached the threshold, by number. */
export async function recommendationsOf(db: Handle, juryId: string) {
  const statements = await db
    .selectFrom('statement as s')
    .innerJoin('vote_tally as v', 'v.statement_id', 's.id')
    .innerJoin('jury as j', 'j.id', 's.jury_id')
    .select(['s.number', 's.body', 'j.slug'])
    .where('s.jury_id', '=', juryId)
    .where('v.outcome', '=', 'recommendation')
    .orderBy('s.number')
    .execute()
  return statements[0]
    ? { slug: statements[0].slug, statements: statements.map(({ number, body }) => ({ number, body })) }
    : null
}

/** Juries whose report is out, by the name the public knows them by. */
export const juriesReported = (db: Handle) =>
  db
    .selectFrom('jury')
    .select(['id', 'public_name as title'])
    .where('report_published_at', 'is not', null)
    .orderBy('report_published_at', 'desc')
    .orderBy('id')
    .execute()

/** How the jurors voted on one statement: those who support it or can live with it, of those who voted for or against. */
export async function juryVoteOn(db: Handle, statementId: string) {
  const v = await db.selectFrom('vote_tally').selectAll().where('statement_id', '=', statementId).executeTakeFirst()
  if (!v) return null
  const consent = v.strongly_support + v.support + v.live_with
  return { consent, voting: consent + v.oppose + v.strongly_oppose, abstained: v.abstain }
}
