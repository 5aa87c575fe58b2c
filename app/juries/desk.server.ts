import { londonDay } from '../engagement/london-day.ts'
import { may, type Permission } from '../people/permission.ts'
import type { DeskCard, DeskPartOf } from '../server/desk-card.ts'
import { drawsUnderWay } from './draw/draw-store.server.ts'
import { deskPath } from './jury-access.server.ts'
import { mayStillBeSeated } from './jury-state.ts'
import { juriesOf } from './jury-store.server.ts'
import { juriesOfMember, memberOfPerson } from './seats/member-store.server.ts'
import { openReplacements } from './seats/seat-store.server.ts'
import { firstSessionOf } from './sessions/session-store.server.ts'
import { newestVote, rollEntry } from './votes/vote-store.server.ts'

/** What a jury manager, a facilitator or a juror has to do now. */
export const juriesDesk: DeskPartOf = async (ask) => {
  const { db, now, actor, words } = ask
  const draws = await drawCards(ask)
  if (!may(actor.grants, 'jury.see')) return { cards: draws, links: [] }
  const t = words('juries-desk')
  const juries = (await juriesOf(db, londonDay(now))).filter((jury) => may(actor.grants, 'jury.see', jury.id))
  const cards: DeskCard[] = [...draws]
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
  for (const jury of juries) {
    if (may(actor.grants, 'jury.manage', jury.id)) cards.push(...(await freeCards(ask, jury)))
  }
  const own = await juriesOfMember(db, actor.personId)
  return {
    cards,
    links: [
      ...own.map(({ slug, title }) => ({ text: t('desk.own_place', { title }), href: `/en/my-jury/${slug}` })),
      { text: t('desk.title'), href: '/desk/juries' },
    ],
  }
}

/** Seats that somebody gave up and nobody has taken, as long as they can be taken. */
async function freeCards(
  { db, now, words }: Parameters<DeskPartOf>[0],
  jury: { id: string; slug: string; publicName: string },
) {
  const free = await openReplacements(db, jury.id)
  if (!free || !mayStillBeSeated(await firstSessionOf(db, jury.id), now)) return []
  const text = words('seating')('desk.free', { count: free, title: jury.publicName })
  return [{ kind: 'now' as const, figure: String(free), text, href: deskPath(jury.slug, '/seats') }]
}

/** Draws that wait for a second person, and draws whose chance has come. */
async function drawCards({ db, now, actor, words }: Parameters<DeskPartOf>[0]): Promise<DeskCard[]> {
  if (!may(actor.grants, 'jury.draw')) return []
  const t = words('drawing-desk')
  const draws = await drawsUnderWay(db)
  return draws.flatMap(({ juryId, slug, title, state, decidesAt, firstStarter }): DeskCard[] => {
    const href = deskPath(slug, '/draw')
    if (state === 'starting' && firstStarter !== actor.personId && may(actor.grants, 'jury.draw', juryId)) {
      return [{ kind: 'now', figure: t('desk.card_figure'), text: t('desk.card_first', { title }), href }]
    }
    const isDue = state === 'announced' && (decidesAt ?? '') <= now.toISOString()
    if (!isDue || !may(actor.grants, 'jury.manage', juryId)) return []
    return [{ kind: 'due', figure: t('desk.card_due_figure'), text: t('desk.card_due', { title }), href }]
  })
}
