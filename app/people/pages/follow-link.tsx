import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { setCookie } from '../../server/cookies.ts'
import { ownPath, publicPage, sessionCookie } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { personOfLink, signIn } from '../session-store.server.ts'

/** Mail programs cut links: whatever is left of one leads to the page that tells how to ask for another. */
export const linkParams = z.object({ token: z.string().max(500) })

/** Looking consumes nothing: mail scanners follow links. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: linkParams }, async ({ request, db, params: { token }, now, words }) => {
    const person = await personOfLink(db, token, now)
    const to = ownPath(new URL(request.url).searchParams.get('to'), '/desk')
    const title = words('signing')(person ? 'link.button' : 'link.stale_title')
    return { title, label: person?.label ?? null, to }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: linkParams }, async ({ request, db, params: { token }, now, settings, lang }) => {
    const session = await signIn(db, token, now)
    const to = ownPath(new URL(request.url).searchParams.get('to'), '/desk')
    if (!session) throw redirect(`/${lang}/sign-in?to=${encodeURIComponent(to)}`, 303)
    throw redirect(to, { status: 303, headers: { 'Set-Cookie': setCookie(settings, sessionCookie, session, 24 * 30) } })
  })(args)

export default function FollowLink() {
  const { label, to } = useLoaderData<typeof loader>()
  const { code } = useLanguage()
  const t = useWords('signing')
  if (!label) {
    return (
      <ResidentPage title={t('link.stale_title')}>
        <p>{t('link.stale_text')}</p>
        <p>
          <a href={`/${code}/sign-in?to=${encodeURIComponent(to)}`}>{t('link.again')}</a>
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
