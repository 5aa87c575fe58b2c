import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import type { ExercisePlan } from '../engagement/exercise.ts'
import { createExercise, exerciseById, publishExercise } from '../engagement/exercise-store.server.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { type Commission, quorumOf } from './commission/commission.ts'
import { type JuryState, juryState } from './jury-state.ts'
import { fourFifths, type Threshold, voteState } from './votes/vote.ts'

export interface Jury {
  id: string
  exerciseId: string
  slug: string
  publicName: string
  commission: Commission
  threshold: Threshold
  quorum: number
  /** When it was announced: from then on its question and promise stand. */
  announcedAt: string | null
  reportPublishedAt: string | null
  /** For trying things out: nothing of it goes to the Board, and the public page says so. */
  practice: boolean
}

const selectJuries = (db: Handle) =>
  db.selectFrom('jury as j').innerJoin('exercise as e', 'e.id', 'j.exercise_id').selectAll('j').select('e.published_at')

type Row = Awaited<ReturnType<ReturnType<typeof selectJuries>['executeTakeFirstOrThrow']>>

const juryFrom = (row: Row): Jury => ({
  id: row.id,
  exerciseId: row.exercise_id,
  slug: row.slug,
  publicName: row.public_name,
  commission: {
    question: row.question,
    commissionedBy: row.commissioned_by,
    budget: row.budget,
    promiseWho: row.promise_who,
    promiseBy: row.promise_by ?? '',
    promiseHow: row.promise_how,
    outOfBounds: row.out_of_bounds,
    oversight: row.oversight,
    followUp6On: row.follow_up_6_on ?? '',
    followUp12On: row.follow_up_12_on ?? '',
    seats: row.seats,
  },
  threshold: { numerator: row.threshold_numerator, denominator: row.threshold_denominator },
  quorum: row.quorum,
  announcedAt: row.published_at,
  reportPublishedAt: row.report_published_at,
  practice: row.practice === 1,
})

export async function juryBySlug(db: Handle, slug: string): Promise<Jury | undefined> {
  const row = await selectJuries(db).where('j.slug', '=', slug).executeTakeFirst()
  return row && juryFrom(row)
}

/** Every jury with where it stands, newest first. `announced` leaves out what is not public yet. */
export async function juriesOf(
  db: Handle,
  today: string,
  { announced = false, ids }: { announced?: boolean; ids?: string[] } = {},
) {
  let query = selectJuries(db)
  if (announced) query = query.where('e.published_at', 'is not', null)
  if (ids) query = query.where('j.id', 'in', ids.length ? ids : [''])
  const rows = await query.orderBy('j.created_at', 'desc').orderBy('j.id').execute()
  const states = await statesOf(db, rows.map(juryFrom), today)
  return rows.map((row) => ({ ...juryFrom(row), state: states.get(row.id)! }))
}

/** Where each jury stands today. */
export async function statesOf(db: Handle, juries: readonly Jury[], today: string): Promise<Map<string, JuryState>> {
  const sessions = await db
    .selectFrom('jury_session')
    .select('jury_id')
    .select((eb) => eb.fn.min('on_date').as('first'))
    .groupBy('jury_id')
    .execute()
  const votes = await db
    .selectFrom('vote')
    .select(['jury_id', 'opened_at', 'first_closer', 'closed_at', 'counted_at'])
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  return new Map(
    juries.map((jury) => {
      const newest = votes.filter((vote) => vote.jury_id === jury.id).at(-1)
      const state =
        newest &&
        voteState({ closedAt: newest.closed_at, countedAt: newest.counted_at, firstCloser: newest.first_closer })
      const vote = state === 'closing' ? 'open' : (state ?? 'none')
      const firstSessionOn = sessions.find((session) => session.jury_id === jury.id)?.first ?? null
      return [jury.id, juryState({ ...jury, firstSessionOn, vote }, today)]
    }),
  )
}

const commissionColumns = (given: Commission) => ({
  question: given.question,
  commissioned_by: given.commissionedBy,
  budget: given.budget,
  promise_who: given.promiseWho,
  promise_by: given.promiseBy || null,
  promise_how: given.promiseHow,
  out_of_bounds: given.outOfBounds,
  oversight: given.oversight,
  follow_up_6_on: given.followUp6On || null,
  follow_up_12_on: given.followUp12On || null,
  seats: given.seats,
  quorum: quorumOf(given.seats),
})

/** What the register of exercises says of a jury, so that it stands in the forward plan like everything else. */
const planFrom = (publicName: string, given: Commission, method: string, runBy: string): ExercisePlan => ({
  title: publicName,
  decision: given.question,
  decidedBy: given.promiseWho,
  decisionOn: given.promiseBy || null,
  canChange: given.promiseHow,
  cannotChange: given.outOfBounds,
  optionsRejected: '',
  audiences: '',
  method,
  legalBasis: 'voluntary',
  commissionedBy: runBy,
  paidBy: runBy,
  opensOn: null,
  closesOn: null,
  resultsBy: null,
  changedBy: given.followUp12On || null,
  shortOpeningReason: null,
  areaIds: [],
})

interface NewJury {
  publicName: string
  commission: Commission
  /** How the register names this kind of exercise ("Citizens’ jury"), in the partnership's own language. */
  method: string
  runBy: string
  personId: string
  practice?: boolean
  id?: string
  slug?: string
  exerciseId?: string
}

/** Writes down a new jury and enters it in the register of exercises. Returns its address. */
export async function createJury(tx: Tx, given: NewJury, now: Date): Promise<string> {
  const exerciseId = await createExercise(
    tx,
    {
      plan: planFrom(given.publicName, given.commission, given.method, given.runBy),
      kind: 'jury',
      runBy: given.runBy,
      personId: given.personId,
      id: given.exerciseId,
      // One address in the register and among the juries.
      slug: given.slug,
    },
    now,
  )
  const { slug } = await tx.selectFrom('exercise').select('slug').where('id', '=', exerciseId).executeTakeFirstOrThrow()
  await tx
    .insertInto('jury')
    .values({
      id: given.id ?? randomUUID(),
      exercise_id: exerciseId,
      slug,
      public_name: given.publicName,
      ...commissionColumns(given.commission),
      threshold_numerator: fourFifths.numerator,
      threshold_denominator: fourFifths.denominator,
      report_published_at: null,
      practice: given.practice ? 1 : 0,
      created_at: now.toISOString(),
    })
    .execute()
  return slug
}

/** Saves the commission of a jury that has not been announced. Throws a RangeError when it has: then it stands. */
export async function saveCommission(
  tx: Tx,
  jury: Jury,
  given: { publicName: string; commission: Commission; personId: string },
  now: Date,
): Promise<void> {
  if (jury.announcedAt) throw new RangeError('an announced commission stands')
  await tx
    .updateTable('jury')
    .set({ public_name: given.publicName, ...commissionColumns(given.commission) })
    .where('id', '=', jury.id)
    .execute()
  await tx
    .updateTable('exercise')
    .set({
      title: given.publicName,
      decision: given.commission.question,
      decided_by: given.commission.promiseWho,
      decision_on: given.commission.promiseBy || null,
      can_change: given.commission.promiseHow,
      cannot_change: given.commission.outOfBounds,
      changed_by: given.commission.followUp12On || null,
    })
    .where('id', '=', jury.exerciseId)
    .execute()
  await logAct(tx, now, {
    personId: given.personId,
    did: 'changed the commission',
    objectKind: 'jury',
    objectId: jury.id,
  })
}

/** Makes a jury public: question, promise and bounds are committed to the ledger before anybody is invited (J-1). */
export async function announceJury(tx: Tx, jury: Jury, personId: string, now: Date): Promise<void> {
  const exercise = await exerciseById(tx, jury.exerciseId)
  if (!exercise || jury.announcedAt) throw new RangeError('this jury was announced already')
  await publishExercise(tx, exercise, personId, now)
  await record(
    tx,
    'jury.announced',
    { jury: jury.slug, ...jury.commission, threshold: { ...jury.threshold }, quorum: jury.quorum },
    londonDay(now),
  )
  await logAct(tx, now, { personId, did: 'announced', objectKind: 'jury', objectId: jury.id })
}
