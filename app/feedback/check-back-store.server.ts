import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { type Contact, contactsFor } from '../consultations/answering/contact-store.server.ts'
import { pickOptionsOf } from '../consultations/consultation-store.server.ts'
import { carryWordings } from '../consultations/editions/translation-store.server.ts'
import type { GuardReason } from '../consultations/guarding/guard.ts'
import { londonDay } from '../engagement/london-day.ts'
import { practiceOf } from '../engagement/practice-store.server.ts'
import { exerciseJurors } from '../juries/seats/member-store.server.ts'
import { firstLanguage } from '../languages/language.ts'
import { type ReadText, textsOf } from '../languages/text-store.server.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { type Canonical, canonicalJson } from '../ledger/canonical.ts'
import { sha256 } from '../ledger/commitment.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { referenceFor, referenceHash } from '../ledger/reference-code.ts'
import { enqueueAll, type Message } from '../server/outbox-store.server.ts'
import {
  type CheckBackOutcome,
  type CheckBackResult,
  type CheckBackState,
  checkBackResult,
  checkBackState,
  type GivenAnswer,
  isSettled,
  unanswered,
  type Verdict,
} from './check-back.ts'
import { agreedTexts, agreedVersions, dropWording, newWording, recordedWording } from './wording-store.server.ts'

/** Somebody who is asked: one who left an address, or a juror whose jury spoke of a priority of the list. */
export type Asked = Pick<Contact, 'way' | 'address' | 'language'> & { contactId: string | null }

/** Everybody whose words the list is made from and who can be written to, each once. */
export async function askedAbout(db: Handle, list: { exerciseId: string; priorityIds: readonly string[] }) {
  const contacts = await contactsFor(db, list.exerciseId, 'results')
  const juries = await db
    .selectFrom('statement as s')
    .innerJoin('jury as j', 'j.id', 's.jury_id')
    .select('j.exercise_id')
    .where('s.priority_id', 'in', ['', ...list.priorityIds])
    .where('j.report_published_at', 'is not', null)
    .execute()
  const known = new Set(contacts.map(({ address }) => address))
  const asked: Asked[] = contacts.map(({ id, way, address, language }) => ({ way, address, language, contactId: id }))
  for (const exerciseId of [...new Set([list.exerciseId, ...juries.map((jury) => jury.exercise_id)])].sort()) {
    for (const { email, language } of await exerciseJurors(db, exerciseId)) {
      if (known.has(email)) continue
      known.add(email)
      asked.push({ way: 'email', address: email, language, contactId: null })
    }
  }
  return asked
}

const rows = (db: Handle) =>
  db
    .selectFrom('check_back as c')
    .select(['c.id', 'c.list_id as listId', 'c.skipped_because as skippedBecause', 'c.opens_on as opensOn'])
    .select(['c.closes_on as closesOn', 'c.asked', 'c.concluded_on as concludedOn', 'c.result', 'c.made_on as madeOn'])

export interface CheckBack {
  id: string
  listId: string
  state: CheckBackState
  skippedBecause: string | null
  opensOn: string | null
  closesOn: string | null
  asked: number
  concludedOn: string | null
  madeOn: string
  /** Frozen when it was concluded. */
  result: CheckBackResult | null
}

/** How far the wording of a list has been checked back; undefined where nothing was decided about it. */
export async function checkBackOf(db: Handle, listId: string, today: string): Promise<CheckBack | undefined> {
  const row = await rows(db).where('c.list_id', '=', listId).executeTakeFirst()
  if (!row) return undefined
  return {
    ...row,
    state: checkBackState(row, today),
    result: row.result === null ? null : (JSON.parse(row.result) as CheckBackResult),
  }
}

/** Whether the Board was given a list, as points to answer or as a paper. */
async function hasGone(db: Handle, listId: string): Promise<boolean> {
  const point = await db.selectFrom('point').select('id').where('list_id', '=', listId).limit(1).executeTakeFirst()
  return (
    point !== undefined ||
    (await db.selectFrom('paper').select('id').where('list_id', '=', listId).limit(1).executeTakeFirst()) !== undefined
  )
}

/** The Board gets no list whose wording was neither checked back nor, in public, not checked back; what it has stays. */
export const mayGoToBoard = async (db: Handle, listId: string, today: string): Promise<boolean> =>
  isSettled((await checkBackOf(db, listId, today))?.state) || hasGone(db, listId)

export interface WordedOption {
  id: string
  priorityId: string | null
  title: ReadText
  /** What it said before it was edited, and why it was; null where it was not. */
  asked: { title: ReadText; because: string } | null
}

/** A published list with its options as they are worded, in the order in which they were asked. */
export async function wordedList(db: Handle, listId: string, language: string) {
  const list = await db
    .selectFrom('priority_list as l')
    .innerJoin('exercise as e', 'e.id', 'l.exercise_id')
    .select(['l.id', 'l.version', 'e.id as exerciseId', 'e.slug', 'e.title', 'e.decided_by as decidedBy'])
    .where('l.id', '=', listId)
    .where('l.published_at', 'is not', null)
    .executeTakeFirst()
  if (!list) return undefined
  const options = await pickOptionsOf(db, list.exerciseId)
  const ids = options.map(({ id }) => id)
  const agreed = await agreedTexts(db, ids, language)
  const drafts = await openDrafts(db, listId)
  const texts = await textsOf(
    db,
    [...options.map((option) => option.title_text_id), ...drafts.map(({ textId }) => textId)],
    language,
  )
  return {
    ...list,
    options: options.map(({ id, priority_id: priorityId, title_text_id: textId }): WordedOption => {
      const before = agreed.get(id) ?? texts.get(textId) ?? { body: id, language: firstLanguage, checked: true }
      const draft = drafts.find(({ optionId }) => optionId === id)
      const edited = draft && texts.get(draft.textId)
      return {
        id,
        priorityId,
        title: edited ?? before,
        asked: edited ? { title: before, because: draft.because } : null,
      }
    }),
  }
}

const draftsOf = (db: Handle, listId: string) =>
  db
    .selectFrom('check_back_draft')
    .select(['option_id as optionId', 'text_id as textId', 'was', 'because', 'version'])
    .where('list_id', '=', listId)
    .orderBy('option_id')
    .execute()

/** Wordings that were edited for a check-back which is not concluded: what comes of it stands among those agreed. */
async function openDrafts(db: Handle, listId: string) {
  const concluded = await rows(db)
    .where('c.list_id', '=', listId)
    .where('c.concluded_on', 'is not', null)
    .executeTakeFirst()
  return concluded ? [] : draftsOf(db, listId)
}

/** The newest list of an exercise that is published. */
export const newestListId = async (db: Handle, where: { slug: string } | { exerciseId: string }) =>
  (
    await db
      .selectFrom('priority_list as l')
      .innerJoin('exercise as e', 'e.id', 'l.exercise_id')
      .select('l.id')
      .where('slug' in where ? 'e.slug' : 'e.id', '=', 'slug' in where ? where.slug : where.exerciseId)
      .where('l.published_at', 'is not', null)
      .orderBy('l.version', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.id

const codeHash = (code: string): string => sha256(`check-back:${code}`)

export type Begun = 'begun' | 'already' | 'gone' | 'not_there'

/** Why nothing can be decided about a list's wording any more, or yet. */
export async function whyNotBegun(tx: Handle, listId: string): Promise<Exclude<Begun, 'begun'> | undefined> {
  const list = await tx.selectFrom('priority_list').select('published_at').where('id', '=', listId).executeTakeFirst()
  if (!list?.published_at) return 'not_there'
  if (await rows(tx).where('c.list_id', '=', listId).executeTakeFirst()) return 'already'
  return (await hasGone(tx, listId)) ? 'gone' : undefined
}

/** Sends the wording back: a page for everybody until a day, and to each who is asked one link that works once. */
export async function beginCheckBack(
  tx: Tx,
  given: { listId: string; closesOn: string; asked: readonly Asked[]; personId: string },
  messageTo: (to: Asked, code: string) => Message,
  now: Date,
): Promise<Begun> {
  const why = await whyNotBegun(tx, given.listId)
  if (why) return why
  const today = londonDay(now)
  const { id } = await addRow(tx, { ...given, opensOn: today, skippedBecause: null, asked: given.asked.length }, today)
  const links = given.asked.map((to) => ({ to, code: randomUUID() as string }))
  const invites = links.map(({ code }) => ({ code_hash: codeHash(code), check_back_id: id, used: 0 }))
  // In the order of their hashes: nothing tells whose link is whose.
  invites.sort((a, b) => (a.code_hash < b.code_hash ? -1 : 1))
  for (let i = 0; i < invites.length; i += 300) {
    await tx
      .insertInto('check_back_invite')
      .values(invites.slice(i, i + 300))
      .execute()
  }
  await enqueueAll(
    tx,
    links.map(({ to, code }) => messageTo(to, code)),
    now,
  )
  for (const { optionId: option, textId, was, because } of await draftsOf(tx, given.listId)) {
    const wording = await recordedWording(tx, textId)
    await record(tx, 'wording.drafted', { list: given.listId, option, was, wording, because }, today)
  }
  await record(tx, 'checkback.begun', { list: given.listId, closes: given.closesOn, asked: links.length }, today)
  await act(tx, now, given.listId, { personId: given.personId, did: 'sent the wording back' })
  return 'begun'
}

/** Says in public why the wording is not checked back. What was edited for it falls: nobody was asked about those words. */
export async function skipCheckBack(
  tx: Tx,
  given: { listId: string; because: string; personId: string },
  now: Date,
): Promise<Begun> {
  const why = await whyNotBegun(tx, given.listId)
  if (why) return why
  const today = londonDay(now)
  const { listId, because, personId } = given
  for (const { textId } of await draftsOf(tx, listId)) {
    await tx.deleteFrom('check_back_draft').where('text_id', '=', textId).execute()
    await dropWording(tx, textId)
  }
  await addRow(tx, { listId, personId, skippedBecause: because, opensOn: null, closesOn: null, asked: 0 }, today)
  await record(tx, 'checkback.skipped', { list: listId, because }, today)
  await act(tx, now, listId, { personId, did: 'did not check the wording back' })
  return 'begun'
}

const act = (tx: Tx, now: Date, listId: string, done: { personId: string; did: string }) =>
  logAct(tx, now, { ...done, objectKind: 'list', objectId: listId })

async function addRow(
  tx: Tx,
  row: Pick<CheckBack, 'listId' | 'skippedBecause' | 'opensOn' | 'closesOn' | 'asked'> & { personId: string },
  today: string,
) {
  const id = randomUUID()
  await tx
    .insertInto('check_back')
    .values({
      id,
      list_id: row.listId,
      skipped_because: row.skippedBecause,
      opens_on: row.opensOn,
      closes_on: row.closesOn,
      asked: row.asked,
      concluded_on: null,
      result: null,
      made_on: today,
      made_by: row.personId,
    })
    .execute()
  return { id }
}

/** How a link that was mailed stands. */
export async function inviteState(
  db: Handle,
  checkBackId: string,
  code: string,
): Promise<'unused' | 'used' | 'unknown'> {
  const invite = await db
    .selectFrom('check_back_invite')
    .select('used')
    .where('check_back_id', '=', checkBackId)
    .where('code_hash', '=', codeHash(code))
    .executeTakeFirst()
  return invite ? (invite.used ? 'used' : 'unused') : 'unknown'
}

export interface NewCheckBackAnswer {
  checkBackId: string
  /** Of the form: sent twice it is one answer. */
  key: string
  /** Of the mailed link; null on the open page. */
  code: string | null
  language: string
  held: GuardReason | null
  said: readonly { optionId: string; verdict: Verdict; words: string }[]
}

/** An answer's key is nobody's submission elsewhere: its reference meets that of nothing else. */
export const checkBackReference = (secret: string, key: string): string => referenceFor(secret, `check-back:${key}`)

/** Keeps an answer, once for its key and once for its link. */
export async function answerCheckBack(
  tx: Tx,
  secret: string,
  given: NewCheckBackAnswer,
  now: Date,
): Promise<'taken' | 'again' | 'used' | 'unknown'> {
  const { checkBackId, key, code } = given
  if (await answerOf(tx, key)) return 'again'
  if (code !== null) {
    const state = await inviteState(tx, checkBackId, code)
    if (state !== 'unused') return state
    await tx.updateTable('check_back_invite').set({ used: 1 }).where('code_hash', '=', codeHash(code)).execute()
  }
  const id = randomUUID()
  await tx
    .insertInto('check_back_answer')
    .values({
      id,
      check_back_id: checkBackId,
      way: code === null ? 'open' : 'link',
      language: given.language,
      submission_key: key,
      reference_hash: referenceHash(secret, checkBackReference(secret, key)),
      given_on: londonDay(now),
      held: given.held,
    })
    .execute()
  const said = given.said.map(({ optionId, verdict, words }) => ({
    answer_id: id,
    option_id: optionId,
    verdict,
    words,
  }))
  if (said.length) await tx.insertInto('check_back_verdict').values(said).execute()
  return 'taken'
}

/** The day of the answer that a form's key was sent with. */
export const answerOf = (db: Handle, key: string) =>
  db
    .selectFrom('check_back_answer')
    .select(['check_back_id as checkBackId', 'given_on as givenOn'])
    .where('submission_key', '=', key)
    .executeTakeFirst()

/** Everything that was said of a list's wording: for whoever answers it, and for the count. */
export async function saidOf(db: Handle, checkBackId: string) {
  const said = await db
    .selectFrom('check_back_answer as a')
    .innerJoin('check_back_verdict as v', 'v.answer_id', 'a.id')
    .select(['a.id', 'a.way', 'a.held', 'a.decision', 'a.language', 'v.option_id as optionId', 'v.verdict', 'v.words'])
    .where('a.check_back_id', '=', checkBackId)
    .orderBy('a.id')
    .orderBy('v.option_id')
    .execute()
  const counted = new Map<string, GivenAnswer & { verdicts: { optionId: string; verdict: Verdict }[] }>()
  const held: typeof counted = new Map()
  const letIn = new Set<string>()
  const isOut = (one: { held: string | null; decision: string | null }) =>
    one.held !== null && one.decision !== 'released'
  for (const one of said) {
    const { id, way, optionId, verdict } = one
    const among = isOut(one) ? held : counted
    const answer = among.get(id) ?? { way, verdicts: [] }
    answer.verdicts.push({ optionId, verdict })
    among.set(id, answer)
    if (one.decision === 'released') letIn.add(id)
  }
  const words = said.filter((one) => one.words !== '')
  return {
    answers: [...counted.values()],
    /** Those that the guard held back and nobody has let in. */
    held: [...held.values()],
    letIn: letIn.size,
    suggestions: words.map((one) => ({
      optionId: one.optionId,
      verdict: one.verdict,
      words: one.words,
      language: one.language,
      held: isOut(one),
    })),
  }
}

export interface CheckBackReply {
  optionId: string
  outcome: CheckBackOutcome
  suggested: string
  wording: string
  because: string
  on: string
  version: number | null
}

export const repliesOf = (db: Handle, checkBackId: string): Promise<CheckBackReply[]> =>
  db
    .selectFrom('check_back_reply')
    .select(['option_id as optionId', 'outcome', 'suggested', 'wording', 'because', 'on_day as on', 'version'])
    .where('check_back_id', '=', checkBackId)
    .orderBy('option_id')
    .execute()

/** What becomes of one priority's wording. Until the whole is concluded it can be said again, and is not public. */
export async function replyTo(
  tx: Tx,
  checkBack: CheckBack,
  given: Omit<CheckBackReply, 'on' | 'version'> & { personId: string },
  now: Date,
): Promise<boolean> {
  if (checkBack.state !== 'answering') return false
  const { optionId, outcome, suggested, because, personId } = given
  const wording = outcome === 'changed' ? given.wording : ''
  const before = await tx
    .selectFrom('check_back_reply')
    .select(['wording', 'text_id as textId'])
    .where('check_back_id', '=', checkBack.id)
    .where('option_id', '=', optionId)
    .executeTakeFirst()
  const isSame = before?.textId && before.wording === wording
  const textId = isSame ? before.textId : wording ? await newWording(tx, wording) : null
  const reply = { outcome, suggested, wording, because, on_day: londonDay(now), text_id: textId }
  await tx
    .insertInto('check_back_reply')
    .values({ check_back_id: checkBack.id, option_id: optionId, ...reply, version: null })
    .onConflict((conflict) => conflict.columns(['check_back_id', 'option_id']).doUpdateSet(reply))
    .execute()
  if (before?.textId && !isSame) await dropWording(tx, before.textId)
  const { exerciseId } = (await wordedList(tx, checkBack.listId, firstLanguage))!
  await carryWordings(tx, exerciseId)
  await act(tx, now, checkBack.listId, { personId, did: 'answered what was said of a wording' })
  return true
}

/**
 * Freezes the counts, numbers the new wordings and makes both public; the list itself and its hash stay as they are.
 * Refused while somebody's objection has no answer.
 */
export async function concludeCheckBack(
  tx: Tx,
  given: { listId: string; personId: string },
  now: Date,
): Promise<'concluded' | 'not_now' | 'unanswered'> {
  const { listId, personId } = given
  const today = londonDay(now)
  const checkBack = await checkBackOf(tx, listId, today)
  const list = checkBack?.state === 'answering' ? await wordedList(tx, listId, 'en') : undefined
  if (!checkBack || !list) return 'not_now'
  const said = await saidOf(tx, checkBack.id)
  const replies = await repliesOf(tx, checkBack.id)
  const optionIds = list.options.map(({ id }) => id)
  const replied = replies.map(({ optionId }) => optionId)
  if (unanswered(optionIds, said.answers, replied).length) return 'unanswered'
  const minCell = (await practiceOf(tx))['publish.min_cell']
  const result = canonicalJson(
    checkBackResult(checkBack.asked, said.answers, said, optionIds, minCell) as unknown as Canonical,
  )
  await tx
    .updateTable('check_back')
    .set({ concluded_on: today, result })
    .where('id', '=', checkBack.id)
    .where('concluded_on', 'is', null)
    .execute()
  await numberWordings(tx, checkBack, list.options, today)
  await record(tx, 'checkback.concluded', { list: listId, result: sha256(result) }, today)
  await act(tx, now, listId, { personId, did: 'concluded the check of the wording' })
  return 'concluded'
}

/** Gives a wording that is another from now on the next number: as it was changed, else as it was edited beforehand. */
async function numberWordings(tx: Tx, { id, listId }: CheckBack, options: readonly WordedOption[], today: string) {
  const replies = await repliesOf(tx, id)
  const drafts = await draftsOf(tx, listId)
  const before = new Map(
    (
      await agreedVersions(
        tx,
        options.map((option) => option.id),
      )
    ).map(({ optionId, version }) => [optionId, version]),
  )
  for (const { id: optionId, title } of options) {
    const reply = replies.find((one) => one.optionId === optionId && one.outcome === 'changed')
    if (!reply && !drafts.some((one) => one.optionId === optionId)) continue
    const version = (before.get(optionId) ?? 1) + 1
    if (reply) {
      await tx
        .updateTable('check_back_reply')
        .set({ version })
        .where('check_back_id', '=', id)
        .where('option_id', '=', optionId)
        .execute()
    } else {
      await tx
        .updateTable('check_back_draft')
        .set({ version })
        .where('list_id', '=', listId)
        .where('option_id', '=', optionId)
        .execute()
    }
    const wording = reply?.wording ?? title.body
    await record(tx, 'wording.changed', { list: listId, option: optionId, version, wording }, today)
  }
}

/** What is public of a list's check-back, with the wordings in the reader's language; null where nothing was decided. */
export async function checkBackShown(db: Handle, listId: string, language: string, today: string) {
  const checkBack = await checkBackOf(db, listId, today)
  if (!checkBack) return null
  const { id: _, listId: __, ...shown } = checkBack
  const list = checkBack.state === 'concluded' ? await wordedBefore(db, checkBack, language) : []
  return { ...shown, priorities: list }
}

export type CheckBackShown = NonNullable<Awaited<ReturnType<typeof checkBackShown>>>

/** Each priority as it was worded when it was sent back, with its counts and what came of it. */
async function wordedBefore(db: Handle, { id, listId, result }: CheckBack, language: string) {
  const list = await wordedList(db, listId, language)
  const options = list?.options ?? []
  const replies = await repliesOf(db, id)
  const drafts = await draftsOf(db, listId)
  const versions = await agreedVersions(
    db,
    options.map((option) => option.id),
  )
  const asked = await pickOptionsOf(db, list?.exerciseId ?? '')
  const texts = await textsOf(
    db,
    [
      ...asked.map((option) => option.title_text_id),
      ...drafts.map(({ textId }) => textId),
      ...versions.map(({ textId }) => textId),
    ],
    language,
  )
  return options.map(({ id: optionId, title }) => {
    const reply = replies.find((one) => one.optionId === optionId)
    const draft = drafts.find((one) => one.optionId === optionId)
    const became = reply?.version ?? draft?.version
    const earlier = versions.find((one) => one.optionId === optionId && one.version === became! - 1)
    const first = asked.find((option) => option.id === optionId)?.title_text_id ?? ''
    const before = became ? (texts.get(earlier?.textId ?? first) ?? title) : title
    const edited = draft && texts.get(draft.textId)
    const counts = result?.options.find((one) => one.optionId === optionId)
    const own = versions.find((one) => one.optionId === optionId && one.version === reply?.version)
    return {
      optionId,
      title: edited ?? before,
      asked: edited ? { title: before, because: draft.because } : null,
      counts: counts ? { ...counts } : null,
      reply: reply ? { ...reply, reworded: (own && texts.get(own.textId)) ?? null } : null,
    }
  })
}

/** Answers whose words are still there, of check-backs concluded before a day. */
const oldAnswers = (db: Handle, before: string) =>
  db
    .selectFrom('check_back_answer as a')
    .innerJoin('check_back as c', 'c.id', 'a.check_back_id')
    .select('a.id')
    .where('c.concluded_on', '<', before)

export const countOldAnswers = async (db: Handle, before: string): Promise<number> =>
  (await oldAnswers(db, before).execute()).length

/** The day of the oldest conclusion whose answers are still there; null where there is none. */
export async function oldestConcluded(db: Handle): Promise<string | null> {
  const row = await db
    .selectFrom('check_back_answer as a')
    .innerJoin('check_back as c', 'c.id', 'a.check_back_id')
    .select((eb) => eb.fn.min('c.concluded_on').as('day'))
    .executeTakeFirst()
  return row?.day ?? null
}

/** Deletes answers with their words; counts that are frozen stand. */
export async function forgetAnswers(tx: Tx, ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += 300) {
    const some = ids.slice(i, i + 300)
    await tx.deleteFrom('check_back_verdict').where('answer_id', 'in', some).execute()
    await tx.deleteFrom('check_back_answer').where('id', 'in', some).execute()
  }
}

export async function forgetOldAnswers(tx: Tx, before: string): Promise<void> {
  await forgetAnswers(
    tx,
    (await oldAnswers(tx, before).execute()).map(({ id }) => id),
  )
}

/** The answer behind a reference, for whoever asks for their own data. */
export const checkBackBehind = (db: Handle, codeHashed: string) =>
  db
    .selectFrom('check_back_answer as a')
    .innerJoin('check_back as c', 'c.id', 'a.check_back_id')
    .innerJoin('priority_list as l', 'l.id', 'c.list_id')
    .innerJoin('exercise as e', 'e.id', 'l.exercise_id')
    .select(['a.id', 'e.title', 'e.id as exerciseId'])
    .where('a.reference_hash', '=', codeHashed)
    .executeTakeFirst()

/** What an answer holds, as it is held. */
export async function checkBackData(db: Handle, id: string) {
  const answer = await db
    .selectFrom('check_back_answer')
    .select(['way', 'language', 'given_on as givenOn', 'held', 'decision', 'decided_because as decidedBecause'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const said = await db
    .selectFrom('check_back_verdict')
    .select(['option_id as priority', 'verdict', 'words'])
    .where('answer_id', '=', id)
    .orderBy('option_id')
    .execute()
  return { ...answer, said }
}
