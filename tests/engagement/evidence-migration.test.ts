import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect, type Db } from '../../db/connect.ts'
import { migrations } from '../../db/migrations/index.ts'
import type { Schema } from '../../db/schema.ts'

const landing = '0075-evidence-of-its-own'

const empty: { name: string; make: () => Promise<Db> }[] = [
  { name: 'SQLite', make: () => connect('sqlite::memory:') },
  { name: 'PGlite', make: async () => new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: new PGlite() }) }) },
]

test.each(empty)(
  'the library keeps its items, with their parts, when they name no exercise any more: $name',
  async ({ make }) => {
    const db = await make()
    const all = Object.entries(migrations)
    const at = all.findIndex(([name]) => name === landing)
    for (const [, { up }] of all.slice(0, at)) await up(db)
    await sql`insert into theme (id, position, title) values ('t1', 1, 'Roads')`.execute(db)
    await sql`insert into evidence_item (id, kind, title, organisation_id, by_name, on_date, summary, questions, answers,
    profile_note, reference, what_changed, exercise_id, search_text, added_by, added_at) values
    ('i1', 'report', 'A report', null, 'A parish', '2026-01-01', 'Said', 'Why?', 12, '', '', 'Nothing', null, 'a report',
      'officer', '2026-02-01T00:00:00Z')`.execute(db)
    await sql`insert into evidence_theme (item_id, theme_id) values ('i1', 't1')`.execute(db)
    await sql`insert into evidence_group (item_id, code) values ('i1', 'carers')`.execute(db)
    await migrations[landing]!.up(db)
    const item = await db.selectFrom('evidence_item').selectAll().executeTakeFirstOrThrow()
    expect(item).toMatchObject({
      id: 'i1',
      title: 'A report',
      answers: 12,
      what_changed: 'Nothing',
      added_by: 'officer',
    })
    expect(Object.keys(item)).not.toContain('exercise_id')
    expect(await db.selectFrom('evidence_theme').selectAll().execute()).toEqual([{ item_id: 'i1', theme_id: 't1' }])
    expect(await db.selectFrom('evidence_group').selectAll().execute()).toEqual([{ item_id: 'i1', code: 'carers' }])
    // A part still belongs to an item.
    await expect(
      db.insertInto('evidence_group').values({ item_id: 'nowhere', code: 'young' }).execute(),
    ).rejects.toThrow()
    await expect(db.deleteFrom('evidence_item').execute()).rejects.toThrow()
    await db.destroy()
  },
)
