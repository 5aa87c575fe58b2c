import { redirect } from '@remix-run/node'
import { publicPage } from '../../server/page.ts'
import { signInPath } from '../sign-in-path.server.ts'
import { linkParams } from './follow-link.tsx'

export { action } from './follow-link.tsx'

/** A link without a language, as commands print them, leads to the page in the reader's own. */
export const loader = publicPage({ params: linkParams }, async ({ request, params: { token } }) => {
  throw redirect(signInPath(request, token), { status: 302, headers: { Vary: 'Accept-Language' } })
})
