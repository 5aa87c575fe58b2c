import type { Handle } from '../../db/connect.ts'
import { actionsOf } from '../board/action-store.server.ts'
import { hearsBy } from '../board/agenda.ts'
import { boardOf, requestsOf } from '../board/agenda-store.server.ts'
import { pointsOf } from '../board/decision-store.server.ts'
import { historyOf, missesInARow } from '../board/progress.ts'
import { reportsOf } from '../board/progress-store.server.ts'
import { ratificationOverdueSince } from '../board/ratification.ts'
import { ratificationsOn } from '../board/ratification-store.server.ts'
import { challengesOf } from '../conference/challenge-store.server.ts'
import { promisesOf } from '../juries/report/promise-store.server.ts'
import { words } from '../languages/words.server.ts'
import { complaintState } from '../people/complaint.ts'
import { complaintDays } from '../people/complaint-store.server.ts'
import { rightsState } from '../people/rights-request.ts'
import { requestDays } from '../people/rights-store.server.ts'
import { publishedCounts } from '../priorities/list-store.server.ts'
import { type MessageKind, resultsDue } from './message.ts'
import { saidOf, standingsFrom } from './message-facts-store.server.ts'

/** Something promised by a day that is over, and not done: said in public until it is (rules B-2, B-3, B-6, F-1, F-5, G-8). */
export interface Overdue {
  kind:
    | 'point'
    | 'acknowledgement'
    | 'ratification'
    | 'jury'
    | 'results'
    | 'report'
    | 'challenge'
    | 'request'
    | 'rights'
    | 'complaint_acknowledgement'
    | 'complaint_answer'
    | `message_${MessageKind}`
  /** The last day on which it would have been in time. */
  since: string
  /** Who owes it, where that is not the Board. */
  who: string
  what: string
  /** Where it stands, after the language in the address. */
  path: string
  /** Why it is late, where whoever owes it has said so (rule G-8). */
  reason?: string
  /** The exercise it follows from; null where it follows from none. */
  exerciseSlug: string | null
}

/** Every overdue promise of the partnership by `today` (London), the longest overdue first: one list for every page that says so. */
export async function overdueOn(db: Handle, today: string, known?: readonly Point[]): Promise<Overdue[]> {
  const points = known ?? (await pointsOf(db, today))
  const found = [
    ...points.flatMap(silentOn(today)),
    ...(await silentPartners(db, points, today)),
    ...(await brokenToJuries(db, today)),
    ...(await untold(db, points, today)),
    ...(await unreported(db, points, today)),
    ...(await unansweredRequests(db, today)),
    ...(await unansweredRights(db, today)),
    ...(await unansweredComplaints(db, today)),
  ]
  return found.sort((a, b) => a.since.localeCompare(b.since) || a.path.localeCompare(b.path))
}

type Point = Awaited<ReturnType<typeof pointsOf>>[number]

const decisionPath = (point: Point) => `/board/decisions/${point.slug}`

const silentOn =
  (today: string) =>
  (point: Point): Overdue[] => {
    const shared = { who: '', what: point.wording, path: decisionPath(point), exerciseSlug: point.exerciseSlug }
    if (point.answer.state === 'overdue') return [{ kind: 'point', since: point.answer.since, ...shared }]
    return point.answer.state === 'waiting' && !point.acknowledgedOn && point.acknowledgeBy < today
      ? [{ kind: 'acknowledgement', since: point.acknowledgeBy, ...shared }]
      : []
  }

async function silentPartners(db: Handle, points: readonly Point[], today: string): Promise<Overdue[]> {
  const answered = new Map(points.filter((p) => p.position).map((p) => [p.id, p]))
  return (await ratificationsOn(db, [...answered.keys()])).flatMap((r): Overdue[] => {
    const since = ratificationOverdueSince(r, today)
    const point = answered.get(r.pointId)!
    return since
      ? [
          {
            kind: 'ratification',
            since,
            who: r.organisation,
            what: point.wording,
            path: decisionPath(point),
            exerciseSlug: point.exerciseSlug,
          },
        ]
      : []
  })
}

async function brokenToJuries(db: Handle, today: string): Promise<Overdue[]> {
  return (await promisesOf(db, today))
    .filter((promise) => promise.state === 'overdue')
    .map(({ by, who, publicName, slug, exerciseSlug }) => ({
      kind: 'jury',
      since: by,
      who,
      what: publicName,
      path: `/juries/${slug}#promise`,
      exerciseSlug,
    }))
}

/** Results that did not come, and messages to those who took part that did not go out. */
async function untold(db: Handle, points: readonly Point[], today: string): Promise<Overdue[]> {
  const closed = await closedBy(db, today)
  const said = await saidOf(
    db,
    closed.map((e) => e.slug),
  )
  return closed.flatMap((exercise) => {
    const shared = {
      who: '',
      what: exercise.title,
      path: `/what-changed/${exercise.slug}`,
      exerciseSlug: exercise.slug,
    }
    const published = exercise.lists + exercise.forms + exercise.reports > 0
    const answers = points
      .filter((p) => p.exerciseSlug === exercise.slug)
      .map((p) => ({ by: p.answerBy, decidedOn: p.position?.decidedOn ?? null }))
    const due = resultsDue(exercise)
    const resultsSince = !published && due < today ? due : null
    const messages = standingsFrom({ ...exercise, published, answers }, said.get(exercise.slug)!, today)
    return [
      ...(resultsSince
        ? [{ kind: 'results' as const, since: resultsSince, ...shared, reason: exercise.lateReason }]
        : []),
      ...messages.flatMap(({ kind, state }): Overdue[] =>
        // A message about results that are not there is the results' fault, and is said once.
        state.state !== 'overdue' || (kind === 'results' && resultsSince)
          ? []
          : [{ kind: `message_${kind}`, since: state.since, ...shared, path: `${shared.path}#told` }],
      ),
    ]
  })
}

/** The partnership's own exercises that have closed by a day, with how many lists, results and jury reports are published. */
async function closedBy(db: Handle, today: string) {
  const rows = await db
    .selectFrom('exercise as e')
    .leftJoin('register_entry as n', 'n.exercise_id', 'e.id')
    .select(['e.slug', 'e.kind', 'e.title', 'e.closes_on as closesOn', 'e.results_by as resultsBy'])
    .select(['e.decision_on as decisionOn', 'e.changed_by as changedBy', 'n.late_reason as late'])
    .select(publishedCounts())
    .select((eb) => [
      eb
        .selectFrom('jury as j')
        .select((sub) => sub.fn.countAll<number>().as('n'))
        .whereRef('j.exercise_id', '=', 'e.id')
        .where('j.report_published_at', 'is not', null)
        .as('reports'),
    ])
    .where('e.published_at', 'is not', null)
    .where('e.asked_elsewhere', '=', 0)
    .where('e.closes_on', '<', today)
    .orderBy('e.closes_on', 'desc')
    .orderBy('e.id')
    .execute()
  return rows.map((e) => ({
    ...e,
    closesOn: e.closesOn!,
    lateReason: e.late ?? '',
    lists: Number(e.lists),
    forms: Number(e.forms),
    reports: Number(e.reports),
  }))
}

/** Progress that an owner did not report, and challenges to it that it did not answer. */
async function unreported(db: Handle, points: readonly Point[], today: string): Promise<Overdue[]> {
  const actions = (await actionsOf(db)).filter((a) => a.publishedOn)
  const reports = await reportsOf(
    db,
    actions.map((a) => a.id),
  )
  const slugOf = (pointId: string | null) => points.find((p) => p.id === pointId)?.exerciseSlug ?? null
  const about = (action: (typeof actions)[number]) => ({
    who: action.owner,
    what: action.title,
    path: `/board/actions/${action.slug}`,
    exerciseSlug: slugOf(action.pointId),
  })
  const missed = actions.flatMap((action): Overdue[] => {
    const own = reports.filter((r) => r.actionId === action.id)
    const misses = missesInARow(own, today)
    return misses ? [{ kind: 'report', since: historyOf(own, today).at(-misses)!.dueOn, ...about(action) }] : []
  })
  const challenged = (await challengesOf(db, today)).flatMap((c): Overdue[] => {
    const action = actions.find((a) => a.slug === c.actionSlug)
    return c.state === 'overdue' && action ? [{ kind: 'challenge', since: c.dueOn, ...about(action) }] : []
  })
  return [...missed, ...challenged]
}

async function unansweredRequests(db: Handle, today: string): Promise<Overdue[]> {
  const board = await boardOf(db)
  const queue = board ? await requestsOf(db, board.id) : []
  return queue
    .filter((r) => r.state === 'waiting' && hearsBy(r.receivedOn) < today)
    .map((r) => ({
      kind: 'request',
      since: hearsBy(r.receivedOn),
      who: '',
      what: r.title,
      path: '/board#queue',
      exerciseSlug: null,
    }))
}

/** Requests about somebody's own data, by number alone (rule P-7). */
async function unansweredRights(db: Handle, today: string): Promise<Overdue[]> {
  const t = words('en', 'rights')
  return (await requestDays(db)).flatMap((request): Overdue[] => {
    const standing = rightsState(request, today)
    return standing.state === 'overdue'
      ? [
          {
            kind: 'rights',
            since: standing.dueOn,
            who: '',
            what: t('number', { number: request.number }),
            path: '/privacy#rights',
            exerciseSlug: null,
          },
        ]
      : []
  })
}

/** Complaints that were not acknowledged or answered in time (rule P-13): that there are such, not how many. */
async function unansweredComplaints(db: Handle, today: string): Promise<Overdue[]> {
  const t = words('en', 'complaint-desk')
  const states = (await complaintDays(db)).map((complaint) => complaintState(complaint, today))
  return (['acknowledgement', 'answer'] as const).flatMap((owed): Overdue[] => {
    const since = states.flatMap((one) => (one.state === 'overdue' && one.owed === owed ? one.dueOn : [])).sort()[0]
    const shared = { who: '', what: t('title'), path: '/complaints', exerciseSlug: null }
    return since ? [{ kind: `complaint_${owed}`, since, ...shared }] : []
  })
}
