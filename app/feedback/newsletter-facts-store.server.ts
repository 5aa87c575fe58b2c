import type { Handle } from '../../db/connect.ts'
import { actionsOf } from '../board/action-store.server.ts'
import { type Point, pointsOf } from '../board/decision-store.server.ts'
import { type AnsweredAs, answeredBy } from '../board/position.ts'
import { reportsOf } from '../board/progress-store.server.ts'
import { withRelated } from '../engagement/areas/area-share.ts'
import { type NamedPlace, placesOn } from '../engagement/areas/place-store.server.ts'
import { areaKinds, isSeatKind } from '../engagement/register/register-entry.ts'
import type { RegisterRow } from '../engagement/register/register-row.ts'
import { publicRegister } from '../engagement/register/register-store.server.ts'
import { areaSaid } from './area-said-store.server.ts'
import {
  hereFirst,
  type NewsItem,
  type Newsletter,
  part,
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
  const sheet = area ? await sheetOf(db, area, places, { rows, mine, points: here, from, to }) : null
  // Where a sheet tells what people said it need not tell that there are results.
  const isTold = ({ slug }: RegisterRow) => sheet?.said?.some(({ path }) => path.startsWith(`/consultations/${slug}/`))
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
        rows
          .filter((row) => within(row.resultsOn, from, to) && !isTold(row))
          .map((row) => item(row, 'results', row.resultsOn, '')),
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
    sheet,
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
  {
    rows,
    mine,
    points,
    from,
    to,
  }: { rows: readonly RegisterRow[]; mine: ReadonlySet<string>; points: readonly Point[]; from: string; to: string },
): Promise<Sheet> {
  const { id, kind } = area
  const around = places.find((one) => one.kind === 'district' && area.parentIds.includes(one.id))
  const seat = isSeatKind(kind) && around ? { kind, district: around.name } : null
  const told = seat || kind === 'district'
  const decided = points.filter(({ position }) => within(position?.publishedOn, from, to))
  const isWhole = ({ exerciseSlug }: Point) => !mine.has(exerciseSlug)
  return {
    seat,
    said: told
      ? await areaSaid(db, { areaId: id, districtId: seat ? around!.id : id, isSeat: seat !== null, rows, from, to })
      : null,
    answers: await answersTo(db, hereFirst(decided, isWhole)),
  }
}

/** With its reason each fills a good part of a column. */
const mostAnswers = 3

/** What the Board answered, apart by whether it is met now, comes later or cannot be. */
async function answersTo(db: Handle, points: readonly { one: Point; whole: boolean }[]): Promise<Sheet['answers']> {
  const actions = await actionsOf(db, { pointIds: points.map(({ one }) => one.id) })
  const answers = points.map(({ one: { id, wording, slug, position }, whole }) => {
    const { reasonClass, reasonDetail, reason, publishedOn } = position!
    const item: SheetAnswer = {
      title: shortened(wording),
      path: `/board/decisions/${slug}`,
      reasonClass,
      detail: shortened(reasonDetail),
      dueOn: actions.find((action) => action.pointId === id && action.publishedOn)?.dueOn ?? null,
      why: shortened(reason),
      day: publishedOn,
      whole,
    }
    return { as: answeredBy(reasonClass), item }
  })
  const of = (as: AnsweredAs) =>
    part(
      answers.filter((one) => one.as === as).map(({ item }) => item),
      mostAnswers,
    )
  return { now: of('now'), later: of('later'), not: of('not') }
}
