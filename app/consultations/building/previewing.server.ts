import { mappedAreas } from '../../engagement/areas/area-shape-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { editionPart, languagePart } from '../../languages/edition.ts'
import type { ReadText } from '../../languages/text-store.server.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { withPlaces } from '../editions/places.ts'
import { translatedTexts } from '../editions/translation-store.server.ts'
import type { Translations } from '../flagship.ts'
import { flagshipInWords } from '../flagship-questions-store.server.ts'
import type { Form, FormQuestion } from '../form.ts'
import type { FormTexts } from '../form-store.server.ts'
import { kindNamed } from '../kinds/kinds.ts'
import { buildingFor } from './building.server.ts'
import { pageNumbers, readConfig, type WorkingForm, type WorkingQuestion } from './working-form.ts'
import { formInWords } from './working-form-store.server.ts'

/**
 * The form as it would be asked, from what is written, or what is asked while nothing is: no version, no draft, no answer
 * comes of it. A question that cannot be asked yet is left out. Another partner's module is not shown (P-14).
 */
export async function previewFor(ask: StaffAsk<{ id: string; l: string }>) {
  const { exercise, form: written, isSeen, asked } = await buildingFor(ask)
  const now = asked && (await formInWords(ask.db, asked.consultationId, asked.version, londonDay(ask.now)))
  const plain = written ?? now ?? (await flagshipInWords(ask.db, exercise.id))
  if (!plain) throw notFound()
  const { form, edition } = await translated(ask, plain)
  const texts: FormTexts = new Map()
  const read = (words: Translations): ReadText => {
    const own = words[ask.lang]
    return own === undefined
      ? { body: words.en, language: 'en', checked: true }
      : { body: own, language: languagePart(ask.lang), checked: ask.lang === 'en', ...edition(own) }
  }
  const add = (id: string, words: Translations | null) => {
    if (words) texts.set(id, read(words))
    return words ? id : null
  }
  const seen = written ? form.questions.filter(isSeen) : form.questions
  const pages = pageNumbers(seen)
  const questions: FormQuestion[] = []
  for (const [i, question] of seen.entries()) {
    if (!readConfig(question).success) continue
    const stored = withIds(question.config, question.key, add) as Record<string, unknown>
    const filled = question.kind === 'map' ? await placesFor(ask, question) : {}
    const config = kindNamed(question.kind).config.safeParse({ ...stored, ...filled })
    if (!config.success) continue
    questions.push({
      id: question.key,
      key: question.key,
      kind: question.kind,
      page: pages[i]!,
      title: add(`${question.key} title`, question.title)!,
      hint: add(`${question.key} hint`, question.hint),
      section: add(`${question.key} section`, question.section),
      required: question.required,
      unsure: question.unsure,
      config: config.data,
      onlyIf: question.onlyIf,
      ownedBy: question.ownedBy,
    })
  }
  const shown: Form = { consultationId: exercise.id, version: 0, questions }
  return { exercise, form: shown, texts, title: read(form.title), lead: read(form.lead) }
}

/** What is written, with what translators made of it as far as it is still the same English. */
async function translated(ask: StaffAsk<{ id: string; l: string }>, form: WorkingForm) {
  const none = (): Partial<ReadText> => ({})
  if (ask.lang === 'en') return { form, edition: none }
  const texts = await translatedTexts(ask.db, ask.params.id, ask.lang, () => true)
  const inEdition = editionPart(ask.lang)
  const pictures = new Map(texts.map((text) => [text.body, text.pictures]))
  return {
    form: withPlaces(form, (place, now) => {
      const text = texts.find((one) => one.place === flagshipPlace(place))
      return text?.body && text.source === now.en ? { ...now, [ask.lang]: text.body } : now
    }),
    edition:
      inEdition === 'standard'
        ? none
        : (body: string): Partial<ReadText> => {
            const own = pictures.get(body)
            return { edition: inEdition, ...(own?.length && { pictures: own }) }
          },
  }
}

/** The template's options stand in one place, though the preview shows them twice. */
const flagshipPlace = (place: string): string =>
  place.replace(/^(?:pick|order)\.options-.*(option-[^.]*-(?:title|example))$/, 'pick.$1')

const placesFor = (ask: StaffAsk<unknown>, { config }: WorkingQuestion) =>
  mappedAreas(ask.db, config.level === 'forum' ? 'forum' : 'district', londonDay(ask.now))

/** A configuration whose texts are named by where they stand in it. */
function withIds(value: unknown, path: string, add: (id: string, words: Translations) => string | null): unknown {
  if (Array.isArray(value)) return value.map((one, i) => withIds(one, `${path} ${i}`, add))
  if (typeof value !== 'object' || value === null) return value
  if (typeof (value as Partial<Translations>).en === 'string') return add(path, value as Translations)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withIds(one, `${path} ${name}`, add)]))
}
