/** One text in the languages it exists in; English is required and stands in for the others. */
export type Translations = Readonly<Record<string, string>> & { readonly en: string }

/** The four questions of the flagship template, in the order they are asked (rule L-1, journey 3.1). */
export const questionKinds = ['area', 'pick', 'order', 'why'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What a resident reads, as it is written by an officer or the demonstration. */
export interface ConsultationTexts {
  title: Translations
  lead: Translations
  decision: Translations
  canChange: Translations
  cannotChange: Translations
  questions: Record<QuestionKind, { title: Translations; hint: Translations | null }>
}

/** One option on offer. `key` makes its id stable inside the consultation; a priority lives on across exercises. */
export interface FlagshipOption {
  key: string
  title: Translations
  example: Translations | null
  priorityId: string | null
}

/** "Choose up to N of up to 12, then put them in order, why (optional), area." */
export interface Flagship {
  exerciseId: string
  /** Becomes the beginning of every id below it; random when absent. */
  id?: string
  version?: number
  /** N: 1 to 5, three by default. */
  picksMax?: number
  /** How long answering takes, as told on the start page. */
  minutes?: number
  texts: ConsultationTexts
  /** 3 to 15, in the order of the printed list; residents get them in random order. */
  options: readonly FlagshipOption[]
}

export type FlagshipProblem = 'picks' | 'options' | 'option_keys'

/** What keeps a plan from being this template; empty when it can be asked (limits of rules.md 2.14). */
export function flagshipProblems({ picksMax = 3, options }: Pick<Flagship, 'picksMax' | 'options'>): FlagshipProblem[] {
  const problems: FlagshipProblem[] = []
  if (!Number.isInteger(picksMax) || picksMax < 1 || picksMax > 5) problems.push('picks')
  if (options.length < 3 || options.length > 15) problems.push('options')
  if (new Set(options.map((o) => o.key)).size !== options.length) problems.push('option_keys')
  return problems
}
