import type { PlanTrouble } from '../exercise.ts'

/** How much somebody is affected by what may be decided, from the most to those who are only interested. */
export const affectedDegrees = ['most', 'some', 'interested'] as const

/** Who is affected, how they will be reached and by whom (rule G-5, needs 122 to 124). */
export interface Stakeholder {
  id: string
  name: string
  affected: (typeof affectedDegrees)[number]
  reach: string
  assignedTo: string
  /** How many of them are expected to answer. */
  expected: number | null
}

/** Who is not reached: affected, and nobody has said how they will hear of it. */
const notReached = (stakeholders: readonly Stakeholder[]): Stakeholder[] =>
  stakeholders.filter((one) => one.affected !== 'interested' && !one.reach)

/** The gaps of the map as warnings: nobody on it, nobody affected most, somebody who is not reached, nobody to do it. */
export function stakeholderWarnings(stakeholders: readonly Stakeholder[]): PlanTrouble[] {
  const warn = (key: string, name = '') =>
    ({ field: 'stakeholders', key: `stakeholders.${key}`, values: { name }, area: 'planning-desk' }) as const
  if (!stakeholders.length) return [warn('none')]
  return [
    ...(stakeholders.some((one) => one.affected === 'most') ? [] : [warn('no_most')]),
    ...notReached(stakeholders).map((one) => warn('not_reached', one.name)),
    ...stakeholders.filter((one) => one.reach && !one.assignedTo).map((one) => warn('nobody_assigned', one.name)),
  ]
}

/** Where somebody on the map stands otherwise now than this: each field, in words where words can say it. */
export const differingFields = (mine: Omit<Stakeholder, 'id'>, now: Stakeholder): { field: string; now?: string }[] => [
  ...(mine.affected === now.affected ? [] : [{ field: 'affected' }]),
  ...(['name', 'reach', 'assignedTo', 'expected'] as const).flatMap((field) =>
    mine[field] === now[field] ? [] : [{ field, now: String(now[field] ?? '') }],
  ),
]
