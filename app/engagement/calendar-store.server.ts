import type { Handle } from '../../db/connect.ts'

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
      .select(['l.id', 'l.version', 'l.published_at', 'e.slug', 'e.title', 'e.run_by'])
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
    .select(['j.id', 'j.report_published_at as published_at', 'j.slug', 'e.title', 'e.run_by'])
    .where('j.report_published_at', 'is not', null)
    .where('j.practice', '=', 0)
    .orderBy('j.id')
    .execute()
  return { lists, reports }
}
