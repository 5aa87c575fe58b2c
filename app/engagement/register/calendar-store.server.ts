import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'

/** A meeting the public can follow: of the Board, or of the standing conference. */
export interface PublicMeeting {
  id: string
  of: 'board' | 'conference'
  day: string
  /** `HH:MM`, and how long, where they are set. */
  startsAt: string | null
  minutes: number | null
  place: string
}

/** Every meeting of the Board and of the standing conference, by day. */
export async function publicMeetings(db: Handle): Promise<PublicMeeting[]> {
  const board = await db
    .selectFrom('meeting as m')
    .innerJoin('body as b', 'b.id', 'm.body_id')
    .select(['m.id', 'm.on_date', 'm.starts_at', 'm.place', 'm.part_a_minutes', 'm.part_b_minutes'])
    .where('b.kind', '=', 'board')
    .execute()
  const conference = await db.selectFrom('conference_meeting').select(['id', 'on_date', 'place']).execute()
  return [
    ...board.map((meeting) => ({
      id: meeting.id,
      of: 'board' as const,
      day: meeting.on_date,
      startsAt: /^\d\d:\d\d$/.test(meeting.starts_at) ? meeting.starts_at : null,
      minutes: meeting.part_a_minutes + meeting.part_b_minutes,
      place: meeting.place,
    })),
    ...conference.map((meeting) => ({
      id: meeting.id,
      of: 'conference' as const,
      day: meeting.on_date,
      startsAt: null,
      minutes: null,
      place: meeting.place,
    })),
  ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1))
}

/** The lists and jury reports that were published, with what they are of. */
export const publishedResults = async (db: Handle) => {
  const published = (table: 'priority_list' | 'form_result') =>
    db
      .selectFrom(`${table} as l`)
      .innerJoin('exercise as e', 'e.id', 'l.exercise_id')
      .select(['l.id', 'l.version', 'l.published_at', 'l.exercise_id', 'e.slug', 'e.title', 'e.run_by'])
      .where('l.published_at', 'is not', null)
      .orderBy('l.id')
      .execute()
  const lists = [
    ...(await published('priority_list')).map((list) => ({ ...list, part: 'list' })),
    ...(await published('form_result')).map((list) => ({ ...list, part: 'results' })),
  ]
  const reports = await db
    .selectFrom('jury as j')
    .innerJoin('exercise as e', 'e.id', 'j.exercise_id')
    .select(['j.id', 'j.report_published_at as published_at', 'j.exercise_id', 'j.slug', 'e.title', 'e.run_by'])
    .where('j.report_published_at', 'is not', null)
    .where('j.practice', '=', 0)
    .orderBy('j.id')
    .execute()
  return { lists, reports }
}

const announced = z.object({
  id: z.string(),
  title: z.string(),
  opensOn: z.string(),
  closesOn: z.string(),
  resultsBy: z.string().nullable(),
  decisionOn: z.string().nullable(),
  changedBy: z.string().nullable(),
})
const takenBack = z.object({ id: z.string(), at: z.string() })

/** Exercises that were announced and taken back before they opened, as the ledger has them, while people may still wait for them. */
export async function withdrawnExercises(db: Handle, today: string) {
  const entries = await db
    .selectFrom('ledger as l')
    .innerJoin('ledger_opening as o', 'o.seq', 'l.seq')
    .select(['l.type', 'o.payload'])
    .where('l.type', 'in', ['exercise.published', 'exercise.withdrawn'])
    .orderBy('l.seq')
    .execute()
  const last = new Map<string, z.output<typeof announced>>()
  const withdrawn = new Map<string, string>()
  for (const { type, payload } of entries) {
    const content = JSON.parse(payload)
    const publication = announced.safeParse(content)
    const withdrawal = takenBack.safeParse(content)
    if (type === 'exercise.published' && publication.success) {
      last.set(publication.data.id, publication.data)
      withdrawn.delete(publication.data.id)
    } else if (type === 'exercise.withdrawn' && withdrawal.success) {
      withdrawn.set(withdrawal.data.id, withdrawal.data.at)
    }
  }
  return [...withdrawn].flatMap(([id, withdrawnAt]) => {
    const plan = last.get(id)
    return plan && plan.closesOn >= today ? [{ ...plan, withdrawnAt }] : []
  })
}
