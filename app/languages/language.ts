import type { Edition } from './edition.ts'

/** One language of the interface, as its own folder under `locales/` describes it in `language.json`. */
export interface Language {
  code: string
  /** The language's name in its own script: never a flag. */
  name: string
  direction: 'ltr' | 'rtl'
  /** The tag that dates and numbers are written by. */
  locale: string
  /** `whole` interface, or the resident's journey only. */
  covers: 'whole' | 'resident'
  /** The areas of words that it has. */
  areas: readonly string[]
  /** False until a speaker has read it: pages say so. */
  checked: boolean
  /** Set where an address's first word stands for an edition of a language. */
  edition?: Edition
}

/** The language in which everything exists, and which stands in for what another lacks. */
export const firstLanguage = 'en'

/** The best of the offered languages for an `Accept-Language` header: its order of preference, first language otherwise. */
export function bestLanguage(header: string | undefined, offered: readonly string[]): string {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const q = parameters.find((p) => p.trim().startsWith('q='))
      return { tag: tag.toLowerCase().split('-')[0]!, weight: q ? Number(q.trim().slice(2)) : 1 }
    })
    .filter((w) => w.tag && w.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wanted.find((w) => offered.includes(w.tag))?.tag ?? firstLanguage
}

const residentPages =
  /^\/[^/]+\/(consultations(\/(?!.*\/(list|results|themes)(\/|$)).*)?|preview\/[^/]+|my-answer|come-back|group\/.+|my-jury\/[^/]+|stop\/[^/]+|citizens-panel(\/.+)?|help|complaints|privacy|accessibility|sign-in(\/[^/]+)?)\/?$/

const registrationPages = /^\/[^/]+\/register\/(?!(calendar|audit|exercise)(\/|$)).+/

/** Where the messages lead: pages of which a language that covers the resident's journey has those it has all words for. */
const toldPages: readonly (readonly [pages: RegExp, areas: readonly string[]])[] = [
  [/^\/[^/]+\/consultations\/[^/]+\/results(\/[^/]+)?\/?$/, ['results', 'list', 'themes']],
  [/^\/[^/]+\/consultations\/[^/]+\/list(\/[^/]+)?\/?$/, ['list', 'themes']],
  [/^\/[^/]+\/consultations\/[^/]+\/themes\/?$/, ['themes']],
  [/^\/[^/]+\/check\/?$/, ['ledger']],
  [/^\/[^/]+\/what-changed(\/[^/]+)?\/?$/, ['feedback', 'board']],
  [/^\/[^/]+\/board(\/.+)?\/?$/, ['board', 'feedback']],
  [/^\/[^/]+\/juries(\/[^/]+(\/(report|draw))?)?\/?$/, ['juries', 'drawing', 'board']],
  [/^\/[^/]+\/conference\/?$/, ['conference', 'board']],
  [/^\/[^/]+\/register(\/(calendar|exercise\/[^/]+))?\/?$/, ['planning', 'audit']],
  [/^\/[^/]+\/register\/audit\/[^/]+\/?$/, ['planning', 'audit', 'list', 'characteristics']],
  [/^\/[^/]+\/evidence\/?$/, ['planning']],
  [/^\/[^/]+\/newsletter(\/.+)?\/?$/, ['newsletter', 'board', 'results']],
]

/** Pages that tell what was written down by people at work: their records are in the first language whatever the page's. */
export const tellsRecords = (pathname: string): boolean =>
  /^\/[^/]+\/(board|what-changed|newsletter(?!\/(confirm|change|stop)\/)|juries|conference|evidence|register\/(calendar|audit|exercise))(\/|$)/.test(
    pathname,
  ) || /^\/[^/]+\/(register|consultations\/[^/]+\/themes)\/?$/.test(pathname)

/** True when an address exists in this language: a language may cover the resident's journey only. */
export const covers = ({ covers, areas }: Pick<Language, 'covers' | 'areas'>, pathname: string): boolean =>
  covers === 'whole' ||
  residentPages.test(pathname) ||
  registrationPages.test(pathname) ||
  toldPages.some(([pages, needed]) => pages.test(pathname) && needed.every((area) => areas.includes(area)))
