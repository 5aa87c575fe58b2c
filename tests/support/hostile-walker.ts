import { readFileSync } from 'node:fs'

/** One address of the table: what it looks like and which file answers it. */
export interface Room {
  pattern: string
  file: string
  fits: RegExp
}

const parameters = (pattern: string) => pattern.split('/').filter((part) => /^:|^\*$/.test(part)).length

const rooms: Room[] = [...readFileSync('app/routes.ts', 'utf8').matchAll(/route\('([^']+)', '([^']+)'\)/g)]
  .map(([, pattern = '', file = '']) => ({
    pattern,
    file: `app/${file}`,
    fits: new RegExp(`^/${pattern.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`),
  }))
  // What is written out comes before what stands for anything.
  .sort((a, b) => parameters(a.pattern) - parameters(b.pattern) || b.pattern.length - a.pattern.length)

export const roomOf = (path: string): Room | undefined => {
  const { pathname } = new URL(path, 'http://x')
  return rooms.find(({ fits }) => fits.test(pathname))
}

export interface Answered {
  status: number
  path: string
  html: string
  headers: Headers
}

/** Somebody's browser reduced to cookies: what it is sent is read as text. */
export class Walker {
  readonly cookies = new Map<string, string>()
  readonly who: string
  readonly origin: string

  constructor(who: string, origin: string) {
    this.who = who
    this.origin = origin
  }

  async ask(path: string, body?: FormData | URLSearchParams): Promise<Answered & { location: string | null }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(this.origin + path, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        Origin: this.origin,
        Accept: 'text/html',
        'Accept-Language': 'en',
        ...(cookie ? { Cookie: cookie } : {}),
      },
      ...(body ? { body } : {}),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split(/=(.*)/)
      if (/max-age=0(;|$)/i.test(set)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    const location = to ? new URL(to, this.origin + path) : null
    const isPage = /html/.test(answer.headers.get('content-type') ?? '')
    const text = isPage ? await answer.text() : ''
    if (!isPage) await answer.arrayBuffer()
    return {
      status: answer.status,
      path,
      html: text,
      headers: answer.headers,
      location: location?.origin === this.origin ? location.pathname + location.search : null,
    }
  }
}
