import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { referenceFor, referenceHash } from '../../ledger/reference-code.ts'
import { londonDay } from '../london-day.ts'
import { type PanelMember, yearsThird } from './citizens-panel.ts'

/** What somebody said about themselves, so that the panel can be compared with the census. */
export interface PanelProfile {
  ageBand: string | null
  sex: string | null
  ethnicGroup: string | null
}

export interface PanelJoining {
  way: 'email' | 'letter'
  address: string
  language: string
  districtId: string
  entered: 'page' | 'paper'
  /** The day of the agreement: today, or the day on a paper form. */
  consentOn: string
  /** What was agreed to, word for word. */
  wording: string
  /** Null where nothing was said, or no consent given for it. */
  profile: (PanelProfile & { wording: string }) | null
}

/** The code by which a member finds their own page; it is made anew from the secret and never stored. */
export const panelCode = (secret: string, id: string): string => referenceFor(secret, `panel:${id}`)

/** What tells one wording from another: what was agreed to, in which language. */
export const wordingHash = (language: string, body: string): string => sha256(`${language}\n${body}`)

/** Keeps the words that somebody agreed to, once. */
async function keepWording(tx: Tx, language: string, body: string, today: string): Promise<string> {
  const hash = wordingHash(language, body)
  await tx
    .insertInto('panel_wording')
    .values({ hash, language, body, first_used_on: today })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  return hash
}

/**
 * Takes somebody in who is yet to confirm the address; from a signed form they are in at once. `known` is a member
 * already, `waits` was written to today: neither is changed.
 */
export async function joinPanel(
  tx: Tx,
  secret: string,
  given: PanelJoining,
  now: Date,
): Promise<{ state: 'new' | 'known' | 'waits'; id: string }> {
  const today = londonDay(now)
  const known = await tx
    .selectFrom('panel_contact as c')
    .innerJoin('panel_member as m', 'm.id', 'c.member_id')
    .select(['m.id', 'm.joined_on as joinedOn', 'm.asked_on as askedOn'])
    .where('c.address', '=', given.address)
    .executeTakeFirst()
  const isPaper = given.entered === 'paper'
  if (known && !isPaper && known.askedOn === today) return { state: 'waits', id: known.id }
  if (known?.joinedOn) {
    if (!isPaper) await tx.updateTable('panel_member').set({ asked_on: today }).where('id', '=', known.id).execute()
    return { state: 'known', id: known.id }
  }
  if (known) await tx.deleteFrom('panel_member').where('id', '=', known.id).execute()
  const id = randomUUID()
  const { language, wording, profile } = given
  await tx
    .insertInto('panel_member')
    .values({
      id,
      code_hash: referenceHash(secret, panelCode(secret, id)),
      district_id: given.districtId,
      entered: given.entered,
      wording_hash: await keepWording(tx, language, wording, today),
      consent_on: given.consentOn,
      asked_on: today,
      joined_on: null,
    })
    .execute()
  await tx
    .insertInto('panel_contact')
    .values({ member_id: id, way: given.way, address: given.address, language })
    .execute()
  if (profile) {
    await tx
      .insertInto('panel_profile')
      .values({
        member_id: id,
        wording_hash: await keepWording(tx, language, profile.wording, today),
        consent_on: given.consentOn,
        age_band: profile.ageBand,
        sex: profile.sex,
        ethnic_group: profile.ethnicGroup,
      })
      .execute()
  }
  if (isPaper) await confirmMember(tx, id, now)
  return { state: 'new', id }
}

/** Whoever has the link has the address: from here on they are a member. The ledger tells a day and the words, nobody. */
export async function confirmMember(tx: Tx, id: string, now: Date): Promise<void> {
  const today = londonDay(now)
  const member = await tx
    .updateTable('panel_member')
    .set({ joined_on: today })
    .where('id', '=', id)
    .where('joined_on', 'is', null)
    .returning(['entered', 'wording_hash'])
    .executeTakeFirst()
  if (!member) return
  await record(tx, 'panel.joined', { on: today, by: member.entered, wording: member.wording_hash }, today)
}

/** Notes who keyed a paper form. */
export const logPaperMember = (tx: Tx, personId: string, now: Date) =>
  logAct(tx, now, {
    personId,
    did: 'entered a member of the citizens’ panel',
    objectKind: 'citizens_panel',
    objectId: 'citizens-panel',
  })

export const memberByCode = async (db: Handle, codeHash: string): Promise<string | undefined> =>
  (await db.selectFrom('panel_member').select('id').where('code_hash', '=', codeHash).executeTakeFirst())?.id

/** All that a member sees of what is kept of them. */
export async function ownMembership(db: Handle, id: string) {
  const member = await db
    .selectFrom('panel_member as m')
    .innerJoin('panel_contact as c', 'c.member_id', 'm.id')
    .innerJoin('area as a', 'a.id', 'm.district_id')
    .innerJoin('panel_wording as w', 'w.hash', 'm.wording_hash')
    .leftJoin('area as ward', 'ward.id', 'm.ward_id')
    .leftJoin('area as division', 'division.id', 'm.division_id')
    .leftJoin('panel_contact_change as n', 'n.member_id', 'm.id')
    .select(['m.id', 'm.entered', 'm.joined_on as joinedOn', 'm.consent_on as consentOn', 'a.name as district'])
    .select(['w.body as wording', 'w.hash as wordingHash', 'w.language as wordingLanguage'])
    .select(['c.way', 'c.address', 'c.language', 'm.district_id as districtId'])
    .select(['ward.name as ward', 'division.name as division', 'n.address as newAddress'])
    .where('m.id', '=', id)
    .executeTakeFirst()
  if (!member) return undefined
  const profile = await db
    .selectFrom('panel_profile as p')
    .innerJoin('panel_wording as w', 'w.hash', 'p.wording_hash')
    .select(['p.age_band as ageBand', 'p.sex', 'p.ethnic_group as ethnicGroup', 'p.consent_on as consentOn'])
    .select(['w.body as wording', 'w.language as wordingLanguage'])
    .where('p.member_id', '=', id)
    .executeTakeFirst()
  const invitations = await db
    .selectFrom('panel_sample_member as i')
    .innerJoin('panel_sample as s', 's.id', 'i.sample_id')
    .leftJoin('exercise as e', 'e.id', 's.exercise_id')
    .select(['i.invited_on as invitedOn', 's.name', 'e.title', 'e.slug'])
    .where('i.member_id', '=', id)
    .orderBy('i.invited_on', 'desc')
    .execute()
  return { ...member, profile: profile ?? null, invitations }
}

/** Deletes what a member said about themselves; they stay a member. */
export async function forgetProfile(tx: Tx, id: string, now: Date): Promise<void> {
  const gone = await tx.deleteFrom('panel_profile').where('member_id', '=', id).executeTakeFirst()
  if (!Number(gone.numDeletedRows)) return
  const today = londonDay(now)
  await record(tx, 'panel.profile_deleted', { on: today }, today)
}

export type PanelDeparture = 'refresh' | 'three_years' | 'left' | 'erased'

/**
 * Deletes members with everything that is kept of them and every message that waits or is kept. What stays is how many
 * left in the month, and why.
 */
export async function removeMembers(
  tx: Tx,
  ids: readonly string[],
  why: PanelDeparture,
  now: Date,
): Promise<{ joined: number }> {
  const today = londonDay(now)
  let joined = 0
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500)
    const addresses = tx.selectFrom('panel_contact').select('address').where('member_id', 'in', some)
    await tx.deleteFrom('outbox').where('to_address', 'in', addresses).where('about', 'like', 'panel:%').execute()
    const gone = await tx.deleteFrom('panel_member').where('id', 'in', some).returning('joined_on').execute()
    joined += gone.filter((row) => row.joined_on).length
  }
  if (joined) {
    await tx
      .insertInto('panel_departure')
      .values({ month: today.slice(0, 7), why, people: joined })
      .onConflict((conflict) =>
        conflict.columns(['month', 'why']).doUpdateSet((eb) => ({ people: eb('panel_departure.people', '+', joined) })),
      )
      .execute()
  }
  return { joined }
}

/** A member leaves by their own wish, or by a request about their data. The ledger says that one did. */
export async function leavePanel(tx: Tx, id: string, why: 'left' | 'erased', now: Date): Promise<void> {
  const today = londonDay(now)
  if ((await removeMembers(tx, [id], why, now)).joined) await record(tx, 'panel.left', { on: today, why }, today)
}

/** Every member whose address is confirmed, with the days on which they were invited. */
export async function panelMembers(db: Handle): Promise<PanelMember[]> {
  const rows = await db
    .selectFrom('panel_member as m')
    .leftJoin('panel_profile as p', 'p.member_id', 'm.id')
    .select(['m.id', 'm.joined_on as joinedOn', 'm.district_id as districtId', 'p.age_band as ageBand'])
    .select(['m.ward_id as wardId', 'm.division_id as divisionId'])
    .where('m.joined_on', 'is not', null)
    .orderBy('m.id')
    .execute()
  const invited = new Map<string, string[]>()
  for (const row of await db.selectFrom('panel_sample_member').select(['member_id', 'invited_on']).execute())
    invited.set(row.member_id, [...(invited.get(row.member_id) ?? []), row.invited_on])
  return rows.map(({ wardId, divisionId, ...row }) => ({
    ...row,
    joinedOn: row.joinedOn!,
    seats: [wardId, divisionId].filter((seat) => seat !== null),
    invitedOn: invited.get(row.id) ?? [],
  }))
}

/** How many have asked to join and not pressed the button yet. */
export async function waitingToConfirm(db: Handle): Promise<number> {
  const { n } = await db
    .selectFrom('panel_member')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('joined_on', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** This year's third as the records stand. */
export const dueThird = async (db: Handle, today: string) =>
  yearsThird(await panelMembers(db), (await refreshes(db))[0]?.on ?? null, today)

/** When thirds were released, the newest first. */
export const refreshes = (db: Handle) =>
  db.selectFrom('panel_refresh').select(['on_date as on', 'people']).orderBy('on_date', 'desc').execute()

/** How many left by month and why, the newest first. */
export const departures = (db: Handle) =>
  db.selectFrom('panel_departure').selectAll().orderBy('month', 'desc').orderBy('why').execute()

/** How to reach some members. */
export async function contactsOf(db: Handle, ids: readonly string[]) {
  const all = []
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500)
    all.push(
      ...(await db
        .selectFrom('panel_contact')
        .select(['member_id as memberId', 'way', 'address', 'language'])
        .where('member_id', 'in', some)
        .orderBy('member_id')
        .execute()),
    )
  }
  return all
}
