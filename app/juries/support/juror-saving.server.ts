import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { type Handle, write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { dayPart, typedDay } from '../../engagement/register/plan-form.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { line, readForm, refused, ticked } from '../../server/form.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { deskPath, juryFor } from '../jury-access.server.ts'
import { needKinds } from '../registration/application.ts'
import { saveArrangement } from './arrangement-store.server.ts'
import { chooseHonorarium, jurorsOf, saveBadgeName } from './juror-store.server.ts'
import { addPayment } from './payment-store.server.ts'
import { expenseKinds, honoraria, needStates, penceOf } from './support.ts'
import { termsOf } from './terms-store.server.ts'

export type JurorAsk = StaffAsk<{ slug: string; badge: string }>

/** The juror of an address, for the manager of the jury alone. */
export async function jurorFor(ask: JurorAsk, db: Handle = ask.db) {
  const jury = await juryFor(ask, 'jury.manage', db)
  const juror = (await jurorsOf(db, jury.id)).find(({ badge }) => badge === ask.params.badge)
  if (!juror) throw notFound()
  return { jury, juror }
}

const backTo = (ask: JurorAsk, done: string) =>
  redirect(deskPath(ask.params.slug, `/support/${encodeURIComponent(ask.params.badge)}?done=${done}`), 303)

const choiceShape = z.object({
  honorarium: z.enum(honoraria, 'honorarium'),
  told: ticked,
  how: z.enum(['phone', 'online', 'paper']).catch('phone'),
})

/** How a juror wants to be paid; not taken as long as the note on benefits was not shown (J-12). */
export async function saveChoice(ask: JurorAsk) {
  const t = ask.words('seating')
  const form = await readForm(ask.request, choiceShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { honorarium, told, how } = form.value
  const taken = await write(ask.db, async (tx) => {
    const { jury, juror } = await jurorFor(ask, tx)
    const wording = (await termsOf(tx, jury.id)).benefitsNote || t('note.usual')
    const note = told ? { how, wording } : null
    const given = { juryId: jury.id, memberId: juror.memberId, honorarium, note, personId: ask.actor.personId }
    return chooseHonorarium(tx, given, londonDay(ask.now), ask.now)
  })
  if (!taken) return refused([{ field: 'told', message: t('errors.note') }], form.typed)
  throw backTo(ask, 'choice')
}

export async function saveName(ask: JurorAsk) {
  const form = await readForm(ask.request, z.object({ badgeName: line(30) }), ask.words('seating'))
  if (!form.ok) return refused(form.errors, form.typed)
  await write(ask.db, async (tx) => {
    const { juror } = await jurorFor(ask, tx)
    await saveBadgeName(tx, juror.memberId, form.value.badgeName)
  })
  throw backTo(ask, 'badge_name')
}

const needShape = z.object({
  kind: z.enum(needKinds, 'need_kind'),
  detail: line(200),
  state: z.enum(needStates, 'need_state'),
})

export async function saveNeed(ask: JurorAsk) {
  const form = await readForm(ask.request, needShape, ask.words('seating'))
  if (!form.ok) return refused(form.errors, form.typed)
  const { personId } = ask.actor
  await write(ask.db, async (tx) => {
    const { jury, juror } = await jurorFor(ask, tx)
    await saveArrangement(tx, { memberId: juror.memberId, ...form.value, personId }, londonDay(ask.now))
    await logAct(tx, ask.now, { personId, did: 'arranged what a juror needs', objectKind: 'jury', objectId: jury.id })
  })
  throw backTo(ask, 'need')
}

const expenseShape = z.object({
  expense: z.enum(expenseKinds, 'expense_kind'),
  pounds: line(12),
  'forOn-day': dayPart,
  'forOn-month': dayPart,
  'forOn-year': dayPart,
})

/** What a juror spent: to be paid back within five working days of the day. */
export async function saveExpense(ask: JurorAsk) {
  const t = ask.words('seating')
  const form = await readForm(ask.request, expenseShape, t)
  const errors = form.ok ? [] : [...form.errors]
  const { typed } = form
  const pence = penceOf(typed.pounds?.[0] ?? '')
  const [day, month, year] = ['day', 'month', 'year'].map((unit) => typed[`forOn-${unit}`]?.[0] ?? '')
  const forOn = typedDay(day!, month!, year!)
  if (pence === null) errors.push({ field: 'pounds', message: t('errors.pounds') })
  if (!forOn) errors.push({ field: 'forOn-day', message: t('errors.date') })
  else if (forOn > londonDay(ask.now)) errors.push({ field: 'forOn-day', message: t('errors.future') })
  if (!form.ok || pence === null || !forOn || errors.length) return refused(errors, typed)
  const { personId } = ask.actor
  const added = await write(ask.db, async (tx) => {
    const { jury, juror } = await jurorFor(ask, tx)
    const given = { memberId: juror.memberId, kind: form.value.expense, forOn, pence, method: 'pay' as const }
    const taken = await addPayment(tx, given)
    if (taken) await logAct(tx, ask.now, { personId, did: 'entered an expense', objectKind: 'jury', objectId: jury.id })
    return taken
  })
  if (!added) return refused([{ field: 'expense', message: t('errors.paid_already') }], typed)
  throw backTo(ask, 'expense')
}
