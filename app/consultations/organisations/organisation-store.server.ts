import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { type ReadText, textsOf } from '../../languages/text-store.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { frozenTexts, publishedHeading } from '../../priorities/list-store.server.ts'
import { askedQuestions } from '../answering/form-flow.ts'
import { type AnswerView, answerView } from '../answering/form-view.server.ts'
import type { FormAnswers } from '../form.ts'
import { formOf, formTexts } from '../form-store.server.ts'
import { type HeardOrganisation, isAnybodyApart, nobodyApart, type OrganisationsApart } from './organisation.ts'

const heard = (db: Handle, exerciseId: string) =>
  db
    .selectFrom('response_organisation as o')
    .innerJoin('response as r', 'r.id', 'o.response_id')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .where('c.exercise_id', '=', exerciseId)
    .where('r.status', '=', 'organisation')
    .orderBy('o.name')
    .orderBy('o.response_id')

/** One organisation's answer as an officer sees it: all of its words, and what was decided about publishing it. */
export interface ReviewedOrganisation extends HeardOrganisation {
  id: string
  held: boolean
  reason: string
  /** Whether its own words go with its answer, once somebody has read them. */
  withWords: boolean
  /** Whether it let its own words be published. */
  mayPublish: boolean
}

/** Every organisation that answered, whether it is published or not. */
export async function organisationsToReview(db: Handle, exerciseId: string): Promise<ReviewedOrganisation[]> {
  const rows = await heard(db, exerciseId)
    .leftJoin('organisation_review as v', 'v.response_id', 'o.response_id')
    .select(['o.response_id as id', 'o.name', 'o.does', 'o.represents', 'r.same_rank', 'r.form_version'])
    .select(['r.consultation_id', 'v.held', 'v.reason', 'v.words'])
    .execute()
  // Most results have none: their page then asks nothing more.
  if (!rows.length) return []
  const ids = rows.map(({ id }) => id)
  const [picks, answers, written] = [await picksOf(db, ids), await answersOf(db, ids), await wordsOf(db, ids)]
  return rows.map(({ id, name, does, represents, same_rank, form_version, consultation_id, held, reason, words }) => ({
    id,
    name,
    does,
    represents,
    picks: (picks.get(id) ?? []).map(({ option_id }) => option_id),
    same: same_rank === 1,
    form:
      form_version === null
        ? null
        : {
            consultation: consultation_id,
            version: form_version,
            answers: (answers.get(id) ?? []).map(({ question, key, value }) => ({ question, key, value })),
          },
    words: (written.get(id) ?? []).map(({ key, language, body }) => ({ key, language, body })),
    mayPublish: (written.get(id) ?? []).some(({ may_publish }) => may_publish === 1),
    held: held === 1,
    reason: reason ?? '',
    withWords: words === 1,
  }))
}

function byAnswer<Row extends { response_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>()
  for (const row of rows) grouped.set(row.response_id, [...(grouped.get(row.response_id) ?? []), row])
  return grouped
}

const picksOf = async (db: Handle, ids: readonly string[]) =>
  byAnswer(
    await db
      .selectFrom('response_pick')
      .select(['response_id', 'option_id'])
      .where('response_id', 'in', ids)
      .orderBy('place')
      .execute(),
  )

const answersOf = async (db: Handle, ids: readonly string[]) =>
  byAnswer(
    await db
      .selectFrom('response_answer as a')
      .innerJoin('form_question as q', 'q.id', 'a.question_id')
      .select(['a.response_id', 'a.question_id as question', 'q.key', 'a.value'])
      .where('a.response_id', 'in', ids)
      .orderBy('q.key')
      .execute(),
  )

async function wordsOf(db: Handle, ids: readonly string[]) {
  const template = await db
    .selectFrom('response_text')
    .select(['response_id', 'kind as key', 'language', 'body', 'may_publish'])
    .where('response_id', 'in', ids)
    .orderBy('kind')
    .execute()
  const own = await db
    .selectFrom('response_own_words as w')
    .innerJoin('form_question as q', 'q.id', 'w.question_id')
    .select(['w.response_id', 'q.key', 'w.language', 'w.body', 'w.may_publish'])
    .where('w.response_id', 'in', ids)
    .orderBy('q.key')
    .execute()
  return byAnswer<(typeof own)[number] | (typeof template)[number]>([...template, ...own])
}

/** How many answers of organisations came in a file without a name: they are counted, and there is nothing to publish of them. */
export async function namelessOrganisations(db: Handle, exerciseId: string): Promise<number> {
  const { people } = await db
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .leftJoin('response_organisation as o', 'o.response_id', 'r.id')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .where('c.exercise_id', '=', exerciseId)
    .where('r.status', '=', 'organisation')
    .where('o.response_id', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(people)
}

/** What is published of organisations beside a result, and how many answers are not and why (rule L-9). */
export async function organisationsApart(db: Handle, exerciseId: string): Promise<OrganisationsApart> {
  const all = await organisationsToReview(db, exerciseId)
  return {
    published: all
      .filter(({ held }) => !held)
      .map(({ name, does, represents, picks, same, form, words, mayPublish, withWords }) => {
        return { name, does, represents, picks, same, form, words: mayPublish && withWords ? words : [] }
      }),
    held: all.filter(({ held }) => held).map(({ reason }) => ({ reason })),
  }
}

/** The same for a snapshot: none where nobody answered for an organisation, as in every snapshot before. */
export async function frozenApart(db: Handle, exerciseId: string): Promise<{ organisations?: OrganisationsApart }> {
  const organisations = await organisationsApart(db, exerciseId)
  return isAnybodyApart(organisations) ? { organisations: { ...organisations, confirmedBy: 'none' } } : {}
}

/** For a new version: as it is decided by then; as it was frozen once the answers themselves are deleted. */
export async function refrozenApart(
  db: Handle,
  exerciseId: string,
  before: OrganisationsApart | undefined,
): Promise<{ organisations?: OrganisationsApart }> {
  const left = await db
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .select('r.id')
    .where('c.exercise_id', '=', exerciseId)
    .limit(1)
    .executeTakeFirst()
  return left || !before ? frozenApart(db, exerciseId) : { organisations: before }
}

/** Who is heard apart beside a frozen result. What was frozen before organisations were is read as it stands. */
export const apartIn = async (
  db: Handle,
  exerciseId: string,
  frozen: { organisations?: OrganisationsApart },
): Promise<OrganisationsApart> => frozen.organisations ?? organisationsApart(db, exerciseId)

/** Who is heard apart beside a published version of a result (the newest unless given); nobody before there is one. */
export async function publishedApart(
  db: Handle,
  { slug, template }: { slug: string; template: 'flagship' | 'form' },
  version?: number,
): Promise<OrganisationsApart> {
  const table = template === 'form' ? 'form_result' : 'priority_list'
  const row = await publishedHeading(db, slug, version, table)
  if (!row) return nobodyApart
  const { content } = await frozenTexts(db, row.id, table)
  return apartIn(db, row.exerciseId, JSON.parse(content) as { organisations?: OrganisationsApart })
}

/** An organisation's answer in a reader's language. */
export interface OrganisationView extends Pick<HeardOrganisation, 'name' | 'does' | 'represents' | 'same' | 'words'> {
  picks: ReadText[]
  form: AnswerView[] | null
}

/** Organisations' answers in words, read in one language; without some questions, by their keys. */
export async function organisationViews(
  db: Handle,
  organisations: readonly HeardOrganisation[],
  day: string,
  language: string,
  unseen: ReadonlySet<string> = new Set(),
): Promise<OrganisationView[]> {
  const titles = await optionTitles(
    db,
    organisations.flatMap(({ picks }) => picks),
    language,
  )
  return Promise.all(
    organisations.map(async ({ name, does, represents, same, words, picks, form }) => ({
      name,
      does,
      represents,
      same,
      words: form ? [] : words,
      picks: picks.flatMap((option) => titles.get(option) ?? []),
      form: form && (await formOfOne(db, { form, words, unseen }, day, language)),
    })),
  )
}

async function optionTitles(
  db: Handle,
  optionIds: readonly string[],
  language: string,
): Promise<Map<string, ReadText>> {
  const options = await db
    .selectFrom('question_option')
    .select(['id', 'title_text_id as title'])
    .where('id', 'in', ['', ...optionIds])
    .execute()
  const texts = await textsOf(
    db,
    options.map(({ title }) => title),
    language,
  )
  return new Map(options.flatMap(({ id, title }) => (texts.has(title) ? [[id, texts.get(title)!]] : [])))
}

async function formOfOne(
  db: Handle,
  heard: {
    form: NonNullable<HeardOrganisation['form']>
    words: HeardOrganisation['words']
    unseen: ReadonlySet<string>
  },
  day: string,
  language: string,
): Promise<AnswerView[]> {
  const { words, unseen } = heard
  const { consultation, version, answers: given } = heard.form
  const form = await formOf(db, consultation, day, version)
  const answers: FormAnswers = Object.fromEntries(
    given.map(({ question, key, value }) => {
      const text = words.find((one) => one.key === key)?.body ?? ''
      return [question, { value: JSON.parse(value), text }]
    }),
  )
  const questions = form ? askedQuestions(form, answers).filter(({ key }) => !unseen.has(key)) : []
  const texts = await formTexts(db, questions, language)
  return questions.map((question) => answerView(question, answers[question.id], texts))
}

interface Review {
  exerciseId: string
  responseId: string
  held: boolean
  reason: string
  words: boolean
  personId: string
  /** Keys of the questions that this person does not see: whose words are among them is decided by somebody who does. */
  unseen: ReadonlySet<string>
}

/** Whether somebody wrote to a question that a reviewer does not see. */
export const wroteUnseen = (
  { form, words }: Pick<HeardOrganisation, 'form' | 'words'>,
  unseen: ReadonlySet<string>,
): boolean => form !== null && words.some(({ key }) => unseen.has(key))

/** Decides what is published of one organisation's answer. False where there is no such answer to this exercise. */
export async function reviewOrganisation(tx: Tx, by: Review, now: Date): Promise<boolean> {
  const { exerciseId, responseId, personId } = by
  const known = (await organisationsToReview(tx, exerciseId)).find(({ id }) => id === responseId)
  if (!known) return false
  const mayTick = wroteUnseen(known, by.unseen) ? known.withWords : by.words
  const decided = {
    held: by.held ? 1 : 0,
    reason: by.held ? by.reason : '',
    words: mayTick && !by.held ? 1 : 0,
    decided_by: personId,
    decided_on: londonDay(now),
  }
  await tx
    .insertInto('organisation_review')
    .values({ response_id: responseId, ...decided })
    .onConflict((conflict) => conflict.column('response_id').doUpdateSet(decided))
    .execute()
  const { held, reason, words } = decided
  await record(tx, 'organisation.reviewed', { exercise: exerciseId, held, reason, words }, londonDay(now))
  await logAct(tx, now, {
    personId,
    did: held ? 'held back an organisation’s answer' : 'let an organisation’s answer be published',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { response: responseId, words },
  })
  return true
}
