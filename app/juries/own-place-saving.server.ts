import { type Tx, write } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { words } from '../languages/words.server.ts'
import type { FieldError, Typed } from '../server/form.ts'
import { type Holder, holdersOf } from './holder-store.server.ts'
import { chooseHonorarium } from './juror-store.server.ts'
import { memberPersonId } from './member-store.server.ts'
import { type PlaceAsk, placeJury } from './own-place.server.ts'
import { one } from './posted.server.ts'
import { standOf } from './seat-state.ts'
import { leaveSeat } from './seat-store.server.ts'
import { honoraria } from './support.ts'
import { termsOf } from './terms-store.server.ts'

/** A juror says how they want to be paid, once they have read the note on benefits (J-12). */
export async function chooseOwn(ask: PlaceAsk, { id }: Pick<Holder, 'id'>, typed: Typed): Promise<FieldError[]> {
  const t = ask.words('juror')
  const honorarium = honoraria.find((known) => known === one(typed, 'honorarium'))
  if (!honorarium) return [{ field: 'honorarium', message: t('errors.honorarium') }]
  return write(ask.db, async (tx) => {
    const { jury, holder } = await placeIn(ask, tx, id)
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

/** A juror, an alternate or somebody who was drawn cannot come: the manager finds the seat free, and who could take it. */
export async function leaveOwn(ask: PlaceAsk, { id }: Pick<Holder, 'id'>, typed: Typed): Promise<FieldError[]> {
  if (!one(typed, 'sure')) return [{ field: 'sure', message: ask.words('juror')('errors.sure') }]
  return write(ask.db, async (tx) => {
    const { jury, holder } = await placeIn(ask, tx, id)
    if (!holder) return []
    const personId = await personBehind(tx, holder, ask.now)
    const reason = holder.memberId ? ('cannot_come' as const) : ('declined' as const)
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
    ? words('en', 'juries')('members.label', { badge: holder.badge })
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
