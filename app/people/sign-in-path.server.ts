import { bestLanguage } from '../languages/language.ts'
import { languageOf, languages } from '../languages/words.server.ts'
import { ownPath } from '../server/page.ts'

/** Where somebody signs in: in the language of the page that they are led back to, or else of their browser. */
export function signInPath(request: Request, token?: string): string {
  const to = ownPath(new URL(request.url).searchParams.get('to'), '/desk')
  const offered = languages().map(({ code }) => code)
  const came = languageOf(to.split('/')[1])?.code
  const lang = came ?? bestLanguage(request.headers.get('Accept-Language') ?? undefined, offered)
  return `/${lang}/sign-in${token ? `/${token}` : ''}?to=${encodeURIComponent(to)}`
}
