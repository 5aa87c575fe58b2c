import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import type { OrganisationRow } from './organisation-file.ts'

/** The organisations of the partnership with what each is, by name. */
export const organisationsKnown = (db: Handle) =>
  db.selectFrom('organisation').select(['id', 'name', 'sector']).orderBy('name').orderBy('id').execute()

/** Writes organisations: those known by their name are what the file says from now on, and none is taken away. */
export async function saveOrganisations(
  tx: Tx,
  rows: readonly OrganisationRow[],
): Promise<{ added: number; changed: number }> {
  const known = new Map((await organisationsKnown(tx)).map(({ id, name }) => [name.toLowerCase(), id]))
  let added = 0
  for (const { name, sector, isCouncil } of rows) {
    const values = { name, sector, is_council: isCouncil ? 1 : 0 }
    const id = known.get(name.toLowerCase())
    if (id) await tx.updateTable('organisation').set(values).where('id', '=', id).execute()
    else {
      added++
      await tx
        .insertInto('organisation')
        .values({ id: randomUUID(), seed_name: null, ...values })
        .execute()
    }
  }
  return { added, changed: rows.length - added }
}
