import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  location: string | undefined
  body: string
}

/** A browser reduced to what a load needs: one keep-alive connection, cookies, forms as the page gave them. */
export class Visitor {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #cookies = new Map<string, string>()
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path)
  }

  /** Posts a form as a browser without scripts would. */
  post(path: string, fields: [string, string][]): Promise<Answer> {
    return this.#send('POST', path, new URLSearchParams(fields).toString())
  }

  /** Takes a file and keeps none of it; tells its status, its bytes and its lines. */
  take(path: string): Promise<{ status: number; bytes: number; lines: number }> {
    const headers = { 'Accept-Encoding': 'identity', Cookie: this.#cookie() }
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.#origin), { headers, agent: this.#agent }, (response) => {
        let bytes = 0
        let lines = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
        })
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode!, bytes, lines }))
      })
      sent.on('error', reject)
      sent.end()
    })
  }

  close(): void {
    this.#agent.destroy()
  }

  #cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #send(method: string, path: string, body?: string): Promise<Answer> {
    const cookie = this.#cookie()
    const headers: Record<string, string> = { 'Accept-Encoding': 'identity', 'Accept-Language': 'en' }
    if (cookie) headers.Cookie = cookie
    if (body !== undefined) {
      headers.Origin = this.#origin
      headers['Content-Type'] = 'application/x-www-form-urlencoded'
      headers['Content-Length'] = String(Buffer.byteLength(body))
    }
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.#origin), { method, headers, agent: this.#agent }, (response) => {
        for (const set of response.headers['set-cookie'] ?? []) {
          const [name = '', value = ''] = set.split(';')[0]!.split('=')
          if (/max-age=0(;|$)/i.test(set)) this.#cookies.delete(name)
          else this.#cookies.set(name, value)
        }
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            location: response.headers.location,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      })
      // The server may close an idle connection at the moment it is used again: a browser then asks once more.
      sent.on('error', (error: NodeJS.ErrnoException) =>
        sent.reusedSocket && error.code === 'ECONNRESET'
          ? this.#send(method, path, body).then(resolve, reject)
          : reject(error),
      )
      sent.end(body)
    })
  }
}

/** The hidden fields of a page's main form, in order. */
export function hiddenFields(html: string): [string, string][] {
  return [...html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  ])
}

/** The values offered under a name, in order of appearance: boxes, radios, or a list's options. */
export function offered(html: string, name: string): string[] {
  const list = new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 's').exec(html)?.[1]
  if (list) return [...list.matchAll(/<option\b[^>]*value="([^"]+)"/g)].map((m) => m[1]!)
  return [...html.matchAll(/<input\b[^>]*>/g)]
    .filter(([tag]) => tag.includes(`name="${name}"`) && /type="(radio|checkbox)"/.test(tag))
    .map(([tag]) => /value="([^"]*)"/.exec(tag)?.[1] ?? '')
}
