import { type Condition, type Form, type FormAnswers, type FormQuestion, saysOf } from '../form.ts'
import type { Area } from './answers.ts'

/** Where people live comes first in every form: coverage is told by it. `part` is a part of the district. */
export const whereStep = 'where'
export const partStep = 'part'
export const checkStep = 'check'

/** Everything that decides which pages there are. */
export interface FormState {
  form: Form
  area: Area | null
  answers: FormAnswers
  hasForums: (district: string) => boolean
}

export interface FormPage {
  /** The key of its first question: its address. */
  key: string
  questions: FormQuestion[]
}

function isFulfilled(
  { question, anyOf, not }: Condition,
  asked: readonly FormQuestion[],
  answers: FormAnswers,
): boolean {
  const earlier = asked.find(({ id }) => id === question)
  const given = answers[question]
  const says = earlier && given ? saysOf(earlier, given) : []
  return anyOf.some((token) => says.includes(token)) !== not
}

/** The questions that are asked, in order, given the answers so far. An answer to a question not asked decides nothing. */
export function askedQuestions({ questions }: Form, answers: FormAnswers): FormQuestion[] {
  const asked: FormQuestion[] = []
  for (const question of questions) {
    if (!question.onlyIf || isFulfilled(question.onlyIf, asked, answers)) asked.push(question)
  }
  return asked
}

/** The pages that are asked, each with its questions. */
export function pagesOf(form: Form, answers: FormAnswers): FormPage[] {
  const pages: (FormPage & { page: number })[] = []
  for (const question of askedQuestions(form, answers)) {
    const last = pages.at(-1)
    if (last?.page === question.page) last.questions.push(question)
    else pages.push({ key: question.key, page: question.page, questions: [question] })
  }
  return pages.map(({ key, questions }) => ({ key, questions }))
}

/** The answers that are sent: those to questions that were asked. */
export function sentAnswers(form: Form, answers: FormAnswers): FormAnswers {
  const asked = new Set(askedQuestions(form, answers).map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)))
}

/** Every step there is now, in order. */
export function formSteps({ form, area, answers, hasForums }: FormState): string[] {
  const part = area?.kind === 'district' && hasForums(area.district) ? [partStep] : []
  return [whereStep, ...part, ...pagesOf(form, answers).map(({ key }) => key), checkStep]
}

/** The first page without an answer it needs; `check` when there is none. */
export function firstMissing({ form, area, answers }: FormState): string {
  if (!area) return whereStep
  const missing = pagesOf(form, answers).find(({ questions }) => questions.some((q) => q.required && !answers[q.id]))
  return missing?.key ?? checkStep
}

/** Where a page leads when it is asked for: itself, or the page that has to come first. Undefined: there is no such page. */
export function reachable(step: string, state: FormState): string | undefined {
  const steps = formSteps(state)
  if (!steps.includes(step)) return undefined
  const missing = firstMissing(state)
  return steps.indexOf(step) > steps.indexOf(missing) ? missing : step
}

/**
 * The page after one that was answered. When it was reached from the check page it leads back there, by way of
 * whatever the changed answer now asks besides.
 */
export function nextStep(step: string, before: FormState, after: FormState, changing: boolean): string {
  const steps = formSteps(after)
  const rest = steps.slice(steps.indexOf(step) + 1)
  if (!changing) return rest[0] ?? checkStep
  const known = formSteps(before)
  return rest.find((one) => one !== partStep && !known.includes(one)) ?? changedPart(step, after) ?? firstMissing(after)
}

/** A district that was chosen anew has parts of its own to choose from. */
const changedPart = (step: string, state: FormState) =>
  step === whereStep && formSteps(state).includes(partStep) ? partStep : undefined

/** The page a back link leads to; null from the first to the start page. */
export function previousStep(step: string, state: FormState, changing: boolean): string | null {
  if (changing && step !== partStep) return checkStep
  const steps = formSteps(state)
  return steps[steps.indexOf(step) - 1] ?? null
}

/** "Question 3 of 14": the place of a page among those asked, where one lives being the first; null for the check page. */
export function progressOf(step: string, state: FormState): { number: number; total: number } | null {
  const pages = [whereStep, ...pagesOf(state.form, state.answers).map(({ key }) => key)]
  const at = pages.indexOf(step === partStep ? whereStep : step)
  return at < 0 ? null : { number: at + 1, total: pages.length }
}
