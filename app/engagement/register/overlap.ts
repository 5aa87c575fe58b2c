import { type PeopleMap, sharedPercent } from '../areas/area-share.ts'
import { addDays, daysBetween } from '../london-day.ts'
import type { Practice } from '../practice.ts'
import { type AskedQuestion, sharedQuestions } from './same-question.ts'

/** What of an exercise is compared with another's. Days are `YYYY-MM-DD`. */
export interface Comparable {
  id: string
  themeIds: readonly string[]
  areaIds: readonly string[]
  groups: readonly string[]
  opensOn: string | null
  closesOn: string | null
  panelSampleId: string | null
  questions: readonly AskedQuestion[]
}

/** Why two exercises overlap, each with the points it adds and what is shared (ids, codes, words or a figure). */
export type OverlapReason =
  | { kind: 'theme'; points: number; shared: string[] }
  | { kind: 'area'; points: number; percent: number; shared: string[] }
  | { kind: 'dates'; points: number; weeksApart: number }
  | { kind: 'audience'; points: number; shared: string[] }
  | { kind: 'panel'; points: number }
  | { kind: 'question'; points: number; shared: string[] }

export interface Overlap {
  otherId: string
  score: number
  reasons: OverlapReason[]
}

export const overlapPoints = { theme: 2, area: 2, dates: 2, audience: 1, panel: 3, question: 2 } as const

type OverlapPractice = Pick<
  Practice,
  'overlap.window_weeks' | 'overlap.area_share' | 'overlap.talk_from' | 'overlap.answer_from'
>

const both = <T>(a: readonly T[], b: readonly T[]) => [...new Set(a)].filter((one) => b.includes(one))

/** The score as a sum of named reasons (journey 3.2), the same whichever of the two is asked about. */
export function overlapOf(mine: Comparable, other: Comparable, map: PeopleMap, practice: OverlapPractice): Overlap {
  const themes = both(mine.themeIds, other.themeIds)
  const percent = sharedPercent(map, mine.areaIds, other.areaIds)
  const weeksApart = weeksBetween(mine, other)
  const groups = both(mine.groups, other.groups)
  const questions = sharedQuestions(mine.questions, other.questions)
  const reasons: OverlapReason[] = []
  if (themes.length) reasons.push({ kind: 'theme', points: overlapPoints.theme, shared: themes })
  if (percent >= practice['overlap.area_share'])
    reasons.push({ kind: 'area', points: overlapPoints.area, percent, shared: both(mine.areaIds, other.areaIds) })
  if (weeksApart !== null && weeksApart <= practice['overlap.window_weeks'])
    reasons.push({ kind: 'dates', points: overlapPoints.dates, weeksApart })
  if (groups.length) reasons.push({ kind: 'audience', points: overlapPoints.audience, shared: groups })
  if (mine.panelSampleId && mine.panelSampleId === other.panelSampleId)
    reasons.push({ kind: 'panel', points: overlapPoints.panel })
  if (questions.length) reasons.push({ kind: 'question', points: overlapPoints.question, shared: questions })
  return { otherId: other.id, score: reasons.reduce((sum, reason) => sum + reason.points, 0), reasons }
}

/** Weeks, begun ones counted, from the end of the earlier to the beginning of the later; 0 while both are open; null without days. */
function weeksBetween(a: Comparable, b: Comparable): number | null {
  if (!a.opensOn || !a.closesOn || !b.opensOn || !b.closesOn) return null
  if (a.closesOn < a.opensOn || b.closesOn < b.opensOn) return null
  const [first, second] = a.opensOn <= b.opensOn ? [a, b] : [b, a]
  if (second.opensOn! <= first.closesOn!) return 0
  return Math.ceil(daysBetween(first.closesOn!, second.opensOn!) / 7)
}

/**
 * True for an exercise that can still be joined, moved or waited for: not closed by today, or closed so shortly before
 * this one opens that the same people would be asked twice. What is older is evidence, not an overlap.
 */
export function canOverlap(
  mine: Pick<Comparable, 'id' | 'opensOn'>,
  other: Pick<Comparable, 'id' | 'opensOn' | 'closesOn'>,
  today: string,
  practice: OverlapPractice,
): boolean {
  if (mine.id === other.id) return false
  if (!other.closesOn || other.closesOn >= today) return true
  const from = mine.opensOn && mine.opensOn < today ? mine.opensOn : today
  return other.closesOn >= addDays(from, -7 * practice['overlap.window_weeks'])
}

export type OverlapWeight = 'none' | 'talk' | 'answer'

/** What a score asks for: nothing, to talk to the other partner, or an answer before publishing. */
export const overlapWeight = (score: number, practice: OverlapPractice): OverlapWeight =>
  score >= practice['overlap.answer_from'] ? 'answer' : score >= practice['overlap.talk_from'] ? 'talk' : 'none'

/** What one exercise instead of two could save at most: the smaller of the two costs, where both are known (need 63). */
export function savingOf(
  a: { costPounds: number | null; staffHours: number | null },
  b: { costPounds: number | null; staffHours: number | null },
): { pounds: number | null; hours: number | null } {
  const smaller = (one: number | null, other: number | null) =>
    one === null || other === null ? null : Math.min(one, other)
  return { pounds: smaller(a.costPounds, b.costPounds), hours: smaller(a.staffHours, b.staffHours) }
}
