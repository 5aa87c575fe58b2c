import { londonDay } from '../engagement/london-day.ts'
import { may } from '../people/permission.ts'
import type { DeskCard, DeskPartOf } from '../server/desk-card.ts'
import { challengesOf } from './challenge-store.server.ts'

/** What waits for an owner (challenges to answer), and the way into the conference for its members and its secretary. */
export const conferenceDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  const t = words('conference-desk')
  const cards: DeskCard[] = []
  const answers = may(actor.grants, 'challenge.answer') && actor.organisationId !== null
  if (answers) {
    const own = await challengesOf(db, londonDay(now), { ownerId: actor.organisationId! })
    for (const [state, kind] of [
      ['overdue', 'late'],
      ['waiting', 'due'],
    ] as const) {
      const count = own.filter((challenge) => challenge.state === state).length
      if (count)
        cards.push({ kind, figure: String(count), text: t(`desk.${state}`, { count }), href: '/desk/challenges' })
    }
  }
  const links = [
    ...(may(actor.grants, 'conference.see') ? [{ text: t('title'), href: '/desk/conference' }] : []),
    ...(answers ? [{ text: t('answer.list'), href: '/desk/challenges' }] : []),
  ]
  return { cards, links }
}
