import { redirect } from '@remix-run/node'
import { noParams, publicPage } from '../../server/page.ts'
import { bestLanguage } from '../language.ts'
import { languages } from '../words.server.ts'

/** The bare address leads to the reader's language. */
export const loader = publicPage({ params: noParams }, async ({ request }) => {
  const best = bestLanguage(
    request.headers.get('Accept-Language') ?? undefined,
    languages().map((l) => l.code),
  )
  throw redirect(`/${best}`, { status: 302, headers: { Vary: 'Accept-Language' } })
})
