import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'area_set', [
    'id text primary key not null',
    'name text not null',
    "kind text not null check (kind in ('county', 'district', 'forum', 'parish', 'council'))",
    'valid_from text not null',
    'valid_to text',
  ])
  await table(db, 'area', [
    'id text primary key not null',
    'area_set_id text not null references area_set (id)',
    'code text not null',
    'name text not null',
    'population integer',
    'name_note text',
    'unique (area_set_id, code)',
  ])
  await table(db, 'area_link', [
    'parent_id text not null references area (id)',
    'child_id text not null references area (id)',
    'valid_from text not null',
    'valid_to text',
    'primary key (parent_id, child_id, valid_from)',
  ])
  await table(db, 'census_figure', [
    'area_id text not null references area (id)',
    "dimension text not null check (dimension in ('age_sex', 'ethnic_group', 'district'))",
    'category text not null',
    'people integer not null',
    'source text not null',
    'primary key (area_id, dimension, category)',
  ])
  await table(db, 'text', ['id text primary key not null', 'used_for text not null'])
  await table(db, 'text_version', [
    'text_id text not null references text (id)',
    'version integer not null',
    'language text not null',
    'edition text not null',
    'body text not null',
    'checked_by text',
    'checked_on text',
    'primary key (text_id, version, language, edition)',
  ])
  await table(db, 'theme', ['id text primary key not null', 'position integer not null', 'title text not null'])
  await table(db, 'priority', [
    'id text primary key not null',
    'slug text not null',
    'title_text_id text not null references text (id)',
    'theme_id text references theme (id)',
    'created_on text not null',
    'unique (slug)',
  ])
  await table(db, 'priority_source', [
    'id text primary key not null',
    'priority_id text not null references priority (id)',
    'kind text not null',
    'reference text not null',
    'area_id text references area (id)',
    'note text not null',
    'on_date text not null',
  ])
  await sql`create index priority_source_priority_id on priority_source (priority_id)`.execute(db)
}
