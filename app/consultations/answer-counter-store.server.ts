import type { Tx } from '../../db/connect.ts'
import { insertMany } from '../../db/insert-many.ts'

/** One counter: `all/all`, `channel/online`, `language/ur`, `district/<id>`, `forum/<id>`, `age_sex/16-29/female`. */
export type Cell = readonly [dimension: string, category: string]

const andAddPeople = `on conflict (consultation_id, dimension, category)
do update set people = coverage_counter.people + excluded.people`

/**
 * Adds people to (or, with a negative number, takes them from) the counters that coverage is read from, inside the
 * transaction that writes or withdraws the answers. No counter ever tells what was chosen.
 */
export async function countPeople(tx: Tx, consultationId: string, cells: readonly Cell[], people: number) {
  if (!cells.length) return
  const rows = cells.map(([dimension, category]) => ({ consultation_id: consultationId, dimension, category, people }))
  await insertMany(tx, 'coverage_counter', rows, andAddPeople)
}
