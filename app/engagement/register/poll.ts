import type { PeopleMap } from '../areas/area-share.ts'
import type { PlanTrouble } from '../exercise.ts'
import { addDays, daysBetween } from '../london-day.ts'
import type { Practice } from '../practice.ts'

/** A poll with the first day of its pre-election period. Without areas it is held everywhere. */
export interface Poll {
  id: string
  name: string
  quietFrom: string
  onDate: string
  areaIds: string[]
}

/** The usual first day of the quiet weeks before a poll (rule G-9). */
export const usualQuietFrom = (onDate: string, practice: Pick<Practice, 'polls.quiet_weeks'>): string =>
  addDays(onDate, -7 * practice['polls.quiet_weeks'])

/** True when a poll is held anywhere in these areas. */
export const concerns = (poll: Poll, areaIds: readonly string[], map: PeopleMap): boolean =>
  !poll.areaIds.length || sharesGround(poll.areaIds, areaIds, map)

function sharesGround(a: readonly string[], b: readonly string[], map: PeopleMap): boolean {
  const pieces = new Set(a.flatMap((id) => [...map.piecesOf(id)]))
  return b.some((id) => [...map.piecesOf(id)].some((piece) => pieces.has(piece)))
}

interface Planned {
  opensOn: string | null
  closesOn: string | null
  areaIds: readonly string[]
}

/** Nothing is launched in the pre-election period of a poll in its area (rule G-9). */
export function pollTroubles({ opensOn, areaIds }: Planned, polls: readonly Poll[], map: PeopleMap): PlanTrouble[] {
  if (!opensOn) return []
  return polls
    .filter((poll) => opensOn >= poll.quietFrom && opensOn <= poll.onDate && concerns(poll, areaIds, map))
    .map(({ name, quietFrom, onDate }) => ({
      field: 'opensOn',
      key: 'poll.launch',
      values: { poll: name, from: quietFrom, after: addDays(onDate, 1) },
      area: 'planning-desk' as const,
    }))
}

/** An exercise that runs on through the quiet weeks is not promoted in them, and stays open longer for it. */
export function pollWarnings(planned: Planned, polls: readonly Poll[], map: PeopleMap): PlanTrouble[] {
  const { opensOn, closesOn, areaIds } = planned
  if (!opensOn || !closesOn || closesOn < opensOn) return []
  return polls
    .filter((poll) => opensOn < poll.quietFrom && closesOn >= poll.quietFrom && concerns(poll, areaIds, map))
    .map(({ name, quietFrom, onDate }) => {
      const last = closesOn < onDate ? closesOn : onDate
      const days = daysBetween(quietFrom, last) + 1
      return {
        field: 'closesOn',
        key: 'poll.during',
        values: { poll: name, from: quietFrom, days },
        area: 'planning-desk' as const,
      }
    })
}
