import { type PostcodePlace, placeOf } from '../../engagement/areas/postcode.ts'
import type { SeatKind } from '../../engagement/register/register-entry.ts'
import { cleaned } from '../kinds/own-words.ts'
import { type Answers, type Area, somethingElseLimit, whyLimit } from './answers.ts'

/** A posted form: each name with everything sent under it. */
export type Sent = Readonly<Record<string, readonly string[]>>

/**
 * What is wrong with an answer: the control's id, a key under `errors.` of the area's words, and its numbers. Of these
 * `most` and `chosen` are said in words and `place` as a place; `count` chooses the plural form.
 */
export interface Problem {
  field: string
  key: string
  values?: Record<string, number>
}

export type Taken<T> = { value: T; problems: [] } | { value: null; problems: [Problem, ...Problem[]] }

/** What may be answered: option ids in the order shown, how many, and the areas by id with the forum areas in each. */
export interface Asked {
  options: readonly string[]
  picksMax: number
  districts: ReadonlyMap<string, readonly string[]>
  /** Where a postcode was typed: the areas it lies in, or null for what is no postcode. */
  postcode?: readonly string[] | null
  /** The ward and the division it lies in for sure. */
  seats?: Partial<Record<SeatKind, string>>
}

export const elseValue = 'else'
export const unsureValue = 'unsure'

const taken = <T>(value: T): Taken<T> => ({ value, problems: [] })
const wrong = (field: string, key: string, values?: Problem['values']): Taken<never> => ({
  value: null,
  problems: [{ field, key, values }],
})
const first = (sent: Sent, name: string) => sent[name]?.[0] ?? ''
const text = (sent: Sent, name: string) => cleaned(first(sent, name))

/** The fields of the question where somebody lives: a postcode, the one that could not be used before, and the list. */
export const postcodeField = 'postcode'
export const postcodeTried = 'postcode_tried'

/**
 * Where somebody lives, from the list or by their postcode, which is looked up and let go (rule P-11). A postcode that
 * says something else than what was chosen anew in the list is not guessed about; one that cannot be used gives way to
 * the list once its writer has been told.
 *
 * @param before what was said earlier: the list then shows it without anybody having chosen it now.
 */
export function readArea(sent: Sent, asked: Asked, before: Area | null = null): Taken<Area> {
  const listed = readListed(sent, asked)
  const typed = text(sent, postcodeField)
  if (!typed || asked.postcode === undefined) return listed ? taken(listed) : wrong('area', 'area')
  const place = placeOf(asked.postcode ?? undefined, asked.districts)
  if (typeof place === 'string') {
    return listed && text(sent, postcodeTried) === typed ? taken(listed) : wrong(postcodeField, postcodeProblems[place])
  }
  const agrees =
    listed?.kind === 'district' &&
    listed.district === place.district &&
    (!listed.forum || !place.forum || listed.forum === place.forum)
  if (listed && !agrees && !isSaid(listed, before)) return wrong(postcodeField, 'postcode_and_list')
  return taken({ kind: 'district', ...place, forum: place.forum ?? (agrees ? listed.forum : null), ...asked.seats })
}

const postcodeProblems: Record<Extract<PostcodePlace, string>, string> = {
  malformed: 'postcode_form',
  unknown: 'postcode_unknown',
  several: 'postcode_several',
}

/** True when a postcode has said which part of its district is meant: then nobody is asked for it again (rule A-3). */
export const saysPart = ({ postcode }: Asked, area: Area | null): boolean =>
  Boolean(postcode?.length && area?.kind === 'district' && area.forum)

const isSaid = (listed: Area, before: Area | null): boolean =>
  listed.kind === before?.kind &&
  (listed.kind !== 'district' || before.kind !== 'district' || listed.district === before.district)

/** `district:<id>`, `outside` or `unsaid`; the one-page edition also sends `forum:<id>`. */
function readListed(sent: Sent, { districts }: Asked): Area | undefined {
  const chosen = first(sent, 'area')
  if (chosen === 'outside' || chosen === 'unsaid') return { kind: chosen }
  const [kind, id = ''] = chosen.split(/:(.*)/s)
  if (kind === 'district' && districts.has(id)) return { kind, district: id, forum: null }
  const district = kind === 'forum' && [...districts].find(([, forums]) => forums.includes(id))
  return district ? { kind: 'district', district: district[0], forum: id } : undefined
}

/** A part of the district chosen before, or "not sure". */
export function readForum(sent: Sent, district: string, { districts }: Asked): Taken<Area> {
  const chosen = first(sent, 'forum')
  if (chosen === unsureValue) return taken({ kind: 'district', district, forum: null })
  return districts.get(district)?.includes(chosen)
    ? taken({ kind: 'district', district, forum: chosen })
    : wrong('forum', 'forum')
}

type Chosen = Pick<Answers, 'picks' | 'none' | 'somethingElse'>

/** Boxes: options, "none of these", "something else" with its words. Words without the tick count as the tick. */
export function readPick(sent: Sent, asked: Asked): Taken<Chosen> {
  const ticked = new Set(sent.pick)
  const picks = asked.options.filter((id) => ticked.has(id))
  return readChosen(sent, picks, ticked.has(elseValue), asked)
}

function readChosen(sent: Sent, picks: string[], wantsElse: boolean, { picksMax }: Asked): Taken<Chosen> {
  const none = first(sent, 'none') !== ''
  const somethingElse = text(sent, 'something_else')
  const chosen = picks.length + (wantsElse || somethingElse ? 1 : 0)
  if (none && chosen) return wrong('pick', 'none_and_more')
  if (!none && !chosen) return wrong('pick', 'pick_one', { count: picksMax, most: picksMax })
  if (chosen > picksMax) return wrong('pick', 'too_many', { count: picksMax, most: picksMax, chosen })
  if (wantsElse && !somethingElse) return wrong('something_else', 'say_what')
  if (somethingElse.length > somethingElseLimit) {
    return wrong('something_else', 'too_long', { limit: somethingElseLimit, written: somethingElse.length })
  }
  return taken({ picks, none, somethingElse })
}

type Ordered = Pick<Answers, 'picks' | 'order'>

/**
 * A place from 1 for each pick under `place-<option id>`, or the box "they matter the same". A place once given cannot
 * be taken away again in a browser, so what was said last holds where both are there: the tick, or places that were
 * given beside a tick from before.
 */
export function readOrder(sent: Sent, picks: readonly string[], before: Answers['order'] = null): Taken<Ordered> {
  const places = picks.map((id) => Number(first(sent, `place-${id}`) || 0))
  const field = (at: number) => `place-${picks[at]}`
  const whole = picks.every((_, i) => places.includes(i + 1))
  if (first(sent, 'same') && !(whole && before === 'same')) return taken({ picks: [...picks], order: 'same' })
  const empty = places.findIndex((p) => !Number.isInteger(p) || p < 1 || p > picks.length)
  if (empty >= 0) return wrong(field(empty), 'place_each')
  const twice = places.findIndex((p, i) => places.indexOf(p) < i)
  if (twice >= 0) return wrong(field(twice), 'place_twice', { place: places[twice]! })
  return taken({
    picks: picks.toSorted((a, b) => places[picks.indexOf(a)]! - places[picks.indexOf(b)]!),
    order: 'places',
  })
}

/** Free text, optional. */
export function readWhy(sent: Sent): Taken<Pick<Answers, 'why'>> {
  const why = text(sent, 'why')
  return why.length > whyLimit ? wrong('why', 'too_long', { limit: whyLimit, written: why.length }) : taken({ why })
}

/** The one-page edition: `choice-1` to `choice-N` name the options in order, with the same boxes and texts beside them. */
export function readOnePage(sent: Sent, asked: Asked): Taken<Answers> {
  const listed = Array.from({ length: asked.picksMax }, (_, i) => first(sent, `choice-${i + 1}`))
  const picks = listed.filter((id) => asked.options.includes(id))
  const twice = listed.findIndex((id, i) => id !== '' && listed.indexOf(id) < i)
  const area = readArea(sent, asked)
  const chosen: Taken<Chosen> =
    twice >= 0 ? wrong(`choice-${twice + 1}`, 'chosen_twice') : readChosen(sent, picks, false, asked)
  const why = readWhy(sent)
  const problems = [...area.problems, ...chosen.problems.map(onOnePage), ...why.problems]
  if (area.value === null || chosen.value === null || why.value === null) {
    return { value: null, problems: problems as [Problem, ...Problem[]] }
  }
  const order = picks.length < 2 ? null : first(sent, 'same') ? 'same' : 'places'
  return taken({ area: area.value, ...chosen.value, order, why: why.value.why })
}

/** Where the step's page has one group of boxes, the one page has a first list to choose from. */
const onOnePage = (problem: Problem): Problem =>
  problem.field === 'pick' ? { ...problem, field: 'choice-1' } : problem
