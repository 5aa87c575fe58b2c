import type { Handle } from '../../../db/connect.ts'
import { furtherGroups, isFurtherGroup } from '../../consultations/equality/characteristics.ts'
import type { Share } from './census-share.ts'
import { type Dimension, dimensions, groupLabel } from './target.ts'

/** The areas whose residents the census counts here, by name. */
export async function censusAreas(db: Handle): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('area')
    .select(['id', 'name'])
    .where('id', 'in', (q) => q.selectFrom('census_figure').select('area_id').distinct())
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Residents of 16 and over of an area by one margin, and where the figures come from; empty where there are none. */
export async function marginOf(db: Handle, areaId: string, dimension: Dimension) {
  const rows = await db
    .selectFrom('census_figure as c')
    .leftJoin('area as a', 'a.id', 'c.category')
    .select(['c.category', 'c.people', 'c.source', 'a.name', 'a.code'])
    .where('c.area_id', '=', areaId)
    .where('c.dimension', '=', storedAs(dimension))
    .execute()
  const people = new Map<string, number>()
  const place = placeIn(dimension)
  for (const row of rows.sort((a, b) => place(a) - place(b) || (keyOf(a) < keyOf(b) ? -1 : 1))) {
    const value = labelOf(row, dimension)
    people.set(value, (people.get(value) ?? 0) + Number(row.people))
  }
  const shares: Share[] = [...people].map(([value, count]) => ({ value, people: count }))
  return { shares, source: rows[0]?.source ?? '' }
}

type Figure = { category: string; name: string | null; code: string | null }

/** In the order of the census; districts by their codes, so that it is the same on both databases. */
const ethnicOrder = ['white', 'asian', 'mixed', 'black', 'other']
const placeIn = (dimension: Dimension) => {
  const order = isFurtherGroup(dimension) ? furtherGroups[dimension] : ethnicOrder
  return ({ category }: Figure) => order.indexOf(category)
}
const keyOf = ({ category, code }: Figure) => code ?? category

function labelOf({ category, name }: Figure, dimension: Dimension): string {
  if (dimension === 'district') return name ?? category
  if (isFurtherGroup(dimension)) return groupLabel(category)
  const [age = '', sex = ''] = category.split('/')
  const word = dimension === 'sex' ? sex : age
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

/** What the census of an area holds figures of. */
export async function countedIn(db: Handle, areaId: string): Promise<Dimension[]> {
  const rows = await db
    .selectFrom('census_figure')
    .select('dimension')
    .distinct()
    .where('area_id', '=', areaId)
    .where('people', '>', 0)
    .execute()
  const held = rows.map(({ dimension }) => dimension as string)
  return dimensions.filter((dimension) => held.includes(storedAs(dimension)))
}

/** Ages and sexes are counted together. */
const storedAs = (dimension: Dimension) => (dimension === 'age' || dimension === 'sex' ? 'age_sex' : dimension)

/** The area whose census this jury is filled from: the one that was chosen, or the only one there is. */
export async function censusAreaOf(db: Handle, chosen: string | null) {
  const areas = await censusAreas(db)
  return areas.find(({ id }) => id === chosen) ?? (areas.length === 1 ? areas[0] : undefined)
}
