import { type KyselyPlugin, sql } from 'kysely'
import { type Db, isSqlite } from '../../db/connect.ts'

/** The tables that `work` reads, through whatever stores, and what it returned. */
export async function tablesRead<T>(db: Db, work: (db: Db) => Promise<T>): Promise<{ tables: string[]; found: T }> {
  const tables = new Set<string>()
  const watch: KyselyPlugin = {
    transformQuery({ node }) {
      collect(node, tables)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const found = await work(db.withPlugin(watch))
  // A query's references name tables by their aliases too.
  const all = (await db.introspection.getTables()).map(({ name }) => name)
  return { tables: all.filter((name) => tables.has(name)).sort(), found }
}

function collect(node: unknown, found: Set<string>): void {
  if (node === null || typeof node !== 'object') return
  const { kind, table } = node as { kind?: string; table?: { identifier: { name: string } } }
  if (kind === 'TableNode') found.add(table!.identifier.name)
  for (const part of Object.values(node)) collect(part, found)
}

/** The tables whose every change raises the content stamp. */
export async function stampedTables(db: Db): Promise<string[]> {
  const { rows } = isSqlite(db)
    ? await sql<{
        name: string
      }>`select tbl_name as name from sqlite_master where type = 'trigger' and sql like '%content_stamp%'
        group by tbl_name having count(*) = 3`.execute(db)
    : await sql<{ name: string }>`select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
        join pg_proc p on p.oid = t.tgfoid where p.proname = 'content_changed'`.execute(db)
  return rows.map(({ name }) => name).sort()
}
