import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../db/connect.ts'
import { mostTries } from '../../consultations/confirming/confirming.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { referenceFor, referenceHash } from '../../ledger/reference-code.ts'
import { addDays, londonDay } from '../london-day.ts'
import { panelConfirmDays } from './citizens-panel.ts'
import { correctMembership } from './citizens-panel-rights-store.server.ts'

/** The areas somebody lives in: the ward and the division only where a postcode told them (rule P-11). */
export interface PanelPlace {
  districtId: string
  wardId: string | null
  divisionId: string | null
}

export async function changePlace(tx: Tx, id: string, place: PanelPlace): Promise<void> {
  const areas = { district_id: place.districtId, ward_id: place.wardId, division_id: place.divisionId }
  await tx.updateTable('panel_member').set(areas).where('id', '=', id).execute()
}

export async function changeLanguage(tx: Tx, id: string, language: string): Promise<void> {
  await tx.updateTable('panel_contact').set({ language }).where('member_id', '=', id).execute()
}

export interface NewReach {
  way: 'email' | 'letter'
  address: string
}

/**
 * Notes where a member wants to be reached from now on, and returns the code that is sent there: nothing changes before it
 * is typed. Null where the address is a member's already: nothing is sent, and nobody learns of it. `often` where so many
 * codes were sent or tried today that one more would be guessing, or a nuisance to strangers.
 */
export async function askChange(
  tx: Tx,
  secret: string,
  { id, way, address }: NewReach & { id: string },
  now: Date,
): Promise<{ code: string | null } | 'often'> {
  const today = londonDay(now)
  const before = await tx
    .selectFrom('panel_contact_change')
    .select(['tries', 'asked_on'])
    .where('member_id', '=', id)
    .executeTakeFirst()
  const tries = before?.asked_on === today ? before.tries : 0
  if (tries >= mostTries) return 'often'
  const known = await tx
    .selectFrom('panel_contact')
    .select('member_id')
    .where('address', '=', address)
    .executeTakeFirst()
  const code = referenceFor(secret, `panel-change:${randomUUID()}`)
  const row = { way, address, code_hash: referenceHash(secret, code), tries: tries + 1, asked_on: today }
  await tx
    .insertInto('panel_contact_change')
    .values({ member_id: id, ...row })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(row))
    .execute()
  return { code: known ? null : code }
}

/** Uses the code up: from now on the member is reached at the new address. A wrong one counts as a try. */
export async function confirmChange(
  tx: Tx,
  { id, codeHash }: { id: string; codeHash: string },
  now: Date,
): Promise<{ from: NewReach & { language: string } } | 'wrong' | 'often'> {
  const today = londonDay(now)
  const asked = await tx.selectFrom('panel_contact_change').selectAll().where('member_id', '=', id).executeTakeFirst()
  if (!asked || asked.asked_on < addDays(today, -panelConfirmDays)) return 'wrong'
  if (asked.tries > mostTries) return 'often'
  const known = await tx
    .selectFrom('panel_contact')
    .select('member_id')
    .where('address', '=', asked.address)
    .executeTakeFirst()
  if (asked.code_hash !== codeHash || known) {
    await tx
      .updateTable('panel_contact_change')
      .set({ tries: asked.tries + 1 })
      .where('member_id', '=', id)
      .execute()
    return 'wrong'
  }
  const from = await tx
    .selectFrom('panel_contact')
    .select(['way', 'address', 'language'])
    .where('member_id', '=', id)
    .executeTakeFirstOrThrow()
  await correctMembership(tx, id, asked.address)
  await tx.deleteFrom('panel_contact_change').where('member_id', '=', id).execute()
  await record(tx, 'panel.contact_changed', { on: today }, today)
  return { from }
}
