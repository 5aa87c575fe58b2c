import { randomUUID } from 'node:crypto'
import { type Db, type Handle, type Tx, write } from '../../db/connect.ts'
import { addDays, londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { addItem, boardOf } from './agenda-store.server.ts'
import { nextMeeting } from './meeting-store.server.ts'
import type { Saved } from './position-store.server.ts'
import {
  isMissed,
  isReportable,
  lastGiven,
  missesInARow,
  missesThatCount,
  type ReportDraft,
  reportDays,
  reportErrors,
} from './progress.ts'

/** How long before its day a report asked for can be given. */
const askedDaysAhead = 28

/** Reports of some actions, asked for and given. */
export const reportsOf = (db: Handle, actionIds: readonly string[]) =>
  db
    .selectFrom('progress_report')
    .select([
      'id',
      'action_id as actionId',
      'due_on as dueOn',
      'reported_on as reportedOn',
      'rag',
      'sentence',
      'people_notice as peopleNotice',
      'measure_value as measureValue',
      'change_reason as changeReason',
    ])
    .where('action_id', 'in', actionIds.length ? [...actionIds] : [''])
    .orderBy('due_on')
    .orderBy('id')
    .execute()

/** Challenges to some actions' reports, newest first: what the standing conference sees, beside what the owner says. */
export const challengesOn = (db: Handle, actionIds: readonly string[]) =>
  db
    .selectFrom('challenge')
    .select([
      'id',
      'action_id as actionId',
      'progress_report_id as reportId',
      'rating',
      'we_see as weSee',
      'question',
      'raised_on as raisedOn',
      'due_on as dueOn',
      'answer',
      'answered_on as answeredOn',
    ])
    .where('action_id', 'in', actionIds.length ? [...actionIds] : [''])
    .orderBy('raised_on', 'desc')
    .orderBy('id')
    .execute()

/**
 * Writes an owner's report into the one asked for (the earliest that is open), or beside it when none is. An owner may
 * report for its own organisation only: any other action is not found (undefined).
 */
export async function reportProgress(
  tx: Tx,
  entry: {
    actionId: string
    organisationId: string
    draft: ReportDraft
    personId: string
    on: string
    now: Date
    id?: string
  },
): Promise<Saved | undefined> {
  const action = await tx
    .selectFrom('action')
    .select(['id', 'slug'])
    .where('id', '=', entry.actionId)
    .where('owner_organisation_id', '=', entry.organisationId)
    .executeTakeFirst()
  if (!action) return undefined
  const { draft } = entry
  const reports = await reportsOf(tx, [action.id])
  const errors = reportErrors(draft, lastGiven(reports))
  if (errors.length || !isReportable(draft.rag)) return { errors }
  const fields = {
    reported_on: entry.on,
    rag: draft.rag,
    sentence: draft.sentence,
    people_notice: draft.peopleNotice,
    measure_value: draft.measureValue,
    change_reason: draft.changeReason || null,
    reported_by: entry.personId,
  }
  // A report that was missed stays missed, and one due much later is not answered by it: such a report stands by itself.
  const asked = reports.find(
    (r) => r.reportedOn === null && !isMissed(r, entry.on) && r.dueOn <= addDays(entry.on, askedDaysAhead),
  )
  const id = asked?.id ?? entry.id ?? randomUUID()
  if (asked) await tx.updateTable('progress_report').set(fields).where('id', '=', id).execute()
  else
    await tx
      .insertInto('progress_report')
      .values({ id, action_id: action.id, due_on: entry.on, ...fields })
      .execute()
  await record(
    tx,
    'progress.reported',
    { action: action.slug, rag: draft.rag, sentence: draft.sentence, why: draft.changeReason },
    entry.on,
  )
  await logAct(tx, entry.now, { personId: entry.personId, did: 'reported', objectKind: 'action', objectId: action.id })
  return { errors: null, id }
}

/**
 * Asks owners for the reports that the coming meetings need, and puts actions whose owners missed two in a row on the
 * next Board's agenda. Safe to run at any time and twice.
 */
export async function askForReports(tx: Tx, today: string): Promise<void> {
  const actions = await tx.selectFrom('action').select(['id', 'slug', 'title', 'created_on']).orderBy('id').execute()
  if (!actions.length) return
  const reports = await reportsOf(
    tx,
    actions.map((a) => a.id),
  )
  const reportsBy = new Map(actions.map((a) => [a.id, reports.filter((r) => r.actionId === a.id)]))
  const board = await tx.selectFrom('meeting').select('on_date').execute()
  const conference = await tx.selectFrom('conference_meeting').select('on_date').execute()
  const days = reportDays([...board, ...conference].map((m) => m.on_date)).filter((day) => day >= today)
  const asked = actions.flatMap((a) => {
    const own = reportsBy.get(a.id)!
    if (lastGiven(own) === 'done') return []
    const missing = days.filter((day) => day > a.created_on && !own.some((r) => r.dueOn === day))
    return missing.map((day) => emptyReport(a.id, day))
  })
  if (asked.length) await tx.insertInto('progress_report').values(asked).execute()
  await raiseSilence(
    tx,
    actions.filter((a) => missesInARow(reportsBy.get(a.id)!, today) >= missesThatCount),
    reportsBy,
    today,
  )
}

const emptyReport = (actionId: string, dueOn: string) => ({
  id: randomUUID() as string,
  action_id: actionId,
  due_on: dueOn,
  reported_on: null,
  rag: 'not_reported' as const,
  sentence: '',
  people_notice: '',
  measure_value: '',
  change_reason: null,
  reported_by: null,
})

const minutesForSilence = 5

/** One item per silence, however often this runs: the request is named after the last report that was missed. */
async function raiseSilence(
  tx: Tx,
  silent: readonly { id: string; slug: string; title: string }[],
  reportsBy: ReadonlyMap<string, readonly { id: string; reportedOn: string | null; dueOn: string }[]>,
  today: string,
): Promise<void> {
  const board = silent.length ? await boardOf(tx) : undefined
  const meeting = board && (await nextMeeting(tx, board.id, today))
  if (!board || !meeting) return
  for (const action of silent) {
    const lastGivenOn =
      reportsBy
        .get(action.id)!
        .filter((r) => r.reportedOn)
        .at(-1)?.reportedOn ?? 'never'
    const id = `silence-${action.id}-${lastGivenOn}`
    const added = await tx
      .insertInto('agenda_request')
      .values({
        id,
        body_id: board.id,
        proposer: 'rule',
        proposer_label: action.slug,
        title: action.title,
        why: action.slug,
        received_on: today,
        state: 'accepted',
        reason: null,
        decided_on: today,
        merged_into: null,
        meeting_id: meeting.id,
        deferrals: 0,
      })
      .onConflict((c) => c.column('id').doNothing())
      .executeTakeFirst()
    if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) continue
    await addItem(tx, {
      meetingId: meeting.id,
      part: 'A',
      minutes: minutesForSilence,
      title: action.title,
      lead: '',
      proposer: 'rule',
      requestId: id,
    })
    await record(tx, 'agenda.silence', { action: action.slug, meetingOn: meeting.on_date }, today)
  }
}

/** The job that runs it. */
export const reportRequests = (db: Db, now: Date): Promise<void> => write(db, (tx) => askForReports(tx, londonDay(now)))
