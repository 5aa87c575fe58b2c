import { z } from 'zod'
import type { Handle } from '../../db/connect.ts'
import { may, type Permission } from '../people/permission.ts'
import { notFound, type StaffAsk } from '../server/page.ts'
import { type Jury, juryBySlug } from './jury-store.server.ts'
import { memberOfPerson } from './seats/member-store.server.ts'
import type { Closer } from './votes/vote.ts'

export const slugParams = z.object({ slug: z.string().max(100) })
export const juryParams = slugParams.extend({ l: z.string() })
export type JuryAsk = StaffAsk<{ slug: string }>

/** The jury of an address for somebody who has the permission in it. For anybody else it is not there. */
export async function juryFor(ask: JuryAsk, permission: Permission, db: Handle = ask.db): Promise<Jury> {
  const jury = await juryBySlug(db, ask.params.slug)
  if (!jury || !may(ask.actor.grants, permission, jury.id)) throw notFound()
  return jury
}

/** The jury and the seat of the juror who asks; for anybody who does not sit in it there is nothing here. */
export async function seatFor(ask: JuryAsk, db: Handle = ask.db) {
  const jury = await juryFor(ask, 'jury.vote', db)
  const member = await memberOfPerson(db, jury.id, ask.actor.personId)
  if (member?.state !== 'seated') throw notFound()
  return { jury, member }
}

/** In which part somebody closes a vote: who facilitates does so as facilitator, whatever else they are. */
export const closerOf = (ask: JuryAsk, jury: Jury): Closer => ({
  personId: ask.actor.personId,
  part: may(ask.actor.grants, 'jury.facilitate', jury.id) ? 'facilitator' : 'juror',
})

export const deskPath = (slug: string, rest = '') => `/desk/juries/${encodeURIComponent(slug)}${rest}`
