import type { Handle } from '../../../db/connect.ts'
import { spansShape } from '../texts/redaction.ts'
import { type AnswerRow, type FilePlan, type Status, statuses, type Words } from './answer-file.ts'

const rowsAtOnce = 1000

/**
 * Every answer once, by status and within it by random ids: the order says nothing of when anybody answered. Read in
 * pages, each from where the one before ended, so that no more than one of them is ever in memory.
 */
export async function* answerPages(db: Handle, plan: FilePlan): AsyncGenerator<AnswerRow[]> {
  for (const status of statuses) {
    for (let after = ''; ; ) {
      const { rows, last } = await pageAfter(db, plan, status, after)
      if (last === undefined) break
      yield rows
      after = last
    }
  }
}

async function pageAfter(db: Handle, plan: FilePlan, status: Status, after: string) {
  const rows = await db
    .selectFrom('response')
    .select(['id', 'channel', 'language', 'edition', 'received_on', 'district_id', 'forum_id', 'confirmed', 'helped'])
    .select(['duplicate_flag', 'cluster', 'form_version', 'chose_none', 'same_rank', 'import_id'])
    .where('consultation_id', '=', plan.consultationId)
    .where('status', '=', status)
    .where('id', '>', after)
    .orderBy('id')
    .limit(rowsAtOnce)
    .execute()
  const last = rows.at(-1)?.id
  if (last === undefined) return { rows: [], last }
  const page = { consultationId: plan.consultationId, status, after, last }
  const reasons = await reasonsIn(db, page)
  const answers = new Map<string, AnswerRow>()
  for (const row of rows) {
    answers.set(row.id, {
      status,
      reason: reasons.get(row.id) ?? (status === 'counted' ? null : status),
      channel: row.channel,
      language: row.language,
      edition: row.edition,
      receivedOn: row.received_on,
      district: row.district_id,
      forum: row.forum_id,
      confirmed: row.confirmed === 1,
      helped: row.helped === 1,
      repeat: row.duplicate_flag === 1,
      campaign: row.cluster,
      version: row.form_version,
      none: row.chose_none === 1,
      same: row.same_rank === 1,
      picks: [],
      given: new Map(),
      words: new Map(),
    })
  }
  // Of what was taken back nothing is told but that it was.
  if (status !== 'withdrawn') {
    if (plan.template === 'flagship') await addPicks(db, page, answers)
    else await addGiven(db, page, plan, answers)
    await addWords(db, page, plan, answers)
  }
  return { rows: [...answers.values()], last }
}

interface Page {
  consultationId: string
  status: Status
  after: string
  last: string
}

/** The answers of one page, to be joined with what is kept beside them. */
const answersOn = (db: Handle, { consultationId, status, after, last }: Page) =>
  db
    .selectFrom('response as r')
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', status)
    .where('r.id', '>', after)
    .where('r.id', '<=', last)

/** Why some answers of a page stand where they do, where their status alone does not say it. */
async function reasonsIn(db: Handle, page: Page): Promise<Map<string, string>> {
  const on = answersOn(db, page)
  const held = on.innerJoin('quarantined_answer as q', 'q.response_id', 'r.id')
  if (page.status === 'quarantined') {
    const rows = await held.select(['r.id', 'q.reason']).execute()
    return new Map(rows.map(({ id, reason }) => [id, reason]))
  }
  if (page.status === 'withdrawn') {
    const tests = await on.innerJoin('test_answer as x', 'x.response_id', 'r.id').select('r.id').execute()
    const undone = await on.innerJoin('import_undone as x', 'x.import_id', 'r.import_id').select('r.id').execute()
    return new Map([
      ...tests.map(({ id }) => [id, 'test'] as const),
      ...undone.map(({ id }) => [id, 'undone'] as const),
    ])
  }
  if (page.status !== 'counted') return new Map()
  const released = await held.select('r.id').execute()
  const letters = await on.innerJoin('late_post as x', 'x.response_id', 'r.id').select('r.id').execute()
  return new Map([
    ...released.map(({ id }) => [id, 'released'] as const),
    ...letters.map(({ id }) => [id, 'accepted'] as const),
  ])
}

async function addPicks(db: Handle, page: Page, answers: Map<string, AnswerRow>): Promise<void> {
  const picks = await answersOn(db, page)
    .innerJoin('response_pick as p', 'p.response_id', 'r.id')
    .select(['r.id', 'p.option_id', 'p.place'])
    .execute()
  for (const { id, option_id, place } of picks) answers.get(id)!.picks[place - 1] = option_id
}

async function addGiven(db: Handle, page: Page, plan: FilePlan, answers: Map<string, AnswerRow>): Promise<void> {
  const seen = new Set(plan.questions.map(({ id }) => id))
  const given = await answersOn(db, page)
    .innerJoin('response_answer as a', 'a.response_id', 'r.id')
    .select(['r.id', 'a.question_id', 'a.value'])
    .execute()
  for (const { id, question_id, value } of given)
    if (seen.has(question_id)) answers.get(id)!.given.set(question_id, value)
}

/** What was written: the words where a person has read them, else only that there are some. */
async function addWords(db: Handle, page: Page, plan: FilePlan, answers: Map<string, AnswerRow>): Promise<void> {
  const on = answersOn(db, page)
  const rows =
    plan.template === 'flagship'
      ? await on
          .innerJoin('response_text as t', 't.response_id', 'r.id')
          .leftJoin('free_text as f', (join) => join.onRef('f.response_id', '=', 'r.id').onRef('f.part', '=', 't.kind'))
          .select(['r.id', 't.kind as part', 't.body', 'f.hides'])
          .execute()
      : await on
          .innerJoin('response_own_words as t', 't.response_id', 'r.id')
          .leftJoin('free_text as f', (join) =>
            join.onRef('f.response_id', '=', 'r.id').onRef('f.part', '=', 't.question_id'),
          )
          .select(['r.id', 't.question_id as part', 't.body', 'f.hides'])
          .execute()
  for (const { id, part, body, hides } of rows) {
    const words: Words = hides === null ? 'unread' : { body, hides: spansShape.parse(JSON.parse(hides)) }
    answers.get(id)!.words.set(part, words)
  }
}
