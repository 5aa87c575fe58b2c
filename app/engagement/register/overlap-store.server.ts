import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { peopleMap } from '../areas/area-share.ts'
import { placesOn } from '../areas/place-store.server.ts'
import { londonDay } from '../london-day.ts'
import type { Practice } from '../practice.ts'
import { practiceOf } from '../practice-store.server.ts'
import { askedQuestions } from './asked-question-store.server.ts'
import { type Comparable, canOverlap, type Overlap, overlapOf, overlapWeight, savingOf } from './overlap.ts'
import {
  messageDays,
  type OverlapAnswer,
  type OverlapAnswerKind,
  type OverlapMessage,
  type OverlapPair,
} from './overlap-answer.ts'
import { questionLines } from './register-entry.ts'
import { entriesOf } from './register-entry-store.server.ts'

/** What of another partner’s exercise its neighbours in the register may know: title, dates, and what is shared. */
export interface Neighbour extends Comparable {
  title: string
  slug: string
  runBy: string
  organisation: string
  isPublic: boolean
  costPounds: number | null
  staffHours: number | null
}

/** Every exercise of the register as it is compared with others; trial juries are none. */
export async function neighbours(db: Handle): Promise<Neighbour[]> {
  const rows = await db
    .selectFrom('exercise as e')
    .leftJoin('organisation as o', 'o.id', 'e.run_by')
    .select(['e.id', 'e.title', 'e.slug', 'e.run_by', 'o.name', 'e.opens_on', 'e.closes_on', 'e.published_at'])
    .where('e.id', 'not in', db.selectFrom('jury').select('exercise_id').where('practice', '=', 1))
    .orderBy('e.id')
    .execute()
  const ids = rows.map((row) => row.id)
  const entries = await entriesOf(db, ids)
  const built = await askedQuestions(db, ids)
  const areas = await db.selectFrom('exercise_area').selectAll().orderBy('area_id').execute()
  return rows.map((row) => {
    const entry = entries.get(row.id)!
    return {
      id: row.id,
      title: row.title,
      slug: row.slug,
      runBy: row.run_by,
      organisation: row.name ?? row.run_by,
      isPublic: row.published_at !== null,
      opensOn: row.opens_on,
      closesOn: row.closes_on,
      areaIds: areas.filter((area) => area.exercise_id === row.id).map((area) => area.area_id),
      themeIds: entry.themeIds,
      groups: entry.groups,
      panelSampleId: entry.panelSampleId,
      questions: [
        ...questionLines(entry.questions).map((text) => ({ text, options: [] })),
        ...(built.get(row.id) ?? []),
      ],
      costPounds: entry.costPounds,
      staffHours: entry.staffHours,
    }
  })
}

export interface FoundOverlap extends Overlap {
  other: Neighbour
  weight: 'talk' | 'answer'
  saving: ReturnType<typeof savingOf>
  answer: (OverlapAnswer & { answeredAt: string }) | null
  /** The newest message of this planner to the other, and of the other to this one. */
  sent: StoredMessage | null
  received: StoredMessage | null
}

export interface StoredMessage extends OverlapMessage {
  id: string
  body: string
  replyText: string
  repliedOn: string | null
  nudgedOn: string | null
}

/** The overlaps of one exercise that ask for something, the highest score first, with what was done about each. */
export async function overlapsOf(db: Handle, exerciseId: string, today: string): Promise<FoundOverlap[]> {
  const practice = await practiceOf(db)
  const all = await neighbours(db)
  const mine = all.find((one) => one.id === exerciseId)
  if (!mine) return []
  const map = peopleMap(await placesOn(db, today))
  const answers = await db.selectFrom('overlap_answer').selectAll().where('exercise_id', '=', exerciseId).execute()
  const messages = await messagesOf(db, exerciseId)
  return all
    .filter((other) => canOverlap(mine, other, today, practice))
    .flatMap((other): FoundOverlap[] => {
      const overlap = overlapOf(mine, other, map, practice)
      const weight = overlapWeight(overlap.score, practice)
      if (weight === 'none') return []
      const answer = answers.find((one) => one.other_id === other.id)
      const newest = (from: string, to: string) =>
        messages.find((one) => one.exerciseId === from && one.otherId === to) ?? null
      return [
        {
          ...overlap,
          other,
          weight,
          saving: savingOf(mine, other),
          answer: answer
            ? { answer: answer.answer, reason: answer.reason, score: answer.score, answeredAt: answer.answered_at }
            : null,
          sent: newest(mine.id, other.id),
          received: newest(other.id, mine.id),
        },
      ]
    })
    .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1))
}

/** The overlaps that keep an exercise from being published until they are answered. */
export const pairsToAnswer = (found: readonly FoundOverlap[]): OverlapPair[] =>
  found
    .filter(({ weight }) => weight === 'answer')
    .map(({ other, score, answer, sent, received }) => ({
      title: other.title,
      score,
      answer,
      message: sent,
      joinedOther: received?.reply === 'agreed' && sent?.reply !== 'agreed',
    }))

async function messagesOf(db: Handle, exerciseId: string) {
  const rows = await db
    .selectFrom('overlap_message')
    .selectAll()
    .where((eb) => eb.or([eb('exercise_id', '=', exerciseId), eb('other_id', '=', exerciseId)]))
    .orderBy('sent_on', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    otherId: row.other_id,
    body: row.body,
    sentOn: row.sent_on,
    answerBy: row.answer_by,
    proceedFrom: row.proceed_from,
    nudgedOn: row.nudged_on,
    reply: row.reply,
    replyText: row.reply_text,
    repliedOn: row.replied_on,
  }))
}

/** Records what the planner will do about one overlap, at the score and for the reasons of now. The former answer stays in the ledger. */
export async function answerOverlap(
  tx: Tx,
  given: { exerciseId: string; overlap: Overlap; answer: OverlapAnswerKind; reason: string; personId: string },
  now: Date,
): Promise<void> {
  const { exerciseId, overlap, answer, reason, personId } = given
  const row = {
    answer,
    reason,
    score: overlap.score,
    reasons: JSON.stringify(overlap.reasons),
    answered_by: personId,
    answered_at: now.toISOString(),
  }
  await tx
    .insertInto('overlap_answer')
    .values({ exercise_id: exerciseId, other_id: overlap.otherId, ...row })
    .onConflict((conflict) => conflict.columns(['exercise_id', 'other_id']).doUpdateSet(row))
    .execute()
  const { score } = overlap
  const reasons = overlap.reasons.map(({ kind, points }) => ({ kind, points }))
  await record(
    tx,
    'overlap.answered',
    { exercise: exerciseId, other: overlap.otherId, answer, reason, score, reasons },
    londonDay(now),
  )
  await logAct(tx, now, {
    personId,
    did: 'answered an overlap',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { other: overlap.otherId, answer, score },
  })
}

/** Writes to the other partner about an overlap; returns the message with the days it runs for. */
export async function writeToPartner(
  tx: Tx,
  given: { exerciseId: string; otherId: string; body: string; personId: string; practice: Practice },
  now: Date,
): Promise<{ answerBy: string; proceedFrom: string }> {
  const sentOn = londonDay(now)
  const days = messageDays(sentOn, given.practice)
  await tx
    .insertInto('overlap_message')
    .values({
      id: randomUUID(),
      exercise_id: given.exerciseId,
      other_id: given.otherId,
      body: given.body,
      sent_by: given.personId,
      sent_on: sentOn,
      answer_by: days.answerBy,
      proceed_from: days.proceedFrom,
      nudged_on: null,
      reply: null,
      reply_text: '',
      replied_by: null,
      replied_on: null,
    })
    .execute()
  await logAct(tx, now, {
    personId: given.personId,
    did: 'wrote about an overlap',
    objectKind: 'exercise',
    objectId: given.exerciseId,
    detail: { other: given.otherId },
  })
  return days
}

/** Records the other partner’s reply to the message of an overlap. */
export async function replyToPartner(
  tx: Tx,
  given: { messageId: string; reply: 'agreed' | 'declined'; text: string; personId: string },
  now: Date,
): Promise<void> {
  const on = londonDay(now)
  const message = await tx
    .selectFrom('overlap_message')
    .select(['exercise_id', 'other_id'])
    .where('id', '=', given.messageId)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('overlap_message')
    .set({ reply: given.reply, reply_text: given.text, replied_by: given.personId, replied_on: on })
    .where('id', '=', given.messageId)
    .execute()
  await record(
    tx,
    'overlap.replied',
    { exercise: message.exercise_id, other: message.other_id, reply: given.reply, text: given.text },
    on,
  )
  await logAct(tx, now, {
    personId: given.personId,
    did: 'replied about an overlap',
    objectKind: 'exercise',
    objectId: message.other_id,
    detail: { reply: given.reply },
  })
}

/** Records, when an exercise is published, which partners had been asked about a joint one and had not answered. */
export async function recordSilence(tx: Tx, exerciseId: string, today: string): Promise<void> {
  const silent = await tx
    .selectFrom('overlap_message as m')
    .innerJoin('overlap_answer as a', (join) =>
      join.onRef('a.exercise_id', '=', 'm.exercise_id').onRef('a.other_id', '=', 'm.other_id'),
    )
    .select(['m.other_id', 'm.sent_on'])
    .where('m.exercise_id', '=', exerciseId)
    .where('m.reply', 'is', null)
    .where('a.answer', '=', 'joint')
    .orderBy('m.other_id')
    .execute()
  for (const { other_id, sent_on } of silent)
    await record(tx, 'overlap.unanswered', { exercise: exerciseId, other: other_id, askedOn: sent_on }, today)
}

/** The organisations that agreed to do an exercise jointly with the one that runs it, for each of these exercises. */
export const jointPartners = (db: Handle, exerciseIds: readonly string[]) =>
  db
    .selectFrom('overlap_message as m')
    .innerJoin('exercise as o', 'o.id', 'm.other_id')
    .innerJoin('exercise as e', 'e.id', 'm.exercise_id')
    .select(['m.exercise_id', 'o.run_by as organisation_id'])
    .distinct()
    .where('m.exercise_id', 'in', [...exerciseIds, ''])
    .where('m.reply', '=', 'agreed')
    // One organisation that plans both asks nobody jointly.
    .whereRef('o.run_by', '!=', 'e.run_by')
    .orderBy('o.run_by')
    .execute()

/** Every message about an overlap that nobody has replied to, the longest waiting first. */
export async function messagesWithoutReply(db: Handle) {
  const rows = await db
    .selectFrom('overlap_message as m')
    .innerJoin('exercise as e', 'e.id', 'm.exercise_id')
    .innerJoin('exercise as o', 'o.id', 'm.other_id')
    .select(['m.id', 'm.exercise_id', 'm.other_id', 'm.answer_by', 'm.proceed_from', 'm.nudged_on'])
    .select(['e.title', 'o.title as other_title', 'o.run_by'])
    .where('m.reply', 'is', null)
    .orderBy('m.answer_by')
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    exerciseId: row.exercise_id,
    otherId: row.other_id,
    title: row.title,
    otherTitle: row.other_title,
    toOrganisation: row.run_by,
    answerBy: row.answer_by,
    proceedFrom: row.proceed_from,
    nudgedOn: row.nudged_on,
  }))
}

/** What was answered to the overlaps of a published exercise, for the public: a plan that is not public is not named. */
export async function publicAnswers(db: Handle, exerciseId: string) {
  const rows = await db
    .selectFrom('overlap_answer as a')
    .innerJoin('exercise as o', 'o.id', 'a.other_id')
    .select(['a.other_id', 'a.answer', 'a.reason', 'a.score', 'o.title', 'o.published_at'])
    .where('a.exercise_id', '=', exerciseId)
    .orderBy('a.score', 'desc')
    .orderBy('a.other_id')
    .execute()
  return rows.map(({ other_id, answer, reason, score, title, published_at }) => ({
    id: other_id,
    answer,
    reason,
    score,
    other: published_at ? title : null,
  }))
}
