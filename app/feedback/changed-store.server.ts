import type { Handle } from '../../db/connect.ts'
import { actionsOf } from '../board/action-store.server.ts'
import { type Point, pointsOf } from '../board/decision-store.server.ts'
import { type ListFacts, listsOf } from '../board/list-facts-store.server.ts'
import { historyOf, type Rag, ratingNow } from '../board/progress.ts'
import { reportsOf } from '../board/progress-store.server.ts'
import { type RatificationState, ratificationOverdueSince } from '../board/ratification.ts'
import { ratificationsOn } from '../board/ratification-store.server.ts'
import { toldUnder } from './changed.ts'

/** One point with everything that followed from it. */
export interface ToldPoint extends Point {
  partners: { organisation: string; state: RatificationState; reason: string | null; overdueSince: string | null }[]
  actions: {
    slug: string
    title: string
    owner: string
    rating: Rag | null
    sentence: string | null
    peopleNotice: string | null
  }[]
  told: ReturnType<typeof toldUnder>
}

/** What a jury said: how many voted and how each statement came out. */
export interface JurySaid {
  slug: string
  publicName: string
  question: string
  reportedOn: string
  voted: number
  statements: { number: number; body: string; outcome: string; consent: number }[]
}

/** One closed exercise told from its records: nothing of it is typed. */
export interface Changed {
  slug: string
  kind: 'consultation' | 'jury'
  title: string
  decision: string
  decidedBy: string
  decisionOn: string | null
  opensOn: string | null
  closesOn: string
  resultsBy: string | null
  changedBy: string | null
  list: ListFacts | null
  jury: JurySaid | null
  /** The published results of a form: how many answered. */
  form: { people: number } | null
  /** Nothing was published although the day promised for it is over. */
  resultsOverdueSince: string | null
  points: ToldPoint[]
}

/** Every exercise that has closed by `today` (London), the newest first; or the one at an address. */
export async function changedBy(db: Handle, lang: string, today: string, slug?: string): Promise<Changed[]> {
  let query = db
    .selectFrom('exercise')
    .selectAll()
    .where('published_at', 'is not', null)
    .where('asked_elsewhere', '=', 0)
    .where('closes_on', 'is not', null)
    .where('closes_on', '<', today)
    .orderBy('closes_on', 'desc')
    .orderBy('id')
  if (slug !== undefined) query = query.where('slug', '=', slug)
  const exercises = await query.execute()
  const ids = exercises.map((e) => e.id)
  const [lists, forms, juries, points] = await Promise.all([
    listsOf(db, lang, ids),
    formsOf(db, ids),
    juriesOf(db, ids),
    pointsOf(db, today, { exerciseIds: ids }),
  ])
  const told = await followedUp(db, points, today)
  return exercises.map((e) => {
    const list = lists.find((l) => l.exerciseId === e.id) ?? null
    const jury = juries.find((j) => j.exerciseId === e.id) ?? null
    const form = forms.get(e.id) ?? null
    return {
      slug: e.slug,
      kind: e.kind,
      title: e.title,
      decision: e.decision,
      decidedBy: e.decided_by,
      decisionOn: e.decision_on,
      opensOn: e.opens_on,
      closesOn: e.closes_on!,
      resultsBy: e.results_by,
      changedBy: e.changed_by,
      list,
      jury,
      form,
      resultsOverdueSince: !list && !jury && !form && e.results_by && e.results_by < today ? e.results_by : null,
      points: told.filter((p) => p.exerciseId === e.id),
    }
  })
}

async function followedUp(db: Handle, points: readonly Point[], today: string): Promise<ToldPoint[]> {
  const answered = points.filter((p) => p.position).map((p) => p.id)
  const partners = await ratificationsOn(db, answered)
  const actions = await actionsOf(db, { pointIds: answered })
  const reports = await reportsOf(
    db,
    actions.map((a) => a.id),
  )
  return points.map((point) => {
    const own = {
      partners: partners
        .filter((r) => r.pointId === point.id)
        .map((r) => ({
          organisation: r.organisation,
          state: r.state,
          reason: r.reason,
          overdueSince: ratificationOverdueSince(r, today),
        })),
      actions: actions
        .filter((a) => a.pointId === point.id)
        .map((a) => {
          const mine = reports.filter((r) => r.actionId === a.id)
          const last = historyOf(mine, today)
            .filter((r) => r.reportedOn)
            .at(-1)
          return {
            slug: a.slug,
            title: a.title,
            owner: a.owner,
            rating: ratingNow(mine, today),
            sentence: last?.sentence ?? null,
            peopleNotice: last?.peopleNotice ?? null,
          }
        }),
    }
    return {
      ...point,
      ...own,
      told: toldUnder({ ...own, answer: point.answer, stance: point.position?.stance ?? null }),
    }
  })
}

async function formsOf(db: Handle, exerciseIds: readonly string[]): Promise<Map<string, { people: number }>> {
  const rows = await db
    .selectFrom('form_result')
    .select(['exercise_id', 'result'])
    .where('exercise_id', 'in', exerciseIds.length ? [...exerciseIds] : [''])
    .where('published_at', 'is not', null)
    .orderBy('version')
    .execute()
  // The newest version of each comes last and stands.
  return new Map(rows.map((r) => [r.exercise_id, { people: (JSON.parse(r.result) as { base: number }).base }]))
}

async function juriesOf(db: Handle, exerciseIds: readonly string[]): Promise<(JurySaid & { exerciseId: string })[]> {
  if (!exerciseIds.length) return []
  const juries = await db
    .selectFrom('jury')
    .select(['id', 'exercise_id', 'slug', 'public_name', 'question', 'report_published_at'])
    .where('exercise_id', 'in', [...exerciseIds])
    .where('report_published_at', 'is not', null)
    .execute()
  const tallies = juries.length
    ? await db
        .selectFrom('vote_tally as v')
        .innerJoin('statement as s', 's.id', 'v.statement_id')
        .selectAll('v')
        .select(['s.number', 's.body', 's.jury_id'])
        .where(
          's.jury_id',
          'in',
          juries.map((j) => j.id),
        )
        .orderBy('s.number')
        .execute()
    : []
  return juries.map((j) => {
    const own = tallies.filter((v) => v.jury_id === j.id)
    const cast = own.map((v) => v.strongly_support + v.support + v.live_with + v.oppose + v.strongly_oppose + v.abstain)
    return {
      exerciseId: j.exercise_id,
      slug: j.slug,
      publicName: j.public_name,
      question: j.question,
      reportedOn: j.report_published_at!,
      voted: Math.max(0, ...cast),
      statements: own.map((v) => ({
        number: v.number,
        body: v.body,
        outcome: v.outcome,
        consent: v.strongly_support + v.support + v.live_with,
      })),
    }
  })
}
