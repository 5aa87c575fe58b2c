import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { TFunction } from 'i18next'
import type { Logger } from 'pino'
import type { Db } from '../../db/connect.ts'
import { escapeXml } from '../engagement/register/atom.ts'
import { bestLanguage, firstLanguage, type Language } from '../languages/language.ts'
import { languageOf, languages, words } from '../languages/words.server.ts'
import { partnershipOf } from '../people/partnership-store.server.ts'
import type { Settings } from './settings.ts'

/** Addresses of the style sheets: the site's, and by language those that a script needs besides. */
export interface Sheets {
  site: string
  scripts: Readonly<Record<string, string>>
}

/** What a step in front of Remix refuses, as a key of the shell's words. */
export type Refusal = 'too_large' | 'too_large_desk' | 'too_many' | 'elsewhere' | 'not_found' | 'failed'

type Refuse = (status: number, why: Refusal, values?: { minutes?: number; bytes?: number }) => void

/** Answers for a step that lets a request go no further. */
export const refuse = (response: Response, ...how: Parameters<Refuse>): void =>
  (response.locals.refuse as Refuse)(...how)

/**
 * Gives every later step a way to say no in words: a page for a reader, in their language and without Remix, which may
 * be what failed; JSON or plain text for a program that asks.
 */
export function refusals(db: Db, settings: Settings, sheets: Sheets): RequestHandler {
  return (request, response, next) => {
    response.locals.refuse = ((status, why, { minutes, bytes } = {}) => {
      const language = languageFor(request)
      const t = words(language.code, 'shell')
      const says = {
        title: t(`error.${why}.title`),
        text: t(`error.${why}.text`, { minutes, limit: bytes === undefined ? '' : sizeText(bytes, language.locale) }),
      }
      response.status(status).setHeader('Cache-Control', 'no-store')
      response.vary('Accept').vary('Accept-Language')
      // First what answers a caller that takes anything: a browser always names HTML.
      const wanted = request.accepts(['text/plain', 'text/html', 'application/json'])
      if (wanted === 'application/json') return void response.json({ error: says.title, detail: says.text })
      if (wanted !== 'text/html') return void response.type('text/plain').send(`${says.title}. ${says.text}`)
      const back = cameFrom(request, settings.PUBLIC_ORIGIN)
      partnershipOf(db)
        .catch(() => undefined)
        .then((found) => response.type('text/html').send(page({ ...says, language, t, sheets, back, why, found })))
    }) satisfies Refuse
    next()
  }
}

/** Last of all: what no step expected. An address that cannot be read is the asker's, the rest is ours and is logged. */
export const unexpected: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if (response.headersSent) return next(error)
  if (error.status === 400) return refuse(response, 400, 'not_found')
  ;(response.locals.log as () => Logger)().error({ err: error }, 'a request failed')
  refuse(response, 500, 'failed')
}

/** The language of the address if it has one, else the best that the browser asks for. */
function languageFor(request: Request): Language {
  const offered = languages().map(({ code }) => code)
  return (
    languageOf(request.path.split('/')[1]) ??
    languageOf(bestLanguage(request.headers['accept-language'], offered)) ??
    languageOf(firstLanguage)!
  )
}

function sizeText(bytes: number, locale: string): string {
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 / 1024, 'megabyte']
  const text = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 0 }).format(size)
  // Isolated, so that figure and unit keep their order between words written from the right.
  return `\u2068${text}\u2069`
}

/** The path of the page of ours that was left for this one, if the browser says so. */
function cameFrom(request: Request, origin: string): string | undefined {
  const { referer = '' } = request.headers
  return referer.startsWith(`${origin}/`) ? referer.slice(origin.length).split(/[?#]/)[0] : undefined
}

function page(shown: {
  title: string
  text: string
  why: Refusal
  language: Language
  t: TFunction
  sheets: Sheets
  back: string | undefined
  found: Awaited<ReturnType<typeof partnershipOf>>
}): string {
  const { language, t, sheets } = shown
  const [title, text] = [escapeXml(shown.title), escapeXml(shown.text)]
  const words = (key: string) => escapeXml(t(key))
  const name = escapeXml(shown.found?.name ?? 'Folkmoot')
  const home = `/${language.code}`
  const scripts = sheets.scripts[language.code]
  const sent = shown.why === 'too_large' || shown.why === 'too_large_desk' || shown.why === 'too_many'
  const links = [
    shown.back ? `<p><a href="${escapeXml(shown.back)}">${words('error.last_page')}</a></p>` : '',
    `<p><a href="${home}">${words('error.home')}</a></p>`,
  ]
  return `<!doctype html>
<html lang="${language.code}" dir="${language.direction}" class="govuk-template">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${name}</title>
<link rel="stylesheet" href="${sheets.site}">
${scripts ? `<link rel="stylesheet" href="${scripts}">` : ''}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body class="govuk-template__body">
<div class="site">
<header>
<div class="site-header__bar"><div class="wrap"><a class="site-header__name" href="${home}">${name}</a></div></div>
${shown.found?.demonstration === 1 ? `<div class="ribbon"><p class="wrap"><strong>${words('demonstration.title')}</strong> ${words('demonstration.text')}</p></div>` : ''}
</header>
<main id="content" class="site-main">
${language.checked ? '' : `<div class="wrap"><p class="unchecked">${words('unchecked')}</p></div>`}
<div class="page page--resident"><div class="wrap"><div class="read">
<h1 class="page-title">${title}</h1>
<p>${text}</p>
${sent ? `<p>${words('error.go_back')}</p>` : ''}
${links.join('\n')}
</div></div></div>
</main>
<footer class="site-footer"><div class="wrap"><p class="site-footer__help"><a href="${home}/help">${words('help')}</a></p></div></footer>
</div>
</body>
</html>
`
}
