import type { FormQuestion } from '../form.ts'
import { setsFor } from '../kinds/best-worst.ts'
import { type Asked, type Sent, unsure } from '../kinds/kind.ts'
import type { ConfigOf } from '../kinds/kinds.ts'
import { outsideValue } from '../kinds/map.ts'
import { otherValue } from '../kinds/one.ts'
import { pairsFor } from '../kinds/paired.ts'

/** The signs that are keyed for what is not among the choices. */
const noneSign = '0'
const unsureSign = '?'

type Keyed = { sent: Sent } | { key: string; values: Record<string, string | number> }
const wrong = (key: string, values: Record<string, string | number> = {}): Keyed => ({ key, values })

/** Kinds on whose printed form there are lines to write on. */
export const hasWords = ({ kind, config }: Pick<FormQuestion, 'kind' | 'config'>): boolean =>
  kind === 'text' ||
  kind === 'map' ||
  ((kind === 'one' || kind === 'many') && (config as { other?: boolean }).other === true)

/**
 * What was keyed of one printed question as the fields of its page: choices by the numbers printed beside them, figures
 * in the printed order, a row of a grid by the number of its column. Nothing keyed is nothing sent.
 */
export function printedSent(
  { kind, config }: Pick<FormQuestion, 'kind' | 'config'>,
  asked: Asked<unknown>,
  keys: string,
  words: string,
): Keyed {
  const { name } = asked
  if (keys === unsureSign && (!asked.unsure || kind === 'statements')) return wrong('no_unsure')
  if (keys === unsureSign) return { sent: { ...ownWordsOf(kind, name, words), ...unsureOf(kind, asked) } }
  const parts = keys.split(/[\s,;/]+/).filter(Boolean)
  switch (kind) {
    case 'one':
    case 'many': {
      const { options, other } = config as ConfigOf<'one'>
      const ids = [...options.map(({ id }) => id), ...(other ? [otherValue] : [])]
      const own = ownWordsOf(kind, name, words)
      if (keys === noneSign && kind === 'many') return { sent: { ...own, [`${name}-none`]: ['yes'] } }
      const chosen = chosenOf(parts, ids)
      if ('key' in chosen) return chosen
      if (kind === 'one' && chosen.ids.length > 1) return wrong('one_only')
      return { sent: { ...own, [name]: chosen.ids } }
    }
    case 'spend': {
      if (keys === noneSign) return { sent: { [`${name}-none`]: ['yes'] } }
      const chosen = chosenOf(parts, idsOf((config as ConfigOf<'spend'>).options))
      return 'key' in chosen ? chosen : { sent: { [name]: chosen.ids } }
    }
    case 'order': {
      if (keys === noneSign) return { sent: { [`${name}-none`]: ['yes'] } }
      const { options, most } = config as ConfigOf<'order'>
      const chosen = chosenOf(parts, idsOf(options))
      if ('key' in chosen) return chosen
      if (chosen.ids.length > most) return wrong('over', { given: chosen.ids.length, most })
      const places = chosen.ids.map((id, i): [string, string[]] => [`${name}-${i + 1}`, [id]])
      return { sent: { ...Object.fromEntries(places), ...(keys.includes('/') && { [`${name}-same`]: ['yes'] }) } }
    }
    case 'rank':
    case 'points':
      return figures(parts, idsOf((config as ConfigOf<'rank'>).options), (id) => `${name}-${id}`)
    case 'paired':
    case 'best-worst':
      return judged(kind, asked, config, parts)
    case 'statements': {
      const { statements } = config as ConfigOf<'statements'>
      return grid(keys, idsOf(statements), ['agree', 'disagree', 'pass'], name)
    }
    case 'matrix': {
      const { rows, columns } = config as ConfigOf<'matrix'>
      return grid(keys, idsOf(rows), [...idsOf(columns), ...(asked.unsure ? [unsure] : [])], name)
    }
    case 'date': {
      const [day = '', month = '', year = ''] = keys.split(/[\s./-]+/).filter(Boolean)
      return { sent: { [`${name}-day`]: [day], [`${name}-month`]: [month], [`${name}-year`]: [year] } }
    }
    case 'map': {
      const { places } = config as ConfigOf<'map'>
      const own = ownWordsOf(kind, name, words)
      if (!places.length) return parts.length ? wrong('no_number') : { sent: own }
      if (keys === noneSign) return { sent: { ...own, [name]: [outsideValue] } }
      const chosen = chosenOf(parts, idsOf(places))
      if ('key' in chosen) return chosen
      return chosen.ids.length > 1 ? wrong('one_only') : { sent: { ...own, [name]: chosen.ids } }
    }
    case 'text':
      return { sent: ownWordsOf(kind, name, words) }
    case 'rate':
    case 'number':
      return { sent: { [name]: [keys] } }
  }
}

/** Ticks that are not too many for a question: + is keyed for more. Undefined where ticks are not counted. */
export function mostTicks({ kind, config }: Pick<FormQuestion, 'kind' | 'config'>): number | undefined {
  if (kind === 'one') return 1
  if (kind === 'order') return (config as ConfigOf<'order'>).most
  if (kind !== 'many') return undefined
  const { options, other, most } = config as ConfigOf<'many'>
  const boxes = options.length + (other ? 1 : 0)
  return most === null || most >= boxes ? boxes : most
}

/** What is written on the lines of a question, as the field of its page that takes own words. */
function ownWordsOf(kind: FormQuestion['kind'], name: string, words: string): Sent {
  switch (kind) {
    case 'text':
      return { [name]: [words] }
    case 'map':
      return { [`${name}-words`]: [words] }
    case 'one':
    case 'many':
      return { [`${name}-other`]: [words] }
    default:
      return {}
  }
}

const idsOf = (choices: readonly { id: string }[]): string[] => choices.map(({ id }) => id)

/** The ids that stand under some numbers, from 1. */
function chosenOf(parts: readonly string[], ids: readonly string[]): { ids: string[] } | ReturnType<typeof refused> {
  const strange = parts.find((part) => !/^\d{1,2}$/.test(part) || Number(part) < 1 || Number(part) > ids.length)
  if (strange !== undefined) return refused('number', { given: strange.slice(0, 10), most: ids.length })
  const twice = parts.find((part, i) => parts.findIndex((other) => Number(other) === Number(part)) < i)
  if (twice !== undefined) return refused('twice', { given: twice })
  return { ids: parts.map((part) => ids[Number(part) - 1]!) }
}
const refused = (key: string, values: Record<string, string | number>) => ({ key, values })

/** One figure for each, in the printed order. */
function figures(parts: readonly string[], ids: readonly string[], field: (id: string) => string): Keyed {
  if (!parts.length) return { sent: {} }
  if (parts.length !== ids.length) return wrong('figures', { given: parts.length, most: ids.length })
  return { sent: Object.fromEntries(ids.map((id, i) => [field(id), [parts[i]!]])) }
}

/** A column for each row, as one run of digits or apart; 0 where a row was left blank. */
function grid(keys: string, rows: readonly string[], columns: readonly string[], name: string): Keyed {
  const digits = keys.replace(/[\s,;/]+/g, '')
  if (!digits) return { sent: {} }
  if (!/^\d+$/.test(digits)) return wrong('grid', { most: columns.length })
  if (digits.length !== rows.length) return wrong('figures', { given: digits.length, most: rows.length })
  if ([...digits].some((digit) => Number(digit) > columns.length)) return wrong('grid', { most: columns.length })
  return {
    sent: Object.fromEntries(
      rows.flatMap((id, i) => (digits[i] === '0' ? [] : [[`${name}-${id}`, [columns[Number(digits[i]) - 1]!]]])),
    ),
  }
}

/** Pairs and groups are printed as one list to put in order: each is judged as that order says. */
function judged(
  kind: 'paired' | 'best-worst',
  asked: Asked<unknown>,
  config: unknown,
  parts: readonly string[],
): Keyed {
  const { options } = config as ConfigOf<'paired'>
  if (!parts.length) return { sent: {} }
  const placed = figures(parts, idsOf(options), (id) => id)
  if (!('sent' in placed)) return placed
  const places = new Map(Object.entries(placed.sent).map(([id, [place]]) => [id, Number(place)]))
  const strange = parts.find((part) => !/^\d{1,2}$/.test(part) || Number(part) < 1 || Number(part) > options.length)
  if (strange !== undefined) return wrong('number', { given: strange.slice(0, 10), most: options.length })
  if (kind === 'best-worst' && new Set(places.values()).size < options.length) return wrong('tied')
  const { name, seed } = asked
  const place = (id: string) => places.get(id)!
  if (kind === 'paired') {
    return {
      sent: Object.fromEntries(
        pairsFor(config as ConfigOf<'paired'>, seed).map(([left, right], i) => {
          const chosen = place(left) === place(right) ? 'equal' : place(left) < place(right) ? left : right
          return [`${name}-${i + 1}`, [chosen]]
        }),
      ),
    }
  }
  return {
    sent: Object.fromEntries(
      setsFor(config as ConfigOf<'best-worst'>, seed).flatMap((shown, i) => {
        const byPlace = [...shown].sort((a, b) => place(a) - place(b))
        return [
          [`${name}-${i + 1}-best`, [byPlace[0]!]],
          [`${name}-${i + 1}-worst`, [byPlace.at(-1)!]],
        ]
      }),
    ),
  }
}

/** "Not sure" in the fields of its kind: of every pair, group or row where it is asked of each. */
function unsureOf(kind: FormQuestion['kind'], { name, config, seed }: Asked<unknown>): Sent {
  const each = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, [unsure]]))
  switch (kind) {
    case 'one':
    case 'rate':
    case 'map':
      return each([name])
    case 'matrix':
      return each(idsOf((config as ConfigOf<'matrix'>).rows).map((id) => `${name}-${id}`))
    case 'paired':
      return each(pairsFor(config as ConfigOf<'paired'>, seed).map((_, i) => `${name}-${i + 1}`))
    case 'best-worst':
      return each(setsFor(config as ConfigOf<'best-worst'>, seed).map((_, i) => `${name}-${i + 1}-best`))
    default:
      return { [`${name}-unsure`]: ['yes'] }
  }
}
