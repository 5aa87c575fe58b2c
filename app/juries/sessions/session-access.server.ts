import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'
import { may } from '../../people/permission.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { juryFor, slugParams } from '../jury-access.server.ts'
import { sessionsOf } from './session-store.server.ts'

export const sessionParams = slugParams.extend({ session: z.string().max(100) })
export type SessionAsk = StaffAsk<{ slug: string; session: string }>

/** A session for those who prepare or run it: the jury's manager and its facilitators. For anybody else it is not there. */
export async function sessionFor(ask: SessionAsk, db: Handle = ask.db) {
  const jury = await juryFor(ask, 'jury.see', db)
  const allowed = {
    manages: may(ask.actor.grants, 'jury.manage', jury.id),
    facilitates: may(ask.actor.grants, 'jury.facilitate', jury.id),
  }
  const session = (await sessionsOf(db, jury.id)).find(({ id }) => id === ask.params.session)
  if (!session || !(allowed.manages || allowed.facilitates)) throw notFound()
  return { jury, session, ...allowed }
}
