import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'

/** Published results of a form are shown to residents too: they raise the content stamp as a list does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (isSqlite(db as Handle)) {
    for (const event of ['insert', 'update', 'delete']) {
      await sql`create trigger ${sql.raw(`stamp_form_result_${event}`)} after ${sql.raw(event)} on form_result
        begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
    }
    return
  }
  await sql`create trigger stamp_form_result after insert or update or delete or truncate on form_result
    for each statement execute function content_changed()`.execute(db)
}
