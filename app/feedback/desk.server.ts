import { londonDay } from '../engagement/london-day.ts'
import { isEverywhere, may } from '../people/permission.ts'
import type { DeskCard, DeskPartOf } from '../server/desk-card.ts'
import { changedBy } from './changed-store.server.ts'
import { standings } from './message-facts-store.server.ts'

/** What is ready to be told to those who took part, and what should have been by now: of one's own organisation. */
export const feedbackDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  if (!may(actor.grants, 'feedback.send')) return { cards: [], links: [] }
  const t = words('telling')
  const today = londonDay(now)
  const everywhere = isEverywhere(actor.grants)
  const own = db.selectFrom('exercise').select(['id', 'slug'])
  const exercises = await (everywhere ? own : own.where('run_by', '=', actor.organisationId ?? '')).execute()
  const ids = new Map(exercises.map((e) => [e.slug, e.id]))
  const cards: DeskCard[] = []
  for (const change of (await changedBy(db, 'en', today)).filter((c) => ids.has(c.slug))) {
    const messages = await standings(db, change, today)
    const href = `/desk/exercises/${ids.get(change.slug)}/feedback`
    const late = messages.filter((m) => m.state.state === 'overdue').length
    const ready = messages.filter((m) => m.tellable && m.state.state !== 'overdue').length
    const card = (kind: DeskCard['kind'], key: string, count: number) =>
      cards.push({ kind, figure: String(count), text: t(`desk.${key}`, { count, title: change.title }), href })
    if (late) card('late', 'card_late', late)
    if (ready) card('due', 'card_ready', ready)
  }
  const news = may(actor.grants, 'newsletter.send')
  return { cards, links: news ? [{ text: words('newsletter-desk')('desk.title'), href: '/desk/newsletter' }] : [] }
}
