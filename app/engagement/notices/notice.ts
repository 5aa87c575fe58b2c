import type { PlanTrouble } from '../exercise.ts'
import { addDays, daysBetween, startOfDay } from '../london-day.ts'
import type { Practice } from '../practice.ts'

/** Who is told of an exercise before others are: voluntary and community groups (the Compact), and councillors. */
export const noticeKinds = ['voluntary', 'councillor'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** When the groups are told, and why that is late where it is. */
export interface CompactPlan {
  noticeOn: string | null
  shortBecause: string
}

const notice = 'compact.notice_weeks'

/** The day by which groups would have to be told so that they have the usual time before it closes. */
export const tellBy = (closesOn: string, practice: Pick<Practice, typeof notice>): string =>
  addDays(closesOn, 1 - practice[notice] * 7)

/** Whether groups have less than the usual time between being told and closing. */
export const isShortNotice = (toldOn: string, closesOn: string, practice: Pick<Practice, typeof notice>): boolean =>
  toldOn > tellBy(closesOn, practice)

/**
 * The usual time is for where it is possible: a shorter one is said, and asks for a reason that everybody reads, and
 * never forbids anything. Where no day is planned the groups hear of it as everybody does, on the first day.
 */
export function compactWarnings(
  { opensOn, closesOn }: { opensOn: string | null; closesOn: string | null },
  { noticeOn, shortBecause }: CompactPlan,
  practice: Pick<Practice, typeof notice>,
): PlanTrouble[] {
  const toldOn = noticeOn ?? opensOn
  if (!toldOn || !closesOn) return []
  if (closesOn < toldOn) {
    // No reason makes this right: nobody is written to of what is over.
    return noticeOn ? [{ field: 'notices', key: 'compact.over', values: { by: closesOn }, area: 'planning-desk' }] : []
  }
  if (!isShortNotice(toldOn, closesOn, practice) || shortBecause) return []
  const weeks = Math.floor((daysBetween(toldOn, closesOn) + 1) / 7)
  const values = { weeks, usual: practice[notice], by: tellBy(closesOn, practice) }
  return [{ field: 'notices', key: noticeOn ? 'compact.short' : 'compact.no_day', values, area: 'planning-desk' }]
}

/** Hours before the first moment of an exercise at which councillors are told of it (journey 3.2). */
const councillorHours = 24
/** So much later than that is no lateness: the job that sends looks only so often. */
const graceMinutes = 30

export const councillorsToldAt = (opensOn: string): Date =>
  new Date(startOfDay(opensOn).getTime() - councillorHours * 3_600_000)

export const isLateForCouncillors = (sentAt: string, opensOn: string): boolean =>
  Date.parse(sentAt) > councillorsToldAt(opensOn).getTime() + graceMinutes * 60_000
