import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http'
import type { Express } from 'express'

/**
 * The server of an app, with requests and responses that are Express's from birth. Express would make them so when they
 * arrive, and the engine is slow with every object whose kind was changed.
 */
export function expressServer(app: Express): Server {
  const { request, response } = app as unknown as Record<'request' | 'response', object>
  const kinds = {
    IncomingMessage: bornAs(IncomingMessage, request),
    ServerResponse: bornAs(ServerResponse, response),
  }
  return createServer(kinds, app as RequestListener)
}

function bornAs<T extends new (...given: never[]) => object>(kind: T, prototype: object): T {
  function Born(...given: unknown[]): object {
    return Reflect.construct(kind, given, Born)
  }
  Born.prototype = prototype
  return Born as unknown as T
}
