import { agreePayment, notePaid } from '../../app/consultations/groups/group-payment-store.server.ts'
import { createGroup } from '../../app/consultations/groups/group-store.server.ts'
import type { Demo } from './context.ts'
import { organisationId } from './partnership.ts'

/** Days before and after the as-of day. */
const groups = [
  {
    key: 'lunch-club',
    name: 'Lunch club',
    what: 'Four lunches with a tablet and a helper',
    pence: 16_000,
    due: 20,
    paid: null,
  },
  {
    key: 'carers',
    name: 'Carers’ group',
    what: 'Two evenings, and somebody to sit in',
    pence: 24_000,
    due: -6,
    paid: null,
  },
  {
    key: 'mosque',
    name: 'Women’s group at the mosque',
    what: 'Two mornings in Gujarati and Urdu',
    pence: 12_000,
    due: -2,
    paid: -4,
  },
] as const

/** Three groups that ask their own people in the open consultation: one payment agreed, one made, one overdue (need 122). */
export async function loadGroups(demo: Demo): Promise<void> {
  const { tx, id, secret, at, day } = demo
  const { id: consultationId } = await tx
    .selectFrom('consultation')
    .select('id')
    .where('exercise_id', '=', id('exercise-what-next'))
    .executeTakeFirstOrThrow()
  const personId = id('person-officer-1')
  const payerId = organisationId(demo, 'county')
  for (const { key, name, what, pence, due, paid } of groups) {
    const groupId = id(`group-${key}`)
    const partner = 'Council for voluntary service'
    await createGroup(tx, secret, { id: groupId, consultationId, name, partner, personId }, at(-12))
    const terms = { what, pence, dueOn: day(due), payerId }
    const paymentId = id(`group-payment-${key}`)
    await agreePayment(tx, { id: paymentId, consultationId, groupId, terms }, { personId, now: at(-12, 11) })
    if (paid !== null)
      await notePaid(tx, { consultationId, id: paymentId, paidOn: day(paid) }, { personId, now: at(paid) })
  }
}
