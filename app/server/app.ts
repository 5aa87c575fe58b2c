import { readdirSync } from 'node:fs'
import { createRequestHandler } from '@remix-run/express'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Db } from '../../db/connect.ts'
import type { Clock } from './clock.ts'
import type { Context } from './context.ts'
import { embedding } from './embedding.ts'
import { health } from './health.ts'
import { inOrder } from './in-order.ts'
import { callerOf, limits } from './limits.ts'
import { requestLog } from './log.ts'
import { measure, metricsPage } from './metrics.ts'
import { quickPages } from './quick-pages.ts'
import { refusals, type Sheets, unexpected } from './refusal.ts'
import { remixByGroup } from './route-groups.ts'
import { bodyLimit, headers, nonce, oneOrigin, originGuard } from './security.ts'
import type { Settings } from './settings.ts'

export interface Parts {
  db: Db
  clock: Clock
  settings: Settings
  log: Logger
  build: ServerBuild | (() => Promise<ServerBuild>)
  sheets: Sheets
  isDraining: () => boolean
  /** The development server's middleware; it also serves the assets then. */
  development?: RequestHandler
}

/** A request's way through the server, step by step. The order is the design: nothing reaches Remix unguarded. */
export function createApp(parts: Parts): Express {
  const { db, settings, log } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', settings.TRUSTED_PROXIES)
  const steps: RequestHandler[] = [
    measure,
    requestLog(log),
    closeWhileDraining(parts.isDraining),
    nonce,
    headers(settings, parts.development !== undefined),
    refusals(db, settings, parts.sheets),
  ]
  app.use(inOrder(steps))
  app.get('/health', health(db, parts.isDraining))
  app.get('/metrics', metricsPage(settings))
  app.use(
    inOrder([
      withCaller,
      oneOrigin(settings),
      originGuard(settings),
      ...limits(settings),
      embedding(db),
      compression(),
    ]),
  )
  if (parts.development) app.use(parts.development)
  else app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }), missingAsset)
  const context = contextOf(parts)
  const quick = typeof parts.build === 'function' ? [] : [quickPages(parts.build, settings.NODE_ENV, context)]
  app.use(inOrder([publicFiles(parts.development !== undefined), noStore, bodyLimit, ...quick]))
  app.all(
    '*',
    typeof parts.build === 'function'
      ? createRequestHandler({ build: parts.build, mode: settings.NODE_ENV, getLoadContext: context })
      : remixByGroup(parts.build, settings.NODE_ENV, context),
  )
  app.use(unexpected)
  return app
}

const withCaller: RequestHandler = (request, response, next) => {
  // Before the forwarded headers go: Express has read the address from them if a trusted proxy set them.
  response.locals.caller = callerOf(request)
  next()
}

/** The files of `public/`. Only their own addresses are looked up on disk: a page's would be looked up in vain each time. */
function publicFiles(changing: boolean): RequestHandler {
  const serve = express.static('public', { maxAge: '1h' })
  const names = new Set(readdirSync('public', { recursive: true }).map((name) => `/${String(name)}`))
  return (request, response, next) => (changing || names.has(request.path) ? serve(request, response, next) : next())
}

const missingAsset: RequestHandler = (_request, response) => void response.status(404).end()

/** Pages carry answers and sessions; nobody but the reader may keep them. A page that may be cached says so itself. */
const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'private, no-cache')
  next()
}

function closeWhileDraining(isDraining: () => boolean): RequestHandler {
  return (_request, response, next) => {
    if (isDraining()) response.setHeader('Connection', 'close')
    next()
  }
}

function contextOf({ db, clock, settings, log }: Parts) {
  return (_request: express.Request, response: express.Response): Context & AppLoadContext => ({
    db,
    clock,
    settings,
    log,
    nonce: response.locals.nonce as string,
    caller: response.locals.caller as string,
    ahead: response.locals.ahead as Context['ahead'],
  })
}
