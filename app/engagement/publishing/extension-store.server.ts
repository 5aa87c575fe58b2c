import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { type Exercise, exerciseState } from '../exercise.ts'
import { londonDay } from '../london-day.ts'
import type { Extension, ExtensionReason, MovedDays } from './extension.ts'

/** Every time the closing day of these exercises was moved, by exercise, the first first. */
export async function extensionsOfEach(
  db: Handle,
  exerciseIds: readonly string[],
): Promise<ReadonlyMap<string, Extension[]>> {
  const rows = await db
    .selectFrom('exercise_extension')
    .selectAll()
    .where('exercise_id', 'in', ['', ...exerciseIds])
    .where('confirmed_at', 'is not', null)
    .orderBy('confirmed_at')
    .orderBy('closes_on')
    .execute()
  const found = new Map<string, Extension[]>()
  for (const row of rows) {
    const { id, closes_before: closesBefore, closes_on: closesOn, reason, note } = row
    const extension = { id, closesBefore, closesOn, reason, note, confirmedAt: row.confirmed_at! }
    found.set(row.exercise_id, [...(found.get(row.exercise_id) ?? []), extension])
  }
  return found
}

export interface Proposal extends MovedDays {
  id: string
  closesOn: string
  reason: ExtensionReason
  note: string
  proposedBy: string
  proposedAt: string
  /** Who that is, by their label. */
  label: string
}

/** The later closing day that waits for a second person, if one does. */
export async function proposalOf(db: Handle, exerciseId: string): Promise<Proposal | undefined> {
  return db
    .selectFrom('exercise_extension as x')
    .innerJoin('person as p', 'p.id', 'x.proposed_by')
    .select(['x.id', 'x.closes_on as closesOn', 'x.results_by as resultsBy', 'x.decision_on as decisionOn'])
    .select(['x.changed_by as changedBy', 'x.reason', 'x.note', 'x.proposed_by as proposedBy'])
    .select(['x.proposed_at as proposedAt', 'p.label'])
    .where('x.exercise_id', '=', exerciseId)
    .where('x.confirmed_at', 'is', null)
    .executeTakeFirst()
}

/** Every later closing day that waits for another than this person, of exercises that are not over, the soonest first. */
export const proposalsByOthers = (db: Handle, personId: string, today: string) =>
  db
    .selectFrom('exercise_extension as x')
    .innerJoin('exercise as e', 'e.id', 'x.exercise_id')
    .select(['e.id', 'e.title', 'e.run_by as runBy', 'e.closes_on as closesOn', 'x.closes_on as later'])
    .where('x.confirmed_at', 'is', null)
    .where('x.proposed_by', '!=', personId)
    .where('e.closes_on', '>=', today)
    .orderBy('e.closes_on')
    .execute()

const onlyOpen = (exercise: Exercise, now: Date) => {
  if (exerciseState(exercise, londonDay(now)) !== 'open') throw new RangeError('only an open exercise is extended')
}

/** Proposes later days, in place of what was proposed before. The page has asked `extensionTroubles`. */
export async function proposeExtension(
  tx: Tx,
  given: { exercise: Exercise; days: MovedDays; reason: ExtensionReason; note: string; personId: string },
  now: Date,
): Promise<void> {
  const { exercise, days, reason, note, personId } = given
  onlyOpen(exercise, now)
  await deleteProposal(tx, exercise.id)
  await tx
    .insertInto('exercise_extension')
    .values({
      id: randomUUID(),
      exercise_id: exercise.id,
      closes_before: exercise.closesOn!,
      closes_on: days.closesOn!,
      results_by: days.resultsBy,
      decision_on: days.decisionOn,
      changed_by: days.changedBy,
      reason,
      note,
      proposed_by: personId,
      proposed_at: now.toISOString(),
      confirmed_by: null,
      confirmed_at: null,
    })
    .execute()
  const did = 'proposed a later closing day'
  await logAct(tx, now, { personId, did, objectKind: 'exercise', objectId: exercise.id })
}

const deleteProposal = (tx: Tx, exerciseId: string) =>
  tx.deleteFrom('exercise_extension').where('exercise_id', '=', exerciseId).where('confirmed_at', 'is', null).execute()

export async function dropProposal(tx: Tx, exerciseId: string, personId: string, now: Date): Promise<void> {
  await deleteProposal(tx, exerciseId)
  const did = 'took a proposed closing day back'
  await logAct(tx, now, { personId, did, objectKind: 'exercise', objectId: exerciseId })
}

/** A second person confirms what was proposed: from here on everything that asks for the exercise's days has the new ones. */
export async function confirmExtension(
  tx: Tx,
  { exercise, proposal, personId }: { exercise: Exercise; proposal: Proposal; personId: string },
  now: Date,
): Promise<void> {
  if (personId === proposal.proposedBy) throw new RangeError('a second person confirms it')
  onlyOpen(exercise, now)
  const { id, closesOn, resultsBy, decisionOn, changedBy, reason, note } = proposal
  await tx
    .updateTable('exercise_extension')
    .set({ confirmed_by: personId, confirmed_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('exercise')
    .set({ closes_on: closesOn, results_by: resultsBy, decision_on: decisionOn, changed_by: changedBy })
    .where('id', '=', exercise.id)
    .execute()
  const days = { closesBefore: exercise.closesOn, closesOn, resultsBy, decisionOn, changedBy }
  await record(tx, 'exercise.extended', { id: exercise.id, ...days, reason, note }, londonDay(now))
  const did = 'confirmed a later closing day'
  await logAct(tx, now, { personId, did, objectKind: 'exercise', objectId: exercise.id })
}
