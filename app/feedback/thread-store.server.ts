import type { Handle } from '../../db/connect.ts'
import { actionsOf } from '../board/action-store.server.ts'
import { pointsOf } from '../board/decision-store.server.ts'
import { listsOf } from '../board/list-facts-store.server.ts'
import { historyOf, ratingNow } from '../board/progress.ts'
import { reportsOf } from '../board/progress-store.server.ts'
import { textsOf } from '../languages/text-store.server.ts'
import type { Thread } from './thread.ts'
import { agreedTexts } from './wording-store.server.ts'

/** Under this many others a number would describe people (rule P-10). */
const leastOthers = 10

/**
 * What became of the options (or priorities) somebody chose, in the order given. `today` is the London day on which
 * answers count as overdue. Ids that are unknown are left out. Links lead into the pages of `lang`. An option is
 * followed through its own exercise; a priority through every exercise that asked about it.
 */
export async function threadOf(db: Handle, ids: readonly string[], lang: string, today: string): Promise<Thread[]> {
  if (!ids.length) return []
  const options = await optionRows(db, ids)
  const texts = await textsOf(
    db,
    options.map((o) => o.title_text_id),
    lang,
  )
  const agreed = await agreedTexts(
    db,
    options.map((o) => o.option_id),
    lang,
  )
  const lists = await listsOf(db, lang, [...new Set(options.flatMap((o) => (o.exercise_id ? [o.exercise_id] : [])))])
  const priorityIds = [...new Set(options.flatMap((o) => (o.priority_id ? [o.priority_id] : [])))]
  const points = await pointsOf(db, today, { priorityIds })
  const actions = await actionsOf(db, { pointIds: points.filter((p) => p.position).map((p) => p.id) })
  const reports = await reportsOf(
    db,
    actions.map((a) => a.id),
  )
  return ids.flatMap((id): Thread[] => {
    const option = options.find((o) => o.id === id)
    if (!option) return []
    const text = agreed.get(option.option_id) ?? texts.get(option.title_text_id)
    const list = lists.find((l) => l.exerciseId === option.exercise_id)
    const placed = list?.options.find((o) => o.id === option.option_id)
    const own = points.filter(
      (p) => p.priorityId === option.priority_id && (option.isPriority || p.exerciseId === option.exercise_id),
    )
    const point = own[0]
    return [
      {
        id,
        title: { body: text?.body ?? id, language: text?.language ?? 'en' },
        place:
          list && placed
            ? {
                rankFrom: placed.rankFrom,
                rankTo: placed.rankTo,
                band: placed.band,
                of: list.options.length,
                sharePerMille: placed.sharePerMille,
                base: list.base,
                others: placed.among - 1 >= leastOthers ? placed.among - 1 : null,
                href: `/${lang}/consultations/${list.exerciseSlug}/list`,
              }
            : null,
        decision: point
          ? {
              href: `/${lang}/board/decisions/${point.slug}`,
              state: point.answer.state,
              answerBy: point.answerBy,
              stance: point.position?.stance ?? null,
              reasonClass: point.position?.reasonClass ?? null,
              reason: point.position?.reason ?? null,
              publishedOn: point.position?.publishedOn ?? null,
            }
          : null,
        actions: actions
          .filter((a) => own.some((p) => p.id === a.pointId))
          .map((a) => {
            const mine = reports.filter((r) => r.actionId === a.id)
            const last = historyOf(mine, today)
              .filter((r) => r.reportedOn !== null)
              .at(-1)
            return {
              href: `/${lang}/board/actions/${a.slug}`,
              title: a.title,
              rag: ratingNow(mine, today),
              sentence: last?.sentence ?? null,
              peopleNotice: last?.peopleNotice ?? null,
              reportedOn: last?.reportedOn ?? null,
            }
          }),
      },
    ]
  })
}

/** The ids read as options and, those that are none, as priorities with the option that last asked about them. */
async function optionRows(db: Handle, ids: readonly string[]) {
  const asOptions = await optionsWhere(db, 'o.id', ids)
  const rest = ids.filter((id) => !asOptions.some((o) => o.option_id === id))
  const asked = rest.length ? await optionsWhere(db, 'o.priority_id', rest) : []
  const priorities = rest.length
    ? await db.selectFrom('priority').select(['id', 'title_text_id']).where('id', 'in', rest).execute()
    : []
  return [
    ...asOptions.map((o) => ({ ...o, id: o.option_id, isPriority: false })),
    ...priorities.map((p) => {
      const newest = asked.filter((o) => o.priority_id === p.id).at(-1)
      return {
        id: p.id,
        option_id: newest?.option_id ?? p.id,
        title_text_id: p.title_text_id,
        priority_id: p.id,
        exercise_id: newest?.exercise_id ?? null,
        isPriority: true,
      }
    }),
  ]
}

const optionsWhere = (db: Handle, column: 'o.id' | 'o.priority_id', ids: readonly string[]) =>
  db
    .selectFrom('question_option as o')
    .innerJoin('question as q', 'q.id', 'o.question_id')
    .innerJoin('consultation as c', 'c.id', 'q.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['o.id as option_id', 'o.title_text_id', 'o.priority_id', 'c.exercise_id'])
    .where(column, 'in', [...ids])
    .orderBy('e.opens_on')
    .orderBy('o.id')
    .execute()
