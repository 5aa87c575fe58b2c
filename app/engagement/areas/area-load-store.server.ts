import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../db/connect.ts'
import { type AreaKind, areaKinds } from '../register/register-entry.ts'
import type { AreaRow } from './area-file.ts'
import { saveTiles } from './area-shape-store.server.ts'
import { areasOn } from './area-store.server.ts'

/**
 * Writes areas that hold from a day on. Those known by their code get their name, people and the areas around them anew;
 * none is taken away, because what was asked where stays.
 */
export async function saveAreas(
  tx: Tx,
  rows: readonly AreaRow[],
  day: string,
): Promise<{ added: number; changed: number }> {
  const known = new Map((await areasOn(tx, day, areaKinds)).map(({ code, id }) => [code, id]))
  const before = known.size
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const area_set_id = await setOf(tx, kind, day)
    for (const { code, name, people } of rows.filter((row) => row.kind === kind)) {
      const values = { name, population: people }
      const id = known.get(code)
      if (id) await tx.updateTable('area').set(values).where('id', '=', id).execute()
      else {
        const area = { id: randomUUID(), area_set_id, code, name_note: null, ...values }
        await tx.insertInto('area').values(area).execute()
        known.set(code, area.id)
      }
    }
  }
  for (const { code, within } of rows) {
    const child_id = known.get(code)!
    const links = within.map((around) => ({ parent_id: known.get(around)!, child_id, valid_from: day, valid_to: null }))
    await tx.deleteFrom('area_link').where('child_id', '=', child_id).execute()
    if (links.length) await tx.insertInto('area_link').values(links).execute()
  }
  await saveTiles(
    tx,
    rows.flatMap(({ code, tile }) => (tile ? [{ areaId: known.get(code)!, ...tile }] : [])),
  )
  const added = known.size - before
  return { added, changed: rows.length - added }
}

/** The areas of a kind that hold on a day, as a set of their own. */
async function setOf(tx: Tx, kind: AreaKind, day: string): Promise<string> {
  const known = await tx
    .selectFrom('area_set')
    .select('id')
    .where('kind', '=', kind)
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('id')
    .executeTakeFirst()
  if (known) return known.id
  const id = randomUUID()
  await tx.insertInto('area_set').values({ id, name: kind, kind, valid_from: day, valid_to: null }).execute()
  return id
}
