import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { addDays, londonDay } from '../../engagement/london-day.ts'
import { firstLanguage } from '../../languages/language.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { standingDraw } from '../draw/drawn-store.server.ts'
import { mayStillBeSeated } from '../jury-state.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import type { ListedMember, ListTrouble, MemberState } from './member-list.ts'

export interface Member {
  id: string
  badge: string
  area: string
  state: MemberState
  personId: string | null
}

/** The jury's members by badge. */
export async function membersOf(db: Handle, juryId: string): Promise<Member[]> {
  return db
    .selectFrom('jury_member')
    .select(['id', 'badge', 'district as area', 'state', 'person_id as personId'])
    .where('jury_id', '=', juryId)
    .orderBy('badge')
    .execute()
}

/** The seat this person holds in this jury, if they do. */
export const memberOfPerson = (db: Handle, juryId: string, personId: string) =>
  db
    .selectFrom('jury_member')
    .select(['id', 'badge', 'state'])
    .where('jury_id', '=', juryId)
    .where('person_id', '=', personId)
    .executeTakeFirst()

/** The announced juries in which somebody sits or stands by. */
export const juriesOfMember = (db: Handle, personId: string) =>
  db
    .selectFrom('jury_member as m')
    .innerJoin('jury as j', 'j.id', 'm.jury_id')
    .innerJoin('exercise as e', 'e.id', 'j.exercise_id')
    .select(['j.slug', 'j.public_name as title'])
    .where('m.person_id', '=', personId)
    .where('m.state', 'in', ['seated', 'alternate'])
    .where('e.published_at', 'is not', null)
    .orderBy('j.slug')
    .execute()

/** Who signs in for a member, if anybody does. */
export const memberPersonId = async (db: Handle, memberId: string): Promise<string | null> =>
  (await db.selectFrom('jury_member').select('person_id').where('id', '=', memberId).executeTakeFirst())?.person_id ??
  null

/** How many of each state come from each area: all that is public of a jury's members. */
export async function membersByArea(db: Handle, juryId: string) {
  const rows = await db
    .selectFrom('jury_member')
    .select(['district as area', 'state'])
    .select((eb) => eb.fn.countAll().as('people'))
    .where('jury_id', '=', juryId)
    .groupBy(['district', 'state'])
    .orderBy('district')
    .execute()
  return rows.map((row) => ({ ...row, people: Number(row.people) }))
}

/** The areas a member may come from: the districts there are on a day. */
export async function areasOn(db: Handle, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('area as a')
    .innerJoin('area_set as s', 's.id', 'a.area_set_id')
    .select('a.name')
    .where('s.kind', '=', 'district')
    .where('s.valid_from', '<=', day)
    .where((eb) => eb.or([eb('s.valid_to', 'is', null), eb('s.valid_to', '>=', day)]))
    .orderBy('a.name')
    .execute()
  return rows.map((row) => row.name)
}

/**
 * Takes a checked list: new badges become members, known ones change. Whoever has an address gets a sign-in as juror
 * of this jury only; whoever withdraws or leaves loses it. `labelFor` names a person by their badge. Returns how many
 * were added and changed. A list that somebody wrote is never taken once a draw of the jury stands; where it seats
 * people, the ledger says so.
 */
export async function takeMembers(
  tx: Tx,
  given: {
    juryId: string
    members: readonly ListedMember[]
    personId: string
    labelFor: (badge: string) => string
    idFor?: (badge: string) => string
    /** Who was drawn takes or leaves a seat: not a list that somebody wrote. */
    drawn?: true
  },
  now: Date,
): Promise<{ added: number; changed: number }> {
  const { juryId, members } = given
  if (!given.drawn && (await standingDraw(tx, juryId)))
    throw new Error('a draw of this jury stands: no list seats anybody')
  const today = londonDay(now)
  const known = new Map((await membersOf(tx, juryId)).map((member) => [member.badge, member]))
  const people = await peopleFor(tx, members, given.labelFor, now)
  const added = members.filter((member) => !known.has(member.badge))
  if (added.length) {
    await tx
      .insertInto('jury_member')
      .values(
        added.map((member) => ({
          id: given.idFor?.(member.badge) ?? randomUUID(),
          jury_id: juryId,
          person_id: people.get(member.email) ?? null,
          badge: member.badge,
          district: member.area,
          state: member.state,
          seated_on: today,
          left_on: isGone(member.state) ? today : null,
        })),
      )
      .execute()
  }
  let changed = 0
  for (const member of members) {
    const before = known.get(member.badge)
    if (!before) continue
    const personId = people.get(member.email) ?? before.personId
    if (before.area === member.area && before.state === member.state && before.personId === personId) continue
    changed++
    await tx
      .updateTable('jury_member')
      .set({
        district: member.area,
        state: member.state,
        person_id: personId,
        left_on: isGone(member.state) ? today : null,
      })
      .where('id', '=', before.id)
      .execute()
  }
  await keepGrants(tx, juryId, today)
  await logAct(tx, now, {
    personId: given.personId,
    did: given.drawn ? 'kept who was drawn' : 'entered members',
    objectKind: 'jury',
    objectId: juryId,
    detail: { added: added.length, changed },
  })
  if (!given.drawn) await recordListed(tx, juryId, members, known, today)
  return { added: added.length, changed }
}

/** Figures only: how many a list put into seats, and how many beside them, who were not there before. */
async function recordListed(
  tx: Tx,
  juryId: string,
  members: readonly ListedMember[],
  known: ReadonlyMap<string, Member>,
  today: string,
): Promise<void> {
  const newly = (state: MemberState) =>
    members.filter((member) => member.state === state && known.get(member.badge)?.state !== state).length
  const content = { seated: newly('seated'), alternates: newly('alternate') }
  if (!content.seated && !content.alternates) return
  const { slug } = await tx.selectFrom('jury').select('slug').where('id', '=', juryId).executeTakeFirstOrThrow()
  await record(tx, 'jury.seats_from_list', { jury: slug, ...content }, today)
}

const isGone = (state: MemberState) => state === 'withdrawn' || state === 'left'

/** The person behind each address, made where there is none. Keyed by address. */
async function peopleFor(tx: Tx, members: readonly ListedMember[], labelFor: (badge: string) => string, now: Date) {
  const withAddress = members.filter((member) => member.email)
  const found = new Map<string, string>()
  if (!withAddress.length) return found
  const emails = withAddress.map((member) => member.email)
  for (const row of await tx.selectFrom('person').select(['id', 'email']).where('email', 'in', emails).execute()) {
    found.set(row.email, row.id)
  }
  const unknown = withAddress.filter((member) => !found.has(member.email))
  if (unknown.length) {
    const rows = unknown.map((member) => ({
      id: randomUUID() as string,
      email: member.email,
      label: labelFor(member.badge),
      organisation_id: null,
      created_at: now.toISOString(),
      disabled_at: null,
    }))
    await tx.insertInto('person').values(rows).execute()
    for (const row of rows) found.set(row.email, row.id)
  }
  return found
}

/**
 * Lets a member sign in by another address, or by none: whoever had the old one has no part in this jury any more. False
 * where another member of the jury has the address.
 */
export async function moveMember(
  tx: Tx,
  given: { juryId: string; memberId: string; email: string; labelFor: (badge: string) => string },
  now: Date,
): Promise<boolean> {
  const { juryId, memberId, email, labelFor } = given
  const members = await membersOf(tx, juryId)
  const member = members.find(({ id }) => id === memberId)
  if (!member) return false
  const people = await peopleFor(tx, [{ ...member, email }], labelFor, now)
  const personId = people.get(email) ?? null
  if (personId !== null && members.some((other) => other.id !== memberId && other.personId === personId)) return false
  const today = londonDay(now)
  await tx.updateTable('jury_member').set({ person_id: personId }).where('id', '=', memberId).execute()
  if (member.personId !== null && member.personId !== personId) {
    await tx
      .updateTable('role_grant')
      // At once: a grant holds through its last day, and the old address may be a stranger's.
      .set({ valid_to: addDays(today, -1) })
      .where('person_id', '=', member.personId)
      .where('role', '=', 'juror')
      .where('scope_id', '=', juryId)
      .where('valid_to', 'is', null)
      .execute()
  }
  await keepGrants(tx, juryId, today)
  return true
}

/** Seated members and alternates hold the juror's part for this jury alone; those who have gone no longer do. */
async function keepGrants(tx: Tx, juryId: string, today: string): Promise<void> {
  const members = (await membersOf(tx, juryId)).flatMap((m) => (m.personId ? [{ ...m, personId: m.personId }] : []))
  const grants = await tx
    .selectFrom('role_grant')
    .select(['id', 'person_id', 'valid_to'])
    .where('role', '=', 'juror')
    .where('scope_id', '=', juryId)
    .execute()
  const missing = members.filter(
    (m) => !isGone(m.state) && !grants.some((g) => g.person_id === m.personId && g.valid_to === null),
  )
  if (missing.length) {
    await tx
      .insertInto('role_grant')
      .values(
        missing.map((member) => ({
          id: randomUUID(),
          person_id: member.personId,
          role: 'juror',
          scope_id: juryId,
          valid_from: today,
          valid_to: null,
        })),
      )
      .execute()
  }
  const ended = grants.filter(
    (g) => g.valid_to === null && members.some((m) => m.personId === g.person_id && isGone(m.state)),
  )
  if (ended.length) {
    await tx
      .updateTable('role_grant')
      .set({ valid_to: today })
      .where(
        'id',
        'in',
        ended.map((grant) => grant.id),
      )
      .execute()
  }
}

/**
 * What a list would do that a jury cannot take: anything where its draw stands here, more members than seats, or
 * somebody newly seated after the first session (J-11). Rows are those of the list, its heading being line 1.
 */
export async function troublesWithSeats(
  db: Handle,
  jury: { id: string; commission: { seats: number } },
  members: readonly ListedMember[],
  now: Date,
): Promise<ListTrouble[]> {
  if (await standingDraw(db, jury.id)) return [{ row: 0, column: 'list', trouble: 'drawn_here', value: '' }]
  const known = new Map((await membersOf(db, jury.id)).map((member) => [member.badge, member.state]))
  const troubles: ListTrouble[] = []
  if (!mayStillBeSeated(await firstSessionOf(db, jury.id), now)) {
    for (const [i, { badge, state }] of members.entries()) {
      if (state === 'seated' && known.get(badge) !== 'seated') {
        troubles.push({ row: i + 2, column: 'state', trouble: 'too_late', value: badge })
      }
    }
  }
  const after = new Map([...known, ...members.map((member) => [member.badge, member.state] as const)])
  const seated = [...after.values()].filter((state) => state === 'seated').length
  if (seated > jury.commission.seats) {
    troubles.push({ row: 0, column: 'list', trouble: 'too_many_seats', value: String(seated) })
  }
  return troubles
}

/** Where to write to those who sat to the end of a jury: one address each. */
export const jurorAddresses = async (db: Handle, juryId: string): Promise<JurorAddress[]> =>
  eachOnce(await seated(db).where('m.jury_id', '=', juryId).execute())

/** The same of every jury of an exercise that was no practice. */
export const exerciseJurors = async (db: Handle, exerciseId: string): Promise<JurorAddress[]> =>
  eachOnce(
    await seated(db)
      .innerJoin('jury as j', 'j.id', 'm.jury_id')
      .where('j.exercise_id', '=', exerciseId)
      .where('j.practice', '=', 0)
      .execute(),
  )

interface JurorAddress {
  email: string
  /** The one in which they registered; the first where they did not register here. */
  language: string
}

const seated = (db: Handle) =>
  db
    .selectFrom('jury_member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .leftJoin('juror as s', 's.member_id', 'm.id')
    .leftJoin('jury_application as a', 'a.id', 's.application_id')
    .select(['p.email', 'a.language'])
    .where('m.state', '=', 'seated')
    .where('p.disabled_at', 'is', null)
    .orderBy('p.email')

/** Whoever sat in two juries is written to once. */
function eachOnce(rows: readonly { email: string; language: string | null }[]): JurorAddress[] {
  const languages = new Map(rows.map(({ email, language }) => [email, language ?? firstLanguage]))
  return [...languages].map(([email, language]) => ({ email, language }))
}
