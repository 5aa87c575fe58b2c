import { isEverywhere, may } from '../../people/permission.ts'
import type { DeskCard, DeskPartOf } from '../../server/desk-card.ts'
import { addDays, londonDay } from '../london-day.ts'
import { practiceOf } from '../practice-store.server.ts'
import { publicRegister } from '../register/register-store.server.ts'
import { withoutCost } from './audit-store.server.ts'

/** What the year's audit lacks, results that nobody explained the lateness of (rule G-8), and the way to the library. */
export const auditDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  if (!may(actor.grants, 'exercise.plan')) return { cards: [], links: [] }
  const t = words('audit-desk')
  const today = londonDay(now)
  const everywhere = isEverywhere(actor.grants)
  const of = everywhere ? null : (actor.organisationId ?? '')
  const weeks = (await practiceOf(db))['consult.report_weeks']
  const silent = (await publicRegister(db, today)).filter(
    (row) =>
      (of === null || row.runBy === of) &&
      row.state === 'closed' &&
      row.closesOn !== null &&
      addDays(row.closesOn, weeks * 7) < today &&
      !row.resultsOn &&
      !row.lateReason.trim(),
  )
  const missing = await withoutCost(db, of, today)
  const cards = [
    ...silent.map((row): DeskCard => {
      const text = t('card.explain', { title: row.title, count: weeks })
      return { kind: 'late', figure: '1', text, href: `/desk/exercises/${row.id}/register#lateReason` }
    }),
    ...missing.slice(0, 1).map((row): DeskCard => {
      const count = missing.length
      const href = `/desk/exercises/${row.id}/register#costPounds`
      return { kind: 'due', figure: String(count), text: t('card.cost', { count, title: row.title }), href }
    }),
  ]
  return { cards, links: [{ text: t('add.title'), href: '/desk/evidence' }] }
}
