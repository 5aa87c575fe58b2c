import type { Handle, Tx } from '../../db/connect.ts'
import type { Way } from '../../db/tables/people.ts'
import { londonDay } from '../engagement/london-day.ts'
import type { Letterhead } from '../feedback/message-text.server.ts'
import { enqueue } from '../server/outbox-store.server.ts'
import { type ComplaintOutcome, type ComplaintStep, mayStep } from './complaint.ts'
import { type Complaint, complaintById, complaintReference, noteStep } from './complaint-store.server.ts'
import { complaintText } from './complaint-text.server.ts'

/** Who does a step, and by what its sender is written to. */
export interface StepBy {
  id: string
  personId: string
  secret: string
  head: Letterhead
}

/** Tells the sender that the complaint is being looked into, and by when they hear more. False when it is too late for that. */
export const acknowledge = (tx: Tx, by: StepBy, answerBy: string, now: Date): Promise<boolean> =>
  step(tx, by, 'acknowledge', { answer_by: answerBy }, now)

/** Answers it. An answer given before anything else acknowledges it too; a later one takes the place of the first. */
export const answerComplaint = (
  tx: Tx,
  by: StepBy,
  given: { outcome: ComplaintOutcome; answer: string },
  now: Date,
): Promise<boolean> =>
  step(tx, by, 'answer', { answered_on: londonDay(now), outcome: given.outcome }, now, given.answer)

/**
 * Ends it: after an answer as it came out there, without one by how it ended and why. From here on nobody is written to
 * any more, so the address goes.
 */
export async function closeComplaint(
  tx: Tx,
  by: StepBy,
  ending: { outcome: ComplaintOutcome; why: string } | null,
  now: Date,
): Promise<boolean> {
  const changes = { closed_on: londonDay(now), ...(ending && { outcome: ending.outcome }) }
  if (!(await step(tx, by, 'close', changes, now, ending?.why))) return false
  await tx
    .updateTable('complaint_content')
    .set({ way: null, address: null })
    .where('complaint_id', '=', by.id)
    .execute()
  return true
}

/** One step of a complaint with all that goes with it: its days, the ledger, the log, and the message to its sender. */
async function step(
  tx: Tx,
  by: StepBy,
  did: ComplaintStep,
  changes: { answer_by?: string; answered_on?: string; closed_on?: string; outcome?: ComplaintOutcome },
  now: Date,
  answer?: string,
): Promise<boolean> {
  const before = await complaintById(tx, by.id)
  if (!before || !mayStep(before, did)) return false
  const acknowledged_on = before.acknowledgedOn ?? londonDay(now)
  await tx
    .updateTable('complaint')
    .set({ ...changes, acknowledged_on })
    .where('id', '=', by.id)
    .execute()
  if (answer !== undefined)
    await tx.updateTable('complaint_content').set({ answer }).where('complaint_id', '=', by.id).execute()
  await noteStep(tx, before, did, by.personId, now)
  await tell(tx, by, did, now)
  return true
}

async function tell(tx: Tx, { id, secret, head }: StepBy, did: ComplaintStep, now: Date): Promise<void> {
  const { key, content, ...days } = (await complaintById(tx, id)) as Complaint
  if (!content?.way || !content.address || !key) return
  const { way, address, language, answer } = content
  const text = complaintText(
    { step: did, reference: complaintReference(secret, key), answer, ...days },
    { way, language },
    head,
  )
  await enqueue(tx, { to: address, way, language, about: `complaint:${id}`, ...text }, now)
}

/** Messages about a complaint that no sender carries, and somebody must post or text. */
export async function complaintByHand(db: Handle, id: string, carried: readonly Way[]) {
  const waiting = await db
    .selectFrom('outbox')
    .select(['id', 'way', 'to_address as to', 'language', 'body'])
    .where('about', '=', `complaint:${id}`)
    .where('sent_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return waiting.filter(({ way }) => !carried.includes(way))
}

/** Notes that a message about a complaint was posted or sent by hand. */
export const markComplaintSent = (tx: Tx, id: string, messageId: string, now: Date) =>
  tx
    .updateTable('outbox')
    .set({ sent_at: now.toISOString() })
    .where('id', '=', messageId)
    .where('about', '=', `complaint:${id}`)
    .where('sent_at', 'is', null)
    .execute()
