import { type Db, type Handle, type Tx, write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { organisationsKnown } from '../../people/organisation-load-store.server.ts'
import { type Counter, groupKey, organisationCounters, shownCounters, type Target, type Wanted } from './coverage.ts'

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

/**
 * The counters as they may be shown while answers come: of what people said of themselves those shown last, until so many
 * more have said it that two looks tell of nobody in between.
 */
export async function shownCountersOf(db: Db, consultationId: string, leastMove: number): Promise<Counter[]> {
  const read = async (handle: Handle) =>
    shownCounters(await countersOf(handle, consultationId), await shownOf(handle, consultationId), leastMove)
  const { counters, moved } = await read(db)
  // Once in so many answers a look is written down: what was shown is what the next look is held against.
  const organisations = await organisationsHeard(db, consultationId)
  if (!moved.length) return [...counters, ...organisations]
  return write(db, async (tx) => {
    const again = await read(tx)
    for (const dimension of again.moved) {
      const rows = again.counters.filter((counter) => counter.dimension === dimension)
      await tx
        .deleteFrom('coverage_shown')
        .where('consultation_id', '=', consultationId)
        .where('dimension', '=', dimension)
        .execute()
      if (rows.length) {
        await tx
          .insertInto('coverage_shown')
          .values(rows.map((row) => ({ ...row, consultation_id: consultationId })))
          .execute()
      }
    }
    return [...again.counters, ...organisations]
  })
}

/** Organisations are nobody’s person: how many of each kind have answered is told as it is. */
async function organisationsHeard(db: Handle, consultationId: string): Promise<Counter[]> {
  const heard = await db
    .selectFrom('response as r')
    .leftJoin('response_organisation as o', 'o.response_id', 'r.id')
    .select('o.name')
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', 'organisation')
    .execute()
  return organisationCounters(
    heard.map(({ name }) => name),
    await organisationsKnown(db),
  )
}

const shownOf = (db: Handle, consultationId: string): Promise<Counter[]> =>
  db
    .selectFrom('coverage_shown')
    .select(['dimension', 'category', 'people'])
    .where('consultation_id', '=', consultationId)
    .orderBy('dimension')
    .orderBy('category')
    .execute()

/** Census figures of the area an exercise asks, in the dimensions of the counters. */
export async function targetsOf(db: Handle, exerciseId: string): Promise<Target[]> {
  const asked = await db.selectFrom('exercise_area').select('area_id').where('exercise_id', '=', exerciseId).execute()
  return targetsIn(
    db,
    asked.map((area) => area.area_id),
  )
}

/**
 * The same of areas. Where the census tells nothing of their districts, the people that the file of areas gave for each
 * stand in.
 */
export async function targetsIn(db: Handle, areaIds: readonly string[]): Promise<Target[]> {
  const census = await censusTargets(db, areaIds)
  if (census.some(({ dimension }) => dimension === 'district')) return census
  return [...census, ...(await districtTargets(db, areaIds))]
}

/** The people of each district of the one area that is asked; none unless all of them are known. */
async function districtTargets(db: Handle, areaIds: readonly string[]): Promise<Target[]> {
  if (areaIds.length !== 1) return []
  const districts = await db
    .selectFrom('area_link as l')
    .innerJoin('area as d', 'd.id', 'l.child_id')
    .innerJoin('area_set as s', 's.id', 'd.area_set_id')
    .select(['d.id', 'd.population'])
    .where('l.parent_id', '=', areaIds[0]!)
    .where('l.valid_to', 'is', null)
    .where('s.kind', '=', 'district')
    .where('s.valid_to', 'is', null)
    .orderBy('d.id')
    .execute()
  const known = districts.flatMap(({ id, population }) =>
    population ? [{ dimension: 'district', category: id, people: population }] : [],
  )
  return known.length === districts.length ? known : []
}

async function censusTargets(db: Handle, areaIds: readonly string[]): Promise<Target[]> {
  const figures = await db
    .selectFrom('census_figure')
    .select(['area_id', 'dimension', 'category', 'people'])
    .where('area_id', 'in', ['', ...areaIds])
    .orderBy('dimension')
    .orderBy('category')
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

/** The shares of the answers that officers have set for an exercise. */
export async function wantedOf(db: Handle, exerciseId: string): Promise<Wanted> {
  const rows = await db
    .selectFrom('coverage_target')
    .select(['dimension', 'category', 'per_mille'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('dimension')
    .orderBy('category')
    .execute()
  return new Map(rows.map(({ dimension, category, per_mille }) => [groupKey(dimension, category), per_mille]))
}

/** Sets the shares anew; a group that is not named goes by the census again. */
export async function setWanted(
  tx: Tx,
  by: {
    exerciseId: string
    personId: string
    wanted: readonly { dimension: string; category: string; perMille: number }[]
  },
  now: Date,
): Promise<void> {
  const { exerciseId, personId, wanted } = by
  await tx.deleteFrom('coverage_target').where('exercise_id', '=', exerciseId).execute()
  const set = { exercise_id: exerciseId, set_by: personId, set_on: londonDay(now) }
  const rows = wanted.map(({ perMille, ...group }) => ({ ...set, ...group, per_mille: perMille }))
  if (rows.length) await tx.insertInto('coverage_target').values(rows).execute()
  await logAct(tx, now, {
    personId,
    did: 'coverage-targets.set',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { groups: rows.length },
  })
}
