import type { Handle, Tx } from '../../../db/connect.ts'
import { ownMembership } from './citizens-panel-store.server.ts'

/** The memberships that a code or an address leads to. */
export async function membershipsBehind(
  db: Handle,
  by: { codeHash: string | null; hasAddress: ((address: string) => boolean) | null },
): Promise<string[]> {
  const rows = await db
    .selectFrom('panel_member as m')
    .innerJoin('panel_contact as c', 'c.member_id', 'm.id')
    .select(['m.id', 'm.code_hash as codeHash', 'c.address'])
    .orderBy('m.id')
    .execute()
  return rows
    .filter(({ codeHash, address }) => codeHash === by.codeHash || by.hasAddress?.(address))
    .map(({ id }) => id)
}

/** All that is kept of one member, for the person it is about. */
export async function membershipData(db: Handle, id: string) {
  const own = await ownMembership(db, id)
  if (!own) return undefined
  const { id: _, ...kept } = own
  return kept
}

/** Writes another address; where it is another member's already, nothing changes. */
export async function correctMembership(tx: Tx, id: string, address: string): Promise<void> {
  const way = address.includes('@') ? 'email' : address.includes('\n') ? 'letter' : null
  if (!way) return
  const contact = await tx.selectFrom('panel_contact').select('address').where('member_id', '=', id).executeTakeFirst()
  const taken = await tx
    .selectFrom('panel_contact')
    .select('member_id')
    .where('address', '=', address)
    .executeTakeFirst()
  if (!contact || taken) return
  await tx
    .updateTable('outbox')
    .set({ to_address: address, way })
    .where('to_address', '=', contact.address)
    .where('about', 'like', 'panel:%')
    .where('sent_at', 'is', null)
    .execute()
  await tx.updateTable('panel_contact').set({ address, way }).where('member_id', '=', id).execute()
}
