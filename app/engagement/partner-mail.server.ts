import { type Db, type Handle, type Tx, write } from '../../db/connect.ts'
import { words } from '../languages/words.server.ts'
import { enqueue } from '../server/outbox-store.server.ts'
import { formatDate } from '../ui/dates.ts'
import { londonDay } from './london-day.ts'
import { messagesWithoutReply } from './register/overlap-store.server.ts'

const locale = 'en-GB'

/** Addresses of the people who hold a role today, of one organisation where it is named, each once. */
async function holding(db: Handle, role: string, today: string, organisationId?: string): Promise<string[]> {
  let query = db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .select('p.email')
    .distinct()
    .where('g.role', '=', role)
    .where('p.disabled_at', 'is', null)
    .where('g.valid_from', '<=', today)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>=', today)]))
    .orderBy('p.email')
  if (organisationId !== undefined) query = query.where('p.organisation_id', '=', organisationId)
  return (await query.execute()).map((row) => row.email)
}

/** The officers of a partner, or the secretariat where it has none who works here. */
async function partnerAddresses(db: Handle, organisationId: string, today: string): Promise<string[]> {
  const own = await holding(db, 'officer', today, organisationId)
  return own.length ? own : holding(db, 'secretariat', today)
}

/** Sends a text to everyone who plans for a partner, one recipient each. */
export async function mailPartner(
  tx: Tx,
  organisationId: string,
  message: { subject: string; body: string },
  now: Date,
): Promise<void> {
  for (const to of await partnerAddresses(tx, organisationId, londonDay(now)))
    await enqueue(tx, { to, ...message }, now)
}

/** Tells the secretariat of every message about an overlap whose days are over without a reply, once each. */
export function nudger(origin: string): (db: Db, now: Date) => Promise<void> {
  return async (db, now) => {
    const today = londonDay(now)
    const due = async (handle: Handle) =>
      (await messagesWithoutReply(handle)).filter((one) => one.nudgedOn === null && one.answerBy < today)
    if (!(await due(db)).length) return
    await write(db, async (tx) => {
      const t = words('en', 'planning-desk')
      const secretariat = await holding(tx, 'secretariat', today)
      for (const one of await due(tx)) {
        await tx.updateTable('overlap_message').set({ nudged_on: today }).where('id', '=', one.id).execute()
        const values = {
          title: one.title,
          other: one.otherTitle,
          answerBy: formatDate(one.answerBy, locale),
          proceedFrom: formatDate(one.proceedFrom, locale),
          address: `${origin}/desk/exercises/${one.exerciseId}/overlap`,
        }
        for (const to of secretariat)
          await enqueue(tx, { to, subject: t('mail.nudge.subject', values), body: t('mail.nudge.body', values) }, now)
      }
    })
  }
}
