import type { RequestHandler } from 'express'
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'

/** `GET /health`: 200 while the database answers, 503 while it does not or the server is draining. */
export function health(db: Db, isDraining: () => boolean): RequestHandler {
  return async (_request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    if (isDraining()) return void response.status(503).json({ status: 'draining' })
    try {
      await sql`select 1`.execute(db)
      response.json({ status: 'ok' })
    } catch {
      response.status(503).json({ status: 'no database' })
    }
  }
}
