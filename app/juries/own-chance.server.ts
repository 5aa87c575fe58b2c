import type { Handle } from '../../db/connect.ts'
import { referenceHash } from '../ledger/reference-code.ts'
import { chanceLeaf, ownChance, personalSalt } from './draw-pack.ts'
import { type Draw, packOf } from './draw-store.server.ts'
import { openSalt } from './sealing.ts'

export type OwnChance = NonNullable<Awaited<ReturnType<typeof ownChanceOf>>>

/**
 * What a volunteer may know of a draw by their registration's reference: which volunteer they are in its files, their
 * chance with the proof that it is among the published ones, and what came of it. Undefined for a reference that is none
 * of this draw's.
 */
export async function ownChanceOf(db: Handle, draw: Draw, secret: string, reference: string) {
  const person = await db
    .selectFrom('jury_draw_person as p')
    .innerJoin('jury_application as a', 'a.id', 'p.application_id')
    .select(['p.pseudonym', 'a.external_id as externalId', 'a.selection_run_id as run', 'a.alternate_rank as rank'])
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
    outcome: outcomeFor(draw, person),
    rank: person.rank,
  }
}

function outcomeFor(draw: Draw, person: { run: string | null; rank: number | null }) {
  if (draw.state === 'given_up') return 'given_up'
  if (draw.state !== 'concluded') return 'waiting'
  if (person.run === draw.id) return 'drawn'
  return person.rank === null ? 'not_drawn' : 'alternate'
}
