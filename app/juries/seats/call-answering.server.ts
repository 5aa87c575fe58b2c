import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { line, readForm, refused, ticked } from '../../server/form.ts'
import { notFound } from '../../server/page.ts'
import { deskPath, type JuryAsk, juryFor } from '../jury-access.server.ts'
import { confirmBy } from '../registration/confirmation.server.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import { termsOf } from '../support/terms-store.server.ts'
import { saveCall } from './call-store.server.ts'
import { holderContacts } from './holder-store.server.ts'
import { seatsNow } from './replacing.server.ts'
import { yesTroubles } from './seat-state.ts'
import { leaveSeat, takeSeat } from './seat-store.server.ts'

const shape = z.object({
  holder: line(100),
  outcome: z.enum(['yes', 'no', 'no_answer'], 'outcome'),
  told: ticked,
  /** The seat itself, or to be an alternate. */
  offer: z.enum(['seat', 'alternate'], 'outcome'),
})

/** What somebody said on the telephone: a seat taken, a seat freed, or another try to be made. */
export async function answerCall(ask: JuryAsk, page: '/calls' | '/seats') {
  const t = ask.words('seating')
  const form = await readForm(ask.request, shape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { holder: id, outcome, told, offer } = form.value
  const { personId } = ask.actor
  const result = await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const { holders, stands, ranked, free, drawn } = await seatsNow(tx, jury)
    if (!drawn) return { troubles: ['not_drawn'] as const }
    const at = holders.findIndex((one) => one.id === id)
    const holder = holders[at]
    if (!holder) throw notFound()
    const stand = stands[at]!
    const seat = offer === 'seat' || stand === 'drawn'
    if (outcome === 'yes') {
      const first = await firstSessionOf(tx, jury.id)
      const troubles = yesTroubles({ stand, seat, noteShown: told, free, first, now: ask.now })
      if (troubles.length) return { troubles }
    }
    const contact = holder.applicationId
      ? (await holderContacts(tx, [holder.applicationId])).get(holder.applicationId)
      : undefined
    if (holder.applicationId) {
      const call = { juryId: jury.id, applicationId: holder.applicationId, outcome, noteShown: told, personId }
      await saveCall(tx, call, ask.now)
    }
    const freed = outcome === 'no' && (await leaveSeat(tx, { jury, holder, reason: 'declined', personId }, ask.now))
    if (outcome === 'yes') {
      const note = { how: 'phone' as const, wording: (await termsOf(tx, jury.id)).benefitsNote || t('note.usual') }
      const email = contact?.email ?? ''
      const place = ranked.find((one) => one.holder.id === id)?.place
      const state = seat ? ('seated' as const) : ('alternate' as const)
      const labelFor = (badge: string) => ask.words('juries-desk')('members.label', { badge })
      await takeSeat(tx, { jury, holder, state, note, email, place, personId, labelFor }, ask.now)
      if (email) await confirmBy(tx, ask, { jury, email, language: contact!.language, seat })
    }
    return { freed, seat }
  })
  if (result.troubles) {
    const errors = result.troubles.map((trouble) => ({
      field: trouble === 'note' ? `told-${id}` : `call-${id}`,
      message: t(`errors.${trouble}`),
    }))
    return refused(errors, form.typed)
  }
  const done = result.freed ? 'freed' : outcome === 'yes' ? (result.seat ? 'seated' : 'ready') : outcome
  throw redirect(deskPath(ask.params.slug, `${result.freed ? '/seats' : page}?done=${done}`), 303)
}
