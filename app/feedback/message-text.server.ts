import type { Way } from '../../db/tables/people.ts'
import { languageOf, words } from '../languages/words.server.ts'
import { formatDate } from '../ui/dates.ts'
import { formatNumber } from '../ui/numbers.ts'
import { isDecided, type MessageFacts } from './message-facts-store.server.ts'

/** Where and by whom a message is written. */
export interface Letterhead {
  /** The site's public address. */
  origin: string
  partnership: string
  contact: string
}

/** To whom: by which way, in which language, and where they can stop it (null for a juror, who is told otherwise). */
export interface Reader {
  way: Way
  language: string
  stopUrl: string | null
}

const mostPoints = 20
const mostNotices = 5
const ratings = ['done', 'green', 'amber', 'red', 'not_reported'] as const

/** A message in its reader's language, as plain text. A text message says only that there is something, and where. */
export function messageText(facts: MessageFacts, to: Reader, head: Letterhead): { subject: string; body: string } {
  const t = words(to.language, 'messages')
  const link = `${head.origin}/${to.language}${facts.path}`
  const { kind, title } = facts
  const subject = t(`feedback.${kind}.subject`, { title })
  if (to.way === 'text') {
    const stop = to.stopUrl ? t('feedback.stop_short', { link: to.stopUrl }) : ''
    const short = kind === 'decision' && !isDecided(facts) ? 'short_so_far' : 'short'
    return { subject, body: [t(`feedback.${kind}.${short}`, { title, link }), stop].filter(Boolean).join('\n') }
  }
  const said = kind === 'results' ? results(facts, to) : kind === 'decision' ? decision(facts, to) : changes(facts, to)
  const paragraphs = [
    t(to.stopUrl ? 'feedback.hello' : 'feedback.hello_juror', { title }),
    ...said,
    `${t(`feedback.${kind}.more`)}\n${link}`,
    ending(to, head),
    `${head.partnership}\n${head.contact}`,
  ]
  return { subject, body: paragraphs.filter(Boolean).join('\n\n') }
}

function ending({ way, language, stopUrl }: Reader, head: Letterhead): string {
  const t = words(language, 'messages')
  if (!stopUrl) return t('feedback.stop_juror')
  return way === 'letter'
    ? t('feedback.stop_letter', { partnership: head.partnership })
    : `${t('feedback.stop')}\n${stopUrl}`
}

const bullets = (items: readonly string[]) => items.map((item) => `• ${item}`).join('\n')
const localeOf = (language: string) => languageOf(language)?.locale ?? 'en-GB'

function results({ exercise, people, first, decidedBy, decisionOn }: MessageFacts, { language }: Reader): string[] {
  const t = words(language, 'messages')
  const locale = localeOf(language)
  return [
    people === null
      ? t(`feedback.results.out_${exercise}`)
      : t(`feedback.results.people_${exercise}`, { count: people, people: formatNumber(people, locale) }),
    first.length ? `${t(`feedback.results.first_${exercise}`)}\n${bullets(first)}` : '',
    decisionOn
      ? t('feedback.results.next', { who: decidedBy, day: formatDate(decisionOn, locale) })
      : t('feedback.results.next_open', { who: decidedBy }),
  ]
}

function decision({ points }: MessageFacts, { language }: Reader): string[] {
  const t = words(language, 'messages')
  if (!points.length) return [t('feedback.decision.not_asked')]
  const answered = points.filter((p) => p.answer !== 'silent').length
  const shown = points
    .slice(0, mostPoints)
    .map((p) => t('feedback.decision.point', { wording: p.wording, answer: t(`feedback.answers.${p.answer}`) }))
  const rest = points.length - shown.length
  return [
    t('feedback.decision.answered', { count: points.length, answered }),
    bullets(rest ? [...shown, t('feedback.decision.rest', { count: rest })] : shown),
  ]
}

function changes({ actions }: MessageFacts, { language }: Reader): string[] {
  const t = words(language, 'messages')
  if (!actions.length) return [t('feedback.changes.none')]
  const counted = ratings.flatMap((rating) => {
    const count = actions.filter((a) => (a.rating ?? 'not_reported') === rating).length
    return count ? [t('feedback.changes.rated', { rating: t(`feedback.ratings.${rating}`), count })] : []
  })
  const notices = actions.flatMap((a) => a.notice ?? []).slice(0, mostNotices)
  return [
    `${t('feedback.changes.actions', { count: actions.length })}\n${bullets(counted)}`,
    notices.length ? `${t('feedback.changes.notices')}\n${bullets(notices)}` : '',
  ]
}
