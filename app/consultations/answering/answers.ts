import { z } from 'zod'

/** Characters of free text. */
export const whyLimit = 500
export const somethingElseLimit = 200

/**
 * Where somebody lives, as far as they say: a district and perhaps one of its forum areas, outside the county, or unsaid.
 * A postcode alone tells the ward and the county division, where these are loaded.
 */
const area = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('district'),
    district: z.string(),
    forum: z.string().nullable(),
    ward: z.string().optional(),
    division: z.string().optional(),
  }),
  z.object({ kind: z.literal('outside') }),
  z.object({ kind: z.literal('unsaid') }),
])
export type Area = z.infer<typeof area>

/** One resident's answers, finished or not. `picks` are option ids, best first once `order` is `places`. */
export const answersShape = z.object({
  area: area.nullable(),
  picks: z.array(z.string()),
  none: z.boolean(),
  somethingElse: z.string(),
  order: z.enum(['places', 'same']).nullable(),
  why: z.string(),
})
export type Answers = z.infer<typeof answersShape>

export const noAnswers: Answers = { area: null, picks: [], none: false, somethingElse: '', order: null, why: '' }

/** One pick needs no order; something else is heard, but not placed among the options. */
export const needsOrder = ({ picks }: Pick<Answers, 'picks'>): boolean => picks.length > 1

/** In the base of the list this person chose none of its options (rule L-1): by saying so, or by naming only another. */
export const choseNone = ({ picks }: Pick<Answers, 'picks'>): boolean => picks.length === 0

/** "They matter the same": the picks share their points (rule L-2). */
export const sameRank = (answers: Pick<Answers, 'picks' | 'order'>): boolean =>
  needsOrder(answers) && answers.order === 'same'

/** The answers after other options were chosen: an order survives only if it still orders the very same ones. */
export function withPicks(answers: Answers, chosen: Pick<Answers, 'picks' | 'none' | 'somethingElse'>): Answers {
  const unchanged =
    answers.picks.length === chosen.picks.length && chosen.picks.every((id) => answers.picks.includes(id))
  return unchanged ? { ...answers, ...chosen, picks: answers.picks } : { ...answers, ...chosen, order: null }
}
