import { CompiledQuery, type Insertable } from 'kysely'
import { isSqlite, type Tx } from './connect.ts'
import type { Schema } from './schema.ts'

const rowsPerStatement = 250

/**
 * Inserts many rows that all name the same columns. Kysely builds a tree for every value, which for a file of answers
 * took longer than the database did, with everybody else waiting: here the text of a statement is made once.
 */
export async function insertMany<T extends keyof Schema & string>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
): Promise<void> {
  if (!rows.length) return
  const columns = Object.keys(rows[0]!)
  const names = columns.map((column) => `"${column}"`).join(', ')
  if (!isSqlite(tx)) {
    const text = `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $1::json)`
    for (const some of inChunks(rows, 20 * rowsPerStatement))
      await tx.executeQuery(CompiledQuery.raw(text, [JSON.stringify(some)]))
    return
  }
  const one = `(${columns.map(() => '?').join(', ')})`
  for (const some of inChunks(rows, rowsPerStatement)) {
    const text = `insert into "${table}" (${names}) values ${some.map(() => one).join(', ')}`
    const values = some.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]))
    await tx.executeQuery(CompiledQuery.raw(text, values))
  }
}

function* inChunks<R>(rows: readonly R[], most: number): Generator<readonly R[]> {
  for (let i = 0; i < rows.length; i += most) yield rows.slice(i, i + most)
}
