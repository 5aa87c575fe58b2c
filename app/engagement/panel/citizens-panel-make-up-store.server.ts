import { type Db, type Handle, type Tx, write } from '../../../db/connect.ts'
import { insertMany } from '../../../db/insert-many.ts'
import type { Counter, Target } from '../../consultations/coverage/coverage.ts'
import { targetsIn } from '../../consultations/coverage/coverage-store.server.ts'
import { placesOn } from '../areas/place-store.server.ts'
import { londonDay } from '../london-day.ts'
import { panelDimensions, quarterOf } from './citizens-panel.ts'

/** Under this name a day's rows hold how many members there were. */
const everybody = 'all'

/** How many members there are of each group, and in all. */
export async function panelCounters(db: Handle): Promise<Counter[]> {
  const rows = await db
    .selectFrom('panel_member as m')
    .leftJoin('panel_profile as p', 'p.member_id', 'm.id')
    .select(['m.district_id as district', 'p.age_band', 'p.sex', 'p.ethnic_group'])
    .where('m.joined_on', 'is not', null)
    .execute()
  const counters: Counter[] = [{ dimension: everybody, category: everybody, people: rows.length }]
  for (const dimension of panelDimensions) {
    const by = new Map<string, number>()
    for (const { [dimension]: category } of rows) if (category) by.set(category, (by.get(category) ?? 0) + 1)
    counters.push(...[...by].sort().map(([category, people]) => ({ dimension, category, people })))
  }
  return counters
}

/** Who lives here, by the census: of the county, or of the one largest area there is. */
export async function panelResidents(db: Handle, day: string): Promise<Target[]> {
  const places = await placesOn(db, day)
  const largest = places.filter(({ kind }) => kind === places[0]?.kind)
  const found = await targetsIn(
    db,
    largest.map(({ id }) => id),
  )
  return found.filter(({ dimension }) => (panelDimensions as readonly string[]).includes(dimension))
}

/** Notes how the panel is made up on a day, so that its drift can be seen when its members have gone. */
export async function noteMakeUp(tx: Tx, day: string): Promise<void> {
  const residents = await panelResidents(tx, day)
  const counters = await panelCounters(tx)
  const of = (rows: readonly Counter[], { dimension, category }: { dimension: string; category: string }) =>
    rows.find((row) => row.dimension === dimension && row.category === category)?.people
  const groups = [...counters, ...residents.filter((target) => of(counters, target) === undefined)]
  await tx.deleteFrom('panel_make_up').where('on_date', '=', day).execute()
  await insertMany(
    tx,
    'panel_make_up',
    groups.map(({ dimension, category }) => ({
      on_date: day,
      dimension,
      category,
      people: of(counters, { dimension, category }) ?? 0,
      residents: of(residents, { dimension, category }) ?? null,
    })),
  )
}

export interface NotedMakeUp {
  on: string
  people: number
  counters: Counter[]
  residents: Target[]
}

/** How the panel was made up on the days it was noted, the newest first. */
export async function notedMakeUps(db: Handle): Promise<NotedMakeUp[]> {
  const rows = await db
    .selectFrom('panel_make_up')
    .selectAll()
    .orderBy('on_date', 'desc')
    .orderBy('dimension')
    .orderBy('category')
    .execute()
  return [...new Set(rows.map((row) => row.on_date))].map((on) => {
    const own = rows.filter((row) => row.on_date === on)
    return {
      on,
      people: own.find(({ dimension }) => dimension === everybody)?.people ?? 0,
      counters: own.map(({ dimension, category, people }) => ({ dimension, category, people })),
      residents: own.flatMap(({ dimension, category, residents }) =>
        residents === null ? [] : [{ dimension, category, people: residents }],
      ),
    }
  })
}

/** Once in a quarter, as soon as there is anybody. Safe to run twice. */
export async function noteQuarter(db: Db, now: Date): Promise<void> {
  const today = londonDay(now)
  const { last } = await db
    .selectFrom('panel_make_up')
    .select((eb) => eb.fn.max('on_date').as('last'))
    .executeTakeFirstOrThrow()
  if (last && quarterOf(last) === quarterOf(today)) return
  const anybody = await db
    .selectFrom('panel_member')
    .select('id')
    .where('joined_on', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (anybody) await write(db, (tx) => noteMakeUp(tx, today))
}
