import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'
import { firstLanguage } from '../../languages/language.ts'
import { languageOf } from '../../languages/words.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { may } from '../../people/permission.ts'
import type { Refused } from '../../server/form.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { buildingFor } from '../building/building.server.ts'
import { textOf } from '../imports/file-trouble.ts'
import { poOf, readPo } from './po.ts'
import {
  counted,
  type FileTrouble,
  fileTrouble,
  mayCheck,
  type ReadUnits,
  stateOf,
  type TranslatedText,
} from './translation.ts'
import { readTranslationCsv, translationCsv } from './translation-csv.ts'
import { translatedTexts } from './translation-store.server.ts'
import { readXliff, xliffOf } from './xliff.ts'

export const languageParams = z.object({ id: z.string().max(100), language: z.string().max(20) })
/** The editions of an exercise and which languages it has: an officer's. */
export const translatingPermission = 'exercise.plan'
/** What the page of one language asks: a translator has it for the languages they are named for, and no other page. */
export const oneLanguage = { params: languageParams, permission: 'texts.translate', scope: 'language' } as const

/** What a translator is called, who signs for themselves; undefined for an officer, who says who checked. */
export const checksAlone = ({ actor }: StaffAsk<unknown>): string | undefined =>
  may(actor.grants, translatingPermission) ? undefined : actor.label

/** An exercise's texts beside one language; 404 for another partner's, and for a language that there is not. */
export async function translatingFor(ask: StaffAsk<z.output<typeof languageParams>>, db: Handle = ask.db) {
  const { exercise, isSeen } = await buildingFor(ask, db)
  const language = languageOf(ask.params.language)
  if (!language || language.code === firstLanguage) throw notFound()
  const texts = await translatedTexts(db, exercise.id, language.code, isSeen)
  return { exercise, language, texts }
}

/** What stood on the page when a speaker had read it. */
export const seal = ({ place, english, body }: TranslatedText): string =>
  sha256(JSON.stringify([place, english, body])).slice(0, 16)

const doneShape = z.tuple([z.enum(['saved', 'loaded', 'signed', 'same']), z.coerce.number().int().min(0)])
export type LanguageDone = z.output<typeof doneShape>[0]

/** What a refused form of the page brings back, with what is wrong with a file. */
export type Back = Refused & { wrong?: FileTrouble[]; total?: number }

/** What the page of one language shows. */
export async function languageView(ask: StaffAsk<z.output<typeof languageParams>>) {
  const { exercise, language, texts } = await translatingFor(ask)
  const done = doneShape.safeParse(new URL(ask.request.url).searchParams.get('done')?.split('-') ?? [])
  return {
    title: ask.words('translating')('one.title', { language: language.name }),
    self: checksAlone(ask) ?? null,
    exercise: { id: exercise.id, title: exercise.title },
    language: { code: language.code, name: language.name, direction: language.direction },
    counts: counted(texts),
    texts: texts.map(({ writtenBy, ...text }, i) => ({
      ...text,
      number: i + 1,
      state: stateOf(text),
      seal: seal(text),
      toCheck: mayCheck({ ...text, writtenBy }, ask.actor.personId),
    })),
    done: done.success ? { what: done.data[0], count: done.data[1] } : null,
  }
}
export type LanguageView = Awaited<ReturnType<typeof languageView>>

export const languagesPath = (exerciseId: string, rest = '') =>
  `/desk/exercises/${encodeURIComponent(exerciseId)}/languages${rest}`

/** The files that translators use: how each is called, written and read. */
const files = {
  xlf: { type: 'application/xliff+xml', write: xliffOf, read: readXliff },
  po: { type: 'text/x-gettext-translation', write: poOf, read: readPo },
  csv: { type: 'text/csv', write: translationCsv, read: readTranslationCsv },
} as const
export const fileKinds = ['xlf', 'po', 'csv'] as const
export type FileKind = (typeof fileKinds)[number]

export const writtenFile = (
  kind: FileKind,
  texts: readonly TranslatedText[],
  file: { id: string; language: string },
) => ({
  type: `${files[kind].type}; charset=utf-8`,
  text: files[kind].write(texts, file),
})

/** Most bytes of a translators' file: forty times the longest form in every language. */
export const fileLimit = 2_000_000

/** Reads a translators' file by what its name says it is. */
export function readFile(name: string, bytes: Uint8Array, language: string): ReadUnits {
  const kind = { xlf: 'xlf', xliff: 'xlf', po: 'po', csv: 'csv' }[/\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '']
  if (!kind) return { units: [], troubles: [fileTrouble(1, 'file_kind')] }
  const text = textOf(bytes)
  if (!text.ok) {
    return { units: [], troubles: text.troubles.map(({ row, key, values }) => fileTrouble(row, key, values)) }
  }
  return files[kind as FileKind].read(text.value, language)
}
