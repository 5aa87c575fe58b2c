import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import pino, { type Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Settings } from './settings.ts'

export const logger = (settings: Settings): Logger => pino({ level: settings.LOG_LEVEL, base: undefined })

/** The path as the log and the metrics may know it: codes and tokens in it are masked, the query is never kept. */
export function maskedPath(path: string): string {
  return path.replace(/^\/(sign-in|r|join|screen)\/[^/]+/, '/$1/…').replace(/\/[\w-]{22,}(?=\/|$)/g, '/…')
}

/** One line a request: method, masked path, status, time. No address, no body, no name. */
export function requestLog(log: Logger): RequestHandler {
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
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
  }) as unknown as RequestHandler
}
