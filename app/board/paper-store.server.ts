import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { type PaperKind, paperKinds } from './paper.ts'

/** A paper with the item and meeting it is for. */
export interface Paper {
  id: string
  kind: PaperKind
  title: string
  summary: string
  body: string
  listId: string | null
  juryId: string | null
  publishedOn: string
  itemId: string
  item: string
  meetingId: string
  meetingOn: string
  /** The day the public could read it; null while the meeting's papers are not out. */
  publicSince: string | null
}

const papers = (db: Handle) =>
  db
    .selectFrom('paper as p')
    .innerJoin('agenda_item as i', 'i.id', 'p.agenda_item_id')
    .innerJoin('meeting as m', 'm.id', 'i.meeting_id')
    .selectAll('p')
    .select(['i.title as item', 'i.position', 'm.id as meeting_id', 'm.on_date', 'm.papers_published_on'])

type Row = Awaited<ReturnType<ReturnType<typeof papers>['execute']>>[number]

/** A paper added after the others went out is public from its own day: late, and seen to be late. */
const asPaper = (p: Row): Paper => ({
  id: p.id,
  kind: p.kind,
  title: p.title,
  summary: p.summary,
  body: p.body,
  listId: p.list_id,
  juryId: p.jury_id,
  publishedOn: p.published_on,
  itemId: p.agenda_item_id,
  item: p.item,
  meetingId: p.meeting_id,
  meetingOn: p.on_date,
  publicSince:
    p.papers_published_on && (p.papers_published_on > p.published_on ? p.papers_published_on : p.published_on),
})

/** A meeting's papers by item, the equality impact assessment among them. */
export async function papersOf(db: Handle, meetingId: string): Promise<Paper[]> {
  const rows = await papers(db)
    .where('m.id', '=', meetingId)
    .orderBy('i.part')
    .orderBy('i.position')
    .orderBy('p.id')
    .execute()
  const order = (a: Paper, b: Paper) =>
    a.itemId === b.itemId ? paperKinds.indexOf(a.kind) - paperKinds.indexOf(b.kind) : 0
  return rows.map(asPaper).sort(order)
}

export async function paperOf(db: Handle, id: string): Promise<Paper | undefined> {
  const row = await papers(db).where('p.id', '=', id).executeTakeFirst()
  return row && asPaper(row)
}

/** Adds a paper to an item; it is public once the meeting's papers are. Returns its id. */
export async function addPaper(
  tx: Tx,
  paper: {
    itemId: string
    kind: PaperKind
    title: string
    summary: string
    body: string
    listId?: string | null
    juryId?: string | null
    on: string
    personId: string
    now: Date
    id?: string
  },
): Promise<string> {
  const id = paper.id ?? randomUUID()
  await tx
    .insertInto('paper')
    .values({
      id,
      agenda_item_id: paper.itemId,
      kind: paper.kind,
      title: paper.title,
      summary: paper.summary,
      body: paper.body,
      list_id: paper.listId ?? null,
      jury_id: paper.juryId ?? null,
      published_on: paper.on,
    })
    .execute()
  await record(tx, 'board.paper', { id, kind: paper.kind, title: paper.title, body: paper.body }, paper.on)
  await logAct(tx, paper.now, { personId: paper.personId, did: 'added', objectKind: 'paper', objectId: id })
  return id
}

/** Notes that a member has read a paper (rule E-2: per member, never for another). */
export async function markRead(
  tx: Tx,
  { paperId, personId, now }: { paperId: string; personId: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('paper_read')
    .values({ paper_id: paperId, person_id: personId, read_at: now.toISOString() })
    .onConflict((c) => c.columns(['paper_id', 'person_id']).doNothing())
    .execute()
}

/** Which of these papers somebody has read. */
export async function readBy(db: Handle, personId: string, paperIds: readonly string[]): Promise<Set<string>> {
  if (!paperIds.length) return new Set()
  const rows = await db
    .selectFrom('paper_read')
    .select('paper_id')
    .where('person_id', '=', personId)
    .where('paper_id', 'in', [...paperIds])
    .execute()
  return new Set(rows.map((r) => r.paper_id))
}

/** How many people have said that they read each paper. */
export async function readersOf(db: Handle, paperIds: readonly string[]): Promise<Map<string, number>> {
  if (!paperIds.length) return new Map()
  const rows = await db
    .selectFrom('paper_read')
    .select((eb) => ['paper_id', eb.fn.countAll().as('people')])
    .where('paper_id', 'in', [...paperIds])
    .groupBy('paper_id')
    .execute()
  return new Map(rows.map((r) => [r.paper_id, Number(r.people)]))
}

/** Items of meetings held, the newest first: where a position can have been decided. */
export const heldItems = (db: Handle) =>
  db
    .selectFrom('agenda_item as i')
    .innerJoin('meeting as m', 'm.id', 'i.meeting_id')
    .select(['i.id', 'i.title', 'm.on_date as onDate'])
    .where('m.held', '=', 1)
    .orderBy('m.on_date', 'desc')
    .orderBy('i.part')
    .orderBy('i.position')
    .execute()

/** Equality impact assessments among the papers of meetings, the newest first. */
export const equalityPapers = (db: Handle) =>
  db
    .selectFrom('paper as p')
    .innerJoin('agenda_item as i', 'i.id', 'p.agenda_item_id')
    .innerJoin('meeting as m', 'm.id', 'i.meeting_id')
    .select(['p.id', 'p.title', 'm.on_date as onDate'])
    .where('p.kind', '=', 'equality_impact')
    .orderBy('m.on_date', 'desc')
    .orderBy('p.id')
    .execute()
