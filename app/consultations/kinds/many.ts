import { z } from 'zod'
import { fromPicks } from '../../priorities/instruments.ts'
import {
  choicesShape,
  choiceTexts,
  first,
  idShape,
  indexOf,
  kindOf,
  knows,
  nothing,
  notSure,
  taken,
  wrong,
} from './kind.ts'
import { otherLimit, otherValue } from './one.ts'
import { ownLine, tooLong } from './own-words.ts'

const config = z
  .object({
    options: choicesShape(60),
    other: z.boolean().default(false),
    /** "None of these", which is an answer. */
    none: z.boolean().default(true),
    /** At most so many; null for any number. */
    most: z.number().int().min(1).max(60).nullable().default(null),
    random: z.boolean().default(false),
  })
  .refine(({ most, options }) => most === null || most < options.length + 1, 'most_options')
const value = z.object({ options: z.array(idShape), none: z.boolean(), other: z.boolean() })

/** Choose any number, or up to so many. */
export const many = kindOf({
  config,
  value,
  textIds: ({ options }) => choiceTexts(options),
  field: ({ name }) => name,
  read(sent, { name, config: { options, other, none, most }, unsure: mayBeUnsure }) {
    const ticked = new Set(sent[name] ?? [])
    const chosen = options.filter(({ id }) => ticked.has(id)).map(({ id }) => id)
    const text = other ? ownLine(sent, `${name}-other`) : ''
    const wantsOther = other && (ticked.has(otherValue) || text !== '')
    const saysNone = none && first(sent, `${name}-none`) !== ''
    const isUnsure = mayBeUnsure && first(sent, `${name}-unsure`) !== ''
    const number = chosen.length + (wantsOther ? 1 : 0)
    if (isUnsure) return number || saysNone ? wrong(name, 'unsure_and_more') : notSure
    if (saysNone) return number ? wrong(name, 'none_and_more') : taken({ options: [], none: true, other: false })
    if (!number) return nothing
    if (most !== null && number > most) return wrong(name, 'too_many', { count: most, chosen: number })
    if (wantsOther && !text) return wrong(`${name}-other`, 'say_what')
    return (
      tooLong(`${name}-other`, text, otherLimit) ?? taken({ options: chosen, none: false, other: wantsOther }, text)
    )
  },
  typed: ({ value: said, text }, { name }) => ({
    [name]: [...said.options, ...(said.other ? [otherValue] : [])],
    [`${name}-other`]: [text],
    ...(said.none ? { [`${name}-none`]: ['yes'] } : {}),
  }),
  fits: (said, { options, other, none, most }) =>
    knows(options, said.options) &&
    (!said.other || other) &&
    (!said.none || none) &&
    (most === null || said.options.length + (said.other ? 1 : 0) <= most),
  summary: (said, { options }) => ({
    lines: said.none
      ? [{ value: { words: 'none' } }]
      : [
          ...said.options.map((id) => ({ text: options[indexOf(options, id)]?.title })),
          ...(said.other ? [{ value: { words: 'other' } }] : []),
        ],
  }),
  says: (said) => (said.none ? ['none'] : said.other ? [...said.options, otherValue] : said.options),
  rankable: ({ options }) => options,
  ballots: (said, { options }) =>
    said.options.length
      ? [
          fromPicks(
            said.options.map((id) => indexOf(options, id)),
            options.length,
            false,
          ),
        ]
      : [],
  seconds: ({ options }) => 8 + 2 * options.length,
})
