import { type Answers, needsOrder } from './answers.ts'

/** The pages of a consultation, in order. `forum` belongs to the question of the area. */
export const steps = ['area', 'forum', 'pick', 'order', 'why', 'check'] as const
export type Step = (typeof steps)[number]

const questions: Record<Step, number | null> = { area: 1, forum: 1, pick: 2, order: 3, why: 4, check: null }

/** "Question 2 of 4": null on the page where answers are checked. */
export const questionNumber = (step: Step): number | null => questions[step]
export const questionCount = 4

/** What the steps depend on besides the answers: whether a district has forum areas to choose from. */
export type HasForums = (district: string) => boolean

/** True when the question is asked at all: one pick needs no order, and not every area has parts. */
function isAsked(step: Step, answers: Answers, hasForums: HasForums): boolean {
  if (step === 'forum') return answers.area?.kind === 'district' && hasForums(answers.area.district)
  return step !== 'order' || needsOrder(answers)
}

/** The first page without an answer it needs; `check` when there is none. Only "why" and the forum may stay empty. */
export function firstMissing(answers: Answers): Step {
  if (!answers.area) return 'area'
  if (!answers.picks.length && !answers.none && !answers.somethingElse) return 'pick'
  return needsOrder(answers) && !answers.order ? 'order' : 'check'
}

/** Where a page leads when it is asked for: itself, or the page that has to come first. */
export function reachable(step: Step, answers: Answers, hasForums: HasForums): Step {
  const missing = firstMissing(answers)
  if (steps.indexOf(step) > steps.indexOf(missing)) return missing
  return isAsked(step, answers, hasForums) ? step : nextStep(step, answers, hasForums, false)
}

/** The page after one that was answered. `changing`: reached from the check page, and leading back to it. */
export function nextStep(step: Step, answers: Answers, hasForums: HasForums, changing: boolean): Step {
  if (changing && !(step === 'area' && isAsked('forum', answers, hasForums))) return firstMissing(answers)
  return steps.slice(steps.indexOf(step) + 1).find((s) => isAsked(s, answers, hasForums)) ?? 'check'
}

/** The page a back link leads to; null from the first to the start page. */
export function previousStep(step: Step, answers: Answers, hasForums: HasForums, changing: boolean): Step | null {
  if (changing && step !== 'forum') return 'check'
  return steps.slice(0, steps.indexOf(step)).findLast((s) => isAsked(s, answers, hasForums)) ?? null
}
