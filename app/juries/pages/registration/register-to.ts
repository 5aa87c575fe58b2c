import { redirect } from '@remix-run/node'
import { bestLanguage } from '../../../languages/language.ts'
import { languages } from '../../../languages/words.server.ts'
import { publicPage } from '../../../server/page.ts'
import { slugParams } from '../../jury-access.server.ts'

/** The address that is said and printed leads to the same page in the reader's language. */
export const loader = publicPage({ params: slugParams }, async ({ request, params }) => {
  const offered = languages().map(({ code }) => code)
  const best = bestLanguage(request.headers.get('Accept-Language') ?? undefined, offered)
  const to = `/${best}/register/${encodeURIComponent(params.slug)}`
  throw redirect(to, { status: 302, headers: { Vary: 'Accept-Language' } })
})
