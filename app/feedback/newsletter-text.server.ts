import { words } from '../languages/words.server.ts'
import { formatDate } from '../ui/dates.ts'
import type { Letterhead } from './message-text.server.ts'
import { isEmpty, type NewsItem, type Newsletter, newsParts } from './newsletter.ts'

const locale = 'en-GB'

/** A newsletter or an area's sheet as a plain e-mail, with every address written out. */
export function newsletterText(
  news: Newsletter,
  areaId: string | null,
  head: Letterhead & { stopUrl: string },
): { subject: string; body: string } {
  const t = words('en', 'newsletter-desk')
  const period = { from: formatDate(news.from, locale), to: formatDate(news.to, locale) }
  const title = news.area ? t('title_area', { area: news.area }) : t('title', { partnership: head.partnership })
  const line = (item: NewsItem) =>
    [`• ${item.title}`, lineOf(item, t), item.said, `${head.origin}/en${item.path}`].filter(Boolean).join('\n  ')
  const parts = newsParts
    .filter((name) => news.parts[name].items.length)
    .map((name) => {
      const { items, more } = news.parts[name]
      const rest = more ? `\n${t('more', { count: more })}` : ''
      return `${t(`part.${name}`).toUpperCase()}\n${items.map(line).join('\n')}${rest}`
    })
  const first = news.first.map(
    ({ title: of, people, options }) =>
      `${t('first', { title: of, count: people, area: news.area ?? '' })}\n${options.map((name, i) => `${i + 1}. ${name}`).join('\n')}`,
  )
  const page = areaId ? `/en/newsletter/area/${encodeURIComponent(areaId)}` : '/en/newsletter'
  const body = [
    title,
    t('period', period),
    ...(isEmpty(news) ? [t('nothing')] : [...first, ...parts]),
    `${t('mail.page')}\n${head.origin}${page}`,
    `${t('mail.stop')}\n${head.stopUrl}`,
    `${head.partnership}\n${head.contact}`,
  ].join('\n\n')
  return { subject: title.replace(/[\r\n]+/g, ' '), body }
}

/** What is said of one thing before its own words: the stance, or the day. */
const lineOf = (item: NewsItem, t: ReturnType<typeof words>): string =>
  t(`line.${item.key}`, { day: item.day ? formatDate(item.day, locale) : '' })
