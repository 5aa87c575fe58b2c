import type { ConsultationTexts } from '../consultations/flagship.ts'

/** One option of the template as an officer writes it. */
export interface TemplateOption {
  title: string
  example: string
  /** An existing priority, or null for a new one with the option's title. */
  priorityId: string | null
}

/** The priority a new option points to when it is not one of those known: one is made from the option's words. */
export const newPriority = 'new'

export interface QuestionsTyped {
  title: string
  lead: string
  pickTitle: string
  picksMax: number
  minutes: number
  options: TemplateOption[]
  /** Fields to mend, as keys of the words. */
  troubles: { field: string; key: string }[]
}

/** The template's own words for the questions that are alike in every consultation. */
export interface TemplateWords {
  area: { title: string; hint: string }
  pickHint: string
  order: { title: string; hint: string }
  why: { title: string; hint: string }
}

type Typed = Record<string, string[]>

const one = (typed: Typed, name: string) => (typed[name]?.[0] ?? '').trim().slice(0, 500)

/** Reads the form: rows without a title are left out; 3 to `maxOptions` must remain, all different. */
export function questionsFrom(
  typed: Typed,
  limits: { options: number; picks: number },
  priorityIds: readonly string[],
): QuestionsTyped {
  const troubles: QuestionsTyped['troubles'] = []
  const rows = Array.from({ length: limits.options }, (_, i) => ({
    field: `option-${i}`,
    title: one(typed, `option-${i}`),
    example: one(typed, `example-${i}`),
    priority: one(typed, `priority-${i}`) || newPriority,
  })).filter((row) => row.title)
  if (rows.length < 3) troubles.push({ field: 'option-0', key: 'too_few_options' })
  const seen = new Set<string>()
  for (const row of rows) {
    const words = row.title.toLowerCase()
    if (seen.has(words)) troubles.push({ field: row.field, key: 'option_twice' })
    seen.add(words)
    if (row.title.split(/\s+/).length > 12) troubles.push({ field: row.field, key: 'option_too_long' })
    const known = row.priority === newPriority || priorityIds.includes(row.priority)
    if (!known) troubles.push({ field: row.field.replace('option', 'priority'), key: 'unknown_priority' })
  }
  const linked = rows.map((row) => row.priority).filter((id) => id !== newPriority)
  if (new Set(linked).size !== linked.length) troubles.push({ field: 'option-0', key: 'priority_twice' })
  for (const field of ['title', 'lead', 'pickTitle']) {
    if (!one(typed, field)) troubles.push({ field, key: `missing_question.${field}` })
  }
  const picksMax = Number(one(typed, 'picksMax'))
  const least = Number.isInteger(picksMax) && picksMax >= 1 && picksMax <= limits.picks
  if (!least || picksMax >= rows.length) troubles.push({ field: 'picksMax', key: 'picks' })
  const minutes = Number(one(typed, 'minutes'))
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 60) troubles.push({ field: 'minutes', key: 'minutes' })
  return {
    title: one(typed, 'title'),
    lead: one(typed, 'lead'),
    pickTitle: one(typed, 'pickTitle'),
    picksMax,
    minutes,
    options: rows.map(({ title, example, priority }) => ({
      title,
      example,
      priorityId: priority === newPriority ? null : priority,
    })),
    troubles,
  }
}

/** The texts of the consultation: what the officer wrote, the plan's promises, and the template's own words. */
export function textsFrom(
  typed: Pick<QuestionsTyped, 'title' | 'lead' | 'pickTitle'>,
  plan: { decision: string; canChange: string; cannotChange: string },
  template: TemplateWords,
): ConsultationTexts {
  const question = ({ title, hint }: { title: string; hint: string }) => ({ title: { en: title }, hint: { en: hint } })
  return {
    title: { en: typed.title },
    lead: { en: typed.lead },
    decision: { en: plan.decision },
    canChange: { en: plan.canChange },
    cannotChange: { en: plan.cannotChange },
    questions: {
      area: question(template.area),
      pick: question({ title: typed.pickTitle, hint: template.pickHint }),
      order: question(template.order),
      why: question(template.why),
    },
  }
}
