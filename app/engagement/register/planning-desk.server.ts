import { isEverywhere, may } from '../../people/permission.ts'
import type { DeskCard, DeskPartOf } from '../../server/desk-card.ts'
import { formatDate } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { daysBetween, londonDay } from '../london-day.ts'
import { messagesWithoutReply } from './overlap-store.server.ts'

/** The desk is English only. */
const locale = 'en-GB'

/** What other partners have asked an officer about, and for the secretariat whatever has not been replied to in time. */
export const planningDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  const t = words('planning-desk')
  const links = [
    ...(may(actor.grants, 'polls.see') ? [{ text: t('polls.link'), href: '/desk/polls' }] : []),
    ...(may(actor.grants, 'notices.keep') ? [{ text: t('notices.link'), href: '/desk/notices' }] : []),
  ]
  if (!may(actor.grants, 'exercise.plan')) return { cards: [], links }
  const everywhere = isEverywhere(actor.grants)
  const today = londonDay(now)
  const cards = (await messagesWithoutReply(db)).flatMap((message): DeskCard[] => {
    const mine = message.toOrganisation === actor.organisationId
    const isLate = message.answerBy < today
    if (!mine && !(everywhere && isLate)) return []
    const key = mine ? 'cards.reply' : 'cards.silent'
    return [
      {
        kind: isLate ? 'late' : 'due',
        figure: formatNumber(Math.abs(daysBetween(today, message.answerBy)), locale),
        text: t(key, { title: mine ? message.otherTitle : message.title, day: formatDate(message.answerBy, locale) }),
        href: `/desk/exercises/${mine ? message.otherId : message.exerciseId}/overlap`,
      },
    ]
  })
  return { cards, links }
}
