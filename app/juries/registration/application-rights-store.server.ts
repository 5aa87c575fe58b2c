import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { deleteOne } from '../pool/pool-deletion-store.server.ts'

/** Everything that says whose an application is and what keeps it: of juries whose pool is still there. */
export async function applicationsWith(
  db: Handle,
  by: { codeHash: string | null; hasAddress: ((address: string) => boolean) | null },
) {
  const rows = await db
    .selectFrom('jury_application as a')
    .innerJoin('jury as y', 'y.id', 'a.jury_id')
    .leftJoin('jury_applicant_contact as c', 'c.application_id', 'a.id')
    .leftJoin('jury_invitation as i', 'i.id', 'a.invitation_id')
    .leftJoin('juror as j', 'j.application_id', 'a.id')
    .leftJoin('jury_member as m', 'm.id', 'j.member_id')
    .select(['a.id', 'a.status', 'a.jury_id as juryId', 'a.reference_hash as referenceHash', 'i.code_hash as codeHash'])
    .select(['c.email', 'c.phone', 'm.id as memberId', 'm.state as memberState'])
    .select(['y.public_name as title', 'y.exercise_id as exerciseId'])
    .where('a.status', '<>', 'DELETED')
    .orderBy('a.id')
    .execute()
  const byCode = rows.filter((row) => by.codeHash && [row.referenceHash, row.codeHash].includes(by.codeHash))
  const { hasAddress } = by
  const byAddress = hasAddress
    ? rows.filter((row) => [row.email ?? '', row.phone ?? ''].some((address) => address && hasAddress(address)))
    : []
  const found = [...byCode, ...byAddress.filter((row) => !byCode.some((one) => one.juryId === row.juryId))]
  const drawn = await db
    .selectFrom('jury_draw')
    .select('jury_id')
    .where('state', 'in', ['starting', 'announced'])
    .execute()
  const owing = await db.selectFrom('juror_payment').select('member_id').where('paid_on', 'is', null).execute()
  return found.map(({ id, status, juryId, memberId, memberState, title, exerciseId }) => ({
    id,
    juryId,
    title,
    exerciseId,
    status,
    memberState,
    owed: owing.some((payment) => payment.member_id === memberId),
    drawUnderWay: drawn.some((draw) => draw.jury_id === juryId),
    shared: found.filter((other) => other.juryId === juryId).length > 1,
  }))
}

/** Deletes one application with all that belongs to it, as the deletion of the pool would. False when it is gone. */
export const eraseApplication = (tx: Tx, juryId: string, applicationId: string, now: Date): Promise<boolean> =>
  deleteOne(tx, juryId, applicationId, londonDay(now))

/** Writes another e-mail address or number to an application's contact. */
export async function correctApplication(
  tx: Tx,
  applicationId: string,
  address: { email: string } | { phone: string },
  today: string,
): Promise<void> {
  await tx.updateTable('jury_applicant_contact').set(address).where('application_id', '=', applicationId).execute()
  await tx.updateTable('jury_application').set({ updated_on: today }).where('id', '=', applicationId).execute()
}

/** All that is kept of one application, for the person it is about. */
export async function applicationData(db: Handle, applicationId: string) {
  const application = await db
    .selectFrom('jury_application as a')
    .innerJoin('jury as y', 'y.id', 'a.jury_id')
    .select(['y.public_name as jury', 'a.status', 'a.source_type as registered', 'a.dates', 'a.eligible'])
    .select(['a.consent_on as consentOn', 'a.language', 'a.alternate_rank as alternateRank', 'a.why_not as whyNot'])
    .select(['a.extra', 'a.created_on as createdOn', 'a.updated_on as updatedOn'])
    .where('a.id', '=', applicationId)
    .executeTakeFirst()
  if (!application) return undefined
  const contact = await db
    .selectFrom('jury_applicant_contact')
    .select(['first_name', 'last_name', 'email', 'phone', 'address', 'postcode', 'prefers'])
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  const characteristics = await db
    .selectFrom('jury_selection_value as v')
    .innerJoin('jury_criterion as c', 'c.id', 'v.criterion_id')
    .select(['c.name', 'v.value'])
    .where('v.application_id', '=', applicationId)
    .orderBy('c.position')
    .execute()
  const needs = await db
    .selectFrom('jury_need')
    .select(['kind', 'detail'])
    .where('application_id', '=', applicationId)
    .orderBy('kind')
    .execute()
  const calls = await db
    .selectFrom('jury_call')
    .select(['called_at as at', 'outcome'])
    .where('application_id', '=', applicationId)
    .orderBy('called_at')
    .execute()
  const seat = await db
    .selectFrom('juror as j')
    .innerJoin('jury_member as m', 'm.id', 'j.member_id')
    .select(['m.id', 'm.badge', 'm.state', 'j.badge_name as badgeName', 'j.honorarium', 'j.chosen_on as chosenOn'])
    .where('j.application_id', '=', applicationId)
    .executeTakeFirst()
  const memberId = seat?.id ?? ''
  const arrangements = await db
    .selectFrom('juror_arrangement')
    .select(['kind', 'detail', 'state', 'changed_on as changedOn'])
    .where('member_id', '=', memberId)
    .orderBy('kind')
    .execute()
  const payments = await db
    .selectFrom('juror_payment')
    .select(['kind', 'for_on as forOn', 'due_on as dueOn', 'pence', 'method', 'paid_on as paidOn'])
    .where('member_id', '=', memberId)
    .orderBy('for_on')
    .orderBy('kind')
    .execute()
  const { dates, extra, ...about } = application
  const { id: _, ...held } = seat ?? { id: '' }
  return {
    ...about,
    dates: JSON.parse(dates) as string[],
    extra: JSON.parse(extra) as unknown,
    contact: contact ?? null,
    characteristics,
    needs,
    calls,
    seat: seat ? held : null,
    arrangements,
    payments,
  }
}
