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
  wrongs,
} from './kind.ts'

const config = z
  .object({
    options: choicesShape(40, 3),
    /** Up to so many are chosen. */
    most: z.number().int().min(2).max(5).default(3),
    random: z.boolean().default(true),
  })
  .refine(({ most, options }) => most < options.length, 'most_options')
/** `same`: those chosen matter the same. */
const value = z.object({ options: z.array(idShape), same: z.boolean(), none: z.boolean() })

/** Choose up to N and put them in order: one list a place, so that nothing is dragged. */
export const order = kindOf({
  config,
  value,
  textIds: ({ options }) => choiceTexts(options),
  field: ({ name }) => `${name}-1`,
  read(sent, { name, config: { options, most }, unsure: mayBeUnsure }) {
    const listed = Array.from({ length: most }, (_, i) => first(sent, `${name}-${i + 1}`))
    const chosen = listed.filter((id) => id !== '')
    const none = first(sent, `${name}-none`) !== ''
    if (mayBeUnsure && first(sent, `${name}-unsure`)) {
      return chosen.length || none ? wrong(`${name}-1`, 'unsure_and_more') : notSure
    }
    if (none) {
      return chosen.length ? wrong(`${name}-1`, 'none_and_more') : taken({ options: [], same: false, none })
    }
    if (!chosen.length) return nothing
    const troubles = listed.flatMap((id, i) => {
      const field = `${name}-${i + 1}`
      if (id && !knows(options, [id])) return [{ field, key: 'unknown' }]
      return id && listed.indexOf(id) < i ? [{ field, key: 'chosen_twice' }] : []
    })
    if (troubles.length) return wrongs(troubles)
    return taken({ options: chosen, same: chosen.length > 1 && first(sent, `${name}-same`) !== '', none })
  },
  typed: ({ value: said }, { name }) => ({
    ...Object.fromEntries(said.options.map((id, i) => [`${name}-${i + 1}`, [id]])),
    ...(said.same ? { [`${name}-same`]: ['yes'] } : {}),
    ...(said.none ? { [`${name}-none`]: ['yes'] } : {}),
  }),
  fits: (said, { options, most }) => knows(options, said.options) && said.options.length <= most,
  summary: (said, { options }) => ({
    ordered: !said.same && said.options.length > 1,
    lines: said.none
      ? [{ value: { words: 'none' } }]
      : [
          ...said.options.map((id) => ({ text: options[indexOf(options, id)]?.title })),
          ...(said.same ? [{ value: { words: 'same' } }] : []),
        ],
  }),
  says: (said) => (said.none ? ['none'] : said.options),
  rankable: ({ options }) => options,
  ballots: (said, { options, most }) =>
    said.options.length
      ? [
          fromPicks(
            said.options.map((id) => indexOf(options, id)),
            most,
            !said.same,
          ),
        ]
      : [],
  seconds: ({ options, most }) => 10 + 2.5 * options.length + 4 * most,
})
