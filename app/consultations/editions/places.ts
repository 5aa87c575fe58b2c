import type { WorkingForm } from '../building/working-form.ts'
import type { Translations } from '../flagship.ts'

/** One text of an exercise, by where it stands: the same place in every version, language and edition. */
export interface PlacedText {
  place: string
  /** What stands around it: the start page, or the question it belongs to by its key. */
  question: string | null
  /** The partner whose module it is; null for what all share. */
  ownedBy: string | null
  /** In every language there is. */
  bodies: Translations
}

/** The place of a text of a question: its key, and the way to the text inside the question. */
export const placeOf = (key: string, part: string): string => `${key}.${part}`

/** The place of an option's words where they were worded anew after answers were in: beside what was asked. */
export const wordingPart = (option: string): string => `${option}${reworded}`
const reworded = '-reworded'

/** Whether a text came after answers were in: it stands in no form. */
export const isWordingPlace = (place: string): boolean => place.endsWith(reworded)

/** What the start page promises, by place; the same names as in the text store. */
export const startPlaces = ['title', 'lead', 'decision', 'can-change', 'cannot-change'] as const

/** Every text of a form that is being written, in reading order. */
export function placesOf(form: WorkingForm): PlacedText[] {
  const start = { question: null, ownedBy: null }
  return [
    { ...start, place: 'title', bodies: form.title },
    { ...start, place: 'lead', bodies: form.lead },
    ...form.questions.flatMap(({ key, ownedBy, title, hint, section, config }) => {
      const at = (part: string, bodies: Translations): PlacedText => ({
        place: placeOf(key, part),
        question: key,
        ownedBy,
        bodies,
      })
      return [
        ...(section ? [at('section', section)] : []),
        at('title', title),
        ...(hint ? [at('hint', hint)] : []),
        ...inConfig(config).map(({ part, bodies }) => at(part, bodies)),
      ]
    }),
  ].filter(({ bodies }) => bodies.en !== '')
}

/** The texts of a configuration: whatever has English words, named by the way to it as the text store names it. */
function inConfig(value: unknown, path: readonly string[] = []): { part: string; bodies: Translations }[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, i) => {
      const own = (one as { id?: unknown } | null)?.id
      return inConfig(one, [...path, typeof own === 'string' ? own : String(i)])
    })
  }
  if (typeof value !== 'object' || value === null) return []
  if (typeof (value as Partial<Translations>).en === 'string') {
    return [{ part: path.join('-'), bodies: value as Translations }]
  }
  return Object.entries(value).flatMap(([name, one]) => inConfig(one, [...path, name]))
}

/** The same form with other words in its places: undefined leaves a text as it is. */
export function withPlaces(form: WorkingForm, words: (place: string, now: Translations) => Translations): WorkingForm {
  const inside = (value: unknown, key: string, path: readonly string[]): unknown => {
    if (Array.isArray(value)) {
      return value.map((one, i) => {
        const own = (one as { id?: unknown } | null)?.id
        return inside(one, key, [...path, typeof own === 'string' ? own : String(i)])
      })
    }
    if (typeof value !== 'object' || value === null) return value
    if (typeof (value as Partial<Translations>).en === 'string') {
      return words(placeOf(key, path.join('-')), value as Translations)
    }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inside(one, key, [...path, name])]))
  }
  return {
    ...form,
    title: words('title', form.title),
    lead: words('lead', form.lead),
    questions: form.questions.map((question) => ({
      ...question,
      title: words(placeOf(question.key, 'title'), question.title),
      hint: question.hint && words(placeOf(question.key, 'hint'), question.hint),
      section: question.section && words(placeOf(question.key, 'section'), question.section),
      config: inside(question.config, question.key, []) as Record<string, unknown>,
    })),
  }
}
