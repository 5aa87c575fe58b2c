import { type Tx, write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { words } from '../../languages/words.server.ts'
import type { FieldError, Typed } from '../../server/form.ts'
import { one } from '../posted.server.ts'
import { takeConsentBack } from '../registration/application-store.server.ts'
import { confirmBy } from '../registration/confirmation.server.ts'
import { saveCall } from '../seats/call-store.server.ts'
import { type Holder, holderContacts, holdersOf } from '../seats/holder-store.server.ts'
import { memberPersonId } from '../seats/member-store.server.ts'
import { standOf, yesTroubles } from '../seats/seat-state.ts'
import { leaveSeat, takeSeat } from '../seats/seat-store.server.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import { chooseHonorarium } from './juror-store.server.ts'
import { type Asker, type PlaceAsk, placeJury } from './own-place.server.ts'
import { honoraria } from './support.ts'
import { termsOf } from './terms-store.server.ts'

/** A juror says how they want to be paid, once they have read the note on benefits (J-12). */
export async function chooseOwn(ask: PlaceAsk, { holder: known }: Asker, typed: Typed): Promise<FieldError[]> {
  const t = ask.words('juror')
  const honorarium = honoraria.find((known) => known === one(typed, 'honorarium'))
  if (!honorarium) return [{ field: 'honorarium', message: t('errors.honorarium') }]
  return write(ask.db, async (tx) => {
    const { jury, holder } = await placeIn(ask, tx, known?.id ?? '')
    const stand = holder && standOf(holder)
    if (!holder?.memberId || (stand !== 'seated' && stand !== 'ready')) return []
    const wording = (await termsOf(tx, jury.id)).benefitsNote || t('pay.note')
    const note = one(typed, 'told') ? { how: 'online' as const, wording } : null
    const personId = await personBehind(tx, holder, ask.now)
    const given = { juryId: jury.id, memberId: holder.memberId, honorarium, note, personId }
    const taken = await chooseHonorarium(tx, given, londonDay(ask.now), ask.now)
    return taken ? [] : [{ field: 'told', message: t('errors.told') }]
  })
}

/**
 * Somebody who was drawn, or chosen as an alternate, accepts on their own page: the note on benefits first (J-12), then
 * the same as after a "yes" on the telephone, with themselves as who did it.
 */
export async function acceptOwn(ask: PlaceAsk, { holder: known }: Asker, typed: Typed): Promise<FieldError[]> {
  const t = ask.words('juror')
  return write(ask.db, async (tx) => {
    const { jury, holder } = await placeIn(ask, tx, known?.id ?? '')
    if (!holder?.applicationId) return []
    const stand = standOf(holder)
    const seat = stand === 'drawn'
    const noteShown = one(typed, 'told') !== ''
    const first = await firstSessionOf(tx, jury.id)
    const troubles = yesTroubles({ stand, seat, noteShown, free: 1, first, now: ask.now })
    if (troubles.includes('note')) return [{ field: 'told', message: t('errors.told') }]
    if (troubles.length) return [{ field: 'told', message: t('errors.not_asked') }]
    const personId = await personBehind(tx, holder, ask.now)
    const { applicationId } = holder
    await saveCall(tx, { juryId: jury.id, applicationId, outcome: 'yes', noteShown, personId, online: true }, ask.now)
    const note = { how: 'online' as const, wording: (await termsOf(tx, jury.id)).benefitsNote || t('pay.note') }
    const contact = (await holderContacts(tx, [applicationId])).get(applicationId)
    const email = contact?.email ?? ''
    const state = seat ? ('seated' as const) : ('alternate' as const)
    const labelFor = (badge: string) => words('en', 'juries-desk')('members.label', { badge })
    await takeSeat(tx, { jury, holder, state, note, email, personId, labelFor }, ask.now)
    if (email) await confirmBy(tx, ask, { jury, email, language: contact!.language, seat })
    return []
  })
}

/** Somebody who was not drawn takes their consent back (P-3): they cannot be picked, and what they said of themselves goes. */
export async function withdrawOwn(
  ask: PlaceAsk,
  { holder, applicationId }: Asker,
  typed: Typed,
): Promise<FieldError[]> {
  if (!one(typed, 'sure')) return [{ field: 'sure', message: ask.words('juror')('errors.sure_out') }]
  if (holder || !applicationId) return []
  return write(ask.db, async (tx) => {
    const jury = await placeJury(ask, tx)
    await takeConsentBack(tx, { juryId: jury.id, applicationId }, ask.now)
    return []
  })
}

/** A juror, an alternate or somebody who was drawn cannot come: the manager finds the seat free, and who could take it. */
export async function leaveOwn(ask: PlaceAsk, { holder: known }: Asker, typed: Typed): Promise<FieldError[]> {
  if (!one(typed, 'sure')) return [{ field: 'sure', message: ask.words('juror')('errors.sure') }]
  return write(ask.db, async (tx) => {
    const { jury, holder } = await placeIn(ask, tx, known?.id ?? '')
    if (!holder) return []
    const personId = await personBehind(tx, holder, ask.now)
    const reason = holder.memberId ? ('cannot_come' as const) : ('declined' as const)
    if (!holder.memberId && holder.applicationId && standOf(holder) !== 'gone') {
      const { applicationId } = holder
      const said = { juryId: jury.id, applicationId, outcome: 'no' as const, noteShown: false, personId, online: true }
      await saveCall(tx, said, ask.now)
    }
    await leaveSeat(tx, { jury, holder, reason, personId }, ask.now)
    return []
  })
}

/** The place as it stands inside the transaction: who it belongs to was found before. */
async function placeIn(ask: PlaceAsk, tx: Tx, id: string) {
  const jury = await placeJury(ask, tx)
  return { jury, holder: (await holdersOf(tx, jury.id)).find((one) => one.id === id) }
}

/**
 * In whose name the logs keep what somebody did about their own place. Who has no sign-in gets an entry that nobody can
 * sign in with and no message goes to, so that the log never names somebody else.
 */
async function personBehind(tx: Tx, holder: Holder, now: Date): Promise<string> {
  const known = holder.memberId && (await memberPersonId(tx, holder.memberId))
  if (known) return known
  const id = holder.memberId ?? holder.id
  const label = holder.badge
    ? words('en', 'juries-desk')('members.label', { badge: holder.badge })
    : words('en', 'seating')('own.drawn_label')
  await tx
    .insertInto('person')
    .values({
      id,
      email: `${id}@no-address.invalid`,
      label,
      organisation_id: null,
      created_at: now.toISOString(),
      disabled_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return id
}
