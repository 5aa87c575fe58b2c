import type { Handle } from '../../db/connect.ts'
import type { Stance } from '../board/position.ts'
import type { Rag } from '../board/progress.ts'
import { textsOf } from '../languages/text-store.server.ts'
import { changedBy } from './changed-store.server.ts'
import {
  isTellable,
  type MessageDays,
  type MessageKind,
  type MessageState,
  messagePlan,
  messageState,
} from './message.ts'

/** Everything a message says, from the records alone, in one language where the records have it. */
export interface MessageFacts {
  kind: MessageKind
  exercise: 'consultation' | 'jury'
  title: string
  /** People who answered, or jurors who voted; null when no figure is published. */
  people: number | null
  /** What came first: the options of the first band, or a jury's recommendations. */
  first: string[]
  decidedBy: string
  decisionOn: string | null
  points: { wording: string; answer: Stance | 'silent' }[]
  actions: { rating: Rag | null; notice: string | null }[]
  /** Where all of it stands, after the language in the address. */
  path: string
}

/** One message of an exercise as it stands today. */
export interface MessageStanding {
  kind: MessageKind
  dueOn: string | null
  state: MessageState
  /** The day it was made ready for an officer to look at. */
  preparedOn: string | null
  /** There is something to tell, and it has not been told. */
  tellable: boolean
  /** How many it went to, by each way. */
  sentTo: { emails: number; texts: number; letters: number }
}

type Change = Awaited<ReturnType<typeof changedBy>>[number]

/** The messages owed about a closed exercise; none while it is open. */
export async function messagesOf(db: Handle, slug: string, today: string): Promise<MessageStanding[]> {
  const [change] = await changedBy(db, 'en', today, slug)
  return change ? standings(db, change, today) : []
}

/** The same for an exercise that has been read already. */
export async function standings(db: Handle, change: Change, today: string): Promise<MessageStanding[]> {
  const said = await saidOf(db, [change.slug])
  return standingsFrom(
    {
      ...change,
      published: change.list !== null || change.jury !== null || change.form !== null,
      answers: change.points.map((p) => ({ by: p.answerBy, decidedOn: p.position?.decidedOn ?? null })),
    },
    said.get(change.slug)!,
    today,
  )
}

/** What is recorded of the messages about some exercises, by the exercise's address. */
export async function saidOf(db: Handle, slugs: readonly string[]) {
  const asked = slugs.length ? [...slugs] : ['']
  const rows = await db
    .selectFrom('feedback_message as m')
    .innerJoin('exercise as e', 'e.id', 'm.exercise_id')
    .select([
      'e.slug',
      'm.kind',
      'm.due_on',
      'm.prepared_on',
      'm.sent_on',
      'm.emails',
      'm.texts',
      'm.letters',
      'm.content',
    ])
    .where('e.slug', 'in', asked)
    .execute()
  const juries = await db
    .selectFrom('jury as j')
    .innerJoin('exercise as e', 'e.id', 'j.exercise_id')
    .select(['e.slug', 'j.follow_up_6_on', 'j.follow_up_12_on'])
    .where('e.slug', 'in', asked)
    .execute()
  return new Map(
    slugs.map((slug) => {
      const jury = juries.find((j) => j.slug === slug)
      return [
        slug,
        {
          messages: rows.filter((r) => r.slug === slug),
          followUp6On: jury?.follow_up_6_on ?? null,
          followUp12On: jury?.follow_up_12_on ?? null,
        },
      ]
    }),
  )
}

type Said = NonNullable<ReturnType<Awaited<ReturnType<typeof saidOf>>['get']>>

/** How the messages about one exercise stand, from what is recorded of them and of the exercise. */
export function standingsFrom(
  about: Omit<MessageDays, 'followUp6On' | 'followUp12On'> & { published: boolean },
  { messages, followUp6On, followUp12On }: Said,
  today: string,
): MessageStanding[] {
  const facts = {
    published: about.published,
    points: about.answers.length,
    answered: about.answers.filter((answer) => answer.decidedOn).length,
  }
  return messagePlan({ ...about, followUp6On, followUp12On }).map(({ kind, dueOn }) => {
    const row = messages.find((r) => r.kind === kind)
    const isAnswered = facts.points > 0 && facts.answered === facts.points
    // Whoever was told that there was no answer yet is owed the decision once there is one.
    const sentOn =
      row && kind === 'decision' && isAnswered && toldOfSilence(row.content) ? null : (row?.sent_on ?? null)
    // What was sent was due when it was sent, whatever is decided later.
    const due = row && sentOn ? row.due_on : dueOn
    return {
      kind,
      dueOn: due,
      state: messageState(due, sentOn, today),
      preparedOn: row?.prepared_on ?? null,
      tellable: !sentOn && isTellable(kind, { ...facts, dueOn }, today),
      sentTo: { emails: row?.emails ?? 0, texts: row?.texts ?? 0, letters: row?.letters ?? 0 },
    }
  })
}

/** Every point that was put to the Board has an answer. */
export const isDecided = ({ points }: Pick<MessageFacts, 'points'>): boolean =>
  points.length > 0 && points.every(({ answer }) => answer !== 'silent')

/** Whether a message about the decision went out before there was one. `content`: its facts as JSON. */
function toldOfSilence(content: string | null): boolean {
  const { points } = content ? (JSON.parse(content) as Partial<MessageFacts>) : {}
  return points !== undefined && !isDecided({ points })
}

/** What one message would say today, in a language; undefined when the exercise has not closed. */
export async function messageFacts(
  db: Handle,
  slug: string,
  kind: MessageKind,
  lang: string,
  today: string,
): Promise<MessageFacts | undefined> {
  const [change] = await changedBy(db, lang, today, slug)
  if (!change) return undefined
  const { list, jury, form } = change
  const band = list?.options[0]?.band
  return {
    kind,
    exercise: change.kind,
    title: (await titleOf(db, slug, lang)) ?? change.title,
    people: list?.base ?? form?.people ?? (jury?.voted || null),
    first: list
      ? list.options.filter((o) => o.band === band).map((o) => (o.reworded ?? o.title).body)
      : (jury?.statements.filter((s) => s.outcome === 'recommendation').map((s) => s.body) ?? []),
    decidedBy: change.decidedBy,
    decisionOn: change.decisionOn,
    points: change.points.map((p) => ({ wording: p.wording, answer: p.position?.stance ?? 'silent' })),
    actions: change.points.flatMap((p) => p.actions.map((a) => ({ rating: a.rating, notice: a.peopleNotice }))),
    path:
      kind !== 'results'
        ? `/what-changed/${slug}`
        : change.kind === 'jury'
          ? `/juries/${jury?.slug ?? slug}/report`
          : `/consultations/${slug}/${form ? 'results' : 'list'}`,
  }
}

/** A consultation's own title in a language, which residents know it by; undefined for a jury. */
export async function titleOf(db: Handle, slug: string, lang: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('consultation as c')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select('c.title_text_id')
    .where('e.slug', '=', slug)
    .orderBy('c.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && (await textsOf(db, [row.title_text_id], lang)).get(row.title_text_id)?.body
}
