import { londonDay } from '../engagement/london-day.ts'
import { may } from '../people/permission.ts'
import type { DeskCard, DeskPartOf } from '../server/desk-card.ts'
import { actionsOf } from './action-store.server.ts'
import { boardOf } from './agenda-store.server.ts'
import { pointsOf } from './decision-store.server.ts'
import { isMissed, missesInARow } from './progress.ts'
import { reportsOf } from './progress-store.server.ts'
import { openRequests, waitingForMember } from './waiting-store.server.ts'

/** What the Board's work puts on a desk: for the secretariat, a member, and an owner's reporter. */
export const boardDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  const t = words('board-desk')
  const today = londonDay(now)
  const cards: DeskCard[] = []
  const add = (count: number, kind: DeskCard['kind'], key: string, href: string) => {
    if (count) cards.push({ kind, figure: String(count), text: t(`card_of.${key}`, { count }), href })
  }
  const board = await boardOf(db)
  const prepares = may(actor.grants, 'board.prepare')
  if (prepares && board) {
    const points = await pointsOf(db, today)
    add(points.filter((p) => p.answer.state === 'overdue').length, 'late', 'silent', '/desk/board#points')
    add(points.filter((p) => p.answer.state === 'waiting').length, 'due', 'points', '/desk/board#points')
    add((await openRequests(db, board.id)).length, 'due', 'requests', '/desk/board#queue')
  }
  const ratifies = may(actor.grants, 'partner.ratify')
  const reads = may(actor.grants, 'board.read')
  if (ratifies || reads) {
    const waiting = await waitingForMember(db, actor, today)
    if (ratifies) {
      add(waiting.late, 'late', 'ratify_late', '/desk/ratifications')
      add(waiting.ratify - waiting.late, 'due', 'ratify', '/desk/ratifications')
    }
    if (reads) add(waiting.unread, 'due', 'unread', '/desk/board/pack#unread')
  }
  const reportsOwn = may(actor.grants, 'action.report')
  if (reportsOwn && actor.organisationId) {
    const actions = await actionsOf(db, { ownerOrganisationId: actor.organisationId })
    const reports = await reportsOf(
      db,
      actions.map((a) => a.id),
    )
    const silent = actions.filter((a) => {
      const own = reports.filter((r) => r.actionId === a.id)
      return missesInARow(own, today) > 0
    })
    add(silent.length, 'late', 'missed', '/desk/actions')
    add(reports.filter((r) => r.reportedOn === null && !isMissed(r, today)).length, 'due', 'reports', '/desk/actions')
  }
  const links = [
    ...(prepares ? [{ text: t('desk.title'), href: '/desk/board' }] : []),
    ...(reads ? [{ text: t('pack.title'), href: '/desk/board/pack' }] : []),
    ...(ratifies && actor.organisationId ? [{ text: t('ratify.title'), href: '/desk/ratifications' }] : []),
    ...(reportsOwn && actor.organisationId ? [{ text: t('owner.title'), href: '/desk/actions' }] : []),
  ]
  return { cards, links }
}
