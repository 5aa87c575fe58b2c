import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useWords } from '../../languages/use-words.ts'
import { setCookie } from '../../server/cookies.ts'
import { ownPath, publicPage, sessionCookie } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { personOfLink, signIn } from '../session-store.server.ts'

const params = z.object({ token: z.string().min(20).max(100) })

/** Looking consumes nothing: mail scanners follow links. */
export const loader = publicPage({ params }, async ({ db, params: { token }, now, words }) => {
  const person = await personOfLink(db, token, now)
  return { title: words('people')('link.button'), label: person?.label ?? null }
})

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async ({ request, db, params: { token }, now, settings }) => {
    const session = await signIn(db, token, now)
    if (!session) throw redirect('/sign-in', 303)
    const to = ownPath(new URL(request.url).searchParams.get('to'), '/desk')
    throw redirect(to, { status: 303, headers: { 'Set-Cookie': setCookie(settings, sessionCookie, session, 24 * 30) } })
  })(args)

export default function FollowLink() {
  const { label } = useLoaderData<typeof loader>()
  const t = useWords('people')
  if (!label) {
    return (
      <ResidentPage title={t('link.stale_title')}>
        <p>{t('link.stale_text')}</p>
        <p>
          <a href="/sign-in">{t('link.again')}</a>
        </p>
      </ResidentPage>
    )
  }
  return (
    <ResidentPage title={t('link.title', { label })}>
      <p>{t('link.text')}</p>
      <Form method="post">
        <Button>{t('link.button')}</Button>
      </Form>
    </ResidentPage>
  )
}
