import { addDays, daysBetween } from './london-day.ts'
import type { Practice } from './practice.ts'

export const legalBases = ['statutory', 'best_value', 'voluntary', 'commissioned'] as const

/** What an officer writes down before anybody is asked anything. Days are `YYYY-MM-DD`; "" and null are not yet said. */
export interface ExercisePlan {
  title: string
  decision: string
  decidedBy: string
  decisionOn: string | null
  canChange: string
  cannotChange: string
  optionsRejected: string
  audiences: string
  method: string
  legalBasis: string
  commissionedBy: string
  paidBy: string
  opensOn: string | null
  closesOn: string | null
  resultsBy: string | null
  changedBy: string | null
  shortOpeningReason: string | null
  areaIds: string[]
}

export interface Exercise extends ExercisePlan {
  id: string
  slug: string
  kind: 'consultation' | 'jury'
  runBy: string
  formativeSignedBy: string | null
  formativeSignedAt: string | null
  publishedAt: string | null
}

export type ExerciseState = 'planning' | 'forthcoming' | 'open' | 'closed'

/** Where an exercise stands on a day (Europe/London): it is open through the whole of its closing day. */
export function exerciseState(
  exercise: Pick<Exercise, 'publishedAt' | 'opensOn' | 'closesOn'>,
  today: string,
): ExerciseState {
  if (!exercise.publishedAt || !exercise.opensOn || !exercise.closesOn) return 'planning'
  if (today < exercise.opensOn) return 'forthcoming'
  return today <= exercise.closesOn ? 'open' : 'closed'
}

/** One thing that stands in the way of publishing, or a warning: a key of the words, its figures, and the field to mend. */
export interface PlanTrouble {
  field: string
  key: string
  values: Record<string, string | number>
  /** The area of the words, where it is not this one's. */
  area?: 'planning-desk' | 'extending'
}

const required = [
  'title',
  'decision',
  'decidedBy',
  'decisionOn',
  'canChange',
  'cannotChange',
  'optionsRejected',
  'areaIds',
  'audiences',
  'method',
  'opensOn',
  'closesOn',
  'resultsBy',
  'changedBy',
] as const satisfies (keyof ExercisePlan)[]

const trouble = (field: string, key: string, values: PlanTrouble['values'] = {}): PlanTrouble => ({
  field,
  key,
  values,
})

/** The first day on which a decision can take the answers into account: closing plus the time to analyse them (G-1). */
export const earliestDecision = (closesOn: string, practice: Pick<Practice, 'consult.analysis_weeks'>): string =>
  addDays(closesOn, practice['consult.analysis_weeks'] * 7)

/**
 * Everything that forbids publishing, in the order of the form (rules G-1, G-2, G-3 and G-8): empty when it may be
 * published. `hasConsultation` is false while nobody could answer anything yet.
 */
export function publishingTroubles(
  plan: ExercisePlan & Pick<Exercise, 'formativeSignedAt' | 'kind'>,
  practice: Practice,
  hasConsultation: boolean,
): PlanTrouble[] {
  const missing = required.filter((field) => !plan[field]?.length).map((field) => trouble(field, `missing.${field}`))
  const needsInstrument = plan.kind === 'consultation' && !hasConsultation
  return [
    ...missing,
    ...dateTroubles(plan, practice),
    ...(needsInstrument ? [trouble('questions', 'no_questions')] : []),
    ...(plan.formativeSignedAt ? [] : [trouble('formative', 'not_signed')]),
  ]
}

/** What does not hold together in the days of a plan. */
export function dateTroubles(plan: ExercisePlan, practice: Practice): PlanTrouble[] {
  const { opensOn, closesOn, decisionOn, resultsBy, changedBy } = plan
  const found: PlanTrouble[] = []
  if (opensOn && closesOn) {
    const weeks = practice['consult.open_weeks_reason']
    if (closesOn < opensOn) found.push(trouble('closesOn', 'closes_before_opening'))
    else if (weeksOpen(opensOn, closesOn) < weeks && !plan.shortOpeningReason) {
      found.push(trouble('shortOpeningReason', 'short_without_reason', { weeks }))
    }
  }
  if (closesOn && decisionOn) {
    const earliest = earliestDecision(closesOn, practice)
    const weeks = practice['consult.analysis_weeks']
    if (decisionOn < earliest) found.push(trouble('decisionOn', 'decision_too_early', { earliest, weeks }))
  }
  if (closesOn && resultsBy) {
    const latest = addDays(closesOn, practice['consult.report_weeks'] * 7)
    const weeks = practice['consult.report_weeks']
    if (resultsBy <= closesOn) found.push(trouble('resultsBy', 'results_before_closing'))
    else if (resultsBy > latest) found.push(trouble('resultsBy', 'results_too_late', { latest, weeks }))
  }
  if (decisionOn && changedBy && changedBy <= decisionOn) found.push(trouble('changedBy', 'changed_before_decision'))
  return found
}

/** What may be published but should be thought about again. */
export function planWarnings(plan: ExercisePlan, practice: Practice): PlanTrouble[] {
  if (!plan.opensOn || !plan.closesOn || plan.closesOn < plan.opensOn) return []
  const weeks = practice['consult.open_weeks_warn']
  return weeksOpen(plan.opensOn, plan.closesOn) < weeks ? [trouble('closesOn', 'short', { weeks })] : []
}

/** Whole weeks an exercise takes answers, first and last day included. */
const weeksOpen = (opensOn: string, closesOn: string) => Math.floor((daysBetween(opensOn, closesOn) + 1) / 7)

/** What "still formative" is signed over: a later change to any of it makes the signature fall (G-1). */
const signedOver = ['decision', 'decidedBy', 'decisionOn', 'canChange', 'cannotChange', 'closesOn'] as const

export const changesWhatWasSigned = (before: ExercisePlan, after: ExercisePlan): boolean =>
  signedOver.some((field) => before[field] !== after[field])

/** An address made from a title: lower case, words joined by hyphens, at most 60 characters. */
export function slugFrom(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return plain.slice(0, 60).replace(/^-+|-+$/g, '') || 'topic'
}

/** Last parts of addresses that belong to a page, beside which those of consultations and juries stand. */
export const fixedParts: readonly string[] = ['audit', 'calendar', 'exercise', 'feed', 'new']

/** True for a title whose address would be that of another page: nobody could reach what it names. */
export const hidesAPage = (title: string): boolean => fixedParts.includes(slugFrom(title))
