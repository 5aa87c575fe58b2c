import { embedPrefix, prefixOf } from '../../languages/edition.ts'

/** Most sites that may show one exercise. */
export const originsMost = 20
const longest = 200
/** Most young people that one site may be expected to bring. */
export const expectedMost = 2000

/** A site that may show an exercise, and how many young people are expected to answer through it. */
export interface EmbedSite {
  origin: string
  expected: number
}

/**
 * The sites typed one a line, each as the browser names it: scheme and host, a port where it has one, then how many young
 * people are expected where the officer knows. Only https, so that nobody between can put another page around it; http
 * for this machine itself where the site is tried out.
 */
export function readOrigins(
  typed: string,
  { tryingOut }: { tryingOut: boolean },
): { ok: true; sites: EmbedSite[] } | { ok: false; problem: 'many' | 'wrong' | 'expected' | 'twice'; line: string } {
  const lines = typed.split('\n').flatMap((line) => line.trim() || [])
  const sites = new Map<string, number>()
  for (const line of lines) {
    const refused = (problem: 'wrong' | 'expected' | 'twice') =>
      ({ ok: false, problem, line: line.slice(0, longest) }) as const
    const [address = '', people = '0', ...more] = line.split(/\s+/)
    const origin = line.length > longest || more.length ? null : originOf(address, tryingOut)
    if (!origin || /^https?:/i.test(people)) return refused('wrong')
    const expected = /^\d{1,6}$/.test(people) ? Number(people) : Number.NaN
    if (!(expected <= expectedMost)) return refused('expected')
    if (sites.has(origin) && sites.get(origin) !== expected) return refused('twice')
    sites.set(origin, expected)
  }
  if (sites.size > originsMost) return { ok: false, problem: 'many', line: '' }
  return { ok: true, sites: [...sites].map(([origin, expected]) => ({ origin, expected })).sort(byOrigin) }
}

const byOrigin = (a: EmbedSite, b: EmbedSite) => (a.origin < b.origin ? -1 : 1)

/** Sites as they are typed. */
export const typedSites = (sites: readonly EmbedSite[]): string =>
  sites.map(({ origin, expected }) => (expected ? `${origin} ${expected}` : origin)).join('\n')

function originOf(line: string, tryingOut: boolean): string | null {
  // Letters, digits, points and hyphens only: a header is made of it.
  if (!/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?\/?$/i.test(line) || !URL.canParse(line)) return null
  const { protocol, hostname, origin } = new URL(line)
  if (protocol === 'https:') return hostname.includes('.') ? origin : null
  return tryingOut && ['localhost', '127.0.0.1'].includes(hostname) ? origin : null
}

/** The pages on which somebody answers inside another site's page; every other page refuses to stand in one. */
const framed = new RegExp(
  `^/${embedPrefix}/consultations/([a-z0-9-]+)(?:/(?:answer|questions|statements|confirm|sent|saved)(?:/.*)?)?/?$`,
)

/** The exercise whose youth edition this page shows inside another, undefined for any other page. */
export const framedSlug = (path: string): string | undefined => framed.exec(path)?.[1]

/** The same page in a window of its own, for an address that begins with the embedded edition's word; undefined for others. */
export const ownWindow = (address: string): string | undefined =>
  new RegExp(`^/${embedPrefix}(?=[/?]|$)`).test(address)
    ? address.replace(`/${embedPrefix}`, `/${prefixOf('youth')}`)
    : undefined

const inText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What a school or youth project puts into its page: the frame with its title, and the link as an equal way. */
export function embedSnippet({
  origin,
  slug,
  title,
  link,
}: {
  origin: string
  slug: string
  title: string
  link: string
}) {
  const [framedAt, ownAt] = [embedPrefix, prefixOf('youth')].map((word) => `${origin}/${word}/consultations/${slug}`)
  return [
    `<iframe src="${framedAt}" title="${inText(title)}" width="100%" height="900" loading="lazy"></iframe>`,
    `<p><a href="${ownAt}">${inText(link)}</a></p>`,
  ].join('\n')
}
