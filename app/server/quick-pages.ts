import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { createRequestHandler } from '@remix-run/node'
import type { Request as Asked, RequestHandler, Response } from 'express'
import { numberOf, remembered } from '../../db/remembered.ts'
import { keepingData } from './kept-data.ts'
import { cutAtMarks, filledIn, type KeptPage, nonceMark, type Sharing, shared } from './kept-page.ts'
import { bodies, HtmlResponse, send } from './remix-pages.ts'

/**
 * What a page's module exports as `handle.quick` when thousands ask for it in an hour. It promises that its action
 * changes nothing unless it leads elsewhere, and says how its page is shared. Its loader and action read of a request
 * the address, the cookies and the form, and nothing else.
 */
// biome-ignore lint/suspicious/noExplicitAny: each page knows its own data
export type Quick = { sharing: Sharing<any> }

type Work = (args: { request: Request; params: Record<string, string>; context: AppLoadContext }) => Promise<unknown>
interface Route {
  id: string
  pattern: RegExp
  loader: Work
  action: Work
  sharing: Sharing<unknown>
}

/** Most pages kept at once; more than any consultation's pages in all languages. */
const most = 2000

/**
 * The way through the server for the pages on which residents answer: their loader and action run as everywhere else,
 * but without Remix around them, and a page is rendered once for everybody, with each reader's own values filled in.
 * Whatever is not plain (an error to show, free text, another kind of body) goes on to Remix with what is known already.
 */
export function quickPages(
  build: ServerBuild,
  mode: string,
  contextOf: (request: Asked, response: Response) => AppLoadContext,
): RequestHandler {
  const routes = quickRoutes(build)
  const render = createRequestHandler(keepingData(build), mode)

  async function show(route: Route, params: Record<string, string>, request: Asked, response: Response) {
    const context = contextOf(request, response)
    const found = await outcome(route.loader, { request: reduced(request), params, context })
    if (found instanceof globalThis.Response) return redirected(found, response)
    response.locals.ahead = { routeId: route.id, loaded: found }
    const given = shared(route.sharing, found, context.nonce)
    if (!given) return false
    const pages = await remembered(context.db, 'pages', async () => new Map<string, KeptPage>())
    const name = `${request.originalUrl}\n${nameOf(given.data as object)}`
    let page = pages.get(name)
    if (!page) {
      const ahead = { routeId: route.id, loaded: given.data }
      const url = `${request.protocol}://${request.headers.host}${request.originalUrl}`
      const answer = await render(new Request(url), { ...context, nonce: nonceMark, ahead })
      if (!(answer instanceof HtmlResponse) || answer.status !== 200) return false
      page = cutAtMarks(answer.html.toString(), given.values.length)
      if (!page) return false
      if (pages.size >= most) pages.clear()
      pages.set(name, page)
    }
    const bytes = filledIn(page, given.values)
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Content-Length', bytes.length)
    response.end(bytes, 'latin1')
    return true
  }

  async function take(route: Route, params: Record<string, string>, request: Asked, response: Response) {
    const body = await bodyOf(request)
    bodies.set(request, body)
    const context = contextOf(request, response)
    const done = await outcome(route.action, { request: reduced(request, body), params, context })
    if (done instanceof globalThis.Response) return redirected(done, response)
    response.locals.ahead = { routeId: route.id, acted: done }
    return false
  }

  return (request, response, next) => {
    const work = request.method === 'GET' ? show : request.method === 'POST' && isForm(request) ? take : undefined
    const found = work && routeOf(routes, request.path)
    if (!work || !found) return next()
    work(found.route, found.params, request, response).then((answered) => answered || next(), next)
  }
}

/** Tells pages apart by what they show; what is remembered by its number instead of all its words. */
function nameOf(data: object): string {
  let name = ''
  for (const [key, value] of Object.entries(data)) name += `${key} ${numberOf(value) ?? JSON.stringify(value)}\n`
  return name
}

function quickRoutes(build: ServerBuild): Route[] {
  const found = Object.values(build.routes).flatMap((route) => {
    const { loader, action, handle } = route?.module ?? {}
    const quick = (handle as { quick?: Quick } | undefined)?.quick
    if (!route?.path || !quick) return []
    const pattern = new RegExp(`^/${route.path.replaceAll(/:(\w+)/g, '(?<$1>[a-z0-9-]+)')}$`)
    const works = { loader: loader as unknown as Work, action: action as unknown as Work, sharing: quick.sharing }
    return [{ id: route.id, path: route.path, pattern, ...works }]
  })
  // A word of its own in an address comes before one that stands for any.
  return found.sort((a, b) => a.path.split(':').length - b.path.split(':').length)
}

function routeOf(routes: Route[], path: string) {
  for (const route of routes) {
    const params = route.pattern.exec(path)?.groups
    if (params) return { route, params }
  }
  return undefined
}

/** What was returned, or the response that was thrown. */
async function outcome(work: Work, args: Parameters<Work>[0]): Promise<unknown> {
  try {
    return await work(args)
  } catch (thrown) {
    if (thrown instanceof globalThis.Response) return thrown
    throw thrown
  }
}

/** Leads elsewhere at once. Any other answer is Remix's to dress: it asks again and finds the same. */
async function redirected(answer: globalThis.Response, response: Response): Promise<boolean> {
  if (!answer.headers.has('Location')) return false
  await send(answer, response)
  return true
}

const isForm = (request: Asked) =>
  /^application\/x-www-form-urlencoded *(;|$)/i.test(request.headers['content-type'] ?? '')

async function bodyOf(request: Asked): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** The part of a request that quick pages read. */
function reduced(asked: Asked, body?: Buffer): Request {
  return {
    method: asked.method,
    url: `${asked.protocol}://${asked.headers.host}${asked.originalUrl}`,
    headers: { get: (name: string) => asked.headers[name.toLowerCase()] ?? null },
    formData: async () => new URLSearchParams(body?.toString()),
  } as unknown as Request
}
