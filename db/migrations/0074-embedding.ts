import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/** The sites on whose pages an exercise's youth edition may stand (need 127). They are remembered with the pages, so they raise the stamp. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'embed_origin', [
    'exercise_id text not null references exercise (id)',
    'origin text not null',
    'added_by text not null references person (id)',
    'added_at text not null',
    'primary key (exercise_id, origin)',
  ])
  for (const event of isSqlite(db as Handle) ? ['insert', 'update', 'delete'] : []) {
    await sql`create trigger ${sql.raw(`stamp_embed_origin_${event}`)} after ${sql.raw(event)} on embed_origin
      begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
  }
  if (isSqlite(db as Handle)) return
  await sql`create trigger stamp_embed_origin after insert or update or delete or truncate on embed_origin
    for each statement execute function content_changed()`.execute(db)
}
