import { referenceHash } from '../../ledger/reference-code.ts'
import type { Ask } from '../../server/page.ts'
import { mayStillBeSeated } from '../jury-state.ts'
import { alternateNow, type Standing } from '../seats/seat-state.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import { openSalt } from '../votes/sealing.ts'
import { chanceLeaf, ownChance, personalSalt } from './draw-pack.ts'
import { type Draw, packOf } from './draw-store.server.ts'

export type OwnChance = NonNullable<Awaited<ReturnType<typeof ownChanceOf>>>

/**
 * What a volunteer may know of a draw by their registration's reference: which volunteer they are in its files, their
 * chance with the proof that it is among the published ones, and what came of it. Undefined for a reference that is none
 * of this draw's.
 */
export async function ownChanceOf(
  { db, settings, now }: Pick<Ask, 'db' | 'settings' | 'now'>,
  draw: Draw,
  reference: string,
) {
  const secret = settings.SECRET
  const person = await db
    .selectFrom('jury_draw_person as p')
    .innerJoin('jury_application as a', 'a.id', 'p.application_id')
    .leftJoin('juror as j', 'j.application_id', 'a.id')
    .leftJoin('jury_member as m', 'm.id', 'j.member_id')
    .select([
      'p.pseudonym',
      'a.external_id as externalId',
      'a.selection_run_id as run',
      'a.alternate_rank as alternateRank',
    ])
    .select(['a.status', 'm.state'])
    .where('p.draw_id', '=', draw.id)
    .where('a.reference_hash', '=', referenceHash(secret, reference))
    .executeTakeFirst()
  const own = person && ownChance(await packOf(db, draw.id), person.pseudonym)
  if (!own) return undefined
  const { chance, proof, root } = own
  const salt = draw.sealedSalt && personalSalt(openSalt(secret, draw.id, draw.sealedSalt), person.externalId)
  return {
    pseudonym: person.pseudonym,
    externalId: person.externalId,
    salt,
    seated: chance.seated,
    of: chance.of,
    line: chanceLeaf(chance),
    proof,
    root,
    outcome: outcomeFor(draw, person, mayStillBeSeated(await firstSessionOf(db, draw.juryId), now)),
    rank: person.alternateRank,
  }
}

function outcomeFor(draw: Draw, person: Standing & { run: string | null }, replaceable: boolean) {
  if (draw.state === 'given_up') return 'given_up'
  if (draw.state !== 'concluded') return 'waiting'
  if (person.run === draw.id) return 'drawn'
  return person.alternateRank === null ? 'not_drawn' : alternateNow(person, replaceable)
}
