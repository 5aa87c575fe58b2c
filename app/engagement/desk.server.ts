import { may } from '../people/permission.ts'
import type { DeskCard, DeskPartOf } from '../server/desk-card.ts'
import { exerciseState } from './exercise.ts'
import { registerOf } from './exercise-store.server.ts'
import { addDays, londonDay } from './london-day.ts'

const soonDays = 14

/** What an officer or analyst has open, closing or owing, and the ways to it. */
export const engagementDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  const t = words('engagement')
  const plans = may(actor.grants, 'exercise.plan')
  const links = [
    ...(plans ? [{ text: t('register.title'), href: '/desk/exercises' }] : []),
    ...(may(actor.grants, 'settings.change') ? [{ text: t('settings.title'), href: '/desk/settings' }] : []),
  ]
  if (!may(actor.grants, 'coverage.see')) return { cards: [], links }
  const today = londonDay(now)
  const published = await db
    .selectFrom('priority_list')
    .select(['exercise_id', 'published_at', 'first_publisher'])
    .execute()
  const mine = (await registerOf(db)).filter(
    (row) => row.run_by === actor.organisationId && row.kind === 'consultation',
  )
  const cards = mine.flatMap((row): DeskCard[] => {
    const home = `/desk/exercises/${row.id}`
    const dates = { publishedAt: row.published_at, opensOn: row.opens_on, closesOn: row.closes_on }
    const state = exerciseState(dates, today)
    const lists = published.filter((list) => list.exercise_id === row.id)
    const title = row.title
    if (state === 'open') {
      const closing = row.closes_on! <= addDays(today, soonDays)
      const text = t(closing ? 'desk.closing' : 'desk.open', { title })
      return [
        {
          kind: closing ? 'due' : 'now',
          figure: t('desk.open_figure'),
          text,
          href: `${home}/coverage`,
        },
      ]
    }
    if (state !== 'closed' || lists.some((list) => list.published_at)) return []
    const late = row.results_by !== null && row.results_by < today
    const step = lists.some((list) => list.first_publisher) ? 'second' : lists.length ? 'publish' : 'freeze'
    const figure = t(late ? 'desk.late_figure' : 'desk.due_figure')
    return [
      {
        kind: late ? 'late' : 'due',
        figure,
        text: t(`desk.${step}`, { title }),
        href: `${home}/list`,
      },
    ]
  })
  return { cards, links }
}
