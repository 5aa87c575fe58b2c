import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { insertMany } from '../../../db/insert-many.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { textsOf as wordsOf } from '../../languages/text-store.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { type Sees, unseenQuestions } from '../unseen-questions-store.server.ts'
import { knownWords, type Span, spansShape, united } from './redaction.ts'

/** Answers that are read and stand in no figure: their words are in no theme and are quoted nowhere. */
export const readApart = ['late', 'outside'] as const
export type ReadApart = (typeof readApart)[number]

/** One text of an answer. `hides` is null until the analyst has read it. */
export interface FreeText {
  id: string
  responseId: string
  part: string
  language: string
  body: string
  mayPublish: boolean
  hides: Span[] | null
  /** Null for the answers of residents that count. */
  apart: ReadApart | null
}

/** What people wrote, whichever way they were asked: where it stands, and which question it answers. */
async function written(db: Handle, exerciseId: string) {
  const answers = db
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .where('c.exercise_id', '=', exerciseId)
    .where('r.status', 'in', ['counted', ...readApart])
    .select('r.status')
  const template = await answers
    .innerJoin('response_text as t', 't.response_id', 'r.id')
    .select(['r.id as responseId', 't.kind as part', 't.language', 't.body', 't.may_publish'])
    .execute()
  const own = await answers
    .innerJoin('response_own_words as t', 't.response_id', 'r.id')
    .select(['r.id as responseId', 't.question_id as part', 't.language', 't.body', 't.may_publish'])
    .execute()
  return [...template, ...own]
}

const nameOf = ({ responseId, part }: { responseId: string; part: string }) => `${responseId} ${part}`

const isApart = (status: string): status is ReadApart => (readApart as readonly string[]).includes(status)

/** The gathered texts of answers that count: what is coded and published comes from these. */
export const residentsTexts = async (db: Handle, exerciseId: string): Promise<FreeText[]> =>
  (await freeTexts(db, exerciseId)).filter(({ apart }) => apart === null)

/** All texts that have been gathered, those read apart last, in an order that tells nothing of when they came. */
export async function freeTexts(db: Handle, exerciseId: string): Promise<FreeText[]> {
  const gathered = await db
    .selectFrom('free_text')
    .select(['id', 'response_id as responseId', 'part', 'hides'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('id')
    .execute()
  const words = new Map((await written(db, exerciseId)).map((one) => [nameOf(one), one]))
  const texts = gathered.flatMap(({ id, responseId, part, hides }) => {
    const found = words.get(nameOf({ responseId, part }))
    if (!found) return []
    const { language, body, may_publish, status } = found
    const apart = isApart(status) ? status : null
    const spans = hides === null ? null : spansShape.parse(JSON.parse(hides))
    return [{ id, responseId, part, language, body, mayPublish: may_publish === 1, hides: spans, apart }]
  })
  return texts.sort((a, b) => Number(a.apart !== null) - Number(b.apart !== null))
}

/** The texts whose questions somebody may see: answers to another partner's module are that partner's alone (P-14). */
export async function textsSeen(db: Handle, exerciseId: string, sees: Sees): Promise<FreeText[]> {
  const { ids } = await unseenQuestions(db, exerciseId, sees)
  return (await freeTexts(db, exerciseId)).filter(({ part }) => !ids.has(part))
}

/** Gathers what was written and not yet gathered; returns how many texts that were. */
export async function gatherTexts(tx: Tx, by: { exerciseId: string; personId: string }, now: Date): Promise<number> {
  const known = await tx
    .selectFrom('free_text')
    .select(['response_id as responseId', 'part'])
    .where('exercise_id', '=', by.exerciseId)
    .execute()
  const names = new Set(known.map(nameOf))
  const fresh = (await written(tx, by.exerciseId)).filter((one) => !names.has(nameOf(one)))
  await insertMany(
    tx,
    'free_text',
    fresh.map(({ responseId, part }) => ({
      id: randomUUID(),
      exercise_id: by.exerciseId,
      response_id: responseId,
      part,
      hides: null,
      read_by: null,
      read_on: null,
    })),
  )
  const detail = { texts: fresh.length }
  await logAct(tx, now, { ...by, did: 'texts.gathered', objectKind: 'exercise', objectId: by.exerciseId, detail })
  return fresh.length
}

/** Keeps what a person has read and what of it is left out. */
export async function saveRead(
  tx: Tx,
  by: { exerciseId: string; personId: string; read: readonly { id: string; hides: readonly Span[] }[] },
  now: Date,
): Promise<void> {
  for (const { id, hides } of by.read) {
    await tx
      .updateTable('free_text')
      .set({ hides: JSON.stringify(united(hides)), read_by: by.personId, read_on: londonDay(now) })
      .where('id', '=', id)
      .where('exercise_id', '=', by.exerciseId)
      .execute()
  }
  const { personId, exerciseId, read } = by
  await logAct(tx, now, {
    personId,
    did: 'texts.read',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { texts: read.length, hiding: read.filter(({ hides }) => hides.length).length },
  })
}

/** Words that name no person, however they are written: places, partners, months and days. */
export async function knownNames(db: Handle, locale: string): Promise<Set<string>> {
  const areas = await db.selectFrom('area').select('name').execute()
  const organisations = await db.selectFrom('organisation').select('name').execute()
  const day = (of: Intl.DateTimeFormatOptions, dates: Date[]) =>
    dates.map((date) => date.toLocaleDateString(locale, { timeZone: 'UTC', ...of }))
  const year = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1)))
  const week = Array.from({ length: 7 }, (_, at) => new Date(Date.UTC(2026, 0, 1 + at)))
  return knownWords([
    ...[...areas, ...organisations].map(({ name }) => name),
    ...day({ month: 'long' }, year),
    ...day({ weekday: 'long' }, week),
  ])
}

/** The questions that texts answer, in English, by part; the template's two go by their own words. */
export async function partTitles(
  db: Handle,
  texts: readonly Pick<FreeText, 'part'>[],
): Promise<Record<string, string>> {
  const parts = [...new Set(texts.map(({ part }) => part))]
  if (!parts.length) return {}
  const rows = await db
    .selectFrom('form_question_version')
    .select(['question_id', 'title_text_id'])
    .where('question_id', 'in', parts)
    .orderBy('version')
    .execute()
  const words = await wordsOf(
    db,
    rows.map(({ title_text_id }) => title_text_id),
    'en',
  )
  return Object.fromEntries(rows.map((row) => [row.question_id, words.get(row.title_text_id)?.body ?? '']))
}
