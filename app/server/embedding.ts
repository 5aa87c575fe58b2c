import type { RequestHandler } from 'express'
import type { Db } from '../../db/connect.ts'
import { remembered } from '../../db/remembered.ts'
import { embedOriginsOf } from '../consultations/editions/embed-store.server.ts'
import { framedSlug, ownWindow } from '../consultations/editions/embedding.ts'

/**
 * Lets the pages of a youth edition stand in another site's page, where an officer listed that site for the exercise.
 * Everything else under the same word is led to a window of its own, and no other page is touched: it refuses every frame.
 */
export function embedding(db: Db): RequestHandler {
  return (request, response, next) => {
    const own = ownWindow(request.originalUrl)
    if (own === undefined) return next()
    const slug = framedSlug(request.path)
    const origins = slug ? remembered(db, `embed ${slug}`, () => embedOriginsOf(db, slug)) : Promise.resolve([])
    origins.then((listed) => {
      if (listed.length) {
        const policy = String(response.getHeader('Content-Security-Policy'))
        response.setHeader(
          'Content-Security-Policy',
          policy.replace("frame-ancestors 'none'", `frame-ancestors ${listed.join(' ')}`),
        )
        response.removeHeader('X-Frame-Options')
        return next()
      }
      return request.method === 'GET' || request.method === 'HEAD' ? response.redirect(302, own) : next()
    }, next)
  }
}
