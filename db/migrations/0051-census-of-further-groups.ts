import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/** Everything that people may be counted by beside where they live and their age and sex (rule E-1). */
const dimensions =
  "('age_sex', 'ethnic_group', 'district', 'gender', 'disability', 'religion', 'orientation', 'pregnancy', 'partnership')"

/** The census of an area may be loaded for every characteristic that an exercise asks, not for the first four alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!isSqlite(db as Handle)) {
    await sql`alter table census_figure drop constraint census_figure_dimension_check`.execute(db)
    await sql`alter table census_figure add constraint census_figure_dimension_check
      check (dimension in ${sql.raw(dimensions)})`.execute(db)
    return
  }
  // The column is part of the key, so its check cannot be changed in place: a table with the new one takes the old one's place.
  await table(db, 'census_figure_wide', [
    'area_id text not null references area (id)',
    `dimension text not null check (dimension in ${dimensions})`,
    'category text not null',
    'people integer not null',
    'source text not null',
    'primary key (area_id, dimension, category)',
  ])
  await sql`insert into census_figure_wide (area_id, dimension, category, people, source)
    select area_id, dimension, category, people, source from census_figure`.execute(db)
  await sql`drop table census_figure`.execute(db)
  await sql`alter table census_figure_wide rename to census_figure`.execute(db)
}
