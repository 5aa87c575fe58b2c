import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { isMember, joiningTrouble, termEnd, vacancies } from './term.ts'

/** Everybody who is or was in the conference, by cohort. Labels are roles, never names. */
export async function conferenceMembers(db: Handle) {
  const rows = await db
    .selectFrom('conference_member as m')
    .innerJoin('jury as j', 'j.id', 'm.jury_id')
    .select(['m.id', 'm.person_id as personId', 'm.label', 'm.cohort', 'm.co_chair as coChair'])
    .select(['m.term_from as termFrom', 'm.term_to as termTo', 'm.left_on as leftOn'])
    .select(['j.id as juryId', 'j.slug as jurySlug', 'j.public_name as jury'])
    .orderBy('m.cohort')
    .orderBy('m.label')
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({ ...row, coChair: row.coChair === 1 }))
}

export type ConferenceMember = Awaited<ReturnType<typeof conferenceMembers>>[number]

/** The seat this person holds on a day; undefined when their term is over or has not begun. */
export async function seatOf(db: Handle, personId: string, day: string): Promise<ConferenceMember | undefined> {
  return (await conferenceMembers(db)).find((member) => member.personId === personId && isMember(member, day))
}

/**
 * Lets a past juror join a cohort; with `termTo` for what is left of it. Returns the new seat's id, or why not. They
 * hold the member's part in the system until their term ends.
 */
export async function joinConference(
  tx: Tx,
  given: {
    personId: string
    juryId: string
    label: string
    cohort: number
    termFrom: string
    termTo?: string
    coChair?: boolean
    id?: string
    byPersonId: string
  },
  now: Date,
): Promise<
  { id: string; trouble?: undefined } | { id?: undefined; trouble: NonNullable<ReturnType<typeof joiningTrouble>> }
> {
  const seat = await tx
    .selectFrom('jury_member as m')
    .innerJoin('jury as j', 'j.id', 'm.jury_id')
    .select(['m.state', 'j.report_published_at'])
    .where('m.jury_id', '=', given.juryId)
    .where('m.person_id', '=', given.personId)
    .executeTakeFirst()
  const members = await conferenceMembers(tx)
  const { termFrom } = given
  const trouble = joiningTrouble({
    satToTheEnd: seat?.state === 'seated',
    reported: seat?.report_published_at !== null && seat !== undefined,
    isMember: members.some((m) => m.personId === given.personId && isMember(m, termFrom)),
    empty: vacancies(members, termFrom).find(({ cohort }) => cohort === given.cohort)?.empty ?? 0,
  })
  if (trouble) return { trouble }
  const id = given.id ?? randomUUID()
  const termTo = given.termTo ?? termEnd(termFrom)
  await tx
    .insertInto('conference_member')
    .values({
      id,
      person_id: given.personId,
      jury_id: given.juryId,
      label: given.label,
      cohort: given.cohort,
      co_chair: given.coChair ? 1 : 0,
      term_from: termFrom,
      term_to: termTo,
      left_on: null,
    })
    .execute()
  await tx
    .insertInto('role_grant')
    .values({
      id: randomUUID(),
      person_id: given.personId,
      role: 'conference_member',
      scope_id: null,
      valid_from: termFrom,
      valid_to: termTo,
    })
    .execute()
  await logAct(tx, now, {
    personId: given.byPersonId,
    did: 'joined the conference',
    objectKind: 'conference_member',
    objectId: id,
  })
  return { id }
}

/** Past jurors who could join today: they sat to the end of a jury that has reported, and are not members now. */
export async function pastJurors(db: Handle, today: string) {
  const members = (await conferenceMembers(db)).filter((member) => isMember(member, today))
  const rows = await db
    .selectFrom('jury_member as m')
    .innerJoin('jury as j', 'j.id', 'm.jury_id')
    .select(['m.person_id as personId', 'm.badge', 'm.district as area', 'j.id as juryId', 'j.public_name as jury'])
    .where('m.state', '=', 'seated')
    .where('m.person_id', 'is not', null)
    .where('j.report_published_at', 'is not', null)
    .orderBy('j.public_name')
    .orderBy('m.badge')
    .orderBy('m.id')
    .execute()
  return rows.flatMap(({ personId, ...row }) =>
    personId && !members.some((member) => member.personId === personId) ? [{ ...row, personId }] : [],
  )
}

/** The conference's meetings, newest first. */
export const conferenceMeetings = (db: Handle) =>
  db.selectFrom('conference_meeting').selectAll().orderBy('on_date', 'desc').orderBy('id').execute()

/** Plans a meeting of the conference; returns its id. */
export async function planMeeting(
  tx: Tx,
  given: { onDate: string; place: string; statement?: string; id?: string; personId: string },
  now: Date,
): Promise<string> {
  const id = given.id ?? randomUUID()
  await tx
    .insertInto('conference_meeting')
    .values({ id, on_date: given.onDate, place: given.place, statement: given.statement ?? null })
    .execute()
  await logAct(tx, now, { personId: given.personId, did: 'planned', objectKind: 'conference_meeting', objectId: id })
  return id
}

/** Who is a member on the London day of an instant. */
export const membersNow = async (db: Handle, now: Date) =>
  (await conferenceMembers(db)).filter((member) => isMember(member, londonDay(now)))
