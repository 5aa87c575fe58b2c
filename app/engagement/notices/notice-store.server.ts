import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { firstLanguage } from '../../languages/language.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { peopleMap } from '../areas/area-share.ts'
import { placesOn } from '../areas/place-store.server.ts'
import { londonDay } from '../london-day.ts'
import { areaKinds, isSeatKind } from '../register/register-entry.ts'
import { type CompactPlan, councillorsToldAt, type NoticeKind } from './notice.ts'

/** Somebody who is told: a group or a councillor by what they are, not by a name. Without an area, of everything. */
export interface NoticeContact {
  id: string
  kind: NoticeKind
  label: string
  address: string
  areaId: string | null
  /** In which they are written to. */
  language: string
}

export const noticeContacts = (db: Handle): Promise<NoticeContact[]> =>
  db
    .selectFrom('notice_contact')
    .select(['id', 'kind', 'label', 'address', 'area_id as areaId', 'language'])
    .orderBy('kind')
    .orderBy('label')
    .orderBy('id')
    .execute()

/** Puts somebody on a list, unless this address is there already. */
export async function addNoticeContact(
  tx: Tx,
  contact: Omit<NoticeContact, 'id'>,
  personId: string,
  now: Date,
): Promise<'saved' | 'known'> {
  const { kind, label, address, areaId, language } = contact
  const known = await tx
    .selectFrom('notice_contact')
    .select('id')
    .where('kind', '=', kind)
    .where('address', '=', address)
    .executeTakeFirst()
  if (known) return 'known'
  const id = randomUUID()
  await tx
    .insertInto('notice_contact')
    .values({ id, kind, label, address, area_id: areaId, language, added_on: londonDay(now) })
    .execute()
  await logAct(tx, now, { personId, did: 'put somebody on a list of notices', objectKind: 'notice', objectId: id })
  return 'saved'
}

/** Writes somebody on a list anew: unless they were taken off it meanwhile, or the address is another's there. */
export async function changeNoticeContact(
  tx: Tx,
  { id, kind, label, address, areaId, language }: NoticeContact,
  personId: string,
  now: Date,
): Promise<'saved' | 'gone' | 'known'> {
  const known = await noticeContacts(tx)
  if (!known.some((one) => one.id === id)) return 'gone'
  if (known.some((one) => one.id !== id && one.kind === kind && one.address === address)) return 'known'
  await tx
    .updateTable('notice_contact')
    .set({ kind, label, address, area_id: areaId, language })
    .where('id', '=', id)
    .execute()
  await logAct(tx, now, { personId, did: 'changed somebody on a list of notices', objectKind: 'notice', objectId: id })
  return 'saved'
}

/** Puts a file's groups and councillors on the lists: those known by list and address are what it says, none is taken off. */
export async function saveNoticeContacts(
  tx: Tx,
  rows: readonly (Omit<NoticeContact, 'id' | 'language'> & { language: string | null })[],
  day: string,
): Promise<{ added: number; changed: number }> {
  const known = new Map((await noticeContacts(tx)).map(({ kind, address, id }) => [`${kind} ${address}`, id]))
  let added = 0
  for (const { kind, label, address, areaId, language } of rows) {
    const id = known.get(`${kind} ${address}`)
    const values = { label, area_id: areaId, ...(language && { language }) }
    if (id) await tx.updateTable('notice_contact').set(values).where('id', '=', id).execute()
    else {
      added++
      const row = { id: randomUUID(), kind, address, added_on: day, language: language ?? firstLanguage, ...values }
      await tx.insertInto('notice_contact').values(row).execute()
    }
  }
  return { added, changed: rows.length - added }
}

export async function removeNoticeContact(tx: Tx, id: string, personId: string, now: Date): Promise<void> {
  await tx.deleteFrom('notice_contact').where('id', '=', id).execute()
  await logAct(tx, now, { personId, did: 'took somebody off a list of notices', objectKind: 'notice', objectId: id })
}

export async function compactPlanOf(db: Handle, exerciseId: string): Promise<CompactPlan> {
  const row = await db
    .selectFrom('compact_plan')
    .select(['notice_on as noticeOn', 'short_because as shortBecause'])
    .where('exercise_id', '=', exerciseId)
    .executeTakeFirst()
  return row ?? { noticeOn: null, shortBecause: '' }
}

export async function saveCompactPlan(
  tx: Tx,
  exerciseId: string,
  { noticeOn, shortBecause }: CompactPlan,
  personId: string,
  now: Date,
): Promise<void> {
  const plan = { notice_on: noticeOn, short_because: shortBecause }
  await tx
    .insertInto('compact_plan')
    .values({ exercise_id: exerciseId, ...plan })
    .onConflict((conflict) => conflict.column('exercise_id').doUpdateSet(plan))
    .execute()
  await logAct(tx, now, {
    personId,
    did: 'planned when groups are told',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { noticeOn: noticeOn ?? '' },
  })
}

/** A notice that went out: when, and to how many. */
export interface SentNotice {
  kind: NoticeKind
  sentAt: string
  recipients: number
}

export const sentNotices = (db: Handle, exerciseId: string): Promise<SentNotice[]> =>
  db
    .selectFrom('exercise_notice')
    .select(['kind', 'sent_at as sentAt', 'recipients'])
    .where('exercise_id', '=', exerciseId)
    .execute()

/** What the audit says of each exercise: on which day groups were told, and why that was late. Nothing where nobody was. */
export async function compactTold(db: Handle, exerciseIds: readonly string[]) {
  const rows = await db
    .selectFrom('exercise_notice as n')
    .innerJoin('exercise as e', 'e.id', 'n.exercise_id')
    .leftJoin('compact_plan as p', 'p.exercise_id', 'n.exercise_id')
    .select(['e.id', 'e.closes_on as closesOn', 'n.sent_at as sentAt', 'p.short_because as because'])
    .where('n.kind', '=', 'voluntary')
    .where('n.recipients', '>', 0)
    .where('e.id', 'in', ['', ...exerciseIds])
    .execute()
  return new Map(
    rows.map(({ id, closesOn, sentAt, because }) => [
      id,
      { on: londonDay(new Date(sentAt)), closesOn, because: because ?? '' },
    ]),
  )
}

const notSent = (db: Handle, kind: NoticeKind) =>
  db
    .selectFrom('exercise as e')
    .select(['e.id', 'e.title', 'e.slug', 'e.opens_on as opensOn', 'e.closes_on as closesOn'])
    .where('e.kind', '=', 'consultation')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('exercise_notice as n')
            .select('n.exercise_id')
            .whereRef('n.exercise_id', '=', 'e.id')
            .where('n.kind', '=', kind),
        ),
      ),
    )
    .orderBy('e.id')

/** Exercises of which somebody is to be told now and was not yet. Of one that is over, or opened days ago, it is too late. */
export async function dueNotices(db: Handle, now: Date) {
  const today = londonDay(now)
  const voluntary = await notSent(db, 'voluntary')
    .innerJoin('compact_plan as p', 'p.exercise_id', 'e.id')
    .where('p.notice_on', '<=', today)
    .where('e.closes_on', '>=', today)
    .execute()
  const councillor = await notSent(db, 'councillor')
    .where('e.published_at', 'is not', null)
    .where('e.opens_on', '>=', today)
    .execute()
  return [
    ...voluntary.map((exercise) => ({ ...exercise, kind: 'voluntary' as const })),
    ...councillor
      .filter(({ opensOn }) => councillorsToldAt(opensOn!) <= now)
      .map((exercise) => ({ ...exercise, kind: 'councillor' as const })),
  ]
}

/**
 * Everybody on a list whom an exercise concerns by its places. How wards lie to forum areas and parishes is not known: a
 * ward or division is concerned by whatever concerns its district.
 */
export async function toldOf(db: Handle, exerciseId: string, kind: NoticeKind, today: string) {
  const contacts = (await noticeContacts(db)).filter((one) => one.kind === kind)
  const areas = await db.selectFrom('exercise_area').select('area_id').where('exercise_id', '=', exerciseId).execute()
  const places = await placesOn(db, today, areaKinds)
  const map = peopleMap(places.filter(({ kind }) => !isSeatKind(kind)))
  const own = new Set(areas.flatMap(({ area_id }) => [...map.piecesOf(area_id)]))
  const concerned = (areaId: string) => {
    const seat = places.find(({ id, kind }) => id === areaId && isSeatKind(kind))
    return (seat?.parentIds ?? [areaId]).some((id) => [...map.piecesOf(id)].some((piece) => own.has(piece)))
  }
  return contacts.filter(({ areaId }) => areaId === null || !own.size || concerned(areaId))
}

/** Notes that a notice goes out, once: false where another process was first. */
export async function noteNotice(
  tx: Tx,
  { exerciseId, kind, recipients }: { exerciseId: string; kind: NoticeKind; recipients: number },
  now: Date,
): Promise<boolean> {
  const row = { exercise_id: exerciseId, kind, sent_at: now.toISOString(), recipients }
  const added = await tx
    .insertInto('exercise_notice')
    .values(row)
    .onConflict((conflict) => conflict.columns(['exercise_id', 'kind']).doNothing())
    .returning('exercise_id')
    .executeTakeFirst()
  if (!added) return false
  await record(tx, 'exercise.notice', { exercise: exerciseId, told: kind, people: recipients }, londonDay(now))
  return true
}
