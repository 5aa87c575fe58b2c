import { z } from 'zod'
import { first, idShape, kindOf, nothing, notSure, taken, unsure, wrong } from './kind.ts'
import { ownLine, tooLong } from './own-words.ts'

/** Characters of a description of a place. */
const placeLimit = 200
export const outsideValue = 'outside'

/** An area that a place can lie in, as it stands on the schematic map. Filled in when the form is read. */
const placeShape = z.object({
  id: idShape,
  name: z.string(),
  /** The area it belongs to, by name. */
  within: z.string().nullable(),
  column: z.number().int(),
  row: z.number().int(),
})
export type Place = z.output<typeof placeShape>

const config = z.object({
  level: z.enum(['district', 'forum']),
  /** Where boundaries have been loaded a point can be marked as well. */
  pin: z.boolean().default(false),
  places: z.array(placeShape).default([]),
  /** The tiles show how the places lie; otherwise they only stand in order. */
  lie: z.boolean().default(false),
  /** Every place has a boundary. */
  bounded: z.boolean().default(false),
})

/** The area, outside, or null where only a description was given; a pin in millionths of a degree, east and north. */
const value = z.object({
  place: idShape.nullable(),
  pin: z.tuple([z.number().int(), z.number().int()]).nullable(),
})

/** A place: on the map, in the list beside it, or in one's own words. Each alone is enough. */
export const map = kindOf({
  config,
  value,
  textIds: () => [],
  field: ({ name }) => name,
  read(sent, { name, config: { places, pin: takesPin }, unsure: mayBeUnsure }) {
    const chosen = first(sent, name)
    const words = ownLine(sent, `${name}-words`)
    const pin = takesPin && chosen !== outsideValue ? readPin(first(sent, `${name}-pin`)) : null
    if (chosen === unsure && mayBeUnsure) return words ? wrong(`${name}-words`, 'unsure_and_more') : notSure
    if (!chosen && !words) return nothing
    if (chosen && chosen !== outsideValue && !places.some(({ id }) => id === chosen))
      return wrong(name, 'unknown_place')
    return tooLong(`${name}-words`, words, placeLimit) ?? taken({ place: chosen || null, pin }, words)
  },
  typed: ({ value: { place, pin }, text }, { name }) => ({
    [name]: place ? [place] : [],
    [`${name}-pin`]: pin ? [pin.join()] : [],
    [`${name}-words`]: [text],
  }),
  fits: ({ place }, { places }) => place === null || place === outsideValue || places.some(({ id }) => id === place),
  summary: ({ place }, { places }) => ({
    lines:
      place === null
        ? []
        : [
            place === outsideValue
              ? { value: { words: 'outside' } }
              : { value: { name: places.find(({ id }) => id === place)?.name ?? place } },
          ],
  }),
  says: ({ place }) => (place === null ? ['described'] : [place]),
  rankable: () => [],
  ballots: () => [],
  seconds: () => 25,
})

/** `east,north` in millionths of a degree; null for anything else. */
export function readPin(typed: string): [number, number] | null {
  const [, east, north] = /^(-?\d{1,9}),(-?\d{1,8})$/.exec(typed) ?? []
  return east === undefined || north === undefined ? null : [Number(east), Number(north)]
}
