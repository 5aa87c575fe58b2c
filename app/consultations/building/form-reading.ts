import { askedOf, type FormAnswers, type FormQuestion } from '../form.ts'
import type { Given, Sent, Trouble } from '../kinds/kind.ts'
import { kindNamed } from '../kinds/kinds.ts'

/** What is wrong, and with which question. */
export interface QuestionTrouble extends Trouble {
  question: FormQuestion
}

/** Reads the questions of a page, or of a whole form, as they are answered today. Optional ones left empty have no answer. */
export function readQuestions(
  questions: readonly FormQuestion[],
  sent: Sent,
  seed: number,
  today: string,
): { answers: FormAnswers; troubles: QuestionTrouble[] } {
  const answers: Record<string, Given> = {}
  const troubles: QuestionTrouble[] = []
  for (const question of questions) {
    const kind = kindNamed(question.kind)
    const asked = askedOf(question, seed, { first: today, last: today })
    const read = kind.read(sent, asked)
    for (const trouble of read.troubles) troubles.push({ ...trouble, question })
    if (read.given) answers[question.id] = read.given
    else if (!read.troubles.length && question.required) {
      const key = `required.${question.kind}${question.unsure ? '_unsure' : ''}`
      troubles.push({ field: kind.field(asked), key, question })
    }
  }
  return { answers, troubles }
}

/** The answers after a page was answered: what it holds now stands, also where it was emptied. */
export function withPage(answers: FormAnswers, page: readonly FormQuestion[], read: FormAnswers): FormAnswers {
  const others = Object.entries(answers).filter(([id]) => !page.some((question) => question.id === id))
  return { ...Object.fromEntries(others), ...read }
}

/** The fields of a question as a stored answer fills them. */
export function typedOf(question: FormQuestion, given: Given | undefined, seed: number): Record<string, string[]> {
  if (!given) return {}
  const asked = askedOf(question, seed)
  if (given.value === 'unsure') return { [asked.name]: ['unsure'], [`${asked.name}-unsure`]: ['yes'] }
  return kindNamed(question.kind).typed(given, asked)
}
