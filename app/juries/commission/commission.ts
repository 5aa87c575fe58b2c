import { addMonths } from '../../engagement/london-day.ts'

/** What must stand before anybody is invited to a jury (J-1). Days are `YYYY-MM-DD`, empty when not yet set. */
export interface Commission {
  question: string
  commissionedBy: string
  budget: string
  promiseWho: string
  promiseBy: string
  promiseHow: string
  outOfBounds: string
  oversight: string
  followUp6On: string
  followUp12On: string
  seats: number
}

export const commissionParts = [
  'question',
  'commissionedBy',
  'budget',
  'promiseWho',
  'promiseBy',
  'promiseHow',
  'outOfBounds',
  'oversight',
  'followUp6On',
  'followUp12On',
] as const satisfies readonly (keyof Commission)[]
export type CommissionPart = (typeof commissionParts)[number]

/** Everything that is still missing, in the order of the form. Empty: invitations may go out. */
export const missingFrom = (commission: Commission): CommissionPart[] =>
  commissionParts.filter((part) => commission[part].trim() === '')

/** What is wrong with days that are there: the answer is still to come, the follow-ups after it, the second last. */
export function misplacedDays(commission: Commission, today: string): CommissionPart[] {
  const wrong: CommissionPart[] = []
  const { promiseBy, followUp6On, followUp12On } = commission
  if (promiseBy && promiseBy <= today) wrong.push('promiseBy')
  if (promiseBy && followUp6On && followUp6On <= promiseBy) wrong.push('followUp6On')
  if (followUp6On && followUp12On && followUp12On <= followUp6On) wrong.push('followUp12On')
  return wrong
}

/** The follow-ups a commission proposes by itself: 6 and 12 months after the day of the promised answer (B-8). */
export const proposedFollowUps = (promiseBy: string) => ({
  followUp6On: addMonths(promiseBy, 6),
  followUp12On: addMonths(promiseBy, 12),
})

/** Jurors that a vote needs: two thirds of the seats, rounded up (J-11). */
export const quorumOf = (seats: number): number => Math.ceil((2 * seats) / 3)

/** Seats that the form takes. 12 to 30 is usual for a jury (setting `jury.seats`); fewer make a practice, more an assembly. */
export const seatsRange = { least: 3, most: 100 }
