import { hash, randomBytes } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import { refuse } from './refusal.ts'
import type { Settings } from './settings.ts'

const day = 86_400_000
let key = randomBytes(32).toString('base64url')
let keyMadeAt = Date.now()

/**
 * A keyed hash of the caller's network (IPv4 /24, IPv6 /56). The key lives a day, only in memory: no address is stored
 * anywhere, and yesterday's hashes cannot be matched with today's.
 */
export function callerOf(request: Request): string {
  if (Date.now() - keyMadeAt > day) {
    key = randomBytes(32).toString('base64url')
    keyMadeAt = Date.now()
  }
  return hash('sha256', `${key}${prefixOf(request.ip ?? '')}${key}`, 'base64url').slice(0, 22)
}

/** The network a limit applies to. */
export function prefixOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (/^\d+\.\d+\.\d+\.\d+$/.test(plain)) return plain.split('.').slice(0, 3).join('.')
  const [head = '', tail] = plain.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const groups =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  const bits = groups
    .slice(0, 4)
    .map((g) => g.padStart(4, '0'))
    .join('')
  return bits.slice(0, 14)
}

/** A volunteer looks up their own chance in a draw; the desk's page of the same name is not meant. */
const ownChance = /^\/(?!desk\/)[a-z-]+\/juries\/[^/]+\/draw(\.data)?\/?$/i

/** Limits per network: what could be guessed has the tightest. A jury venue is one network, so the general one is wide. */
export function limits(settings: Settings): RequestHandler[] {
  const scale = settings.RATE_LIMIT_SCALE
  if (scale === 0) return []
  const limit = (minutes: number, most: number, applies: (request: Request) => boolean): RequestHandler => {
    const count = rateLimit({
      windowMs: minutes * 60_000,
      limit: Math.ceil(most * scale),
      keyGenerator: (request) => callerOf(request),
      standardHeaders: 'draft-7',
      legacyHeaders: false,
      validate: false,
      handler: (_request, response) => refuse(response, 429, 'too_many', { minutes }),
    })
    return (request, response, next) => (applies(request) ? count(request, response, next) : next())
  }
  const posts = (
    request: Request,
    ends: string, // The router does not mind how an address is written; neither may a limit.
  ) => request.method === 'POST' && request.path.toLowerCase().includes(ends)
  return [
    limit(10, 30, (r) => posts(r, '/my-answer')),
    limit(10, 30, (r) => posts(r, '/come-back')),
    // Where a complaint's reference is typed; a complaint too is sent there.
    limit(10, 30, (r) => r.method === 'POST' && /^\/[a-z-]+\/complaints(\.data)?\/?$/i.test(r.path)),
    // Where a panel member's code is typed.
    limit(10, 30, (r) => r.method === 'POST' && /\/citizens-panel\/mine(\.data)?\/?$/i.test(r.path)),
    // Where a link is mailed to an address that anybody may type; a library's computers share one address.
    limit(10, 60, (r) => posts(r, '/citizens-panel/join')),
    limit(10, 10, (r) => r.method === 'POST' && /\/saved(\.data)?\/?$/i.test(r.path)),
    // Where a code is typed, or mailed: a library's computers share one address.
    limit(10, 60, (r) => r.method === 'POST' && /\/confirm(\.data)?\/?$/i.test(r.path)),
    limit(10, 30, (r) => r.method === 'POST' && ownChance.test(r.path)),
    // Where a juror types a reference; a whole jury may sit behind one address.
    limit(10, 60, (r) => posts(r, '/my-jury/')),
    limit(10, 30, (r) => posts(r, '/sign-in')),
    // Where the code of a letter is typed; a village hall registers together.
    limit(10, 60, (r) => r.method === 'POST' && /^\/[a-z-]+\/register\/[^/]+$/.test(r.path.replace(/\.data$/, ''))),
    limit(10, 3000, (r) => r.method === 'POST'),
  ]
}
