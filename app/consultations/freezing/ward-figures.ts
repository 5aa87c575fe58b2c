import type { SeatKind } from '../../engagement/register/register-entry.ts'
import { roundTo, type SmallRule } from '../../priorities/disclosure.ts'
import { type AreaQuestion, leastRounding } from '../results/area-figures.ts'

/** What is known of the people of one ward or division, exact: read for the freeze and never stored. */
export interface SeatCounts {
  id: string
  kind: SeatKind
  people: number
  /** How many chose each option, in the order in which options are asked. */
  chose: readonly { option: string; people: number }[]
}

/** How many of a district's answers there are, and how many of them came with a postcode whose ward is known. */
export interface DistrictCounts {
  id: string
  people: number
  known: number
}

/**
 * What a sheet may say of the people of each ward and division, frozen with the analysis. Every figure is rounded, and
 * null where it is too small to be told (docs/decisions/0019).
 */
export interface WardFigures {
  format: 'folkmoot-wards/1' | 'folkmoot-wards/2'
  exercise: string
  rule: WardRule
  districts: { id: string; people: number | null; known: number | null }[]
  seats: {
    id: string
    kind: SeatKind
    people: number | null
    /** What most of them chose, the most first; null where too few answered to say. */
    first: { option: string; people: number }[] | null
  }[]
  /** Of a form of an officer's own, from the second on: what each area's people said (docs/decisions/0020). */
  questions?: AreaQuestion[]
}

type WardRule = Pick<SmallRule, 'minCell' | 'roundTo'> & { minBasePct: number }

/** How many options a sheet names, and how many where the last of them are level. */
const named = 3
const mostNamed = 5

/** Those that most people named, the most first. */
export function foremost<Said extends { people: number }>(said: readonly Said[]): Said[] {
  const sorted = [...said].sort((a, b) => b.people - a.people)
  const last = sorted[named - 1]?.people ?? 0
  return sorted.filter(({ people }) => people >= last).slice(0, mostNamed)
}

/**
 * A ward is finer than anything else that is published, so it has no exact figure: a number under the least is not told,
 * every other is rounded, and what people chose is told from the least base of shares on.
 */
export function wardFigures(
  exercise: string,
  { seats, districts }: { seats: readonly SeatCounts[]; districts: readonly DistrictCounts[] },
  { minCell, minBasePct, roundTo: among }: WardRule,
  questions?: AreaQuestion[],
): WardFigures {
  const step = Math.max(leastRounding, among)
  const told = (people: number) => (people < minCell ? null : roundTo(people, step))
  const first = ({ people, chose }: SeatCounts) => {
    if (people < Math.max(minBasePct, minCell)) return null
    const shown = chose.flatMap(({ option, people: of }) => {
      const rounded = told(of)
      return rounded === null ? [] : [{ option, people: rounded }]
    })
    return foremost(shown)
  }
  return {
    format: questions ? 'folkmoot-wards/2' : 'folkmoot-wards/1',
    exercise,
    rule: { minCell, minBasePct, roundTo: step },
    districts: districts.map(({ id, people, known }) => ({ id, people: told(people), known: told(known) })),
    seats: seats.map((seat) => ({ id: seat.id, kind: seat.kind, people: told(seat.people), first: first(seat) })),
    ...(questions && { questions }),
  }
}
