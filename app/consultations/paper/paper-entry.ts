import { z } from 'zod'
import { type Answers, type Area, noAnswers, whyLimit } from '../answering/answers.ts'

/** What is on a form where no plain choice is: kept as it stands, and never guessed at (journey 3.1b). */
export const paperMarks = ['none', 'blank', 'unclear', 'over'] as const
export type PaperMark = (typeof paperMarks)[number]

/** What a postcode tells beside the district, where one was written on the form instead of a tick. */
export const partShape = z
  .object({ forum: z.string().nullable(), ward: z.string().optional(), division: z.string().optional() })
  .optional()
type Part = z.infer<typeof partShape>

/** One paper form as it was keyed. Options and areas are ids. */
export const paperEntryShape = z.object({
  area: z.string().nullable(),
  part: partShape,
  picks: z.array(z.string()),
  same: z.boolean(),
  mark: z.enum(paperMarks).nullable(),
  why: z.string(),
  language: z.string(),
  late: z.boolean(),
})
export type PaperEntry = z.infer<typeof paperEntryShape>

/** What stands on the printed form, in its order: the numbers keyed are places in these lists, from 1. */
export interface PrintedForm {
  districts: readonly string[]
  options: readonly string[]
  picksMax: number
}

export const outsideArea = 'outside'

export interface KeyedFields {
  area: string
  picks: string
  why: string
  language: string
  late: boolean
}

export interface EntryProblem {
  field: keyof KeyedFields
  key: string
  values: Record<string, string | number>
}

const markKeys: Record<string, PaperMark> = { '0': 'none', '-': 'blank', '*': 'unclear' }

/**
 * What was keyed, with the number keys alone: an area by its number (the one after the last is "outside", nothing is
 * "not said"); choices by theirs, in order, apart by a space or a point, or by `/` where they matter the same; `0` none
 * of these, `-` left blank, `*` unclear, `+` before the numbers where more were ticked than may be.
 */
export function readEntry(
  keyed: KeyedFields,
  form: PrintedForm,
): { ok: true; entry: PaperEntry } | { ok: false; problems: EntryProblem[] } {
  const problems: EntryProblem[] = []
  const wrong = (field: keyof KeyedFields, key: string, values: EntryProblem['values'] = {}) =>
    problems.push({ field, key, values })
  const areaNumber = keyed.area.trim()
  const place = Number(areaNumber)
  const known = /^\d{1,2}$/.test(areaNumber) && place >= 1 && place <= form.districts.length + 1
  if (areaNumber && !known) wrong('area', 'area', { most: form.districts.length + 1 })
  const area = !areaNumber || !known ? null : (form.districts[place - 1] ?? outsideArea)
  const { picks, same, mark } = readPicks(keyed.picks.trim(), form, wrong)
  if (keyed.why.length > whyLimit * 4) wrong('why', 'too_long', { limit: whyLimit * 4, written: keyed.why.length })
  if (problems.length) return { ok: false, problems }
  return { ok: true, entry: { area, picks, same, mark, why: keyed.why, language: keyed.language, late: keyed.late } }
}

function readPicks(
  keyed: string,
  { options, picksMax }: PrintedForm,
  wrong: (field: 'picks', key: string, values?: EntryProblem['values']) => void,
): Pick<PaperEntry, 'picks' | 'same' | 'mark'> {
  const nothing = { picks: [], same: false, mark: null }
  const mark = markKeys[keyed]
  if (mark) return { ...nothing, mark }
  if (!keyed) {
    wrong('picks', 'nothing')
    return nothing
  }
  const over = keyed.startsWith('+')
  const numbers = (over ? keyed.slice(1) : keyed).split(/[\s.,/]+/).filter(Boolean)
  const strange = numbers.find((n) => !/^\d{1,2}$/.test(n) || Number(n) < 1 || Number(n) > options.length)
  if (strange !== undefined) {
    wrong('picks', 'option', { given: strange.slice(0, 10), most: options.length })
    return nothing
  }
  const twice = numbers.find((n, i) => numbers.findIndex((other) => Number(other) === Number(n)) < i)
  if (twice) wrong('picks', 'twice', { given: twice })
  const picks = numbers.map((n) => options[Number(n) - 1]!)
  if (over) {
    if (picks.length && picks.length <= picksMax) wrong('picks', 'not_over', { most: picksMax })
    return { picks, same: false, mark: 'over' }
  }
  if (picks.length > picksMax) wrong('picks', 'over', { most: picksMax, given: picks.length })
  return { picks, same: picks.length > 1 && keyed.includes('/'), mark: null }
}

/** The fields that two people's keying of the same form is compared by. */
export function comparedFields({ area, picks, same, mark, late }: PaperEntry, picksMax: number): string[] {
  const places = Array.from({ length: picksMax }, (_, i) => picks[i] ?? '')
  return [area ?? '', mark ?? '', ...places, String(same), String(late)]
}

/** In how many fields two keyings of the same form differ. */
export const differences = (first: readonly string[], second: readonly string[]): number =>
  first.filter((field, i) => field !== second[i]).length

/** Why a form stays out of the list's base, if it does: published, and never turned into "the first three". */
export const leftOut = ({ mark }: PaperEntry): 'blank' | 'unclear' | 'over' | null => (mark === 'none' ? null : mark)

/** The same answers as if they had been given on the resident's pages. */
export function answersOf({ area, part, picks, same, mark, why }: PaperEntry): Answers {
  return {
    ...noAnswers,
    area: areaOnPaper(area, part),
    picks: mark === null ? picks : [],
    none: mark === 'none',
    order: picks.length > 1 ? (same ? 'same' : 'places') : null,
    why: why.slice(0, whyLimit),
  }
}

/** Where somebody lives, as the resident's pages would have kept it. */
export function areaOnPaper(area: string | null, part: Part): Area {
  if (area === null) return { kind: 'unsaid' }
  return area === outsideArea ? { kind: 'outside' } : { kind: 'district', district: area, forum: null, ...part }
}
