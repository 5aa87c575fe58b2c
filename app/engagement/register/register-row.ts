import type { Exercise, ExerciseState } from '../exercise.ts'
import type { Extension } from '../publishing/extension.ts'
import type { RegisterEntry } from './register-entry.ts'

/** The days of an exercise, `YYYY-MM-DD`; null where none is set or the ones set cannot be. */
export interface ExerciseDays {
  opensOn: string | null
  closesOn: string | null
  resultsBy: string | null
  decisionOn: string | null
  changedBy: string | null
}

/** Only days that can be true are shown: an end before its beginning, or a decision before the end, is left out. */
export function possibleDays({ opensOn, closesOn, resultsBy, decisionOn, changedBy }: ExerciseDays): ExerciseDays {
  const isPeriod = opensOn !== null && closesOn !== null && closesOn >= opensOn
  const after = (day: string | null) => (isPeriod && day !== null && day > closesOn ? day : null)
  const decision = after(decisionOn)
  return {
    opensOn: isPeriod ? opensOn : null,
    closesOn: isPeriod ? closesOn : null,
    resultsBy: after(resultsBy),
    decisionOn: decision,
    changedBy: decision && changedBy && changedBy > decision ? changedBy : null,
  }
}

/** One exercise in the register, as far as it is public. Money in pounds, reach in people. */
export interface RegisterRow
  extends ExerciseDays,
    Omit<RegisterEntry, 'questions' | 'panelSampleId'>,
    Pick<Exercise, 'id' | 'slug' | 'kind' | 'title' | 'decision' | 'decidedBy' | 'runBy' | 'legalBasis'> {
  /** Whom it is asked jointly with. */
  partnerIds: string[]
  commissionedBy: string
  paidBy: string
  state: ExerciseState
  publishedAt: string
  /** Each time its closing day was moved, the first first. */
  extensions: Extension[]
  areaIds: string[]
}

export type CalendarKind = 'opens' | 'closes' | 'results' | 'decision' | 'changed'

/** What happens on the days of an exercise, by day. */
export const daysOf = (row: ExerciseDays): { kind: CalendarKind; day: string }[] =>
  (
    [
      ['opens', row.opensOn],
      ['closes', row.closesOn],
      ['results', row.resultsBy],
      ['decision', row.decisionOn],
      ['changed', row.changedBy],
    ] as const
  ).flatMap(([kind, day]) => (day === null ? [] : [{ kind, day }]))

/** How the results of a closed exercise stand on a day (rule G-8): there, promised, or overdue since a day. */
export function resultsState(
  row: Pick<RegisterRow, 'state' | 'resultsOn' | 'resultsBy'>,
  today: string,
): 'none' | 'published' | 'promised' | 'overdue' {
  if (row.resultsOn) return 'published'
  if (row.state !== 'closed' || !row.resultsBy) return 'none'
  return row.resultsBy < today ? 'overdue' : 'promised'
}
