/** Atom (RFC 4287): one entry for each thing that was published, newest first. */
export interface FeedEntry {
  /** A tag URI (RFC 4151), the same for ever. */
  id: string
  title: string
  updatedAt: string
  url: string
  summary: string
  /** Where the summary is not in the feed's language. */
  summaryLanguage?: string
  author: string
}

export interface Feed {
  id: string
  title: string
  subtitle: string
  /** Where the feed itself is, and the page it follows. */
  selfUrl: string
  pageUrl: string
  language: string
  /** When nothing has been published yet. */
  emptySince: string
  /** In any order; the newest `most` are told. */
  entries: readonly FeedEntry[]
  most: number
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Text of an element or attribute: marked characters escaped, and what XML 1.0 cannot hold left out. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[&<>"']/g, (mark) => marks[mark]!)

/** A name for something of ours, the same for ever: the year says since when the host is ours. */
export const tagUri = (origin: string, path: string): string => `tag:${new URL(origin).hostname},2026:${path}`

const element = (name: string, text: string, language?: string) =>
  `<${name}${language ? ` xml:lang="${escapeXml(language)}"` : ''}>${escapeXml(text)}</${name}>`
const link = (rel: string, href: string, type: string) =>
  `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>`

export function feedText(feed: Feed): string {
  const entries = [...feed.entries]
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0))
    .slice(0, feed.most)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.language)}">`,
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', entries[0]?.updatedAt ?? feed.emptySince),
    link('self', feed.selfUrl, 'application/atom+xml'),
    link('alternate', feed.pageUrl, 'text/html'),
    ...entries.flatMap((entry) => [
      '<entry>',
      element('id', entry.id),
      element('title', entry.title),
      element('updated', entry.updatedAt),
      `<author>${element('name', entry.author)}</author>`,
      link('alternate', entry.url, 'text/html'),
      element('summary', entry.summary, entry.summaryLanguage),
      '</entry>',
    ]),
    '</feed>',
    '',
  ].join('\n')
}
