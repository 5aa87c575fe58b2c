import { embedPrefix, prefixOf } from '../../languages/edition.ts'

/** Most sites that may show one exercise. */
export const originsMost = 20
const longest = 200

/**
 * The sites typed one a line, each as the browser names it: scheme and host, a port where it has one. Only https, so that
 * nobody between can put another page around it; http for this machine itself where the site is tried out.
 */
export function readOrigins(
  typed: string,
  { tryingOut }: { tryingOut: boolean },
): { ok: true; origins: string[] } | { ok: false; problem: 'many' | 'wrong'; line: string } {
  const lines = typed.split('\n').flatMap((line) => line.trim() || [])
  const origins: string[] = []
  for (const line of lines) {
    const origin = line.length > longest ? null : originOf(line, tryingOut)
    if (!origin) return { ok: false, problem: 'wrong', line: line.slice(0, longest) }
    if (!origins.includes(origin)) origins.push(origin)
  }
  if (origins.length > originsMost) return { ok: false, problem: 'many', line: '' }
  return { ok: true, origins: origins.sort() }
}

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
