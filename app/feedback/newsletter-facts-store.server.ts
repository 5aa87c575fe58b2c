import type { Handle } from '../../db/connect.ts'
import { actionsOf } from '../board/action-store.server.ts'
import { pointsOf } from '../board/decision-store.server.ts'
import { reportsOf } from '../board/progress-store.server.ts'
import { withRelated } from '../engagement/area-share.ts'
import { placesOn } from '../engagement/place-store.server.ts'
import type { RegisterRow } from '../engagement/register-row.ts'
import { publicRegister } from '../engagement/register-store.server.ts'
import { textsOf } from '../languages/text-store.server.ts'
import { type NewsItem, type Newsletter, part, shortened, within } from './newsletter.ts'
import { overdueOn } from './overdue-store.server.ts'

/** A newsletter of a period, or one area's sheet, put together from the public record alone. Undefined for an unknown area. */
export async function newsletterOf(
  db: Handle,
  { from, to, areaId }: { from: string; to: string; areaId: string | null },
): Promise<Newsletter | undefined> {
  const places = await placesOn(db, to)
  const area = places.find(({ id }) => id === areaId)
  if (areaId && !area) return undefined
  const all = await publicRegister(db, to)
  const rows = areaId ? all.filter((row) => withRelated(places, row.areaIds).includes(areaId)) : all
  const mine = new Set(rows.map(({ slug }) => slug))
  const points = (await pointsOf(db, to)).filter(({ exerciseSlug }) => mine.has(exerciseSlug))
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
    const options = await db
      .selectFrom('question_option')
      .select(['id', 'title_text_id as textId'])
      .where('id', 'in', group.topThree)
      .execute()
    const texts = await textsOf(
      db,
      options.map(({ textId }) => textId),
      'en',
    )
    const titles = group.topThree.map((id) => texts.get(options.find((one) => one.id === id)?.textId ?? '')?.body ?? id)
    found.push({ title: row.title, people: group.base, options: titles, path: `/consultations/${row.slug}/list` })
  }
  return found
}
