import type { Handle } from '../../db/connect.ts'
import { actionsOf } from '../board/action-store.server.ts'
import { type Point, pointsOf } from '../board/decision-store.server.ts'
import { type AnsweredAs, answeredBy } from '../board/position.ts'
import { reportsOf } from '../board/progress-store.server.ts'
import { wardFiguresOf } from '../consultations/ward-figures-store.server.ts'
import { withRelated } from '../engagement/area-share.ts'
import { type NamedPlace, placesOn } from '../engagement/place-store.server.ts'
import { areaKinds, isSeatKind } from '../engagement/register-entry.ts'
import type { RegisterRow } from '../engagement/register-row.ts'
import { publicRegister } from '../engagement/register-store.server.ts'
import { textsOf } from '../languages/text-store.server.ts'
import {
  type NewsItem,
  type Newsletter,
  part,
  type SeatSaid,
  type Sheet,
  type SheetAnswer,
  shortened,
  within,
} from './newsletter.ts'
import { overdueOn } from './overdue-store.server.ts'

/** A newsletter of a period, or one area's sheet, put together from the public record alone. Undefined for an unknown area. */
export async function newsletterOf(
  db: Handle,
  { from, to, areaId }: { from: string; to: string; areaId: string | null },
): Promise<Newsletter | undefined> {
  const places = await placesOn(db, to, areaKinds)
  const area = places.find(({ id }) => id === areaId)
  if (areaId && !area) return undefined
  const all = await publicRegister(db, to)
  const rows = areaId ? all.filter((row) => withRelated(places, row.areaIds).includes(areaId)) : all
  const mine = new Set(rows.map(({ slug }) => slug))
  const allPoints = await pointsOf(db, to)
  const points = allPoints.filter(({ exerciseSlug }) => mine.has(exerciseSlug))
  // What names no area, as juries do, is about the whole partnership.
  const elsewhere = new Set(
    all.filter(({ areaIds, slug }) => areaIds.length && !mine.has(slug)).map(({ slug }) => slug),
  )
  const here = allPoints.filter(({ exerciseSlug }) => !elsewhere.has(exerciseSlug))
  const overdue = (await overdueOn(db, to)).filter(({ exerciseSlug }) =>
    exerciseSlug === null ? areaId === null : mine.has(exerciseSlug),
  )
  return {
    from,
    to,
    area: area?.name ?? null,
    parts: {
      open: part(soonest(rows, 'open').map((row) => item(row, 'open', row.closesOn, row.decision))),
      changed: part(await changed(db, rows, points, from, to)),
      decided: part(
        points
          .filter(({ position }) => within(position?.publishedOn, from, to))
          .map(({ wording, position, slug }) => ({
            title: shortened(wording),
            key: `decided_${position!.stance}`,
            day: position!.publishedOn,
            said: shortened(position!.reason),
            path: `/board/decisions/${slug}`,
          })),
      ),
      results: part(
        rows.filter((row) => within(row.resultsOn, from, to)).map((row) => item(row, 'results', row.resultsOn, '')),
      ),
      late: part(
        overdue.map((one) => ({
          title: shortened(one.what),
          key: `late_${one.kind}`,
          day: one.since,
          said: shortened(one.reason ?? ''),
          path: one.path,
        })),
      ),
      coming: part(soonest(rows, 'forthcoming').map((row) => item(row, 'coming', row.opensOn, row.decision))),
    },
    first: areaId ? await firstHere(db, areaId, rows) : [],
    sheet: area ? await sheetOf(db, area, places, { rows, points: here, from, to }) : null,
  }
}

/** What closes, or opens, soonest comes first. */
const soonest = (rows: readonly RegisterRow[], state: 'open' | 'forthcoming') => {
  const day = (row: RegisterRow) => (state === 'open' ? row.closesOn : row.opensOn) ?? '9999-12-31'
  return rows.filter((row) => row.state === state).sort((a, b) => day(a).localeCompare(day(b)))
}

const item = (row: RegisterRow, key: string, day: string | null, said: string): NewsItem => ({
  title: shortened(row.title),
  key,
  day,
  said: shortened(said),
  path: `/register/exercise/${row.slug}`,
})

/** What people will notice, as the owners reported it, and what the register says changed. */
async function changed(
  db: Handle,
  rows: readonly RegisterRow[],
  points: readonly { id: string }[],
  from: string,
  to: string,
): Promise<NewsItem[]> {
  const actions = (await actionsOf(db, { pointIds: points.map(({ id }) => id) })).filter(
    ({ publishedOn }) => publishedOn,
  )
  const reports = await reportsOf(
    db,
    actions.map(({ id }) => id),
  )
  const noticed = reports
    .filter((report) => within(report.reportedOn, from, to) && report.peopleNotice)
    .map((report): NewsItem => {
      const action = actions.find(({ id }) => id === report.actionId)!
      return {
        title: shortened(action.title),
        key: 'changed',
        day: report.reportedOn,
        said: shortened(report.peopleNotice),
        path: `/board/actions/${action.slug}`,
      }
    })
  const recorded = rows
    .filter((row) => within(row.whatChangedOn, from, to))
    .map((row) => item(row, 'changed', row.whatChangedOn, row.whatChanged))
  return [...noticed, ...recorded].sort(
    (a, b) => (b.day ?? '').localeCompare(a.day ?? '') || a.path.localeCompare(b.path),
  )
}

async function sheetOf(
  db: Handle,
  area: NamedPlace,
  places: readonly NamedPlace[],
  { rows, points, from, to }: { rows: readonly RegisterRow[]; points: readonly Point[]; from: string; to: string },
): Promise<Sheet> {
  const district = places.find(({ id, kind }) => kind === 'district' && area.parentIds.includes(id))
  const { id, kind } = area
  return {
    seat:
      isSeatKind(kind) && district
        ? { kind, district: district.name, said: await saidHere(db, id, district.id, rows) }
        : null,
    answers: await answersTo(
      db,
      points.filter(({ position }) => within(position?.publishedOn, from, to)),
    ),
  }
}

/** What the Board answered, apart by whether it is met now, comes later or cannot be. */
async function answersTo(db: Handle, points: readonly Point[]): Promise<Sheet['answers']> {
  const actions = await actionsOf(db, { pointIds: points.map(({ id }) => id) })
  const answers = points.map(({ id, wording, slug, position }) => {
    const { reasonClass, reasonDetail, reason, publishedOn } = position!
    const item: SheetAnswer = {
      title: shortened(wording),
      path: `/board/decisions/${slug}`,
      reasonClass,
      detail: shortened(reasonDetail),
      dueOn: actions.find((action) => action.pointId === id && action.publishedOn)?.dueOn ?? null,
      why: shortened(reason),
      day: publishedOn,
    }
    return { as: answeredBy(reasonClass), item }
  })
  const of = (as: AnsweredAs) => part(answers.filter((one) => one.as === as).map(({ item }) => item))
  return { now: of('now'), later: of('later'), not: of('not') }
}

/** What the people of a ward or division said, as it was frozen, and their district's where they are too few. */
async function saidHere(
  db: Handle,
  seatId: string,
  districtId: string,
  rows: readonly RegisterRow[],
): Promise<SeatSaid[]> {
  const ids = rows.map(({ id }) => id)
  const published = await publishedOf(db, ids)
  const figures = await wardFiguresOf(db, ids)
  const ofDistrict = await firstHere(db, districtId, rows)
  const names = await optionNames(
    db,
    [...figures.values()].flatMap(({ seats }) => seats.flatMap(({ first }) => (first ?? []).map((of) => of.option))),
  )
  return rows.flatMap((row) => {
    const page = published.get(row.id)
    const known = figures.get(row.id)
    if (!page || (page === 'results' && !known)) return []
    const seat = known?.seats.find(({ id }) => id === seatId)
    const path = `/consultations/${row.slug}/${page}`
    const district = ofDistrict.find((one) => one.path === path)
    const around = known?.districts.find(({ id }) => id === districtId)
    return {
      title: row.title,
      path,
      people: seat?.people ?? null,
      options: seat?.first?.map(({ option, people }) => ({ name: names(option), people })) ?? null,
      district: district ? { people: district.people, options: district.options } : null,
      known: around ? { people: around.people, known: around.known } : null,
    }
  })
}

/** The page of published results of some exercises, by exercise: a list's or a form's. */
async function publishedOf(db: Handle, exerciseIds: readonly string[]): Promise<Map<string, 'list' | 'results'>> {
  const pages = { priority_list: 'list', form_result: 'results' } as const
  const found = new Map<string, 'list' | 'results'>()
  for (const table of ['form_result', 'priority_list'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('exercise_id')
      .where('published_at', 'is not', null)
      .where('exercise_id', 'in', ['', ...exerciseIds])
      .execute()
    for (const { exercise_id } of rows) found.set(exercise_id, pages[table])
  }
  return found
}

/** What options are called in the first language, by id. */
async function optionNames(db: Handle, ids: readonly string[]): Promise<(id: string) => string> {
  const options = await db
    .selectFrom('question_option')
    .select(['id', 'title_text_id as textId'])
    .where('id', 'in', ['', ...ids])
    .execute()
  const texts = await textsOf(
    db,
    options.map(({ textId }) => textId),
    'en',
  )
  const textOf = new Map(options.map(({ id, textId }) => [id, texts.get(textId)?.body]))
  return (id) => textOf.get(id) ?? id
}

interface FrozenCut {
  dimension: string
  groups: { id: string; base: number | null; topThree: string[] | null }[]
}

/** The three that the people of a district put first, from the newest published list: never worked out anew. */
async function firstHere(db: Handle, areaId: string, rows: readonly RegisterRow[]): Promise<Newsletter['first']> {
  const lists = await db
    .selectFrom('priority_list')
    .select(['exercise_id', 'result'])
    .where('published_at', 'is not', null)
    .where('exercise_id', 'in', ['', ...rows.map(({ id }) => id)])
    .orderBy('version', 'desc')
    .execute()
  const found: Newsletter['first'] = []
  for (const row of rows) {
    const list = lists.find(({ exercise_id }) => exercise_id === row.id)
    const cuts = list ? ((JSON.parse(list.result) as { crossTabs?: FrozenCut[] }).crossTabs ?? []) : []
    const group = cuts.find(({ dimension }) => dimension === 'district')?.groups.find(({ id }) => id === areaId)
    if (!group?.topThree?.length || group.base === null) continue
    const titles = group.topThree.map(await optionNames(db, group.topThree))
    found.push({ title: row.title, people: group.base, options: titles, path: `/consultations/${row.slug}/list` })
  }
  return found
}
