import { CompiledQuery, type Insertable } from 'kysely'
import { forEachRow, statementsOf, type Tx } from './connect.ts'
import type { Schema } from './schema.ts'

const rowsAtOnce = 5000

/**
 * Inserts many rows that all name the same columns. Kysely builds a tree for every value, which for a file of answers
 * took longer than the database did, with everybody else waiting: here the text of the statement is made once.
 *
 * @param onConflict what to do with a row that is there already, in SQL that both databases read; it fails otherwise.
 * @returns how many rows were written or changed.
 */
export async function insertMany<T extends keyof Schema & string>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
  onConflict = '',
): Promise<number> {
  if (!rows.length) return 0
  const columns = Object.keys(rows[0]!)
  const names = columns.map((column) => `"${column}"`).join(', ')
  const statements = statementsOf(tx)
  if (statements) {
    const places = columns.map(() => '?').join(', ')
    const text = `${forEachRow}insert into "${table}" (${names}) values (${places}) ${onConflict}`
    const valuesOf = (row: Insertable<Schema[T]>) => columns.map((column) => (row as Record<string, unknown>)[column])
    return Number(statements.prepare(text).run(rows.map(valuesOf)).changes)
  }
  let written = 0
  const text = `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $1::json) ${onConflict}`
  for (let i = 0; i < rows.length; i += rowsAtOnce) {
    const values = [JSON.stringify(rows.slice(i, i + rowsAtOnce))]
    written += Number((await tx.executeQuery(CompiledQuery.raw(text, values))).numAffectedRows)
  }
  return written
}
