import { z } from 'zod'
import { needKinds, type ReasonAgainst } from './application.ts'

/** The six questions on who may sit in a jury (J-7), in the order they are asked, with the answer that lets somebody in. */
export const eligibilityQuestions = {
  age: 'yes',
  area: 'yes',
  office: 'no',
  commissioner: 'no',
  interest: 'no',
  served: 'no',
} as const satisfies Partial<Record<ReasonAgainst, 'yes' | 'no'>>
export type EligibilityQuestion = keyof typeof eligibilityQuestions
const eligibilitySteps = Object.keys(eligibilityQuestions) as EligibilityQuestion[]

export const contactWays = ['email', 'phone', 'text', 'post', 'relay', 'bsl'] as const
export type ContactWay = (typeof contactWays)[number]

/** What somebody has said so far; null where a page has not been answered yet. */
export const registrationAnswers = z.object({
  eligible: z.partialRecord(
    z.enum(['age', 'area', 'office', 'commissioner', 'interest', 'served']),
    z.enum(['yes', 'no']),
  ),
  dates: z.array(z.string()).nullable(),
  consent: z.boolean(),
  values: z.record(z.string(), z.string()),
  name: z.object({ firstName: z.string(), lastName: z.string() }).nullable(),
  address: z.object({ address: z.string(), postcode: z.string() }).nullable(),
  contact: z.object({ email: z.string(), phone: z.string(), prefers: z.enum(contactWays) }).nullable(),
  needs: z.object({ kinds: z.array(z.enum(needKinds)), language: z.string(), other: z.string() }).nullable(),
})
export type RegistrationAnswers = z.infer<typeof registrationAnswers>

export const nothingSaid: RegistrationAnswers = {
  eligible: {},
  dates: null,
  consent: false,
  values: {},
  name: null,
  address: null,
  contact: null,
  needs: null,
}

/** What a jury asks for: its days, and its criteria in order. */
export interface AskedBy {
  dates: readonly string[]
  criteria: readonly { id: string; values: readonly string[] }[]
}

/** `about-1` is the first criterion. */
export type RegistrationStep =
  | EligibilityQuestion
  | 'dates'
  | 'consent'
  | `about-${number}`
  | 'name'
  | 'address'
  | 'contact'
  | 'needs'
  | 'check'

/** Every page in the order it is asked: one question each. */
export const registrationSteps = ({ criteria }: AskedBy): RegistrationStep[] => [
  ...eligibilitySteps,
  'dates',
  'consent',
  ...criteria.map((_, i) => `about-${i + 1}` as const),
  'name',
  'address',
  'contact',
  'needs',
  'check',
]

/** The criterion that a page asks about, if it is one of those. */
export const criterionOf = ({ criteria }: AskedBy, step: string) =>
  /^about-[1-9]\d?$/.test(step) ? criteria[Number(step.slice(6)) - 1] : undefined

/** Why somebody cannot take part, by what they have said so far: the first of the reasons, or undefined. */
export function whyNot(answers: RegistrationAnswers, asked: AskedBy): ReasonAgainst | undefined {
  for (const question of eligibilitySteps) {
    const said = answers.eligible[question]
    if (said && said !== eligibilityQuestions[question]) return question
  }
  // A jury hears everything together: whoever misses a day has missed evidence.
  return answers.dates && asked.dates.some((day) => !answers.dates!.includes(day)) ? 'dates' : undefined
}

/** Whether a page has been answered with something that still holds. */
export function isAnswered(step: RegistrationStep, answers: RegistrationAnswers, asked: AskedBy): boolean {
  if (step in eligibilityQuestions) return answers.eligible[step as EligibilityQuestion] !== undefined
  const criterion = criterionOf(asked, step)
  if (criterion) return criterion.values.includes(answers.values[criterion.id] ?? '')
  if (step === 'consent') return answers.consent
  if (step === 'check') return false
  return answers[step as 'dates' | 'name' | 'address' | 'contact' | 'needs'] !== null
}

/** The first page that is still to be answered; `check` when all are. */
export const firstOpen = (answers: RegistrationAnswers, asked: AskedBy): RegistrationStep =>
  registrationSteps(asked).find((step) => !isAnswered(step, answers, asked))!

/** Whether somebody may be on a page: everything before it is answered. */
export function mayBeOn(step: RegistrationStep, answers: RegistrationAnswers, asked: AskedBy): boolean {
  const steps = registrationSteps(asked)
  return steps.indexOf(step) <= steps.indexOf(firstOpen(answers, asked))
}

export const stepAfter = (step: RegistrationStep, asked: AskedBy): RegistrationStep => {
  const steps = registrationSteps(asked)
  return steps[Math.min(steps.indexOf(step) + 1, steps.length - 1)]!
}

export const stepBefore = (step: RegistrationStep, asked: AskedBy): RegistrationStep | undefined => {
  const steps = registrationSteps(asked)
  return steps[steps.indexOf(step) - 1]
}
