import { redirect } from '@remix-run/node'
import { noParams, publicPage } from '../../server/page.ts'
import { signInPath } from '../sign-in-path.server.ts'

export { action } from './sign-in.tsx'

/** To the page of signing in, in the language of the page that somebody came from or else of their browser. */
export const loader = publicPage({ params: noParams }, async ({ request }) => {
  throw redirect(signInPath(request), { status: 302, headers: { Vary: 'Accept-Language' } })
})
