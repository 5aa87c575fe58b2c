import type { Handle } from '../../../db/connect.ts'
import type { ApplicationStatus } from '../../../db/tables/recruitment.ts'
import type { MemberState } from './member-list.ts'

/** Somebody who was drawn, waits as an alternate, or sits: an application, a member, or both. */
export interface Holder {
  /** The application's id, or the member's where the jurors came from a list. */
  id: string
  applicationId: string | null
  memberId: string | null
  status: ApplicationStatus | null
  /** 1 for the alternate who was chosen first. */
  alternateRank: number | null
  state: MemberState | null
  badge: string | null
  badgeName: string
  area: string
  household: string | null
  /** Days of the jury this person cannot make. */
  cannotMake: string[]
  values: Map<string, string>
}

/** Everybody the seats are about: drawn, alternates by rank, members by badge. Those who are no more than pool are not in it. */
export async function holdersOf(db: Handle, juryId: string): Promise<Holder[]> {
  const applications = await db
    .selectFrom('jury_application as a')
    .leftJoin('jury_invitation as i', 'i.id', 'a.invitation_id')
    .leftJoin('juror as j', 'j.application_id', 'a.id')
    .leftJoin('jury_member as m', 'm.id', 'j.member_id')
    .select(['a.id', 'a.status', 'a.household', 'a.dates', 'a.alternate_rank', 'i.area as invited'])
    .select(['m.id as memberId', 'm.state', 'm.badge', 'm.district', 'j.badge_name'])
    .where('a.jury_id', '=', juryId)
    .where('a.status', 'not in', ['TEST_SUBMISSION', 'DELETED'])
    .where((eb) => eb.or([eb('a.status', '<>', 'POOL'), eb('a.alternate_rank', 'is not', null)]))
    .orderBy('a.external_id')
    .execute()
  const values = await valuesOf(db, juryId)
  const days = await daysOf(db, juryId)
  const drawn = applications.map((row): Holder => {
    const own = values.filter(({ applicationId }) => applicationId === row.id)
    const can: string[] = JSON.parse(row.dates)
    return {
      id: row.id,
      applicationId: row.id,
      memberId: row.memberId,
      status: row.status,
      alternateRank: row.alternate_rank,
      state: row.state,
      badge: row.badge,
      badgeName: row.badge_name ?? '',
      area: row.district ?? own.find(({ dimension }) => dimension === 'district')?.value ?? row.invited ?? '',
      household: row.household,
      cannotMake: can.length ? days.filter((day) => !can.includes(day)) : [],
      values: new Map(own.map(({ criterionId, value }) => [criterionId, value])),
    }
  })
  return [...drawn, ...(await listedOf(db, juryId))]
}

/** Members who came from a list: nothing is known of them but their area. */
async function listedOf(db: Handle, juryId: string): Promise<Holder[]> {
  const rows = await db
    .selectFrom('jury_member as m')
    .leftJoin('juror as j', 'j.member_id', 'm.id')
    .select(['m.id', 'm.state', 'm.badge', 'm.district', 'j.badge_name'])
    .where('m.jury_id', '=', juryId)
    .where('j.application_id', 'is', null)
    .orderBy('m.badge')
    .execute()
  const alternates = rows.filter(({ state }) => state === 'alternate').map(({ id }) => id)
  return rows.map((row) => ({
    id: row.id,
    applicationId: null,
    memberId: row.id,
    status: null,
    alternateRank: row.state === 'alternate' ? alternates.indexOf(row.id) + 1 : null,
    state: row.state,
    badge: row.badge,
    badgeName: row.badge_name ?? '',
    area: row.district,
    household: null,
    cannotMake: [],
    values: new Map(),
  }))
}

const valuesOf = (db: Handle, juryId: string) =>
  db
    .selectFrom('jury_selection_value as v')
    .innerJoin('jury_criterion as c', 'c.id', 'v.criterion_id')
    .select(['v.application_id as applicationId', 'v.criterion_id as criterionId', 'v.value', 'c.dimension'])
    .where('c.jury_id', '=', juryId)
    .execute()

async function daysOf(db: Handle, juryId: string): Promise<string[]> {
  const row = await db.selectFrom('jury_recruitment').select('dates').where('jury_id', '=', juryId).executeTakeFirst()
  return row ? JSON.parse(row.dates) : []
}

export interface HolderContact {
  name: string
  phone: string
  email: string
  prefers: string
  language: string
}

/** How the people behind applications are reached: for the jury manager alone. */
export async function holderContacts(
  db: Handle,
  applicationIds: readonly string[],
): Promise<Map<string, HolderContact>> {
  if (!applicationIds.length) return new Map()
  const rows = await db
    .selectFrom('jury_applicant_contact as c')
    .innerJoin('jury_application as a', 'a.id', 'c.application_id')
    .select(['a.id', 'c.first_name', 'c.last_name', 'c.phone', 'c.email', 'c.prefers', 'a.language'])
    .where('a.id', 'in', [...applicationIds])
    .execute()
  return new Map(
    rows.map(({ id, first_name, last_name, ...rest }) => [id, { ...rest, name: `${first_name} ${last_name}`.trim() }]),
  )
}

/** Minutes from each area to the place of the jury, as the manager entered them. */
export async function travelOf(db: Handle, juryId: string): Promise<Map<string, number>> {
  const rows = await db.selectFrom('jury_travel').select(['area', 'minutes']).where('jury_id', '=', juryId).execute()
  return new Map(rows.map(({ area, minutes }) => [area, minutes]))
}
