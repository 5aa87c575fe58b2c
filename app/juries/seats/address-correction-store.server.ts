import type { Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { correctApplication } from '../registration/application-rights-store.server.ts'
import { holderContacts, holdersOf } from './holder-store.server.ts'
import { moveMember } from './member-store.server.ts'

/**
 * Writes another e-mail address to somebody who was drawn, stands by or sits, and lets them sign in with it in place of the
 * old one. The ledger and the log of acts say that an address was corrected and by whom, never which.
 * `taken`: somebody else of this jury signs in with it; `gone`: nothing is kept to write to.
 */
export async function correctAddress(
  tx: Tx,
  given: {
    jury: { id: string; slug: string }
    applicationId: string
    email: string
    personId: string
    labelFor: (badge: string) => string
  },
  now: Date,
): Promise<'corrected' | 'same' | 'taken' | 'gone'> {
  const { jury, applicationId, email, personId, labelFor } = given
  const holder = (await holdersOf(tx, jury.id)).find((one) => one.applicationId === applicationId)
  const contact = (await holderContacts(tx, [applicationId])).get(applicationId)
  if (!holder || !contact) return 'gone'
  if (contact.email === email) return 'same'
  const today = londonDay(now)
  if (holder.memberId) {
    const moved = await moveMember(tx, { juryId: jury.id, memberId: holder.memberId, email, labelFor }, now)
    if (!moved) return 'taken'
  }
  await correctApplication(tx, applicationId, { email }, today)
  await record(tx, 'jury.address_corrected', { jury: jury.slug }, today)
  await logAct(tx, now, { personId, did: 'corrected an e-mail address', objectKind: 'jury', objectId: jury.id })
  return 'corrected'
}
