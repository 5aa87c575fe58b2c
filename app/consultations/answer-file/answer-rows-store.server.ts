import { sql } from 'kysely'
import { type Handle, isSqlite } from '../../../db/connect.ts'
import { spansShape } from '../texts/redaction.ts'
import { type AnswerRow, type FilePlan, type Status, statuses, type Words } from './answer-file.ts'

const rowsAtOnce = 500

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
    .select(['duplicate_flag', 'cluster', 'form_version', 'chose_none', 'same_rank', 'panel_sample_id'])
    .select(plan.template === 'flagship' ? picksInOrder(db).as('picks') : sql<null>`null`.as('picks'))
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
      panelSample: row.panel_sample_id,
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
      picks: row.picks?.split(between) ?? [],
      given: null,
      words: null,
    })
  }
  // Of what was taken back nothing is told but that it was.
  if (status !== 'withdrawn') {
    if (plan.template === 'form') await addGiven(db, page, plan, answers)
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

/**
 * Why some answers of a page stand where they do, where their status alone does not say it. Few do: those few are read by
 * their ids, whosever they are, instead of looking for a reason beside every answer.
 */
async function reasonsIn(db: Handle, page: Page): Promise<Map<string, string>> {
  const { status, after, last } = page
  const reasons = new Map<string, string>()
  const add = (rows: readonly { response_id: string }[], reason: string) => {
    for (const { response_id } of rows) reasons.set(response_id, reason)
  }
  const within = <T extends 'quarantined_answer' | 'late_post' | 'test_answer'>(table: T) =>
    db
      .selectFrom(table as 'quarantined_answer')
      .where('response_id', '>', after)
      .where('response_id', '<=', last)
  if (status === 'quarantined') {
    const held = await within('quarantined_answer').select(['response_id', 'reason']).execute()
    for (const { response_id, reason } of held) reasons.set(response_id, reason)
  } else if (status === 'withdrawn') {
    const undone = answersOn(db, page).innerJoin('import_undone as x', 'x.import_id', 'r.import_id')
    add(await undone.select('r.id as response_id').execute(), 'undone')
    add(await within('test_answer').select('response_id').execute(), 'test')
  } else if (status === 'counted') {
    add(await within('quarantined_answer').select('response_id').execute(), 'released')
    add(await within('late_post').select('response_id').execute(), 'accepted')
  }
  return reasons
}

/** No id has a line's end in it. */
const between = '\n'

/** What was chosen, in order, in the answer's own row: as rows of their own it takes half as long again. */
const picksInOrder = (db: Handle) =>
  isSqlite(db)
    ? sql<
        string | null
      >`(select group_concat(p.option_id, ${sql.lit(between)} order by p.place) from response_pick p where p.response_id = response.id)`
    : sql<
        string | null
      >`(select string_agg(p.option_id, ${sql.lit(between)} order by p.place) from response_pick p where p.response_id = response.id)`

async function addGiven(db: Handle, page: Page, plan: FilePlan, answers: Map<string, AnswerRow>): Promise<void> {
  const seen = new Set(plan.questions.map(({ id }) => id))
  const given = await answersOn(db, page)
    .innerJoin('response_answer as a', 'a.response_id', 'r.id')
    .select(['r.id', 'a.question_id', 'a.value'])
    .execute()
  for (const { id, question_id, value } of given) {
    if (!seen.has(question_id)) continue
    const answer = answers.get(id)!
    answer.given ??= new Map()
    answer.given.set(question_id, value)
  }
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
    const answer = answers.get(id)!
    answer.words ??= new Map()
    answer.words.set(part, words)
  }
}
