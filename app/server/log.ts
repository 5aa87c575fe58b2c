import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import pino, { type DestinationStream, type Logger } from 'pino'
import { pinoHttp, startTime } from 'pino-http'
import type { Settings } from './settings.ts'

/** What went wrong and where. A database adds the values that it stumbled over, which may be somebody’s: they are left out. */
function bare(error: { name?: string; type?: string; code?: unknown; message?: string; stack?: string }) {
  const { name, type = name, code, message, stack } = error
  return { type, code, message, stack }
}

export const logger = (settings: Pick<Settings, 'LOG_LEVEL'>, to?: DestinationStream): Logger =>
  pino({ level: settings.LOG_LEVEL, base: undefined, serializers: { err: bare, error: bare } }, to)

/** The path as the log and the metrics may know it: codes and tokens in it are masked, the query is never kept. */
export function maskedPath(path: string): string {
  return path.replace(/^\/(sign-in|r|join|screen)\/[^/]+/, '/$1/…').replace(/\/[\w-]{22,}(?=\/|$)/g, '/…')
}

/**
 * One line a request: method, masked path, status, time. No address, no body, no name. `response.locals.log()` gives the
 * request's own logger. Where only failures are written down, it is made for them alone.
 */
export function requestLog(log: Logger): RequestHandler {
  const follow = lineOf(log)
  const every = log.isLevelEnabled('debug')
  return (request, response, next) => {
    response.locals.log = (): Logger => {
      if (!request.log) follow(request, response)
      return request.log
    }
    ;(response as { [startTime]?: number })[startTime] = Date.now()
    if (every) follow(request, response)
    else response.once('finish', () => response.statusCode >= 500 && response.locals.log())
    next()
  }
}

/** Lets a request's line be written once it is answered. */
function lineOf(log: Logger): (request: Request, response: Response) => void {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: maskedPath(request.url.split('?')[0]!),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      err: bare,
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
  })
}
