import { languagePart } from '../languages/edition.ts'
import { isolatedIn } from '../languages/isolated.ts'
import { firstLanguage } from '../languages/language.ts'
import { readFrom, type Said } from '../languages/use-words.ts'
import { languageOf, words } from '../languages/words.server.ts'
import { formatDate } from '../ui/dates.ts'
import type { Letterhead } from './message-text.server.ts'
import { isEmpty, type NewsItem, type Newsletter, partsOf } from './newsletter.ts'
import { sheetText } from './sheet-text.server.ts'

/** Whom an issue is for: whose place, in which language with what consultations are called there, and where they stop it. */
interface NewsReader {
  areaId: string | null
  language: string
  said: Said
  stopUrl: string
}

/** A newsletter or an area's sheet as a plain e-mail in its reader's language, with every address written out. */
export function newsletterText(
  news: Newsletter,
  { areaId, language, said, stopUrl }: NewsReader,
  head: Letterhead,
): { subject: string; body: string } {
  const t = words(language, 'newsletter')
  const locale = languageOf(language)?.locale ?? 'en-GB'
  const day = (iso: string) => formatDate(iso, locale)
  const read = readFrom(said)
  const name = (text: string) => isolatedIn(read(text).body, locale)
  const title = t('title_area', { area: read(news.area ?? head.partnership).body })
  const line = (item: NewsItem) =>
    [
      `• ${name(item.title)}`,
      t(`line.${item.key}`, { day: item.day ? day(item.day) : '' }),
      item.said && name(item.said),
      `${head.origin}/${language}${item.path}`,
    ]
      .filter(Boolean)
      .join('\n  ')
  const heading = (text: string) => text.toLocaleUpperCase(locale)
  const rest = (more: number) => (more ? `\n${t('more', { count: more })}` : '')
  const parts = partsOf(news)
    .filter((part) => news.parts[part].items.length)
    .map((part) => {
      const { items, more } = news.parts[part]
      return `${heading(t(`part.${part}`))}\n${items.map(line).join('\n')}${rest(more)}`
    })
  const sheet = news.sheet
    ? sheetText(news.sheet, { area: news.area ?? '', t, name, day, locale, language, head, rest, heading })
    : []
  const page = areaId ? `/newsletter/area/${encodeURIComponent(areaId)}` : '/newsletter'
  const body = [
    title,
    t('period', { from: day(news.from), to: day(news.to) }),
    ...(languagePart(language) === firstLanguage ? [] : [t('mail.english')]),
    ...(isEmpty(news) ? [t('nothing')] : [...sheet, ...parts]),
    `${t('mail.page')}\n${head.origin}/${language}${page}`,
    `${t('mail.change')}\n${stopUrl.replace('/newsletter/stop/', '/newsletter/change/')}`,
    `${t('mail.stop')}\n${stopUrl}`,
    `${name(head.partnership)}\n${name(head.contact)}`,
  ].join('\n\n')
  return { subject: title.replace(/[\r\n]+/g, ' '), body }
}
