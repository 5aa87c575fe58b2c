import { z } from 'zod'
import type { Handle } from '../../db/connect.ts'
import { agreedTexts } from '../feedback/wording-store.server.ts'
import { type ReadText, textsOf } from '../languages/text-store.server.ts'
import { remembered } from '../priorities/frozen-memory.ts'

/** Only what is read here of a frozen list; the whole is `ChoiceList`. */
const standing = z.object({
  sharePerMille: z.number(),
  rank: z.number(),
  rankFrom: z.number(),
  rankTo: z.number(),
  band: z.number(),
})
const ranking = z.object({ bands: z.array(z.object({ letter: z.string(), ids: z.array(z.string()) })) })
const shape = z.object({
  base: z.number(),
  options: z.array(
    z.object({ id: z.string(), among: z.number(), unweighted: standing, weighted: standing.nullable() }),
  ),
  unweighted: ranking,
  weighted: ranking.nullable(),
  coverage: z.array(
    z.object({
      margin: z.string(),
      of: z.number().optional(),
      groups: z.array(
        z.object({
          id: z.string(),
          people: z.number().nullable(),
          sharePerMille: z.number().nullable(),
          censusPerMille: z.number().nullable(),
        }),
      ),
    }),
  ),
})

export interface ListOption {
  id: string
  priorityId: string | null
  title: ReadText
  /** What it says now, where it was worded anew and checked back. */
  reworded: ReadText | null
  /** Letter of the band it shares, weighted where the list is weighted. */
  band: string
  rank: number
  rankFrom: number
  rankTo: number
  sharePerMille: number
  unweightedPerMille: number
  /** People who put it among theirs, unweighted. */
  among: number
}

export interface ListFacts {
  id: string
  version: number
  publishedOn: string
  exerciseId: string
  exerciseSlug: string
  exerciseTitle: string
  base: number
  weighted: boolean
  /** Largest share first. */
  options: ListOption[]
  /** The group that answered least against its share of the population, per mille; null when nothing is known. */
  leastHeard: {
    group: string
    people: number
    /** Those who said are fewer than everybody who answered, and the share is of them. */
    ofSaid: boolean
    sharePerMille: number
    censusPerMille: number
  } | null
}

const lists = (db: Handle) =>
  db
    .selectFrom('priority_list as l')
    .innerJoin('exercise as e', 'e.id', 'l.exercise_id')
    .select(['l.id', 'l.version', 'l.result_hash', 'l.published_at', 'l.exercise_id', 'e.slug', 'e.title'])
    .where('l.published_at', 'is not', null)

/** The newest published list of each of some exercises (of all without), with its options' words. */
export async function listsOf(db: Handle, lang: string, exerciseIds?: readonly string[]): Promise<ListFacts[]> {
  let query = lists(db).orderBy('l.exercise_id').orderBy('l.version', 'desc')
  if (exerciseIds) query = query.where('l.exercise_id', 'in', exerciseIds.length ? [...exerciseIds] : [''])
  const rows = await query.execute()
  const newest = rows.filter((row, i) => rows.findIndex((r) => r.exercise_id === row.exercise_id) === i)
  return Promise.all(newest.map((row) => factsOf(db, row, lang)))
}

/** One published list, whatever its version. */
export async function listById(db: Handle, id: string, lang: string): Promise<ListFacts | undefined> {
  const row = await lists(db).where('l.id', '=', id).executeTakeFirst()
  return row && factsOf(db, row, lang)
}

type Row = Awaited<ReturnType<ReturnType<typeof lists>['execute']>>[number]

async function factsOf(db: Handle, row: Row, lang: string): Promise<ListFacts> {
  const list = await frozenFigures(db, row)
  const options = await db
    .selectFrom('question_option')
    .select(['id', 'title_text_id', 'priority_id'])
    .where(
      'id',
      'in',
      list.options.map((o) => o.id),
    )
    .execute()
  const byId = new Map(options.map((o) => [o.id, o]))
  const texts = await textsOf(
    db,
    options.map((o) => o.title_text_id),
    lang,
  )
  const agreed = await agreedTexts(
    db,
    options.map((o) => o.id),
    lang,
  )
  const shown = list.weighted ?? list.unweighted
  return {
    id: row.id,
    version: row.version,
    publishedOn: row.published_at!,
    exerciseId: row.exercise_id,
    exerciseSlug: row.slug,
    exerciseTitle: row.title,
    base: list.base,
    weighted: list.weighted !== null,
    leastHeard: leastHeard(list),
    options: list.options
      .map((o) => {
        const { rank, rankFrom, rankTo, sharePerMille, band } = o.weighted ?? o.unweighted
        const known = byId.get(o.id)
        const text = known && texts.get(known.title_text_id)
        return {
          id: o.id,
          priorityId: known?.priority_id ?? null,
          title: text ?? { body: o.id, language: 'en', checked: true },
          reworded: agreed.get(o.id) ?? null,
          band: shown.bands[band]?.letter ?? '',
          rank,
          rankFrom,
          rankTo,
          sharePerMille,
          unweightedPerMille: o.unweighted.sharePerMille,
          among: o.among,
        }
      })
      .sort((a, b) => a.rank - b.rank || a.title.body.localeCompare(b.title.body)),
  }
}

type Figures = z.output<typeof shape>

/** What is read of a list's result, remembered by its hash: what has that hash never changes. */
const frozenFigures = (db: Handle, row: Pick<Row, 'id' | 'result_hash'>): Promise<Figures> =>
  remembered(`figures ${row.result_hash}`, async () => {
    const { result } = await db
      .selectFrom('priority_list')
      .select('result')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    return shape.parse(JSON.parse(result))
  })

function leastHeard(list: Figures): ListFacts['leastHeard'] {
  const groups = list.coverage
    .filter((c) => c.margin === 'ageBand')
    .flatMap((c) => c.groups.map((group) => ({ ...group, ofSaid: c.of !== undefined && c.of < list.base })))
    .flatMap(({ id, people, ofSaid, sharePerMille, censusPerMille }) =>
      people !== null && sharePerMille !== null && censusPerMille
        ? [{ group: id, people, ofSaid, sharePerMille, censusPerMille }]
        : [],
    )
  return groups.sort((a, b) => a.sharePerMille / a.censusPerMille - b.sharePerMille / b.censusPerMille)[0] ?? null
}
