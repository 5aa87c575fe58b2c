import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import type { TFunction } from 'i18next'
import { z } from 'zod'
import { languageOf, words } from '../languages/words.server.ts'
import { may, type Permission } from '../people/permission.ts'
import { type Actor, actorOf } from '../people/session-store.server.ts'
import { forSomebody, SignedInTooLongAgo } from '../people/step-up.server.ts'
import { freshMinutes, isFresh, signInAgainPath } from '../people/step-up.ts'
import type { Context } from './context.ts'
import { readCookie } from './cookies.ts'
import { refused, typedIn } from './form.ts'

/** What a page's work is handed: the request, its checked address, the time, the reader's words. */
export interface Ask<P = Record<string, string>> extends Context {
  request: Request
  params: P
  now: Date
  lang: string
  words: (area: string) => TFunction
}

/** The same for somebody signed in who has the permission. */
export interface StaffAsk<P = Record<string, string>> extends Ask<P> {
  actor: Actor
}

type Arguments = LoaderFunctionArgs | ActionFunctionArgs

/** What is not there, and what is not yours, look the same. */
export const notFound = () => new Response(null, { status: 404 })

export const sessionCookie = 'session'

/** A loader or action that anybody may ask for. `params` checks the address: what does not fit is not found. */
export function publicPage<P extends z.ZodType, T>(
  options: { params: P },
  work: (ask: Ask<z.output<P>>) => Promise<T>,
): (args: Arguments) => Promise<T> {
  return async (args) => work(askFrom(args, options.params))
}

/**
 * A loader or action for people at work. Without a session it leads to sign-in; with one that lacks the permission (or
 * holds it for another scope: `scope` names the parameter) there is nothing here. A file with people's data names the
 * page it is taken from, `takenFrom`: it is handed out only soon after signing in. So are careful acts: whoever signed
 * in too long ago gets the form back as they filled it in, with the way to sign in again.
 */
export function staffPage<P extends z.ZodType, T>(
  options: {
    params: P
    permission: Permission
    scope?: keyof z.output<P> & string
    takenFrom?: (params: z.output<P>) => string | null
  },
  work: (ask: StaffAsk<z.output<P>>) => Promise<T>,
): (args: Arguments) => Promise<T> {
  return async (args) => {
    const ask = askFrom(args, options.params)
    const actor = await actorOfRequest(args.request, ask)
    if (!actor) throw redirect(signInFirst(args.request), 303)
    const scope = options.scope ? (ask.params as Record<string, string>)[options.scope] : undefined
    if (!may(actor.grants, options.permission, scope)) throw notFound()
    const from = options.takenFrom?.(ask.params)
    if (from) signedInLately({ ...ask, actor }, from)
    const fresh = isFresh(actor, ask.now)
    const posted = fresh || args.request.method === 'GET' ? undefined : args.request.clone()
    try {
      return privately(await forSomebody(fresh, () => work({ ...ask, actor })))
    } catch (error) {
      if (!(error instanceof SignedInTooLongAgo) || !posted) throw error
      return (await signInFirstToSend(posted, ask)) as T
    }
  }
}

/** Leads whoever signed in too long ago to sign in again, and then back to this page of ours. */
export function signedInLately({ actor, now }: Pick<StaffAsk, 'actor' | 'now'>, backTo: string): void {
  if (!isFresh(actor, now)) throw redirect(signInAgainPath(backTo), 303)
}

/** The answer to a form with a careful act: every page that has one shows what was refused and what was typed. */
async function signInFirstToSend(posted: Request, { words }: Pick<Ask, 'words'>) {
  const message = words('people')('again.before_sending', { count: freshMinutes })
  const href = signInAgainPath(new URL(posted.url).pathname)
  return refused([{ field: 'sign-in-again', message, href }], await typedIn(posted))
}

/** A file of a desk may hold names and addresses: neither a browser nor anything between keeps a copy. */
function privately<T>(answer: T): T {
  if (answer instanceof Response && answer.headers.has('Content-Disposition')) {
    answer.headers.set('Cache-Control', 'no-store')
  }
  return answer
}

/** Who is signed in on this request, if anybody. */
export async function actorOfRequest(
  request: Request,
  { db, settings, clock }: Pick<Context, 'db' | 'settings' | 'clock'>,
) {
  const token = readCookie(request, settings, sessionCookie)
  return token ? actorOf(db, token, clock.now()) : undefined
}

function askFrom<P extends z.ZodType>({ request, params, context }: Arguments, shape: P): Ask<z.output<P>> {
  const parsed = shape.safeParse(params)
  if (!parsed.success) throw notFound()
  const lang = params.l ?? 'en'
  if (!languageOf(lang)) throw notFound()
  return {
    ...context,
    request,
    params: parsed.data,
    now: context.clock.now(),
    lang,
    words: (area) => words(lang, area),
  }
}

/** Only our own paths are ever redirected to. */
function signInFirst(request: Request): string {
  const { pathname } = new URL(request.url)
  return `/sign-in?to=${encodeURIComponent(request.method === 'GET' ? pathname : '/desk')}`
}

/** A path on this site from something typed or carried along, or the fallback. */
export function ownPath(candidate: string | null | undefined, fallback: string): string {
  return candidate && /^\/(?![/\\])[\w\-/.~%]*$/.test(candidate) ? candidate : fallback
}

/** The parameters of an address without any besides the language. */
export const noParams = z.object({})
