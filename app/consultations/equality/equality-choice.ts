import { z } from 'zod'
import { type Characteristic, characteristics, type FurtherGroup, furtherGroupNames } from './characteristics.ts'

/** Why something is asked, as it is told to those who are asked: the reasons whose words are kept ready. */
export const reasons = ['heard', 'effect', 'duty'] as const
/** The officer's own words say why. */
export const ownReason = 'own'
export type Reason = (typeof reasons)[number] | typeof ownReason
/** Characters of a reason of one's own. */
export const ownReasonLimit = 200
/** As a reason is told: what is asked follows it after a colon, so it ends in none and in no full stop. */
export const asReason = (written: string): string => written.replace(/[\s.:;]+$/, '')

/**
 * The wordings of the two contested questions that are kept ready (rule E-9). `partnership` is the partnership's own words
 * from its settings, and the usual ones where it has none. Each is told by a mark with a version: when words change, so
 * does the mark.
 */
export const wordings = {
  sex: { partnership: null, usual: 'usual-1', registered: 'registered-1', legal: 'legal-1' },
  gender: { partnership: null, usual: 'usual-1', trans: 'trans-1' },
} as const
export type Worded = keyof typeof wordings
export const isWorded = (step: string): step is Worded => Object.hasOwn(wordings, step)
export const wordingNames = (step: Worded): readonly string[] => Object.keys(wordings[step])

/** What an exercise asks people about themselves, with why, and in which words. */
export interface EqualityChoice {
  /** `own` is the text of a reason in the officer's own words, in every language that it was put into. */
  asked: { what: Characteristic; why: Reason; own?: string }[]
  wording: Record<Worded, string>
}

/** What every exercise asks unless its officer says otherwise. */
export const usualChoice: EqualityChoice = {
  asked: (['age', 'sex', 'gender', 'ethnicity', 'disability'] as const).map((what) => ({ what, why: 'heard' })),
  wording: { sex: 'partnership', gender: 'partnership' },
}

export const equalityChoiceShape: z.ZodType<EqualityChoice> = z.object({
  asked: z.array(
    z.object({ what: z.enum(characteristics), why: z.enum([...reasons, ownReason]), own: z.string().optional() }),
  ),
  wording: z.object({ sex: z.string(), gender: z.string() }),
})

export const asks = (choice: EqualityChoice, what: Characteristic): boolean =>
  choice.asked.some((one) => one.what === what)

/** Further characteristics that answers are cut by: those that are asked and that anybody told of. An empty cut tells nothing. */
export const cutsAsked = (
  choice: EqualityChoice,
  rows: readonly Partial<Record<FurtherGroup, string | null>>[],
): FurtherGroup[] => furtherGroupNames.filter((name) => asks(choice, name) && rows.some((row) => row[name]))
