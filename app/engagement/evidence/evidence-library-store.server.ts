import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { withRelated } from '../areas/area-share.ts'
import { placesOn } from '../areas/place-store.server.ts'
import { londonDay } from '../london-day.ts'
import { questionLines } from '../register/register-entry.ts'
import { type EvidenceItem, type EvidenceQuery, type evidenceKinds, searchText, searchWords } from './evidence.ts'
import { exerciseEvidence, hasPublishedResults } from './exercise-evidence-store.server.ts'

/** What is added to the library. Days are `YYYY-MM-DD`; `questions` one a line. */
export interface NewEvidence {
  kind: EvidenceItem['kind']
  title: string
  organisationId: string | null
  byName: string
  onDate: string
  summary: string
  questions: string
  answers: number | null
  profileNote: string
  reference: string
  whatChanged: string
  themeIds: readonly string[]
  areaIds: readonly string[]
  groups: readonly string[]
}

/** Adds one item, with the text it is found by; returns its id. */
export async function addEvidence(
  tx: Tx,
  given: NewEvidence & { id?: string },
  personId: string | null,
  now: Date,
): Promise<string> {
  const id = given.id ?? randomUUID()
  const areaIds = [...new Set(given.areaIds)]
  const areas = areaIds.length ? await tx.selectFrom('area').select('name').where('id', 'in', areaIds).execute() : []
  const organisation = given.organisationId
    ? await tx.selectFrom('organisation').select('name').where('id', '=', given.organisationId).executeTakeFirst()
    : undefined
  await tx
    .insertInto('evidence_item')
    .values({
      id,
      kind: given.kind,
      title: given.title,
      organisation_id: given.organisationId,
      by_name: given.byName,
      on_date: given.onDate,
      summary: given.summary,
      questions: given.questions,
      answers: given.answers,
      profile_note: given.profileNote,
      reference: given.reference,
      what_changed: given.whatChanged,
      search_text: searchText(
        given.title,
        given.byName,
        organisation?.name ?? '',
        given.summary,
        given.questions,
        given.whatChanged,
        ...areas.map((area) => area.name),
      ),
      added_by: personId,
      added_at: now.toISOString(),
    })
    .execute()
  const themes = [...new Set(given.themeIds)].map((theme_id) => ({ item_id: id, theme_id }))
  const groups = [...new Set(given.groups)].map((code) => ({ item_id: id, code }))
  const places = areaIds.map((area_id) => ({ item_id: id, area_id }))
  if (themes.length) await tx.insertInto('evidence_theme').values(themes).execute()
  if (groups.length) await tx.insertInto('evidence_group').values(groups).execute()
  if (places.length) await tx.insertInto('evidence_area').values(places).execute()
  await logAct(tx, now, { personId, did: 'added evidence', objectKind: 'evidence', objectId: id })
  return id
}

/**
 * The library as somebody searches it, what was added and what exercises here found, the newest first: every word must
 * occur, whatever its case and accents, in the item or in what its exercise asked in the reader's own language (`asked`,
 * by exercise).
 */
export async function findEvidence(
  db: Handle,
  query: EvidenceQuery,
  today: string,
  asked: ReadonlyMap<string, string> = new Map(),
): Promise<EvidenceItem[]> {
  let found = db
    .selectFrom('evidence_item as i')
    .leftJoin('organisation as o', 'o.id', 'i.organisation_id')
    .selectAll('i')
    .select('o.name')
  const words = searchWords(query.words)
  if (query.kind) found = found.where('i.kind', '=', sql<(typeof evidenceKinds)[number]>`${query.kind}`)
  // What was stored before letters were spelled alike is spelled so now.
  const rows = (await found.execute()).filter(({ search_text }) => {
    const text = searchText(search_text)
    return words.every((word) => text.includes(word))
  })
  const themes = await db.selectFrom('evidence_theme').selectAll().orderBy('theme_id').execute()
  const areas = await db.selectFrom('evidence_area').selectAll().orderBy('area_id').execute()
  const groups = await db.selectFrom('evidence_group').selectAll().orderBy('code').execute()
  const uses = await db.selectFrom('evidence_use').select('item_id').execute()
  const places = query.area ? await placesOn(db, today) : []
  const own = <T extends { item_id: string }>(all: readonly T[], id: string) => all.filter((row) => row.item_id === id)
  const added = rows.map(
    (row): EvidenceItem => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      by: row.name ?? row.by_name,
      onDate: row.on_date,
      summary: row.summary,
      answers: row.answers,
      profileNote: row.profile_note,
      reference: row.reference,
      results: null,
      whatChanged: row.what_changed,
      themeIds: own(themes, row.id).map((theme) => theme.theme_id),
      areaIds: own(areas, row.id).map((area) => area.area_id),
      groups: own(groups, row.id).map((group) => group.code),
      questions: questionLines(row.questions).map((text) => ({ text, options: [] })),
      used: own(uses, row.id).length,
    }),
  )
  const exercises = (await exerciseEvidence(db, today))
    .filter(
      ({ exerciseId, kind, searched }) =>
        (!query.kind || kind === query.kind) &&
        words.every((word) => searched.includes(word) || asked.get(exerciseId)?.includes(word)),
    )
    .map(({ searched: _, exerciseId: __, ...item }) => ({ ...item, used: own(uses, item.id).length }))
  const newestFirst = (a: EvidenceItem, b: EvidenceItem) =>
    a.onDate === b.onDate ? (a.id < b.id ? -1 : 1) : a.onDate < b.onDate ? 1 : -1
  return [...added, ...exercises]
    .filter(
      (item) =>
        (!query.theme || item.themeIds.includes(query.theme)) &&
        (!query.group || item.groups.includes(query.group)) &&
        (!query.area || withRelated(places, item.areaIds).includes(query.area)),
    )
    .sort(newestFirst)
}

/** Records that a plan uses an item instead of asking again, or once more with another note. */
export async function reuseEvidence(
  tx: Tx,
  given: { itemId: string; exerciseId: string; note: string; personId: string },
  now: Date,
): Promise<boolean> {
  const added = await tx.selectFrom('evidence_item').select('id').where('id', '=', given.itemId).executeTakeFirst()
  const known = added ?? (await hasPublishedResults(tx, given.itemId, londonDay(now)))
  if (!known) return false
  const row = { note: given.note, used_by: given.personId, used_on: londonDay(now) }
  await tx
    .insertInto('evidence_use')
    .values({ item_id: given.itemId, exercise_id: given.exerciseId, ...row })
    .onConflict((conflict) => conflict.columns(['item_id', 'exercise_id']).doUpdateSet(row))
    .execute()
  await logAct(tx, now, {
    personId: given.personId,
    did: 'reused evidence',
    objectKind: 'exercise',
    objectId: given.exerciseId,
    detail: { item: given.itemId },
  })
  return true
}

/** What a plan uses already. */
export const reusedBy = (db: Handle, exerciseId: string) =>
  db
    .selectFrom('evidence_use')
    .select(['item_id', 'note', 'used_on'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('item_id')
    .execute()
