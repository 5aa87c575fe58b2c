import type { TFunction } from 'i18next'
import type { Handle } from '../../../db/connect.ts'
import { asksNobody, languagePart } from '../../languages/edition.ts'
import { languageOf, words } from '../../languages/words.server.ts'
import type { Direction } from '../../server/pdf-line.ts'
import { questionWords, reasonSentences } from '../equality/characteristic-words.ts'
import type { EqualityChoice } from '../equality/equality-choice.ts'
import { isWorded } from '../equality/equality-choice.ts'
import { choiceFor, ownReasons, wordedAs } from '../equality/equality-choice-store.server.ts'
import { type SheetQuestion, sheetQuestions } from './paper-sheet.ts'
import type { Printed } from './printed-form.ts'

/** One question of the equality sheet in words, every code with the number it is keyed by. */
export interface SheetQuestionView {
  step: SheetQuestion['step']
  title: string
  hint: string
  parts: { under: string; items: { number: string; text: string }[] }[]
  /** The label of own words, where there is room for them. */
  own: string | null
}

export interface SheetView {
  /** Everything on the sheet is in this language. */
  language: string
  direction: Direction
  title: string
  text: string
  number: string
  unsaid: string
  /** What is asked about and why, a sentence for each reason. */
  reasons: string[]
  questions: SheetQuestionView[]
}

/** The equality sheet of an exercise as it is printed in a language; undefined where nothing is asked. */
export async function sheetView(db: Handle, exerciseId: string, lang: string): Promise<SheetView | undefined> {
  if (asksNobody(lang)) return undefined
  const choice: EqualityChoice = await choiceFor(db, exerciseId)
  const say = (area: string): TFunction => words(lang, area)
  const questions: SheetQuestionView[] = []
  for (const question of sheetQuestions(choice)) {
    const { step, parts, described } = question
    const worded = isWorded(step) ? await wordedAs(db, step, choice, languagePart(lang)) : null
    const own = questionWords(say, step, worded?.name)
    const groups = questionWords(say, 'ethnic-group')
    let number = 0
    questions.push({
      step,
      // On paper one list stands for both steps, so its question is that of the first.
      title: step === 'ethnic-detail' ? groups.title : (worded?.own?.title ?? own.title),
      hint: worded?.own?.hint ?? '',
      parts: parts.map(({ under, codes }) => ({
        under: under ? groups.code(under) : '',
        items: codes.map((code) => ({ number: String(++number), text: own.code(code) })),
      })),
      own: described ? own.words : null,
    })
  }
  if (!questions.length) return undefined
  const { locale, direction } = languageOf(lang)!
  const printing = say('printing')
  return {
    language: languagePart(lang),
    direction,
    title: printing('sheet.title'),
    text: printing('sheet.text'),
    number: printing('number'),
    unsaid: say('consultations')('equality.prefer_not'),
    reasons: reasonSentences(say, choice, locale, await ownReasons(db, choice, lang)),
    questions,
  }
}

/** The sheet as pieces of a printed form, on a page of its own so that it comes off. */
export function sheetBlocks(view: SheetView | undefined, lang: string): Printed[] {
  if (!view) return []
  const t = words(lang, 'printing')
  const unsaid = { number: '0', text: view.unsaid }
  return [
    { kind: 'page' },
    { kind: 'heading', level: 1, text: view.title },
    { kind: 'text', text: view.text },
    ...view.reasons.map((text) => ({ kind: 'text' as const, text })),
    { kind: 'text', text: `${view.number} ____________` },
    ...view.questions.flatMap(({ title, hint, parts, own: label }): Printed[] => [
      { kind: 'heading', level: 2, text: title },
      ...(hint ? [{ kind: 'text' as const, text: hint }] : []),
      { kind: 'text', text: String(t('how.one')) },
      ...parts.flatMap(({ under, items }, i): Printed[] => [
        ...(under ? [{ kind: 'text' as const, text: under }] : []),
        { kind: 'boxes', items: i === parts.length - 1 ? [...items, unsaid] : items },
      ]),
      ...(label
        ? [
            { kind: 'text' as const, text: label },
            { kind: 'lines' as const, count: 1 },
          ]
        : []),
    ]),
  ]
}
