import type { Handle } from '../../db/connect.ts'
import type { Counter, Target } from './coverage.ts'

/** The counters of a consultation: people by place, channel, language and, where they said so, age, sex and group. */
export async function countersOf(db: Handle, consultationId: string): Promise<Counter[]> {
  return db
    .selectFrom('coverage_counter')
    .select(['dimension', 'category', 'people'])
    .where('consultation_id', '=', consultationId)
    .where('people', '>', 0)
    .orderBy('dimension')
    .orderBy('category')
    .execute()
}

/** Census figures of the area an exercise asks, in the dimensions of the counters. */
export async function targetsOf(db: Handle, exerciseId: string): Promise<Target[]> {
  const figures = await db
    .selectFrom('census_figure as f')
    .innerJoin('exercise_area as a', 'a.area_id', 'f.area_id')
    .select(['f.area_id', 'f.dimension', 'f.category', 'f.people'])
    .where('a.exercise_id', '=', exerciseId)
    .orderBy('f.dimension')
    .orderBy('f.category')
    .execute()
  if (new Set(figures.map((figure) => figure.area_id)).size !== 1) return []
  const totals = new Map<string, Target>()
  for (const { dimension, category, people } of figures) {
    const [ageBand = '', sex = ''] = category.split('/')
    const cells =
      dimension === 'age_sex'
        ? [
            ['age_band', ageBand],
            ['sex', sex],
          ]
        : [[dimension, category]]
    for (const [name = '', group = ''] of cells) {
      const key = `${name}|${group}`
      totals.set(key, { dimension: name, category: group, people: (totals.get(key)?.people ?? 0) + people })
    }
  }
  return [...totals.values()]
}

/** Names of the areas that counters speak of. */
export async function areaNames(db: Handle, ids: readonly string[]): Promise<Record<string, string>> {
  if (!ids.length) return {}
  const rows = await db
    .selectFrom('area')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return Object.fromEntries(rows.map((row) => [row.id, row.name]))
}
