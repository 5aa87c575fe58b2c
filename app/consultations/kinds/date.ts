import { z } from 'zod'
import { typedDay } from '../../engagement/register/plan-form.ts'
import { first, kindOf, nothing, notSure, taken, wrong } from './kind.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** The day on which somebody answers, whichever that is. */
export const answerDay = 'today'
const limit = z
  .union([day, z.literal(answerDay)])
  .nullable()
  .default(null)
const isDay = (of: z.output<typeof limit>): of is string => of !== null && of !== answerDay
const config = z
  .object({ earliest: limit, latest: limit })
  .refine(({ earliest, latest }) => !isDay(earliest) || !isDay(latest) || earliest <= latest, 'range')
const value = z.object({ day })

/** A day that somebody knows, typed in three boxes. */
export const date = kindOf({
  config,
  value,
  textIds: () => [],
  field: ({ name }) => `${name}-day`,
  read(sent, { name, config, unsure: mayBeUnsure, answered }) {
    const earliest = config.earliest === answerDay ? answered?.first : config.earliest
    const latest = config.latest === answerDay ? answered?.last : config.latest
    const parts = ['day', 'month', 'year'].map((part) => first(sent, `${name}-${part}`))
    const [d = '', m = '', y = ''] = parts
    const typed = typedDay(d, m, y)
    if (mayBeUnsure && first(sent, `${name}-unsure`)) {
      return typed === null ? notSure : wrong(`${name}-day`, 'unsure_and_more')
    }
    if (typed === null) return nothing
    if (typed === undefined) return wrong(`${name}-day`, 'date')
    if (earliest && typed < earliest) return wrong(`${name}-day`, 'date_early', { day: earliest })
    if (latest && typed > latest) return wrong(`${name}-day`, 'date_late', { day: latest })
    return taken({ day: typed })
  },
  typed: ({ value: said }, { name }) => {
    const [y = '', m = '', d = ''] = said.day.split('-')
    return { [`${name}-day`]: [String(Number(d))], [`${name}-month`]: [String(Number(m))], [`${name}-year`]: [y] }
  },
  // Whether it was right on the day it was given was asked on that day.
  fits: (said, { earliest, latest }) =>
    (!isDay(earliest) || said.day >= earliest) && (!isDay(latest) || said.day <= latest),
  summary: (said) => ({ lines: [{ value: { day: said.day } }] }),
  says: (said) => [said.day],
  rankable: () => [],
  ballots: () => [],
  seconds: () => 15,
})
