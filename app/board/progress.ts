import { addDays, daysBetween } from '../engagement/london-day.ts'
import { type DraftError, wordCount } from './position.ts'

/** What an owner can say of an action; `not_reported` is what its silence says (rule B-7, need 38). */
export const reportable = ['green', 'amber', 'red', 'done'] as const
export type Reportable = (typeof reportable)[number]
export type Rag = Reportable | 'not_reported'

export const isReportable = (text: string): text is Reportable => (reportable as readonly string[]).includes(text)

export const mostWordsOfReport = 80

/** One report asked for: filled when `reportedOn` is set. */
export interface ReportFacts {
  dueOn: string
  reportedOn: string | null
  rag: Rag
}

/** Filled reports by the day they came, then what is still open by the day it is due. */
const whenOf = (r: ReportFacts) => r.reportedOn ?? r.dueOn

/** Missed: the day it was due is over and nothing came. */
export const isMissed = (r: ReportFacts, today: string): boolean => r.reportedOn === null && r.dueOn < today

/** What there is to read, oldest first: reports that came and reports that should have. What is not yet due is not there. */
export const historyOf = <R extends ReportFacts>(reports: readonly R[], today: string): R[] =>
  reports.filter((r) => r.reportedOn !== null || isMissed(r, today)).sort((a, b) => (whenOf(a) < whenOf(b) ? -1 : 1))

/** The rating that stands today: the last report's, `not_reported` once one is missed, null before the first is due. */
export function ratingNow(reports: readonly ReportFacts[], today: string): Rag | null {
  const last = historyOf(reports, today).at(-1)
  return last ? (last.reportedOn === null ? 'not_reported' : last.rag) : null
}

/** The last rating an owner gave, whatever was missed since: what a new report is compared with. */
export const lastGiven = (reports: readonly ReportFacts[]): Rag | null =>
  reports
    .filter((r) => r.reportedOn !== null)
    .sort((a, b) => (a.reportedOn! < b.reportedOn! ? -1 : 1))
    .at(-1)?.rag ?? null

/** Reports missed in a row up to today. Two put the action on the Board's agenda by themselves (journey 3.8). */
export function missesInARow(reports: readonly ReportFacts[], today: string): number {
  const history = historyOf(reports, today)
  let misses = 0
  while (misses < history.length && isMissed(history[history.length - 1 - misses]!, today)) misses++
  return misses
}
export const missesThatCount = 2

export interface ReportDraft {
  rag: string
  sentence: string
  peopleNotice: string
  measureValue: string
  changeReason: string
}

/** What keeps a report from being sent. A colour that changed says why; done is a change as well. */
export function reportErrors(draft: ReportDraft, before: Rag | null): DraftError[] {
  const errors: DraftError[] = []
  const words = wordCount(draft.sentence)
  if (words === 0) errors.push({ field: 'sentence', key: 'sentence' })
  if (words > mostWordsOfReport)
    errors.push({ field: 'sentence', key: 'sentence_long', values: { most: mostWordsOfReport, words } })
  if (!draft.measureValue.trim()) errors.push({ field: 'measure_value', key: 'measure_value' })
  if (!isReportable(draft.rag)) errors.push({ field: 'rag', key: 'rag' })
  else if (before !== null && before !== draft.rag && wordCount(draft.changeReason) === 0) {
    errors.push({ field: 'change_reason', key: 'change_reason' })
  }
  if (wordCount(draft.peopleNotice) === 0) errors.push({ field: 'people_notice', key: 'people_notice' })
  return errors
}

const leadDays = 14
const apartDays = 28

/**
 * The days by which owners report: two weeks before each meeting that looks at progress, Board or conference, but not
 * again within four weeks of the one before. Returned in order, without doubles.
 */
export function reportDays(meetings: readonly string[]): string[] {
  const days: string[] = []
  for (const day of [...meetings].sort().map((m) => addDays(m, -leadDays))) {
    const before = days.at(-1)
    if (before === undefined || daysBetween(before, day) >= apartDays) days.push(day)
  }
  return days
}
