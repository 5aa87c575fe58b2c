import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { applicationsOfDraw, standingDraw } from '../draw/drawn-store.server.ts'
import { mayStillBeSeated } from '../jury-state.ts'
import type { Jury } from '../jury-store.server.ts'
import { setStatus } from '../registration/application-store.server.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import { addNeeds, needsGivenBy } from '../support/arrangement-store.server.ts'
import { changePlans } from '../tables/table-plan-store.server.ts'
import { type Holder, holdersOf } from './holder-store.server.ts'
import type { MemberState } from './member-list.ts'
import { membersOf, takeMembers } from './member-store.server.ts'
import { type LeavingReason, openSeats, standOf } from './seat-state.ts'

/** How somebody was told, before they accepted, that payment may affect benefits (J-12). */
export interface NoteShown {
  how: 'phone' | 'online' | 'paper'
  wording: string
}

interface Taking {
  jury: Jury
  holder: Holder
  /** The seat, or a place as alternate. */
  state: 'seated' | 'alternate'
  note: NoteShown
  /** Where the juror signs in; empty for somebody who votes on paper or a shared tablet. */
  email: string
  /** In which place of the ranking a replacement stood. */
  place?: number
  personId: string
  labelFor: (badge: string) => string
  memberId?: string
}

/**
 * Somebody accepts: they become a member with a badge, their needs become arrangements to make, and where a seat was
 * free the replacement is recorded. Returns the member's id. The caller has asked `yesTroubles` before.
 */
export async function takeSeat(tx: Tx, taking: Taking, now: Date): Promise<string> {
  const { jury, holder, state, note, personId } = taking
  if (!(await mayHoldSeat(tx, jury.id, holder))) throw new Error('not of the draw of this jury')
  const today = londonDay(now)
  const replaces = state === 'seated' && standOf(holder) !== 'drawn'
  const badge = holder.badge ?? (await nextBadge(tx, jury.id))
  const email = await freeAddress(tx, jury.id, taking.email)
  const members = [{ badge, area: holder.area, email, state }]
  const idFor = taking.memberId ? () => taking.memberId! : undefined
  await takeMembers(tx, { juryId: jury.id, members, personId, labelFor: taking.labelFor, idFor, drawn: true }, now)
  const memberId = (await membersOf(tx, jury.id)).find((member) => member.badge === badge)!.id
  const columns = { note_shown_on: today, note_shown_how: note.how, note_wording: note.wording }
  await tx
    .insertInto('juror')
    .values({
      member_id: memberId,
      application_id: holder.applicationId,
      badge_name: '',
      honorarium: null,
      chosen_on: null,
      ...columns,
    })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(columns))
    .execute()
  if (holder.applicationId) {
    if (!holder.memberId) await addNeeds(tx, memberId, await needsGivenBy(tx, holder.applicationId), personId, today)
    await setStatus(tx, jury.id, [holder.applicationId], state === 'seated' ? 'CONFIRMED' : 'POOL', now)
  }
  if (replaces) await fillSeat(tx, { jury, holder, memberId, place: taking.place ?? null, personId }, now)
  if (state === 'seated') await changePlans(tx, jury.id, { reason: 'replacement', personId }, now)
  return memberId
}

/** Where a draw stands, a seat goes to people of its published pool alone, by whatever way anybody else came in. */
async function mayHoldSeat(tx: Tx, juryId: string, { applicationId }: Holder): Promise<boolean> {
  const draw = await standingDraw(tx, juryId)
  if (!draw) return true
  return applicationId !== null && (await applicationsOfDraw(tx, draw.id)).has(applicationId)
}

interface Leaving {
  jury: Jury
  holder: Holder
  reason: LeavingReason
  personId: string
}

/**
 * Somebody says no or cannot come after all. A seat they had becomes free to be taken, until the first session is over;
 * after that it stays empty and they have left (J-11). No reason has to be given. Tells whether a seat is free to be taken.
 */
export async function leaveSeat(tx: Tx, { jury, holder, reason, personId }: Leaving, now: Date): Promise<boolean> {
  const stand = standOf(holder)
  if (stand === 'gone') return false
  const today = londonDay(now)
  const replaceable = mayStillBeSeated(await firstSessionOf(tx, jury.id), now)
  if (holder.memberId && holder.badge) {
    const state: MemberState = replaceable || stand === 'ready' ? 'withdrawn' : 'left'
    const members = [{ badge: holder.badge, area: holder.area, email: '', state }]
    await takeMembers(tx, { juryId: jury.id, members, personId, labelFor: (badge) => badge, drawn: true }, now)
  }
  if (holder.applicationId && (replaceable || stand !== 'seated'))
    await setStatus(tx, jury.id, [holder.applicationId], 'WITHDRAWN', now)
  const detail = { badge: holder.badge, alternate: holder.alternateRank, reason }
  const did = stand === 'seated' || stand === 'drawn' ? 'freed a seat' : 'let an alternate go'
  await logAct(tx, now, { personId, did, objectKind: 'jury', objectId: jury.id, detail })
  if (stand === 'seated') await changePlans(tx, jury.id, { reason: 'absent', personId }, now)
  if (!replaceable || stand === 'waiting' || stand === 'ready') return false
  const id = randomUUID()
  await tx
    .insertInto('jury_replacement')
    .values({
      id,
      jury_id: jury.id,
      out_application_id: holder.applicationId,
      out_member_id: holder.memberId,
      reason,
      opened_at: now.toISOString(),
      opened_by: personId,
      ...nobody,
    })
    .execute()
  await recordSeats(
    tx,
    jury,
    'jury.seat_freed',
    today,
    freedAct({ id, reason, openedAt: now.toISOString(), openedBy: personId }),
  )
  return true
}

const nobody = { in_application_id: null, in_member_id: null, place: null, filled_at: null, filled_by: null }

/** Enters who took the seat that has been free longest. Who and when is in the log of acts; the ledger keeps figures. */
async function fillSeat(
  tx: Tx,
  filling: { jury: Jury; holder: Holder; memberId: string; place: number | null; personId: string },
  now: Date,
): Promise<void> {
  const { jury, holder, memberId, place, personId } = filling
  const free = await tx
    .selectFrom('jury_replacement')
    .select(['id', 'reason'])
    .where('jury_id', '=', jury.id)
    .where('in_member_id', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const filled = {
    in_application_id: holder.applicationId,
    in_member_id: memberId,
    place,
    filled_at: now.toISOString(),
    filled_by: personId,
  }
  if (free) await tx.updateTable('jury_replacement').set(filled).where('id', '=', free.id).execute()
  const badge = (await membersOf(tx, jury.id)).find(({ id }) => id === memberId)!.badge
  const detail = { badge, alternate: holder.alternateRank, place, reason: free?.reason ?? 'not_said' }
  await logAct(tx, now, { personId, did: 'filled a seat', objectKind: 'jury', objectId: jury.id, detail })
  const act = filledAct({ id: free?.id ?? memberId, place, filledAt: now.toISOString(), filledBy: personId })
  await recordSeats(tx, jury, 'jury.seat_filled', londonDay(now), act)
}

/**
 * What the ledger holds of a freed seat: a commitment to why, when and by whom it was entered. The seat's own id is its
 * salt, so that nobody guesses it; the desk makes it again from what is stored.
 */
export const freedAct = (freed: { id: string; reason: string; openedAt: string; openedBy: string }): string =>
  sha256(canonicalJson({ seat: freed.id, reason: freed.reason, at: freed.openedAt, by: freed.openedBy }))

/** The same of a filled one: in which place of the ranking whoever took it stood, when, and who entered it. */
export const filledAct = (filled: { id: string; place: number | null; filledAt: string; filledBy: string }): string =>
  sha256(canonicalJson({ seat: filled.id, place: filled.place, at: filled.filledAt, by: filled.filledBy }))

/** Where the acts about a jury's seats stand in the ledger, by their commitment. */
export async function seatEntries(db: Handle, jurySlug: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('ledger as l')
    .innerJoin('ledger_opening as o', 'o.seq', 'l.seq')
    .select(['l.seq', 'o.payload'])
    .where('l.type', 'in', ['jury.seat_freed', 'jury.seat_filled', 'jury.seat_reason'])
    .orderBy('l.seq')
    .execute()
  const entries = rows.map(({ seq, payload }) => ({ seq, ...(JSON.parse(payload) as { jury: string; act?: string }) }))
  return new Map(
    entries.flatMap(({ seq, jury, act }) => (jury === jurySlug && act ? [[act, Number(seq)] as const] : [])),
  )
}

/** Figures, and a commitment: neither who left nor who came, nor why, can be read from it. */
async function recordSeats(tx: Tx, jury: Jury, type: string, today: string, act: string): Promise<void> {
  const stands = (await holdersOf(tx, jury.id)).map(standOf)
  const { seats } = jury.commission
  const seated = stands.filter((stand) => stand === 'seated').length
  await record(tx, type, { jury: jury.slug, seats, seated, free: openSeats(seats, stands), act }, today)
}

/** The lowest number that no member of the jury wears, in two digits. */
async function nextBadge(tx: Tx, juryId: string): Promise<string> {
  const worn = new Set((await membersOf(tx, juryId)).map(({ badge }) => Number(badge)))
  let number = 1
  while (worn.has(number)) number++
  return String(number).padStart(2, '0')
}

/** The address, unless another juror of this jury signs in with it: one address is one person, and one vote. */
async function freeAddress(tx: Tx, juryId: string, typed: string): Promise<string> {
  const email = typed.trim().toLowerCase()
  if (!email) return ''
  const taken = await tx
    .selectFrom('jury_member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select('m.id')
    .where('m.jury_id', '=', juryId)
    .where('p.email', '=', email)
    .executeTakeFirst()
  return taken ? '' : email
}

/** Says, when it is known later, why a seat became free. */
export async function sayWhy(
  tx: Tx,
  { juryId, id, reason, personId }: { juryId: string; id: string; reason: LeavingReason; personId: string },
  now: Date,
): Promise<void> {
  await tx.updateTable('jury_replacement').set({ reason }).where('id', '=', id).where('jury_id', '=', juryId).execute()
  const changed = await tx
    .selectFrom('jury_replacement as r')
    .innerJoin('jury as j', 'j.id', 'r.jury_id')
    .select(['r.id', 'r.reason', 'r.opened_at as openedAt', 'r.opened_by as openedBy', 'j.slug'])
    .where('r.id', '=', id)
    .where('r.jury_id', '=', juryId)
    .executeTakeFirst()
  if (changed) await record(tx, 'jury.seat_reason', { jury: changed.slug, act: freedAct(changed) }, londonDay(now))
  const detail = { replacement: id, reason }
  await logAct(tx, now, { personId, did: 'said why a seat was freed', objectKind: 'jury', objectId: juryId, detail })
}

/** How many seats became free that nobody has taken. */
export async function openReplacements(db: Handle, juryId: string): Promise<number> {
  const row = await db
    .selectFrom('jury_replacement')
    .select((eb) => eb.fn.countAll().as('open'))
    .where('jury_id', '=', juryId)
    .where('in_member_id', 'is', null)
    .executeTakeFirst()
  return Number(row?.open ?? 0)
}

/** Every seat that became free, who left it and who took it, by badge, the newest first. */
export const replacementsOf = (db: Handle, juryId: string) =>
  db
    .selectFrom('jury_replacement as r')
    .leftJoin('jury_member as o', 'o.id', 'r.out_member_id')
    .leftJoin('jury_member as i', 'i.id', 'r.in_member_id')
    .leftJoin('person as by', 'by.id', 'r.opened_by')
    .leftJoin('person as fill', 'fill.id', 'r.filled_by')
    .select(['r.id', 'r.reason', 'r.opened_at as openedAt', 'r.filled_at as filledAt', 'r.place'])
    .select(['r.opened_by as openerId', 'r.filled_by as fillerId'])
    .select(['o.badge as out', 'i.badge as in', 'by.label as openedBy', 'fill.label as filledBy'])
    .where('r.jury_id', '=', juryId)
    .orderBy('r.opened_at', 'desc')
    .orderBy('r.id')
    .execute()
