import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Handle, Tx } from '../../../db/connect.ts'
import { insertWith, rowsOf } from '../../../db/insert-many.ts'
import { prepared } from '../../../db/prepared.ts'
import type { Schema } from '../../../db/schema.ts'
import { londonDay } from '../../engagement/london-day.ts'
import type { Edition } from '../../languages/edition.ts'
import { entryAt, forget, nextPlace, placeTaken, record } from '../../ledger/ledger-store.server.ts'
import { referenceFor, referenceHash } from '../../ledger/reference-code.ts'
import { type Cell, countPeople, peopleOf } from '../coverage/answer-counter-store.server.ts'
import { dropMonitoring } from '../equality/monitoring-store.server.ts'
import type { SentForm } from '../form.ts'
import { type OrganisationSays, sampleOf, type WayIn } from '../groups/way-in.ts'
import type { GuardReason } from '../guarding/guard.ts'
import { bodyHash } from './answer-body.ts'
import { type Answers, choseNone, sameRank } from './answers.ts'
import { addFormAnswers, committedForm, dropFormAnswers } from './form-answer-store.server.ts'

/** Finished answers under the key that makes sending them twice the same as once. */
export interface Submission {
  consultationId: string
  submissionKey: string
  answers: Answers
  /** The answers to a consultation's own questions, where it asks them; `answers` then holds the area alone. */
  form?: SentForm
  /** The order in which this respondent saw the options. */
  seed: number
  language: string
  /** Whether what is written in own words may be published. */
  mayPublish?: boolean
  /** Whether somebody helped; recorded, never scored. */
  helped?: boolean
  /** The words it was answered in; the answer is the same row whichever they were. */
  edition?: Edition
  /** The key under which the same device sent an answer some minutes before (rule L-10). */
  justBefore?: string
  /** It came after closing: it is kept to be read and reported apart, and counts nowhere. */
  late?: boolean
  /** True when a code of the exercise confirmed it. */
  confirmed?: boolean
  /** By telephone, under a group's code or through a sample's link; by a resident's own hand otherwise. */
  wayIn?: WayIn
  /** An organisation answers: it is kept apart from residents and counts nowhere (rule L-9). */
  organisation?: OrganisationSays
  /** Why it is held back until an officer has decided; what it says plays no part in that. */
  held?: GuardReason | null
}

/**
 * What became of a submission. `accepted` now, `repeated` earlier with the same body: both with the same reference.
 * `conflict`: the key was used for other answers. `withdrawn`: it had been accepted and taken back.
 */
export type Submitted = { kind: 'accepted' | 'repeated'; reference: string } | { kind: 'conflict' | 'withdrawn' }

const withdrawnBody = 'withdrawn'

/** What remains of an answer that was taken back. */
export const withdrawnRow = {
  status: 'withdrawn',
  body_hash: withdrawnBody,
  district_id: null,
  forum_id: null,
  ward_id: null,
  division_id: null,
  chose_none: 0,
  same_rank: 0,
  order_seed: 0,
  cluster: null,
  monitoring_key: null,
  panel_sample_id: null,
} as const

/**
 * Writes a response, its picks, texts, counters and ledger entry in the caller's transaction. Idempotent on the
 * submission key through its unique constraint, whoever comes first. Opening and validity are decided before.
 */
export async function submit(tx: Tx, secret: string, submission: Submission, now: Date): Promise<Submitted> {
  const {
    consultationId,
    submissionKey,
    answers,
    form,
    seed,
    language,
    mayPublish = false,
    helped = false,
  } = submission
  const { edition = 'standard', late = false, wayIn, organisation, justBefore, held, confirmed = false } = submission
  const channel = wayIn?.channel ?? 'online'
  const id = randomUUID()
  const body = bodyHash(submissionKey, answers, form)
  const reference = referenceFor(secret, submissionKey)
  const day = londonDay(now)
  const area = placeOf(answers)
  const outside = answers.area?.kind === 'outside'
  const wouldBe = organisation ? 'organisation' : outside ? 'outside' : 'counted'
  const status = late ? 'late' : held ? 'quarantined' : wouldBe
  const place = await nextPlace(tx)
  const row: Insertable<Schema['response']> = {
    id,
    consultation_id: consultationId,
    submission_key: submissionKey,
    body_hash: body,
    reference_hash: referenceHash(secret, reference),
    channel,
    language,
    edition,
    district_id: area.district,
    forum_id: area.forum,
    ...seatsOf(answers),
    chose_none: choseNone(answers) ? 1 : 0,
    same_rank: sameRank(answers) ? 1 : 0,
    order_seed: seed,
    helped: helped ? 1 : 0,
    status,
    duplicate_flag: channel === 'online' && justBefore && (await isRepeat(tx, justBefore, { answers, form })) ? 1 : 0,
    cluster: null,
    import_id: null,
    source: null,
    source_row: null,
    monitoring_key: null,
    ledger_seq: place.seq,
    received_on: day,
    form_version: form?.version ?? null,
    group_id: wayIn?.channel === 'group' ? wayIn.group : null,
    panel_sample_id: sampleOf(wayIn),
    confirmed: confirmed ? 1 : 0,
  }
  const payload = {
    consultation: consultationId,
    response: id,
    ...committed(answers),
    ...(form && committedForm(form)),
  }
  const entry = entryAt(place, { type: 'response', payload, recordedOn: day })
  const may_publish = mayPublish ? 1 : 0
  const texts = [
    { kind: 'why' as const, body: answers.why },
    { kind: 'something_else' as const, body: answers.somethingElse },
  ].filter((t) => t.body)
  const counts = status === 'counted' || status === 'outside'
  const isNew = await insertWith(tx, rowsOf('response', [row]), [
    ...entry.rows,
    rowsOf(
      'response_pick',
      answers.picks.map((option_id, i) => ({ response_id: id, option_id, place: i + 1 })),
    ),
    rowsOf(
      'response_text',
      texts.map((text) => ({ response_id: id, language, may_publish, ...text })),
    ),
    peopleOf(consultationId, counts ? cellsOf({ channel, language, ...area, outside }) : [], 1),
  ])
  if (!isNew) {
    const before = await sentBefore(tx, secret, submissionKey, body)
    if (!before) throw new Error('a reference was given twice')
    return before
  }
  placeTaken(tx, entry)
  if (form) await addFormAnswers(tx, id, form, { language, mayPublish }, day)
  if (organisation)
    await tx
      .insertInto('response_organisation')
      .values({ response_id: id, ...organisation })
      .execute()
  if (status === 'quarantined') {
    await tx
      .insertInto('quarantined_answer')
      .values({
        response_id: id,
        reason: held!,
        would_be: wouldBe,
        held_on: day,
        decision: null,
        decided_because: null,
        decided_by: null,
        decided_on: null,
      })
      .execute()
  }
  return { kind: 'accepted', reference }
}

const bodyUnder = prepared((db, { key }: { key: string }) =>
  db.selectFrom('response').select('body_hash').where('submission_key', '=', key),
)

/** True when the answer that stands under a key says the very same: likely the same person again, flagged and counted. */
async function isRepeat(
  db: Handle,
  key: string,
  { answers, form }: Pick<Submission, 'answers' | 'form'>,
): Promise<boolean> {
  const known = (await bodyUnder(db, { key })).rows[0]
  return known?.body_hash === bodyHash(key, answers, form)
}

/** What became of an earlier submission under this key, compared with what is sent now; undefined when there was none. */
export async function sentBefore(
  db: Handle,
  secret: string,
  key: string,
  body: string,
): Promise<Submitted | undefined> {
  const known = (await bodyUnder(db, { key })).rows[0]
  if (!known) return undefined
  if (known.body_hash === withdrawnBody) return { kind: 'withdrawn' }
  return known.body_hash === body ? { kind: 'repeated', reference: referenceFor(secret, key) } : { kind: 'conflict' }
}

const editionUnder = prepared((db, { key }: { key: string }) =>
  db.selectFrom('response').select('edition').where('submission_key', '=', key),
)

/** True when the answers under this key were given in the youth edition: then nobody is asked who they are (rule P-12). */
export async function isYouth(db: Handle, key: string): Promise<boolean> {
  const row = (await editionUnder(db, { key })).rows[0]
  return row?.edition === 'youth'
}

/** What became of the answers under this key: whether they came after closing, say. One that is held is receipted as any. */
export async function stateOf(db: Handle, key: string) {
  const row = await db
    .selectFrom('response as r')
    .leftJoin('quarantined_answer as q', 'q.response_id', 'r.id')
    .select(['r.status', 'q.would_be'])
    .where('r.submission_key', '=', key)
    .executeTakeFirst()
  return row?.status === 'quarantined' ? row.would_be : row?.status
}

/** What the holder of a reference may see of their own answer: state, day and choices, never the texts or the rest. */
export async function findByReference(db: Handle, secret: string, reference: string) {
  const row = await db
    .selectFrom('response')
    .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
    .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
    .leftJoin('quarantined_answer as q', 'q.response_id', 'response.id')
    .leftJoin('test_answer as t', 't.response_id', 'response.id')
    .select([
      'response.id',
      't.response_id as testId',
      'response.status',
      'q.decision',
      'response.erased_on as erasedOn',
      'response.received_on',
      'response.chose_none',
      'response.same_rank',
      'consultation.id as consultationId',
      'consultation.exercise_id as exerciseId',
      'exercise.slug',
    ])
    .where('response.reference_hash', '=', referenceHash(secret, reference))
    .executeTakeFirst()
  if (!row) return undefined
  const picks = await db
    .selectFrom('response_pick')
    .select(['option_id', 'place'])
    .where('response_id', '=', row.id)
    .orderBy('place')
    .execute()
  const keptOut = row.status === 'quarantined' && row.decision === 'excluded'
  const { status, received_on, chose_none, same_rank, consultationId, exerciseId, slug } = row
  const stands = () => {
    if (status === 'withdrawn' && row.erasedOn) return 'erased' as const
    if (status === 'withdrawn' && row.testId) return 'test' as const
    return keptOut ? ('kept_out' as const) : status
  }
  return {
    status: stands(),
    erasedOn: row.erasedOn,
    receivedOn: received_on,
    none: chose_none === 1,
    same: same_rank === 1,
    picks: picks.map((p) => p.option_id),
    consultationId,
    exerciseId,
    slug,
  }
}

/**
 * Takes a response back: picks, texts, the opening of its commitment and its equality answers go, counters go down, and
 * what remains says only that an answer was withdrawn. False when there is nothing to take back. Whether it is still
 * allowed (until closing, rule P-8) is decided before.
 */
export const withdraw = (tx: Tx, secret: string, reference: string, now: Date): Promise<boolean> =>
  withdrawByHash(tx, referenceHash(secret, reference), now)

/** Removes an answer on its writer's request, for whoever knows only what the database keeps of the reference; it says so from then on. */
export const eraseByHash = (tx: Tx, hash: string, now: Date): Promise<boolean> =>
  withdrawByHash(tx, hash, now, londonDay(now))

async function withdrawByHash(tx: Tx, hash: string, now: Date, erasedOn: string | null = null): Promise<boolean> {
  const row = await tx
    .selectFrom('response')
    .select(['id', 'consultation_id', 'channel', 'language', 'district_id', 'forum_id', 'status'])
    .select(['monitoring_key', 'ledger_seq'])
    .where('reference_hash', '=', hash)
    .where('status', '!=', 'withdrawn')
    .executeTakeFirst()
  if (!row) return false
  await tx.deleteFrom('response_pick').where('response_id', '=', row.id).execute()
  await tx.deleteFrom('response_text').where('response_id', '=', row.id).execute()
  await dropFormAnswers(tx, row.id)
  await tx.deleteFrom('response_organisation').where('response_id', '=', row.id).execute()
  await tx.deleteFrom('organisation_review').where('response_id', '=', row.id).execute()
  await tx.deleteFrom('free_text').where('response_id', '=', row.id).execute()
  await tx.deleteFrom('quarantined_answer').where('response_id', '=', row.id).execute()
  const outside = row.status === 'outside'
  const counted = outside || row.status === 'counted'
  if (row.monitoring_key) await dropMonitoring(tx, row.monitoring_key, counted)
  if (row.ledger_seq) await forget(tx, row.ledger_seq)
  const place = { district: row.district_id, forum: row.forum_id }
  if (counted) await countPeople(tx, row.consultation_id, cellsOf({ ...row, ...place, outside }), -1)
  await tx
    .updateTable('response')
    .set({ ...withdrawnRow, erased_on: erasedOn })
    .where('id', '=', row.id)
    .execute()
  await record(tx, 'withdrawal', { consultation: row.consultation_id, response: row.id }, londonDay(now))
  return true
}

export const placeOf = ({ area }: Answers) =>
  area?.kind === 'district' ? { district: area.district, forum: area.forum } : { district: null, forum: null }

/** Kept with the answer and counted by ward alone: not in the ledger's commitment, which is over the lists that count it. */
export const seatsOf = ({ area }: Answers) =>
  area?.kind === 'district'
    ? { ward_id: area.ward ?? null, division_id: area.division ?? null }
    : { ward_id: null, division_id: null }

/** What the ledger commits to: what is counted. Free text stays out, so that redacting a name breaks nothing. */
export const committed = (answers: Answers) => ({
  ...placeOf(answers),
  outside: answers.area?.kind === 'outside',
  picks: answers.picks,
  none: choseNone(answers),
  same: sameRank(answers),
})

export function cellsOf(of: {
  channel: string
  language: string
  district: string | null
  forum: string | null
  outside: boolean
}): Cell[] {
  const cells: Cell[] = [
    ['all', 'all'],
    ['channel', of.channel],
    ['language', of.language],
    ['district', of.district ?? (of.outside ? 'outside' : 'not-stated')],
  ]
  return of.forum ? [...cells, ['forum', of.forum]] : cells
}
