import { z } from 'zod'
import { fromPurchases } from '../../priorities/instruments.ts'
import {
  choiceShape,
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

/** Pounds, whole. */
const money = z.number().int().min(1).max(1_000_000_000)

const config = z
  .object({
    options: z
      .array(choiceShape.extend({ cost: money }))
      .min(2, 'too_few_options')
      .max(40, 'too_many_options')
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'option_twice'),
    budget: money,
  })
  .refine(({ options, budget }) => options.every(({ cost }) => cost <= budget), 'dearer_than_budget')
type Config = z.output<typeof config>

const value = z.object({ bought: z.array(idShape), none: z.boolean() })

const spentOn = ({ options }: Config, bought: readonly string[]): number =>
  options.reduce((sum, { id, cost }) => (bought.includes(id) ? sum + cost : sum), 0)

/** A budget and things with a price: whatever is chosen must be affordable together. */
export const spend = kindOf({
  config,
  value,
  textIds: ({ options }) => choiceTexts(options),
  field: ({ name }) => name,
  read(sent, { name, config: given, unsure: mayBeUnsure }) {
    const ticked = new Set(sent[name] ?? [])
    const bought = given.options.filter(({ id }) => ticked.has(id)).map(({ id }) => id)
    const none = first(sent, `${name}-none`) !== ''
    if (mayBeUnsure && first(sent, `${name}-unsure`)) {
      return bought.length || none ? wrong(name, 'unsure_and_more') : notSure
    }
    if (none) return bought.length ? wrong(name, 'none_and_more') : taken({ bought, none })
    if (!bought.length) return nothing
    const spent = spentOn(given, bought)
    const { budget } = given
    return spent > budget
      ? wrong(name, 'over_budget', { spent, budget, over: spent - budget })
      : taken({ bought, none })
  },
  typed: ({ value: { bought, none } }, { name }) => ({
    [name]: bought,
    ...(none ? { [`${name}-none`]: ['yes'] } : {}),
  }),
  fits: ({ bought }, given) => knows(given.options, bought) && spentOn(given, bought) <= given.budget,
  summary: ({ bought, none }, given) => ({
    lines: none
      ? [{ value: { words: 'none' } }]
      : [
          ...bought.map((id) => {
            const { title, cost } = given.options[indexOf(given.options, id)]!
            return { text: title, value: { words: 'cost', values: { cost } } }
          }),
          { value: { words: 'spent', values: { spent: spentOn(given, bought), budget: given.budget } } },
        ],
  }),
  says: ({ bought, none }) => (none ? ['none'] : bought),
  rankable: ({ options }) => options,
  ballots: ({ bought }, { options, budget }) =>
    bought.length
      ? [
          fromPurchases(
            bought.map((id) => indexOf(options, id)),
            options.map(({ cost }) => cost),
            budget,
          ),
        ]
      : [],
  seconds: ({ options }) => 15 + 4 * options.length,
})
