import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'
import { randomBytesFew } from '../ledger/random-bytes.ts'
import { refuse } from './refusal.ts'
import type { Settings } from './settings.ts'

/** A fresh nonce for each response, before the headers that carry it. */
export const nonce: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytesFew(16).toString('base64')
  next()
}

/** Security headers (trust section 1). `liveReload` opens the one door the development server needs. */
export function headers(settings: Settings, liveReload: boolean): RequestHandler {
  const self = "'self'"
  const withNonce = `'nonce-${nonceHere}'`
  const security = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [withNonce, "'strict-dynamic'"],
        styleSrc: liveReload ? [self, "'unsafe-inline'"] : [self, withNonce],
        imgSrc: [self, 'data:'],
        fontSrc: [self],
        connectSrc: liveReload ? [self, 'ws:'] : [self],
        manifestSrc: [self],
        workerSrc: [self],
        formAction: [self],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // `no-referrer` would make the browser send `Origin: null` and the guard refuse every form.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: settings.secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  const all = [
    ...headersSetBy(security),
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'] as const,
  ]
  const fixed = all.filter(([, value]) => !value.includes(nonceHere))
  const withIt = all
    .filter(([, value]) => value.includes(nonceHere))
    .map(([name, value]) => [name, value.split(nonceHere)] as const)
  return (_request, response, next) => {
    for (const [name, value] of fixed) response.setHeader(name, value)
    for (const [name, pieces] of withIt) response.setHeader(name, pieces.join(response.locals.nonce as string))
    next()
  }
}

/** Stands in a header's value where each response's own nonce comes. */
const nonceHere = 'the-nonce-of-this-response'

/** What a step sets on every response alike, asked once: it is the same until the program starts again. */
function headersSetBy(step: (request: never, response: never, next: (error?: unknown) => void) => void) {
  const set: (readonly [name: string, value: string])[] = []
  const response = { setHeader: (name: string, value: string) => set.push([name, value]), removeHeader() {} }
  let done = false
  step({} as never, response as never, (error) => {
    if (error) throw error
    done = true
  })
  if (!done) throw new Error('the security headers are not known at once')
  return set
}

/**
 * Exactly one origin is served: a GET under another name is sent to it, anything else is refused. Afterwards Remix sees
 * only that name, and no forwarded header it might believe.
 */
export function oneOrigin(settings: Settings): RequestHandler {
  const { host } = new URL(settings.PUBLIC_ORIGIN)
  return (request, response, next) => {
    for (const name of Object.keys(request.headers)) {
      if (name.startsWith('x-forwarded-') || name === 'forwarded') delete request.headers[name]
    }
    if (request.headers.host === host) return next()
    if (request.method === 'GET' || request.method === 'HEAD') {
      return response.redirect(308, `${settings.PUBLIC_ORIGIN}${request.originalUrl.replace(/^\/{2,}/, '/')}`)
    }
    refuse(response, 403, 'elsewhere')
  }
}

/** Where a message is stopped, under its reader's own random id and nothing else: no query, no data request. */
const stopPage = /^\/[a-z]{2}\/(?:stop|newsletter\/stop)\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * RFC 8058: the button of a mail program posts from a server, with no page, no cookie and no origin. No browser sends
 * such a post, so no other site can make one; what it can do is known to whoever has the mail.
 */
const byMailProgram = ({ method, headers, originalUrl }: Request): boolean =>
  method === 'POST' &&
  headers.origin === undefined &&
  headers['sec-fetch-site'] === undefined &&
  headers.cookie === undefined &&
  stopPage.test(originalUrl)

/**
 * Refuses every request that changes something unless a browser says it comes from our own origin. Remix alone let 63
 * of 126 forged posts through (trust section 1): through `?_data=`, resource routes and a scheme mismatch.
 */
export function originGuard(settings: Settings): RequestHandler {
  return (request, response, next) => {
    if ('_data' in request.query) return refuse(response, 403, 'elsewhere')
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next()
    const { origin } = request.headers
    if (byMailProgram(request)) return next()
    const ours =
      origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : origin === settings.PUBLIC_ORIGIN
    return ours ? next() : refuse(response, 403, 'elsewhere')
  }
}

const residentBytes = 64 * 1024
const deskBytes = 8 * 1024 * 1024

/** Refuses an oversized body by its declared length, and cuts one that lies about it. */
export const bodyLimit: RequestHandler = (request, response, next) => {
  const atDesk = request.path.startsWith('/desk/')
  const limit = atDesk ? deskBytes : residentBytes
  if (Number(request.headers['content-length'] ?? 0) > limit)
    return refuse(response, 413, atDesk ? 'too_large_desk' : 'too_large', { bytes: limit })
  // Nearly every page is asked for without a body: nothing to count.
  if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined)
    return next()
  let received = 0
  request.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received > limit) request.destroy()
  })
  request.pause()
  next()
}
