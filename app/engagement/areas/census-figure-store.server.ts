import type { Tx } from '../../../db/connect.ts'
import { insertMany } from '../../../db/insert-many.ts'
import type { CensusDimension } from '../../../db/tables/places.ts'
import type { CensusFigure } from './census-file.ts'

/** One characteristic of one area as it stands after a load, and what stood there before. */
export interface Replaced {
  areaId: string
  dimension: CensusDimension
  values: number
  people: number
  /** Null where nothing was loaded before. */
  before: { values: number; people: number; source: string } | null
}

/** Puts the figures of whole characteristics in place of those before: never some values of one source and some of another. */
export async function replaceCensus(tx: Tx, figures: readonly CensusFigure[], source: string): Promise<Replaced[]> {
  const groups = new Map<string, CensusFigure[]>()
  for (const figure of figures) {
    const key = `${figure.areaId} ${figure.dimension}`
    groups.set(key, [...(groups.get(key) ?? []), figure])
  }
  const replaced: Replaced[] = []
  for (const group of groups.values()) {
    const { areaId, dimension } = group[0]!
    const before = await tx
      .selectFrom('census_figure')
      .select(['people', 'source'])
      .where('area_id', '=', areaId)
      .where('dimension', '=', dimension)
      .execute()
    await tx.deleteFrom('census_figure').where('area_id', '=', areaId).where('dimension', '=', dimension).execute()
    await insertMany(
      tx,
      'census_figure',
      group.map(({ category, people }) => ({ area_id: areaId, dimension, category, people, source })),
    )
    const first = before[0]
    replaced.push({
      areaId,
      dimension,
      values: group.length,
      people: sum(group),
      before: first ? { values: before.length, people: sum(before), source: first.source } : null,
    })
  }
  return replaced
}

const sum = (rows: readonly { people: number }[]) => rows.reduce((total, { people }) => total + Number(people), 0)
