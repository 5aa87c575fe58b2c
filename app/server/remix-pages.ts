import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { createReadableStreamFromReadable, createRequestHandler } from '@remix-run/node'
import type { Response as Answer, Request as Asked, RequestHandler } from 'express'
import { keepingData } from './kept-data.ts'

/** What Remix answers with when it has rendered a page: its bytes are sent as they are, without a stream around them. */
export class HtmlResponse extends Response {
  readonly html: Buffer
  constructor(html: Buffer, init: ResponseInit) {
    super(null, init)
    this.html = html
  }
}

/** Remix behind Express in production; the development server keeps Remix's own adapter. What fails altogether goes to `next`. */
export function remixPages(
  build: ServerBuild,
  mode: string,
  contextOf: (request: Asked, response: Answer) => AppLoadContext,
): RequestHandler {
  const handle = createRequestHandler(keepingData(build), mode)
  return (request, response, next) => {
    handle(requestFrom(request), contextOf(request, response))
      .then((answer) => send(answer, response))
      .catch(next)
  }
}

/** Bodies that were read before Remix is asked. */
export const bodies = new WeakMap<Asked, Buffer>()

function requestFrom(asked: Asked): Request {
  const headers: [string, string][] = []
  for (const [name, value] of Object.entries(asked.headers)) {
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.push([name, one])
  }
  const url = `${asked.protocol}://${asked.headers.host}${asked.originalUrl}`
  if (asked.method === 'GET' || asked.method === 'HEAD') return new Request(url, { method: asked.method, headers })
  const body = bodies.get(asked) ?? createReadableStreamFromReadable(asked)
  return new Request(url, { method: asked.method, headers, body, duplex: 'half' } as RequestInit)
}

/** Sends what Remix or a page answered. */
export async function send(answer: Response, response: Answer): Promise<void> {
  response.status(answer.status)
  if (answer.statusText) response.statusMessage = answer.statusText
  for (const [name, value] of answer.headers) {
    if (name === 'set-cookie') response.append(name, value)
    else response.setHeader(name, value)
  }
  if (answer instanceof HtmlResponse) {
    response.setHeader('Content-Length', answer.html.length)
    response.end(answer.html)
  } else if (answer.body) await streamed(answer.body, response)
  else response.end()
}

/** Sends a body no faster than it is taken, and ends its making when whoever asked goes away. */
async function streamed(body: ReadableStream<Uint8Array>, response: Answer): Promise<void> {
  // A file may wait for its turn: whoever asked sees at once that it is on its way.
  response.flushHeaders()
  try {
    await pipeline(Readable.fromWeb(body as WebStream), response)
  } catch (error) {
    // The reader left: there is nobody to tell.
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
