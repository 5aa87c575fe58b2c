import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'

/**
 * Creates one table from column and constraint lines that both dialects read alike. On SQLite it is `STRICT`, and
 * `WITHOUT ROWID` unless told otherwise: row numbers would tell in which order people answered or voted.
 */
export async function table(
  db: Kysely<unknown>,
  name: string,
  lines: string[],
  options: { keepsRowid?: boolean } = {},
) {
  const suffix = !isSqlite(db as Handle) ? '' : options.keepsRowid ? 'strict' : 'strict, without rowid'
  await sql`create table ${sql.raw(name)} (${sql.raw(lines.join(', '))}) ${sql.raw(suffix)}`.execute(db)
}
