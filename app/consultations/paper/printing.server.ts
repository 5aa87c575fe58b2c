import type { TFunction } from 'i18next'
import { londonDay } from '../../engagement/london-day.ts'
import { languagePart } from '../../languages/edition.ts'
import { languageOf, words } from '../../languages/words.server.ts'
import type { Ask } from '../../server/page.ts'
import type { PrintedSheet } from '../../server/pdf-form.server.ts'
import { formatDate } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { districtsOn } from '../area-store.server.ts'
import type { Form } from '../form.ts'
import type { FormTexts } from '../form-store.server.ts'
import type { printedForm } from './paper.server.ts'
import { type Printed, printedQuestion, type Say } from './printed-form.ts'
import { type SheetView, sheetBlocks } from './sheet-view.server.ts'

interface Heading {
  title: string
  lead: string
  closesOn: string | null
  /** Printed at the foot of each page; null for what nobody may fill in yet. */
  version: string | null
}

/** The numbers of the areas, as they are keyed: the one after the last is outside. */
function areaBlocks(t: TFunction, title: string, districts: readonly { name: string }[]): Printed[] {
  const items = [...districts.map(({ name }) => name), String(t('outside'))]
  return [
    { kind: 'heading', level: 2, text: String(t('question', { number: 1, title })) },
    { kind: 'text', text: String(t('area')) },
    { kind: 'boxes', items: items.map((text, i) => ({ number: String(i + 1), text })) },
  ]
}

function sheetOf(lang: string, heading: Heading, blocks: readonly Printed[]): PrintedSheet {
  const t = words(lang, 'printing')
  const { locale, direction } = languageOf(lang)!
  const { title, lead, closesOn, version } = heading
  const opening: Printed[] = [
    { kind: 'heading', level: 1, text: title },
    { kind: 'text', text: lead },
    { kind: 'text', text: String(t('lede')) },
    ...(closesOn ? [{ kind: 'text' as const, text: String(t('closes', { day: formatDate(closesOn, locale) })) }] : []),
    { kind: 'text', text: `${String(t('number'))} ____________` },
  ]
  return {
    title: String(t('title', { title })),
    language: languagePart(lang),
    direction,
    foot: (page) => String(t('foot', { version: version ?? t('draft'), page })),
    blocks: [...opening, ...blocks],
  }
}

/** The template of four questions on paper, numbered as the keying desk keys it (journey 3.1b). */
export function flagshipSheet(
  lang: string,
  heading: Omit<Heading, 'version'>,
  printed: Awaited<ReturnType<typeof printedForm>>,
  aboutPeople?: SheetView,
): PrintedSheet {
  const t = words(lang, 'printing')
  const { questions, options, districts, form, version } = printed
  const most = form.picksMax
  const second = String(t('question', { number: 2, title: questions.pick.title.body }))
  const third = String(t('question', { number: 3, title: questions.why.title.body }))
  const items = options.map(({ title, example }, i) => ({
    number: String(i + 1),
    text: title.body,
    ...(example ? { hint: example.body } : {}),
  }))
  return sheetOf(lang, { ...heading, version }, [
    ...areaBlocks(t, questions.area.title.body, districts),
    { kind: 'heading', level: 2, text: second },
    { kind: 'text', text: String(t(most > 1 ? 'how.order' : 'how.one', { most })) },
    { kind: 'figures', items },
    { kind: 'boxes', items: [{ number: '0', text: String(t('none')) }] },
    { kind: 'heading', level: 2, text: third },
    { kind: 'text', text: String(t('why')) },
    { kind: 'lines', count: 6 },
    ...sheetBlocks(aboutPeople, lang),
  ])
}

/** The words of a printed form in a language. */
export function sayIn(lang: string, texts: FormTexts): Say {
  const t = words(lang, 'printing')
  const asking = words(lang, 'asking')
  const { locale } = languageOf(lang)!
  return {
    text: (id) => texts.get(id)?.body ?? '',
    words: (key, values = {}) => String(t(key, values)),
    limits: (key, values) => String(asking(`limits.${key}`, values)),
    figure: (number) => formatNumber(number, locale),
    day: (iso) => formatDate(iso, locale),
  }
}

/** A form of own questions on paper: where people live first, then every question in order. */
export async function formSheet(
  ask: Pick<Ask<unknown>, 'db' | 'now' | 'lang'>,
  heading: Heading,
  form: Form,
  texts: FormTexts,
  aboutPeople?: SheetView,
): Promise<PrintedSheet> {
  const t = words(ask.lang, 'printing')
  const districts = await districtsOn(ask.db, londonDay(ask.now))
  const say = sayIn(ask.lang, texts)
  const area = words(ask.lang, 'asking')('where.title')
  return sheetOf(ask.lang, heading, [
    ...areaBlocks(t, String(area), districts),
    ...form.questions.flatMap((question, i) => printedQuestion(question, i + 2, say)),
    ...sheetBlocks(aboutPeople, ask.lang),
  ])
}
