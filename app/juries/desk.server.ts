import { londonDay } from '../engagement/london-day.ts'
import { may, type Permission } from '../people/permission.ts'
import type { DeskCard, DeskPartOf } from '../server/desk-card.ts'
import { deskPath } from './jury-access.server.ts'
import { juriesOf } from './jury-store.server.ts'
import { memberOfPerson } from './member-store.server.ts'
import { newestVote, rollEntry } from './vote-store.server.ts'

/** What a jury manager, a facilitator or a juror has to do now. */
export const juriesDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  if (!may(actor.grants, 'jury.see')) return { cards: [], links: [] }
  const t = words('juries')
  const juries = (await juriesOf(db, londonDay(now))).filter((jury) => may(actor.grants, 'jury.see', jury.id))
  const cards: DeskCard[] = []
  for (const jury of juries.filter(({ state }) => state === 'voting' || state === 'voted')) {
    const allowed = (permission: Permission) => may(actor.grants, permission, jury.id)
    const title = jury.publicName
    if (jury.state === 'voted') {
      if (!allowed('jury.manage')) continue
      const text = t('desk.report_due', { title })
      cards.push({ kind: 'due', figure: t('desk.report_figure'), text, href: deskPath(jury.slug, '/report') })
      continue
    }
    const vote = await newestVote(db, jury.id)
    if (!vote) continue
    const figure = t('vote.of', { cast: vote.cast, present: vote.present })
    if (allowed('jury.facilitate')) {
      cards.push({ kind: 'now', figure, text: t('desk.vote_runs', { title }), href: deskPath(jury.slug, '/vote') })
    }
    const member = await memberOfPerson(db, jury.id, actor.personId)
    const entry = member && (await rollEntry(db, vote.id, member.id))
    if (entry && !vote.closedAt && allowed('jury.vote')) {
      const text = t(entry.hasVoted ? 'desk.you_voted' : 'desk.you_vote', { title })
      cards.push({ kind: 'now', figure, text, href: deskPath(jury.slug, '/ballot') })
    }
  }
  return { cards, links: [{ text: t('desk.title'), href: '/desk/juries' }] }
}
