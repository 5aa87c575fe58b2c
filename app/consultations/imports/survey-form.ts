import { z } from 'zod'
import { usualChoice } from '../equality/equality-choice.ts'
import { columnsAsked } from './about-columns.ts'
import { channels, type ImportCodes } from './import.ts'
import { pickForms, type SurveyMapping, type SurveyTable } from './survey-file.ts'
import type { QuestionSlots } from './survey-questions.ts'

const column = z.string().max(5).default('')

/** The form that says which column holds what; a column is named by its place, "" where none does. */
export const mappingShape = ({ options, picksMax, choice = usualChoice }: ImportCodes) =>
  z.object({
    rowId: column,
    channel: z.enum(channels, 'channel'),
    area: column,
    form: z.enum(pickForms, 'form'),
    ...Object.fromEntries(columnsAsked(choice).map((name) => [`about-${name}`, column])),
    joined: column,
    ...Object.fromEntries(Array.from({ length: picksMax }, (_, i) => [`place-${i}`, column])),
    ...Object.fromEntries(Array.from({ length: options.length }, (_, i) => [`option-${i}`, column])),
  })

/** A mapping from what was chosen, and the fields that must be chosen and were not. */
export function mappingFrom(
  typed: Record<string, string>,
  table: SurveyTable,
  codes: ImportCodes,
): { mapping: SurveyMapping; missing: string[] } {
  const at = (name: string) => columnAt(typed[name], table)
  const form = pickForms.find((known) => known === typed.form) ?? 'places'
  const picks = {
    places: Array.from({ length: codes.picksMax }, (_, i) => at(`place-${i}`)),
    joined: [at('joined')],
    per_option: codes.options.map((_, i) => at(`option-${i}`)),
  }[form]
  const missing = at('rowId') < 0 ? ['rowId'] : []
  if (picks.every((pick) => pick < 0)) {
    missing.push({ places: 'place-0', joined: 'joined', per_option: 'option-0' }[form])
  }
  const mapping = {
    rowId: at('rowId'),
    channel: channels.find((known) => known === typed.channel) ?? 'online',
    area: at('area'),
    form,
    picks,
    about: aboutFrom(typed, table, codes.choice),
  }
  return { mapping, missing }
}

/** The place of a column that was chosen, -1 where none was. */
export function columnAt(typed: string | undefined, table: SurveyTable): number {
  const place = typed ? Number(typed) : -1
  return Number.isInteger(place) && place >= 0 && place < table.columns.length ? place : -1
}

const columnFields = /^(rowId|area|joined|(about|place|option|q|w)-.*)$/

/**
 * The columns chosen for one file as those of a corrected one: by their heads, because columns may have moved.
 * @returns `gone`: the fields whose column is not there any more, with its head
 */
export function carriedOver(
  chosen: Readonly<Record<string, string>>,
  from: SurveyTable,
  to: SurveyTable,
): { fields: Record<string, string>; gone: { field: string; head: string }[] } {
  const fields = { ...chosen }
  const gone: { field: string; head: string }[] = []
  for (const field of Object.keys(chosen).filter((name) => columnFields.test(name))) {
    const before = columnAt(chosen[field], from)
    if (before < 0) continue
    const head = from.columns[before]!.name
    const nth = from.columns.slice(0, before).filter(({ name }) => name === head).length
    const there = to.columns.flatMap(({ name }, i) => (name === head ? [i] : []))[nth]
    fields[field] = there === undefined ? '' : String(there)
    if (there === undefined) gone.push({ field, head })
  }
  return { fields, gone }
}

/** The columns chosen about the person, of what the exercise asks. */
export const aboutFrom = (typed: Record<string, string>, table: SurveyTable, choice = usualChoice) =>
  Object.fromEntries(columnsAsked(choice).map((name) => [name, columnAt(typed[`about-${name}`], table)]))

/** A mapping as the values of the form's fields. */
export function fieldsOf({ picks, form, channel, about, ...columns }: SurveyMapping): Record<string, string> {
  const text = (place: number) => (place < 0 ? '' : String(place))
  const prefix = { places: 'place', per_option: 'option', joined: '' }[form]
  return {
    form,
    channel,
    ...Object.fromEntries(Object.entries(about).map(([name, place]) => [`about-${name}`, text(place)])),
    ...Object.fromEntries(Object.entries(columns).map(([name, place]) => [name, text(place)])),
    ...(prefix
      ? Object.fromEntries(picks.map((place, i) => [`${prefix}-${i}`, text(place)]))
      : { joined: text(picks[0] ?? -1) }),
  }
}

/** The form that says which column holds what of a form of own questions. */
export const formShape = (slots: readonly QuestionSlots[], { choice = usualChoice }: ImportCodes) =>
  z.object({
    rowId: column,
    channel: z.enum(channels, 'channel'),
    area: column,
    ...Object.fromEntries(columnsAsked(choice).map((name) => [`about-${name}`, column])),
    ...Object.fromEntries(slots.flatMap((one) => one.slots.map(({ field }) => [field, column]))),
  })
