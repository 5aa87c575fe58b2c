import type { Db } from '../../db/connect.ts'
import { isEverywhere, may } from '../people/permission.ts'
import type { DeskCard, DeskPart, DeskPartOf } from '../server/desk-card.ts'
import { formatDate } from '../ui/dates.ts'
import { formatNumber } from '../ui/numbers.ts'
import { exerciseState } from './exercise.ts'
import { registerOf } from './exercise-store.server.ts'
import { addDays, daysBetween, londonDay } from './london-day.ts'
import { proposalsByOthers } from './publishing/extension-store.server.ts'

const soonDays = 14
/** The desk is English only. */
const locale = 'en-GB'

/** What an officer or analyst has open, closing or owing, and the ways to it. */
export const engagementDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  const t = words('engagement')
  const plans = may(actor.grants, 'exercise.plan')
  const links = [
    ...(plans ? [{ text: t('register.title'), href: '/desk/exercises' }] : []),
    ...(may(actor.grants, 'panel.manage')
      ? [{ text: words('citizens-panel-desk')('title'), href: '/desk/citizens-panel' }]
      : []),
    ...(may(actor.grants, 'panel.sign')
      ? [{ text: words('citizens-panel-desk')('assessment.title'), href: '/desk/citizens-panel/assessment' }]
      : []),
    ...(may(actor.grants, 'settings.change') ? [{ text: t('settings.title'), href: '/desk/settings' }] : []),
  ]
  const today = londonDay(now)
  const proposed = await proposedDays({ db, actor, words }, today)
  if (!may(actor.grants, 'coverage.see')) return { cards: proposed, links }
  const columns = ['exercise_id', 'published_at', 'first_publisher', 'erased'] as const
  const priorityLists = await db.selectFrom('priority_list').select(columns).execute()
  const published = [...priorityLists, ...(await db.selectFrom('form_result').select(columns).execute())]
  const mine = (await registerOf(db)).filter(
    (row) => row.run_by === actor.organisationId && row.kind === 'consultation' && !row.asked_elsewhere,
  )
  const answered = await answeredIn(
    db,
    mine.map((row) => row.id),
  )
  const cards = mine.flatMap((row): DeskCard[] => {
    const home = `/desk/exercises/${row.id}`
    const { title, closes_on: closesOn, results_by: resultsBy } = row
    const state = exerciseState({ publishedAt: row.published_at, opensOn: row.opens_on, closesOn }, today)
    if (state === 'open' && closesOn) {
      const people = answered.get(row.id) ?? 0
      const text = t('desk.open', { title, count: people, day: formatDate(closesOn, locale) })
      const kind = closesOn <= addDays(today, soonDays) ? 'due' : 'now'
      return [{ kind, figure: formatNumber(people, locale), text, href: `${home}/coverage` }]
    }
    const lists = published.filter((list) => list.exercise_id === row.id)
    const draft = lists.find((list) => !list.published_at)
    if (draft && lists.some((list) => list.published_at)) {
      const erased = draft.erased ?? 0
      const key = `desk.${erased ? 'erased' : 'corrected'}_${draft.first_publisher ? 'second' : 'first'}`
      const text = t(key, { title, count: erased || 1 })
      return [{ kind: 'due', figure: formatNumber(erased || 1, locale), text, href: `${home}/list` }]
    }
    if (state !== 'closed' || !resultsBy || lists.some((list) => list.published_at)) return []
    const left = daysBetween(today, resultsBy)
    const step = lists.some((list) => list.first_publisher) ? 'second' : lists.length ? 'publish' : 'freeze'
    const when = t(left < 0 ? 'desk.days_late' : 'desk.days_left', { count: Math.abs(left) })
    const text = t(`desk.${step}`, { title, when })
    return [
      { kind: left < 0 ? 'late' : 'due', figure: formatNumber(Math.abs(left), locale), text, href: `${home}/list` },
    ]
  })
  // Who plans has an exercise's own page for all of this; an analyst has only the work itself.
  const analysed = plans ? [] : mine.filter((row) => row.published_at !== null)
  const work = analysed.flatMap((row): DeskPart['links'] => {
    const { title, opens_on: opensOn, closes_on: closesOn } = row
    const state = exerciseState({ publishedAt: row.published_at, opensOn, closesOn }, today)
    const own = priorityLists.filter((list) => list.exercise_id === row.id)
    const isPublic = published.some((list) => list.exercise_id === row.id && list.published_at)
    const collecting = isPublic ? [] : (['coverage', 'cleaning'] as const)
    const results = state === 'closed' ? (['list'] as const) : []
    const trials = own.some((list) => !list.published_at) ? (['trials'] as const) : []
    const steps = state === 'open' || state === 'closed' ? [...collecting, 'texts' as const, ...results, ...trials] : []
    return steps.map((step) => ({
      text: t(`desk.work.${step}`, { title }),
      href: `/desk/exercises/${row.id}/${step === 'trials' ? 'list/trials' : step}`,
    }))
  })
  return { cards: [...proposed, ...cards], links: [...links, ...work] }
}

/** Later closing days that wait for this person to confirm them. */
async function proposedDays(
  { db, actor, words }: Pick<Parameters<DeskPartOf>[0], 'db' | 'actor' | 'words'>,
  today: string,
) {
  if (!may(actor.grants, 'exercise.publish')) return []
  const everywhere = isEverywhere(actor.grants)
  return (await proposalsByOthers(db, actor.personId, today))
    .filter(({ runBy }) => everywhere || runBy === actor.organisationId)
    .map(({ id, title, closesOn, later }): DeskCard => {
      const left = daysBetween(today, closesOn!)
      const text = words('engagement')('desk.extension', { title, count: left, day: formatDate(later, locale) })
      return { kind: 'due', figure: formatNumber(left, locale), text, href: `/desk/exercises/${id}/extend` }
    })
}

/** How many have answered each of some exercises so far. */
async function answeredIn(db: Db, exerciseIds: string[]): Promise<Map<string, number>> {
  if (!exerciseIds.length) return new Map()
  const rows = await db
    .selectFrom('coverage_counter as n')
    .innerJoin('consultation as c', 'c.id', 'n.consultation_id')
    .select(['c.exercise_id', 'n.people'])
    .where('n.dimension', '=', 'all')
    .where('c.exercise_id', 'in', exerciseIds)
    .execute()
  return new Map(rows.map((row) => [row.exercise_id, row.people]))
}
