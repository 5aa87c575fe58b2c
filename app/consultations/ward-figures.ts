import type { SeatKind } from '../engagement/register-entry.ts'
import { roundTo, type SmallRule } from '../priorities/disclosure.ts'

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
  format: 'folkmoot-wards/1'
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
}

type WardRule = Pick<SmallRule, 'minCell' | 'roundTo'> & { minBasePct: number }

/** A practice may publish counts of districts as they are; those of a ward never. */
const leastRounding = 5

/** How many options a sheet names, and how many where the last of them are level. */
const named = 3
const mostNamed = 5

/**
 * A ward is finer than anything else that is published, so it has no exact figure: a number under the least is not told,
 * every other is rounded, and what people chose is told from the least base of shares on.
 */
export function wardFigures(
  exercise: string,
  { seats, districts }: { seats: readonly SeatCounts[]; districts: readonly DistrictCounts[] },
  { minCell, minBasePct, roundTo: among }: WardRule,
): WardFigures {
  const step = Math.max(leastRounding, among)
  const told = (people: number) => (people < minCell ? null : roundTo(people, step))
  const first = ({ people, chose }: SeatCounts) => {
    if (people < Math.max(minBasePct, minCell)) return null
    const shown = chose
      .flatMap(({ option, people: of }) => {
        const rounded = told(of)
        return rounded === null ? [] : [{ option, people: rounded }]
      })
      .sort((a, b) => b.people - a.people)
    const last = shown[named - 1]?.people ?? 0
    return shown.filter(({ people: of }) => of >= last).slice(0, mostNamed)
  }
  return {
    format: 'folkmoot-wards/1',
    exercise,
    rule: { minCell, minBasePct, roundTo: step },
    districts: districts.map(({ id, people, known }) => ({ id, people: told(people), known: told(known) })),
    seats: seats.map((seat) => ({ id: seat.id, kind: seat.kind, people: told(seat.people), first: first(seat) })),
  }
}
