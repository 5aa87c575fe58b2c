import { z } from 'zod'
import type { StatementVote } from '../../priorities/statements.ts'
import {
  choiceShape,
  choiceTexts,
  first,
  idShape,
  indexOf,
  kindOf,
  knows,
  nothing,
  steadyOrder,
  taken,
  wrong,
  wrongs,
} from './kind.ts'
import { ownLine, tooLong } from './own-words.ts'

/** Characters of a statement that a resident adds: one thought. */
const statementLimit = 140

const config = z.object({
  statements: z
    .array(choiceShape)
    .min(2, 'too_few_options')
    .max(60, 'too_many_options')
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'option_twice'),
  /** So many are shown to one person. */
  most: z.number().int().min(2).max(15).default(10),
  /** Residents may add a statement of their own; an officer reads it first. */
  add: z.boolean().default(false),
  /** Residents' statements that were accepted; filled in when the form is read. */
  added: z.array(choiceShape).default([]),
})
type Config = z.output<typeof config>

/** Agree 1, disagree −1, pass 0. */
const value = z.object({
  votes: z.array(z.tuple([idShape, z.union([z.literal(1), z.literal(-1), z.literal(0)])])),
  added: z.boolean(),
})

/** The words of the three verdicts in a form, with the votes they stand for. */
export const verdicts: readonly (readonly [word: string, vote: StatementVote])[] = [
  ['agree', 1],
  ['disagree', -1],
  ['pass', 0],
]

const allStatements = ({ statements, added }: Config) => [...statements, ...added]

/** The statements one person sees: the same on every visit, and those already judged whatever has been added since. */
export function shownStatements(config: Config, seed: number, judged: readonly string[] = []) {
  const all = steadyOrder(allStatements(config), seed)
  return all.filter(({ id }, i) => i < config.most || judged.includes(id))
}

/** Agree, disagree or pass on statements. It finds common ground, not priorities, so it yields no ballot. */
export const statements = kindOf({
  config,
  value,
  textIds: (given) => choiceTexts(allStatements(given)),
  field: ({ name, config: given, seed }) => `${name}-${shownStatements(given, seed)[0]!.id}`,
  read(sent, { name, config: given }) {
    const sentVotes = allStatements(given).flatMap(({ id }) => {
      const word = first(sent, `${name}-${id}`)
      return word ? [{ id, word, vote: verdicts.find(([known]) => known === word)?.[1] }] : []
    })
    const own = given.add ? ownLine(sent, `${name}-own`) : ''
    const unknown = sentVotes.filter(({ vote }) => vote === undefined)
    if (unknown.length) return wrongs(unknown.map(({ id }) => ({ field: `${name}-${id}`, key: 'unknown' })))
    if (!sentVotes.length) return own ? wrong(`${name}-own`, 'judge_first') : nothing
    const votes = sentVotes.map(({ id, vote }): [string, StatementVote] => [id, vote!])
    return tooLong(`${name}-own`, own, statementLimit) ?? taken({ votes, added: own !== '' }, own)
  },
  typed: ({ value: { votes }, text }, { name }) => ({
    ...Object.fromEntries(votes.map(([id, vote]) => [`${name}-${id}`, [verdicts.find(([, own]) => own === vote)![0]]])),
    [`${name}-own`]: [text],
  }),
  fits: ({ votes }, given) =>
    knows(
      allStatements(given),
      votes.map(([id]) => id),
    ),
  summary: ({ votes, added }, given) => ({
    lines: [
      ...votes.map(([id, vote]) => ({
        text: allStatements(given)[indexOf(allStatements(given), id)]?.title,
        value: { words: verdicts.find(([, own]) => own === vote)![0] },
      })),
      ...(added ? [{ value: { words: 'added' } }] : []),
    ],
  }),
  says: ({ votes }) => votes.map(([id, vote]) => `${id}:${vote}`),
  rankable: () => [],
  ballots: () => [],
  seconds: (given) => 6 + 7 * Math.min(given.most, given.statements.length) + (given.add ? 15 : 0),
})
