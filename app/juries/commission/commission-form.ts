import { z } from 'zod'
import { dayPart, typedDay } from '../../engagement/register/plan-form.ts'
import { type Commission, misplacedDays, proposedFollowUps, seatsRange } from './commission.ts'

const text = (most: number) =>
  z
    .string()
    .max(most, 'too_long')
    .transform((s) => s.trim())
    .default('')
const commissionDays = ['promiseBy', 'followUp6On', 'followUp12On'] as const
type DayName = (typeof commissionDays)[number]

export const commissionShape = z.object({
  publicName: text(120),
  question: text(600),
  commissionedBy: text(300),
  budget: text(300),
  promiseWho: text(300),
  promiseHow: text(1500),
  outOfBounds: text(1500),
  oversight: text(1500),
  seats: dayPart,
  ...(Object.fromEntries(
    commissionDays.flatMap((field) => ['day', 'month', 'year'].map((unit) => [`${field}-${unit}`, dayPart])),
  ) as Record<`${DayName}-${'day' | 'month' | 'year'}`, typeof dayPart>),
})

/** A commission from what was typed on a day, and what is wrong with it: the field's id and the key of the words. */
export function commissionFrom(
  typed: z.output<typeof commissionShape>,
  today: string,
): {
  commission: Commission
  wrong: { field: string; key: string }[]
} {
  const wrong: { field: string; key: string }[] = []
  if (!typed.publicName) wrong.push({ field: 'publicName', key: 'public_name' })
  const day = (name: DayName) => {
    const found = typedDay(typed[`${name}-day`], typed[`${name}-month`], typed[`${name}-year`])
    if (found === undefined) wrong.push({ field: `${name}-day`, key: `no_day.${name}` })
    return found ?? ''
  }
  const promiseBy = day('promiseBy')
  const proposed = promiseBy ? proposedFollowUps(promiseBy) : { followUp6On: '', followUp12On: '' }
  const seats = /^\d+$/.test(typed.seats) ? Number(typed.seats) : Number.NaN
  if (!Number.isInteger(seats) || seats < seatsRange.least || seats > seatsRange.most) {
    wrong.push({ field: 'seats', key: 'seats' })
  }
  const { question, commissionedBy, budget, promiseWho, promiseHow, outOfBounds, oversight } = typed
  const commission = {
    question,
    commissionedBy,
    budget,
    promiseWho,
    promiseBy,
    promiseHow,
    outOfBounds,
    oversight,
    followUp6On: day('followUp6On') || proposed.followUp6On,
    followUp12On: day('followUp12On') || proposed.followUp12On,
    seats,
  }
  for (const field of misplacedDays(commission, today)) wrong.push({ field: `${field}-day`, key: `misplaced.${field}` })
  return { commission, wrong }
}
