import type { Tx } from '../../../db/connect.ts'
import { insertMany, type Rows, rowsOf } from '../../../db/insert-many.ts'

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
  await insertMany(tx, 'coverage_counter', counterRows(consultationId, cells, people), andAddPeople)
}

/** The same as rows, for what writes them with the answers. */
export const peopleOf = (consultationId: string, cells: readonly Cell[], people: number): Rows =>
  rowsOf('coverage_counter', counterRows(consultationId, cells, people), andAddPeople)

const counterRows = (consultation_id: string, cells: readonly Cell[], people: number) =>
  cells.map(([dimension, category]) => ({ consultation_id, dimension, category, people }))
