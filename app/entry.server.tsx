import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { firstLanguage } from './languages/language.ts'
import { ReadingContext, type Said } from './languages/use-words.ts'
import { languageOf, words } from './languages/words.server.ts'
import { restore } from './server/kept-data.ts'
import { keptParts } from './server/kept-parts.ts'
import { NonceContext } from './server/nonce.ts'
import { HtmlResponse } from './server/remix-pages.ts'
import { withErrorInTitle } from './ui/error-in-title.ts'
import { KeepingContext } from './ui/kept-part.tsx'

/** Renders a page in the language of its address. No page streams and none ships React, so one string without React's marks is enough. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  const first = new URL(request.url).pathname.split('/')[1]
  const language = languageOf(first) ?? languageOf(firstLanguage)!
  const readingOf = (l: typeof language) => ({ language: l, words: (area: string) => words(l.code, area) })
  restore(remix.staticHandlerContext.loaderData)
  const said = Object.values(remix.staticHandlerContext.loaderData).find(
    (data: { said?: Said } | null | undefined) => data?.said,
  )?.said
  const reading = { ...readingOf(language), said, standIn: readingOf(languageOf(firstLanguage)!) }
  const parts = keptParts(context.nonce)
  const keep = (name: string, part: ReactNode) => parts.place(name, () => renderToStaticMarkup(part))
  const rendered = renderToStaticMarkup(
    <ReadingContext.Provider value={reading}>
      <NonceContext.Provider value={context.nonce}>
        <KeepingContext.Provider value={keep}>
          <RemixServer context={remix} url={request.url} nonce={context.nonce} />
        </KeepingContext.Provider>
      </NonceContext.Provider>
    </ReadingContext.Provider>,
  )
  const page = parts.fill(`<!doctype html>${withErrorInTitle(rendered, words(language.code, 'shell'))}`)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return context.settings.NODE_ENV === 'production'
    ? new HtmlResponse(page, { status, headers })
    : new Response(page.toString(), { status, headers })
}

/** A reader who went away is no error. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (!request.signal.aborted) context.log.error({ err: error }, 'a page failed')
}
