import { CompiledQuery, type Insertable } from 'kysely'
import { forEachRow, plannedOnce, statementsOf, type Tx } from './connect.ts'
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
  const statements = statementsOf(tx)
  if (statements) {
    const columns = Object.keys(rows[0]!)
    const names = listed(columns)
    const places = columns.map(() => '?').join(', ')
    const text = `${forEachRow}insert into "${table}" (${names}) values (${places}) ${onConflict}`
    const valuesOf = (row: Insertable<Schema[T]>) => columns.map((column) => (row as Record<string, unknown>)[column])
    return Number(statements.prepare(text).run(rows.map(valuesOf)).changes)
  }
  let written = 0
  const text = `${insertOfJson({ table, rows }, 1)} ${onConflict}`
  for (let i = 0; i < rows.length; i += rowsAtOnce) {
    const values = [JSON.stringify(rows.slice(i, i + rowsAtOnce))]
    written += Number((await tx.executeQuery(CompiledQuery.raw(text, values))).numAffectedRows)
  }
  return written
}

/** Rows of one table that all name the same columns. */
export interface Rows<T extends keyof Schema & string = keyof Schema & string> {
  table: T
  rows: readonly Insertable<Schema[T]>[]
  onConflict?: string
}

/** Keeps the columns of a table's rows checked, where rows of several tables stand in one list. */
export const rowsOf = <T extends keyof Schema & string>(
  table: T,
  rows: readonly Insertable<Schema[T]>[],
  onConflict = '',
): Rows => ({ table, rows, onConflict })

/**
 * Inserts `first` where it is not there yet, and only then everything that belongs to it; false where it was there. On
 * PostgreSQL all of it is one statement: for a few rows the way to the server and back takes longer than writing them.
 */
export async function insertWith(tx: Tx, first: Rows, others: readonly Rows[]): Promise<boolean> {
  const wanted = others.filter(({ rows }) => rows.length)
  if (statementsOf(tx)) {
    if (!(await insertMany(tx, first.table, first.rows, nothingTwice))) return false
    for (const { table, rows, onConflict } of wanted) await insertMany(tx, table, rows, onConflict)
    return true
  }
  const parts = wanted.map(
    (one, i) =>
      `"part ${i}" as (${insertOfJson(one, i + 2)} where exists (select from "first") ${one.onConflict ?? ''})`,
  )
  const text = `${plannedOnce}with ${[`"first" as (${insertOfJson(first, 1)} ${nothingTwice} returning 1)`, ...parts].join(', ')} select from "first"`
  const values = [first, ...wanted].map(({ rows }) => JSON.stringify(rows))
  return (await tx.executeQuery(CompiledQuery.raw(text, values))).rows.length > 0
}

const nothingTwice = 'on conflict do nothing'

const listed = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ')

/** Rows handed over as one JSON parameter: the text of the statement is the same however many they are. */
function insertOfJson({ table, rows }: Rows, parameter: number): string {
  const names = listed(Object.keys(rows[0]!))
  return `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $${parameter}::json)`
}
