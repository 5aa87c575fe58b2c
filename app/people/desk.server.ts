import { londonDay } from '../engagement/london-day.ts'
import type { DeskCard, DeskPartOf } from '../server/desk-card.ts'
import { complaintState } from './complaint.ts'
import { complaintDays } from './complaint-store.server.ts'
import { may } from './permission.ts'
import { rightsState } from './rights-request.ts'
import { requestsOf } from './rights-store.server.ts'

/** Requests about somebody's own data that wait for an answer, the overdue ones first. */
export const rightsDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  if (!may(actor.grants, 'rights.handle')) return { cards: [], links: [] }
  const t = words('rights')
  const today = londonDay(now)
  const states = (await requestsOf(db)).map((request) => rightsState(request, today).state)
  const cards = (['overdue', 'waiting', 'paused'] as const).flatMap((state): DeskCard[] => {
    const count = states.filter((one) => one === state).length
    const kind = ({ overdue: 'late', waiting: 'due', paused: 'now' } as const)[state]
    return count ? [{ kind, figure: String(count), text: t(`card.${state}`, { count }), href: '/desk/rights' }] : []
  })
  const links = [
    { text: t('title'), href: '/desk/rights' },
    { text: t('retention.link'), href: '/desk/retention' },
  ]
  return { cards, links }
}

/** Complaints that wait to be acknowledged, answered or closed, the overdue ones first (rule P-13). */
export const complaintsDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  if (!may(actor.grants, 'complaint.handle')) return { cards: [], links: [] }
  const t = words('complaint-desk')
  const today = londonDay(now)
  const states = (await complaintDays(db)).map((complaint) => complaintState(complaint, today).state)
  const cards = (['overdue', 'waiting', 'answered'] as const).flatMap((state): DeskCard[] => {
    const count = states.filter((one) => one === state).length
    const kind = ({ overdue: 'late', waiting: 'due', answered: 'now' } as const)[state]
    return count ? [{ kind, figure: String(count), text: t(`card.${state}`, { count }), href: '/desk/complaints' }] : []
  })
  return { cards, links: [{ text: t('title'), href: '/desk/complaints' }] }
}
