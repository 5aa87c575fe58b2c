import type { Counter, Target } from '../../consultations/coverage/coverage.ts'
import { coverageOf } from '../../consultations/coverage/coverage.ts'
import { seatsByShare } from '../../juries/targets/census-share.ts'
import { generator } from '../../priorities/generator.ts'
import { addDays, addMonths } from '../london-day.ts'

/** So many members give county estimates (rule CP-1). */
export const panelAim = 1000
/** Nobody stays longer (rule CP-1); the timer deletes what is older. */
export const panelMonths = 36
/** A member is asked so often in twelve months at most, and so many weeks apart (rule CP-2). */
export const mostInvitations = 4
export const weeksApart = 6
/** From fewer than so many an answer that names its sample could be traced to a person (rule P-10). */
export const leastSample = 10
/** A third is refreshed each year (rule CP-1). */
const refreshMonths = 12
/** Days that an address waits for its holder to press the button. */
export const panelConfirmDays = 7

/** Somebody of the panel, as far as a sample depends on it. Days `YYYY-MM-DD`. */
export interface PanelMember {
  id: string
  joinedOn: string
  districtId: string
  /** The ward and the division, where a postcode told them. */
  seats?: readonly string[]
  ageBand: string | null
  invitedOn: readonly string[]
}

/** Why somebody is not asked now, in the order in which it is counted: each member under one reason. */
export const unaskedReasons = ['three_years', 'six_weeks', 'four_a_year', 'asked_already', 'elsewhere'] as const
export type Unasked = (typeof unaskedReasons)[number]

/** What a sample is for: its district, ward or division (null: all), and who was asked about the same exercise before. */
export interface SampleWish {
  areaId: string | null
  already: ReadonlySet<string>
}

/** What keeps a member out of a sample drawn today; null when nothing does. */
export function unaskedWhy(member: PanelMember, today: string, wish: SampleWish): Unasked | null {
  if (member.joinedOn < addMonths(today, -panelMonths)) return 'three_years'
  if (member.invitedOn.some((day) => day > addDays(today, -7 * weeksApart))) return 'six_weeks'
  if (member.invitedOn.filter((day) => day > addMonths(today, -12)).length >= mostInvitations) return 'four_a_year'
  if (wish.already.has(member.id)) return 'asked_already'
  const lives = [member.districtId, ...(member.seats ?? [])]
  return wish.areaId && !lives.includes(wish.areaId) ? 'elsewhere' : null
}

const anybody: SampleWish = { areaId: null, already: new Set() }

/** Who may be asked, and how many may not for which reason. */
export function eligibleOf(members: readonly PanelMember[], today: string, wish: SampleWish = anybody) {
  const unasked = Object.fromEntries(unaskedReasons.map((reason) => [reason, 0])) as Record<Unasked, number>
  const eligible = members.filter((member) => {
    const why = unaskedWhy(member, today, wish)
    if (why) unasked[why]++
    return why === null
  })
  return { eligible, unasked }
}

export const strata = ['none', 'district', 'age_band'] as const
export type Stratum = (typeof strata)[number]

/**
 * Draws so many at random. By a stratum, each group gets its share of residents as far as it has people, and what is left
 * over goes to anybody. The same members and seed give the same sample, whatever order they come in.
 */
export function drawPanelSample(
  members: readonly PanelMember[],
  size: number,
  by: Stratum,
  residents: readonly Target[],
  seed: number,
): PanelMember[] {
  const random = generator(seed)
  const shuffled = random.shuffle([...members].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)))
  const groupOf = (member: PanelMember) => (by === 'district' ? member.districtId : member.ageBand)
  const shares = residents
    .filter(({ dimension, category }) => dimension === by && members.some((member) => groupOf(member) === category))
    .map(({ category, people }) => ({ value: category, people }))
  const seats = shares.some(({ people }) => people > 0) ? seatsByShare(shares, size) : []
  const first = shares.flatMap(({ value }, i) =>
    shuffled.filter((member) => groupOf(member) === value).slice(0, seats[i] ?? 0),
  )
  const rest = shuffled.filter((member) => !first.includes(member))
  return [...first, ...rest].slice(0, size)
}

/**
 * Who is released this year: the third that joined first, of those who have been members for a year. Nobody until a year
 * after the last refresh; `from` is that day.
 */
export function yearsThird<T extends Pick<PanelMember, 'id' | 'joinedOn'>>(
  members: readonly T[],
  lastRefreshOn: string | null,
  today: string,
): { due: T[]; from: string | null } {
  const from = lastRefreshOn && addMonths(lastRefreshOn, refreshMonths)
  if (from && today < from) return { due: [], from }
  const key = ({ joinedOn, id }: T) => `${joinedOn} ${id}`
  const third = [...members]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .slice(0, Math.round(members.length / 3))
    .filter(({ joinedOn }) => joinedOn <= addMonths(today, -refreshMonths))
  return { due: third, from: null }
}

/** What the panel is compared with the census by. */
export const panelDimensions = ['age_band', 'sex', 'district', 'ethnic_group'] as const
export type PanelDimension = (typeof panelDimensions)[number]

/** One group of the panel beside its share of residents. */
export interface PanelGroup {
  dimension: PanelDimension
  category: string
  /** Null where there are too few to say. */
  people: number | null
  sharePerMille: number | null
  residentsPerMille: number | null
  off: 'few' | 'many' | null
  /** Whether there are figures, and people enough, to say that a group fits. */
  judged: boolean
}

/** A group is off when it is a fifth away from its share, and further than chance alone would take it (rule CP-3). */
const offBy = 0.2
const chance = 2
const leastBase = 30

/**
 * How the panel is made up against the census (rule CP-3). Small groups are hidden and the others rounded down as
 * answers' are while they come; places too where everybody reads it.
 */
export function makeUpOf(
  counters: readonly Counter[],
  residents: readonly Target[],
  rule: { minCell: number; roundTo: number },
  isPublic: boolean,
): PanelGroup[] {
  return panelDimensions.flatMap((dimension) => {
    const base = counters.filter((one) => one.dimension === dimension).reduce((sum, { people }) => sum + people, 0)
    if (!base && !residents.some((target) => target.dimension === dimension)) return []
    return coverageOf(counters, residents, dimension, rule)
      .filter(({ category }) => category !== 'under-16')
      .map(({ category, people, sharePerMille, targetPerMille, behind }): PanelGroup => {
        const isHidden = people === null || (isPublic && people < rule.minCell)
        const exact = counters.find((one) => one.dimension === dimension && one.category === category)?.people ?? 0
        const off = isHidden
          ? behind
            ? 'few'
            : null
          : offOf(exact, base, targetPerMille === null ? null : targetPerMille / 1000)
        const shown = isHidden ? null : isPublic ? people - (people % rule.roundTo) : people
        return {
          dimension,
          category,
          people: shown,
          sharePerMille: isHidden ? null : sharePerMille,
          residentsPerMille: targetPerMille,
          off,
          judged: off !== null || (!isHidden && targetPerMille !== null && base >= leastBase),
        }
      })
  })
}

function offOf(people: number, base: number, target: number | null): PanelGroup['off'] {
  if (target === null || base < leastBase) return null
  const gap = people / base - target
  const byChance = chance * Math.sqrt((target * (1 - target)) / base)
  if (Math.abs(gap) <= Math.max(offBy * target, byChance)) return null
  return gap < 0 ? 'few' : 'many'
}

/** The quarter of a year that a day lies in: the make-up is noted once in each. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** How far a sample has got: whom an invitation has reached, and who answered under the sample's own code. */
export interface SampleAnswers {
  asked: number
  reached: number
  /** Null where there are too few to say, or too few who did not. */
  answered: number | null
  /** Of those who were asked, in whole per cent. */
  rate: number | null
}

/**
 * What may be shown of a sample's answers: nothing under `minCell` people, rounded down. In public also nothing where
 * nearly everybody answered: that would tell of each of them that they did.
 */
export function sampleAnswers(
  { asked, unreached, answers }: { asked: number; unreached: number; answers: number },
  rule: { minCell: number; roundTo: number },
): SampleAnswers {
  const isTold = answers >= rule.minCell && asked - answers >= rule.minCell
  const answered = isTold ? answers - (answers % rule.roundTo) : null
  const rate = answered === null ? null : Math.round((100 * answered) / asked)
  return { asked, reached: asked - unreached, answered, rate }
}
