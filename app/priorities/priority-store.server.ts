import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { slugFrom } from '../engagement/exercise.ts'
import { londonDay } from '../engagement/london-day.ts'
import { addText, textsOf } from '../languages/text-store.server.ts'

/** Every priority the partnership knows, by title in the reader's language. */
export async function prioritiesByTitle(db: Handle, language: string) {
  const rows = await db.selectFrom('priority').select(['id', 'slug', 'title_text_id']).orderBy('slug').execute()
  const titles = await textsOf(
    db,
    rows.map((row) => row.title_text_id),
    language,
  )
  const named = rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: titles.get(row.title_text_id)?.body ?? row.slug,
  }))
  return named.sort((a, b) => a.title.localeCompare(b.title, language) || (a.id < b.id ? -1 : 1))
}

/** Adds a priority, which outlives the exercise that first asks about it; returns its id. */
export async function addPriority(tx: Tx, title: string, now: Date): Promise<string> {
  const id = randomUUID()
  const wish = slugFrom(title)
  const taken = await tx.selectFrom('priority').select('slug').where('slug', 'like', `${wish}%`).execute()
  const slugs = new Set(taken.map((row) => row.slug))
  let slug = wish
  for (let n = 2; slugs.has(slug); n++) slug = `${wish}-${n}`
  await tx
    .insertInto('priority')
    .values({
      id,
      slug,
      title_text_id: await addText(tx, 'priority', { en: title }),
      theme_id: null,
      created_on: londonDay(now),
    })
    .execute()
  return id
}

/** What else is known about a priority: jury statements, forums, parish plans, statistics, newest first. */
export const sourcesOf = (db: Handle, priorityId: string) =>
  db
    .selectFrom('priority_source as s')
    .leftJoin('area as a', 'a.id', 's.area_id')
    .select(['s.id', 's.kind', 's.reference', 's.note', 's.on_date', 'a.name as area'])
    .where('s.priority_id', '=', priorityId)
    .orderBy('s.on_date', 'desc')
    .orderBy('s.id')
    .execute()
