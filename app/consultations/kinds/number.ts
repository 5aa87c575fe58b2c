import { z } from 'zod'
import { westernDigits } from '../../languages/western-digits.ts'
import { first, kindOf, nothing, notSure, taken, wrong } from './kind.ts'

const config = z
  .object({
    least: z.number().int().min(-1_000_000).max(1_000_000_000),
    most: z.number().int().min(-1_000_000).max(1_000_000_000),
    decimals: z.number().int().min(0).max(2).default(0),
    /** What is counted, as a text id: "hours a week". */
    unit: z.string().nullable().default(null),
  })
  .refine(({ least, most }) => most > least, 'range')
/** As text: canonical JSON has no decimals. */
const value = z.object({ number: z.string().regex(/^-?\d{1,10}(\.\d{1,2})?$/) })

/** A figure between two limits. A comma may stand for the point, and spaces or commas between thousands are read past. */
export const number = kindOf({
  config,
  value,
  textIds: ({ unit }) => (unit ? [unit] : []),
  field: ({ name }) => name,
  read(sent, { name, config: { least, most, decimals }, unsure: mayBeUnsure }) {
    const typed = first(sent, name)
    if (mayBeUnsure && first(sent, `${name}-unsure`)) {
      return typed ? wrong(name, 'unsure_and_more') : notSure
    }
    if (!typed) return nothing
    const plain = plainNumber(typed)
    if (plain === undefined) return wrong(name, 'not_a_number')
    if ((plain.split('.')[1] ?? '').length > decimals) {
      return wrong(name, decimals ? 'too_many_decimals' : 'whole_number', { count: decimals })
    }
    const read = Number(plain)
    return read < least || read > most ? wrong(name, 'number_range', { least, most }) : taken({ number: plain })
  },
  typed: ({ value: said }, { name }) => ({ [name]: [said.number] }),
  fits: (said, { least, most }) => Number(said.number) >= least && Number(said.number) <= most,
  summary: (said, { unit }) => ({
    lines: [{ value: { plain: said.number }, ...(unit ? { unit } : {}) }],
  }),
  says: (said) => [said.number],
  rankable: () => [],
  ballots: () => [],
  seconds: () => 12,
})

/** A number as digits with at most one point, without leading zeros; undefined when it is none. */
export function plainNumber(typed: string): string | undefined {
  const western = westernDigits(typed)
    .replace(/٫/g, '.')
    .replace(/[\s٬'’]/g, '')
  const joined = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(western) ? western.replace(/,/g, '') : western.replace(',', '.')
  if (!/^-?\d{1,10}(\.\d{1,6})?$/.test(joined)) return undefined
  const [, sign = '', whole = '0', part] = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(joined) ?? []
  const rest = part?.replace(/0+$/, '')
  const plain = rest ? `${whole}.${rest}` : whole
  return /^0(\.0*)?$/.test(plain) ? plain : sign + plain
}
