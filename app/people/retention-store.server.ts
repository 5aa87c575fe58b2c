import type { ExpressionBuilder } from 'kysely'
import { type Db, type Handle, type Tx, write } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'
import {
  deleteAnswers,
  oldConsultations,
  oldestClosing,
} from '../consultations/answering/response-retention-store.server.ts'
import { lateDays } from '../consultations/opening.ts'
import { addDays, londonDay, startOfDay } from '../engagement/london-day.ts'
import { panelConfirmDays, panelMonths } from '../engagement/panel/citizens-panel.ts'
import {
  dropStayed,
  dropUnconfirmed,
  panelAsked,
  panelStayed,
} from '../engagement/panel/citizens-panel-retention-store.server.ts'
import { practiceOf } from '../engagement/practice-store.server.ts'
import { countOldAnswers, forgetOldAnswers, oldestConcluded } from '../feedback/check-back-store.server.ts'
import { toldContacts } from '../feedback/contact-retention-store.server.ts'
import { confirmDays } from '../feedback/newsletter-store.server.ts'
import { deletionDayOf, poolNow } from '../juries/pool/pool-deletion-store.server.ts'
import { keepDays as registrationDays } from '../juries/registration/registration-draft-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { forgetComplaints, oldComplaints, oldestClosedComplaint } from './complaint-store.server.ts'
import {
  deletedBetween,
  goneAfter,
  goneBefore,
  keepDays,
  keepMonths,
  type RetentionKind,
  retentionKinds,
} from './retention.ts'

/** How many would go now, and the day the next may go; null where that hangs on something that has no day yet. */
interface Due {
  count: number
  next: string | null
}

interface Timer {
  due(db: Handle, now: Date): Promise<Due>
  /** Only where no job of its own area deletes it. */
  drop?: (tx: Tx, now: Date) => Promise<void>
}

const numberOf = (n: string | number | bigint | undefined) => Number(n ?? 0)
const instantBefore = (now: Date, kept: { days: number } | { months: number }) =>
  startOfDay(goneBefore(londonDay(now), kept)).toISOString()
const dayAfter = (at: string | null | undefined, kept: { days: number } | { months: number }) =>
  at ? goneAfter(londonDay(new Date(at)), kept) : null

/** When a message came to its end: it went, or nobody tries to send it any more. */
const doneAt = (eb: ExpressionBuilder<Schema, 'outbox'>) => eb.fn.coalesce('sent_at', 'given_up_at')

const responseMonths = async (db: Handle) => (await practiceOf(db))['retain.responses_months']

const timers: Record<RetentionKind, Timer> = {
  responses: {
    async due(db, now) {
      const months = await responseMonths(db)
      const old = await oldConsultations(db, goneBefore(londonDay(now), { months }))
      const oldest = await oldestClosing(db)
      // An answer is not deleted before it has counted: a consultation nobody worked out is said to be late instead.
      const count = old.filter(({ frozen }) => frozen).reduce((sum, { answers }) => sum + answers, 0)
      return { count, next: oldest && goneAfter(oldest, { months }) }
    },
    async drop(tx, now) {
      const old = await oldConsultations(tx, goneBefore(londonDay(now), { months: await responseMonths(tx) }))
      for (const { id, frozen } of old) if (frozen) await deleteAnswers(tx, id)
    },
  },
  drafts: {
    async due(db, now) {
      const rows = await db
        .selectFrom('draft as d')
        .innerJoin('consultation as c', 'c.id', 'd.consultation_id')
        .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
        .select('e.closes_on as closesOn')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .groupBy('e.closes_on')
        .execute()
      const limit = addDays(londonDay(now), -lateDays)
      const days = rows.flatMap(({ closesOn }) => closesOn ?? []).sort()
      return {
        count: rows
          .filter(({ closesOn }) => closesOn !== null && closesOn < limit)
          .reduce((sum, { n }) => sum + Number(n), 0),
        next: days[0] ? goneAfter(days[0], { days: lateDays }) : null,
      }
    },
  },
  uploads: {
    async due(db, now) {
      const row = await db
        .selectFrom('survey_upload')
        .select((eb) => [
          eb.fn.min('uploaded_at').as('first'),
          eb.fn
            .countAll<number>()
            .filterWhere('uploaded_at', '<', new Date(now.getTime() - 86_400_000).toISOString())
            .as('n'),
        ])
        .executeTakeFirst()
      return { count: numberOf(row?.n), next: dayAfter(row?.first, { days: 0 }) }
    },
  },
  contacts: {
    due: async (db, now) => ({ count: (await toldContacts(db, londonDay(now))).length, next: null }),
  },
  messages: {
    async due(db, now) {
      const row = await db
        .selectFrom('outbox')
        .select((eb) => [
          eb.fn.min(doneAt(eb)).as('first'),
          eb.fn
            .countAll<number>()
            .filterWhere(doneAt(eb), '<', instantBefore(now, { days: keepDays.messages }))
            .as('n'),
        ])
        .executeTakeFirst()
      return { count: numberOf(row?.n), next: dayAfter(row?.first, { days: keepDays.messages }) }
    },
    async drop(tx, now) {
      await tx
        .deleteFrom('outbox')
        .where((eb) => eb(doneAt(eb), '<', instantBefore(now, { days: keepDays.messages })))
        .execute()
    },
  },
  readers: {
    async due(db, now) {
      const row = await db
        .selectFrom('newsletter_reader')
        .select((eb) => [
          eb.fn.min('asked_on').as('first'),
          eb.fn
            .countAll<number>()
            .filterWhere('asked_on', '<', addDays(londonDay(now), -confirmDays))
            .as('n'),
        ])
        .where('confirmed_on', 'is', null)
        .executeTakeFirst()
      return { count: numberOf(row?.n), next: row?.first ? goneAfter(row.first, { days: confirmDays }) : null }
    },
    async drop(tx, now) {
      await tx
        .deleteFrom('newsletter_reader')
        .where('confirmed_on', 'is', null)
        .where('asked_on', '<', addDays(londonDay(now), -confirmDays))
        .execute()
    },
  },
  panel_asked: {
    due: async (db, now) => {
      const { count, first } = await panelAsked(db, goneBefore(londonDay(now), { days: panelConfirmDays }))
      return { count, next: first && goneAfter(first, { days: panelConfirmDays }) }
    },
    drop: (tx, now) => dropUnconfirmed(tx, goneBefore(londonDay(now), { days: panelConfirmDays })),
  },
  panel: {
    due: async (db, now) => {
      const { count, first } = await panelStayed(db, goneBefore(londonDay(now), { months: panelMonths }))
      return { count, next: first && goneAfter(first, { months: panelMonths }) }
    },
    drop: (tx, now) => dropStayed(tx, goneBefore(londonDay(now), { months: panelMonths }), now),
  },
  pools: {
    async due(db, now) {
      const juries = await db.selectFrom('jury').select('id').orderBy('id').execute()
      const today = londonDay(now)
      const days: string[] = []
      let count = 0
      for (const { id } of juries) {
        const day = await deletionDayOf(db, id)
        const { going } = await poolNow(db, id, false)
        if (!day || !going) continue
        days.push(day)
        if (today >= day) count += going
      }
      return { count, next: days.sort()[0] ?? null }
    },
  },
  registrations: {
    async due(db, now) {
      const row = await db
        .selectFrom('jury_registration_draft')
        .select((eb) => [
          eb.fn.min('updated_at').as('first'),
          eb.fn
            .countAll<number>()
            .filterWhere('updated_at', '<', addDays(londonDay(now), -registrationDays))
            .as('n'),
        ])
        .executeTakeFirst()
      return { count: numberOf(row?.n), next: dayAfter(row?.first, { days: registrationDays }) }
    },
  },
  sessions: {
    async due(db, now) {
      const row = await db
        .selectFrom('session')
        .select((eb) => [
          eb.fn.min('expires_at').as('first'),
          eb.fn
            .countAll<number>()
            .filterWhere('expires_at', '<', instantBefore(now, { days: keepDays.sessions }))
            .as('n'),
        ])
        .executeTakeFirst()
      return { count: numberOf(row?.n), next: dayAfter(row?.first, { days: keepDays.sessions }) }
    },
    async drop(tx, now) {
      await tx
        .deleteFrom('session')
        .where('expires_at', '<', instantBefore(now, { days: keepDays.sessions }))
        .execute()
    },
  },
  links: {
    async due(db, now) {
      const row = await db
        .selectFrom('sign_in_link')
        .select((eb) => [
          eb.fn.min('expires_at').as('first'),
          eb.fn
            .countAll<number>()
            .filterWhere('expires_at', '<', instantBefore(now, { days: keepDays.links }))
            .as('n'),
        ])
        .executeTakeFirst()
      return { count: numberOf(row?.n), next: dayAfter(row?.first, { days: keepDays.links }) }
    },
    async drop(tx, now) {
      await tx
        .deleteFrom('sign_in_link')
        .where('expires_at', '<', instantBefore(now, { days: keepDays.links }))
        .execute()
    },
  },
  acts: {
    async due(db, now) {
      const row = await db
        .selectFrom('actor_event')
        .select((eb) => [
          eb.fn.min('at').as('first'),
          eb.fn
            .countAll<number>()
            .filterWhere('at', '<', instantBefore(now, { months: keepMonths.acts }))
            .as('n'),
        ])
        .executeTakeFirst()
      return { count: numberOf(row?.n), next: dayAfter(row?.first, { months: keepMonths.acts }) }
    },
    async drop(tx, now) {
      await tx
        .deleteFrom('actor_event')
        .where('at', '<', instantBefore(now, { months: keepMonths.acts }))
        .execute()
    },
  },
  requests: {
    async due(db, now) {
      const row = await db
        .selectFrom('rights_request')
        .select((eb) => [
          eb.fn.min('closed_on').as('first'),
          eb.fn
            .countAll<number>()
            .filterWhere('closed_on', '<', goneBefore(londonDay(now), { months: keepMonths.requests }))
            .as('n'),
        ])
        .executeTakeFirst()
      return {
        count: numberOf(row?.n),
        next: row?.first ? goneAfter(row.first, { months: keepMonths.requests }) : null,
      }
    },
    async drop(tx, now) {
      const old = tx
        .selectFrom('rights_request')
        .select('id')
        .where('closed_on', '<', goneBefore(londonDay(now), { months: keepMonths.requests }))
      // What is erased and not yet said in a new version of a result is still waiting for its batch.
      await tx.deleteFrom('erased_answer').where('request_id', 'in', old).where('reissued_in', 'is not', null).execute()
      await tx
        .deleteFrom('rights_request')
        .where('id', 'in', old)
        .where('id', 'not in', (q) => q.selectFrom('erased_answer').select('request_id'))
        .execute()
    },
  },
  complaints: {
    async due(db, now) {
      const kept = { months: keepMonths.complaints }
      const oldest = await oldestClosedComplaint(db)
      return {
        count: (await oldComplaints(db, goneBefore(londonDay(now), kept))).length,
        next: oldest && goneAfter(oldest, kept),
      }
    },
    async drop(tx, now) {
      await forgetComplaints(tx, await oldComplaints(tx, goneBefore(londonDay(now), { months: keepMonths.complaints })))
    },
  },
  wordings: {
    async due(db, now) {
      const kept = { days: keepDays.wordings }
      const oldest = await oldestConcluded(db)
      return {
        count: await countOldAnswers(db, goneBefore(londonDay(now), kept)),
        next: oldest && goneAfter(oldest, kept),
      }
    },
    drop: (tx, now) => forgetOldAnswers(tx, goneBefore(londonDay(now), { days: keepDays.wordings })),
  },
}

/** Wraps the job that deletes one kind: when it looked and what it deleted stands on the page of timers. */
export const noted =
  (kind: RetentionKind, run: (db: Db, now: Date) => Promise<void>) =>
  async (db: Db, now: Date): Promise<void> => {
    const before = (await timers[kind].due(db, now)).count
    await run(db, now)
    const deleted = deletedBetween(before, (await timers[kind].due(db, now)).count)
    await write(db, (tx) => noteRun(tx, kind, deleted, londonDay(now)))
  }

/** Deletes what no other job deletes, kind by kind, each with its entry in the ledger. Safe to run twice. */
export async function dropOutdated(db: Db, now: Date): Promise<void> {
  const today = londonDay(now)
  for (const kind of retentionKinds) {
    const { due, drop } = timers[kind]
    if (!drop) continue
    await write(db, async (tx) => {
      const before = (await due(tx, now)).count
      if (before) await drop(tx, now)
      const deleted = before && deletedBetween(before, (await due(tx, now)).count)
      if (deleted) await record(tx, 'retention.deleted', { rule: kind, deleted, on: today }, today)
      await noteRun(tx, kind, deleted, today)
    })
  }
}

async function noteRun(tx: Tx, rule: RetentionKind, deleted: number, today: string): Promise<void> {
  const looked = { looked_on: today, ...(deleted ? { deleted_on: today, deleted } : {}) }
  await tx
    .insertInto('retention_run')
    .values({ rule, looked_on: today, deleted_on: deleted ? today : null, deleted })
    .onConflict((conflict) => conflict.column('rule').doUpdateSet(looked))
    .execute()
}

/** Every kind as it stands: how many would go now (nothing is deleted by asking), what goes next, what went last. */
export async function retentionNow(db: Handle, now: Date) {
  const runs = await db.selectFrom('retention_run').selectAll().execute()
  const standing = []
  for (const kind of retentionKinds) {
    const run = runs.find(({ rule }) => rule === kind)
    standing.push({
      kind,
      ...(await timers[kind].due(db, now)),
      lookedOn: run?.looked_on ?? null,
      deletedOn: run?.deleted_on ?? null,
      deleted: run?.deleted ?? 0,
    })
  }
  return standing
}

/** The day on which the timers looked last, for everybody to see; null before the first time. */
export async function lastLookedOn(db: Handle): Promise<string | null> {
  const { day } = await db
    .selectFrom('retention_run')
    .select((eb) => eb.fn.max('looked_on').as('day'))
    .executeTakeFirstOrThrow()
  return day
}
