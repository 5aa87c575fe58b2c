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
  unsure,
  wrong,
} from './kind.ts'
import { ownLine, tooLong } from './own-words.ts'

export const otherValue = 'other'
export const otherLimit = 200

const config = z.object({
  options: choicesShape(60),
  /** "Something else", with a line to write in. */
  other: z.boolean().default(false),
  random: z.boolean().default(false),
})
const value = z.object({ option: idShape })

/** Choose one of several. */
export const one = kindOf({
  config,
  value,
  textIds: ({ options }) => choiceTexts(options),
  field: ({ name }) => name,
  read(sent, { name, config: { options, other }, unsure: mayBeUnsure }) {
    const chosen = first(sent, name)
    const text = other ? ownLine(sent, `${name}-other`) : ''
    if (!chosen && !text) return nothing
    if (chosen === unsure && mayBeUnsure) return text ? wrong(name, 'other_and_choice') : notSure
    if (knows(options, [chosen])) return text ? wrong(name, 'other_and_choice') : taken({ option: chosen })
    if (!other || (chosen && chosen !== otherValue)) return wrong(name, 'unknown')
    if (!text) return wrong(`${name}-other`, 'say_what')
    return tooLong(`${name}-other`, text, otherLimit) ?? taken({ option: otherValue }, text)
  },
  typed: ({ value: { option }, text }, { name }) => ({ [name]: [option], [`${name}-other`]: [text] }),
  fits: ({ option }, { options, other }) => (option === otherValue && other) || knows(options, [option]),
  summary: ({ option }, { options }) => ({
    lines: [
      { text: options[indexOf(options, option)]?.title, ...(option === otherValue && { value: { words: 'other' } }) },
    ],
  }),
  says: ({ option }) => [option],
  rankable: ({ options }) => options,
  ballots: ({ option }, { options }) => (option === otherValue ? [] : [fromPicks([indexOf(options, option)], 1, true)]),
  seconds: ({ options }) => 6 + 1.5 * options.length,
})
