import { z } from 'zod'
import type { Handle } from '../../db/connect.ts'

/** The part of a frozen result that a single option's standing is read from. */
const frozen = z.object({
  options: z.array(
    z.object({ id: z.string(), among: z.number(), unweighted: z.object({ sharePerMille: z.number() }) }),
  ),
  unweighted: z.object({ bands: z.array(z.object({ letter: z.string(), ids: z.array(z.string()) })) }),
})

/** How an option came out in the newest published list: people who chose it, their share, its band. */
export interface PublishedStanding {
  people: number
  sharePerMille: number
  band: string
}

/** The standing of every option by its id; undefined while nothing is published. */
export async function publishedStandings(
  db: Handle,
  exerciseId: string,
): Promise<Map<string, PublishedStanding> | undefined> {
  const row = await db
    .selectFrom('priority_list')
    .select('result')
    .where('exercise_id', '=', exerciseId)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { options, unweighted } = frozen.parse(JSON.parse(row.result))
  const bandOf = (id: string) => unweighted.bands.find((b) => b.ids.includes(id))?.letter ?? ''
  return new Map(
    options.map(({ id, among, unweighted: { sharePerMille } }) => [
      id,
      { people: among, sharePerMille, band: bandOf(id) },
    ]),
  )
}
