import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { setCookie } from '../../server/cookies.ts'
import { noParams, sessionCookie, staffPage } from '../../server/page.ts'
import { revokeSession } from '../session-store.server.ts'

export const loader = () => redirect('/sign-in', 302)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'desk.open' }, async ({ db, actor, now, settings }) => {
    await revokeSession(db, actor.sessionHash, now)
    throw redirect('/en', { status: 303, headers: { 'Set-Cookie': setCookie(settings, sessionCookie, '', 0) } })
  })(args)
