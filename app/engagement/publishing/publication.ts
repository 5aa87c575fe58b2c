import type { PlanTrouble } from '../exercise.ts'

/** The twelve things that hold before anybody is asked (journey 3.2), in the order they are worked out. */
export const publicationPoints = [
  'decision',
  'change',
  'dates',
  'polls',
  'register',
  'reach',
  'questions',
  'open_views',
  'plain',
  'preview',
  'equality',
  'data_protection',
] as const
export type PublicationPoint = (typeof publicationPoints)[number]

/** What is signed under, each by its own matter: the last is publishing itself. */
export const matters = [
  'open_views',
  'plain',
  'preview',
  'equality',
  'data_protection',
  'controllers',
  'publication',
] as const
export type Matter = (typeof matters)[number]

/** Points about the questions; they are asked again for a change once an exercise is public. */
export const questionPoints: readonly PublicationPoint[] = [
  'questions',
  'open_views',
  'plain',
  'preview',
  'equality',
  'data_protection',
]

/** A signature as it is kept; it holds while what it was put under has the same hash. */
export interface Signature {
  matter: Matter
  personId: string
  organisationId: string | null
  hash: string
  note: string
  signedAt: string
}

export const holding = (signatures: readonly Signature[], matter: Matter, hash: string | null): Signature[] =>
  hash === null ? [] : signatures.filter((one) => one.matter === matter && one.hash === hash)

const fieldsOf: Record<string, PublicationPoint> = {
  title: 'decision',
  decision: 'decision',
  decidedBy: 'decision',
  decisionOn: 'decision',
  formative: 'decision',
  canChange: 'change',
  cannotChange: 'change',
  optionsRejected: 'change',
  areaIds: 'register',
  overlap: 'register',
  audiences: 'reach',
  stakeholders: 'reach',
  method: 'reach',
  questions: 'questions',
}

/** The point that a trouble or a warning of the plan belongs to. */
export function pointOf({ field, key, area }: PlanTrouble): PublicationPoint {
  if (/^poll/.test(key)) return 'polls'
  if (/^holiday/.test(key)) return 'dates'
  return fieldsOf[field] ?? (area === 'planning-desk' ? 'register' : 'dates')
}

/** What an officer has to have done to the questions as they stand, and whether each is done. */
export interface QuestionFacts {
  /** Null where there are no questions yet. */
  hash: string | null
  troubles: number
  /** Hints, a form too long or too hard: then a reason is needed. */
  hints: number
  /** Partners with a module of their own: each ticks its own questions. */
  modules: readonly string[]
}

export interface AssessmentFacts {
  equality: string | null
  dataProtection: string | null
  controllers: string | null
}

export interface CheckedPoint {
  point: PublicationPoint
  met: boolean
  /** It does not apply: it is asked elsewhere, by other means. */
  notHere: boolean
  /** Keys of the words that say what is missing, with troubles of the plan besides. */
  missing: string[]
  troubles: PlanTrouble[]
}

interface Facts {
  planTroubles: readonly PlanTrouble[]
  askedElsewhere: boolean
  questions: QuestionFacts
  assessments: AssessmentFacts
  signatures: readonly Signature[]
  /** Every organisation that asks, the one that runs it first. */
  partners: readonly string[]
}

/** Every point with what it still lacks (rules G-1 to G-9, E-2, A-7, P-5). */
export function checkedPoints(facts: Facts): CheckedPoint[] {
  const { planTroubles, askedElsewhere, questions, assessments, signatures, partners } = facts
  const signed = (matter: Matter, hash: string | null) => holding(signatures, matter, hash).length > 0
  const unsigned = (matter: Matter, hash: string | null) => (signed(matter, hash) ? [] : [matter])
  const joint = partners.length > 1
  const controllers = holding(signatures, 'controllers', assessments.controllers)
  const missingControllers = joint && partners.some((id) => !controllers.some((one) => one.organisationId === id))
  const views = holding(signatures, 'open_views', questions.hash)
  const openViews = !views.length
    ? ['open_views']
    : questions.modules.some((id) => !views.some((one) => one.organisationId === id))
      ? ['open_views_module']
      : []
  const own: Partial<Record<PublicationPoint, string[]>> = {
    questions: questions.troubles ? ['question_troubles'] : questions.hash === null ? ['no_questions'] : [],
    open_views: openViews,
    plain: questions.hints ? unsigned('plain', questions.hash) : questions.hash === null ? ['plain_nothing'] : [],
    preview: unsigned('preview', questions.hash),
    equality: unsigned('equality', assessments.equality),
    data_protection: [
      ...unsigned('data_protection', assessments.dataProtection),
      ...(missingControllers ? ['controllers'] : []),
    ],
  }
  return publicationPoints.map((point) => {
    const notHere = askedElsewhere && questionPoints.includes(point)
    const missing = notHere ? [] : (own[point] ?? [])
    const troubles = planTroubles.filter((trouble) => pointOf(trouble) === point && trouble.field !== 'questions')
    return { point, notHere, missing, troubles, met: !missing.length && !troubles.length }
  })
}

export type Readiness =
  | { kind: 'not_met' }
  /** Nobody has signed, or not everybody who must. */
  | { kind: 'waiting'; signed: Signature[]; partners: string[] }
  | { kind: 'enough'; signed: Signature[] }

/** Two different people sign; of a joint exercise one for every partner. */
export function signedEnough(signatures: readonly Signature[], hash: string, partners: readonly string[]): Readiness {
  const signed = holding(signatures, 'publication', hash)
  const people = new Set(signed.map(({ personId }) => personId))
  const missing = partners.length > 1 ? partners.filter((id) => !signed.some((one) => one.organisationId === id)) : []
  return people.size >= 2 && !missing.length
    ? { kind: 'enough', signed }
    : { kind: 'waiting', signed, partners: missing }
}

export const assessmentKinds = ['equality', 'data_protection', 'controllers'] as const
export type AssessmentKind = (typeof assessmentKinds)[number]

/** What each assessment says, in this order; all of it is needed before anybody signs. */
export const assessmentFields: Record<AssessmentKind, readonly string[]> = {
  equality: ['groups', 'characteristics', 'effects', 'reduce', 'watch'],
  data_protection: ['collected', 'basis', 'special', 'kept', 'risks', 'measures'],
  controllers: ['purpose', 'parts', 'contact', 'sharing', 'cost'],
}
export type Assessment = Readonly<Record<string, string>>

export const emptyFields = (kind: AssessmentKind, assessment: Assessment): string[] =>
  emptyOf(assessmentFields[kind], assessment)

export const emptyOf = (fields: readonly string[], assessment: Assessment): string[] =>
  fields.filter((field) => !assessment[field]?.trim())
