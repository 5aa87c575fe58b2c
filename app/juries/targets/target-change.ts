import { furtherGroups, isFurtherGroup } from '../../consultations/equality/characteristics.ts'
import { type Share, seatsByShare } from './census-share.ts'
import { type Criterion, groupLabel, type Target } from './target.ts'

/** Between the names of what was merged: each part can still be read in the reader's language. */
const mergedBy = ' / '
export const partsOf = (value: string): string[] => value.split(mergedBy)
/** A value as a page shows it: what was merged reads as a list. */
export const valueName = (value: string): string => partsOf(value).join(', ')

/** Fewer seats than a jury usually has (setting `jury.seats`): most groups are then due less than one. */
export const hasFewSeats = (seats: number): boolean => seats < 12

/** Criteria that a jury can be balanced by (J-8): more leave hardly anybody to choose between. */
export const mostCriteria = (seats: number): number => (hasFewSeats(seats) ? 3 : seats <= 30 ? 7 : 10)

/** Room proposed around each target. Of few seats one more or fewer would be most of what a group is due, or all of it. */
export const usualRoom = (seats: number): number => (hasFewSeats(seats) ? 0 : 1)

/** Values of a criterion as one, in the place of the first: bounds add up, and so do flexible ones where all have them. */
export function merged(targets: readonly Target[], values: readonly string[], seats: number): Target[] {
  const together = targets.filter(({ value }) => values.includes(value))
  const [first] = together
  if (!first || together.length < 2) throw new RangeError('it takes two values to merge')
  const sum = (of: (target: Target) => number) => together.reduce((total, target) => total + of(target), 0)
  const flex = (of: (target: Target) => number | null) =>
    together.some((target) => of(target) === null)
      ? null
      : Math.min(
          seats,
          sum((target) => of(target) ?? 0),
        )
  const one: Target = {
    value: together.map(({ value }) => value).join(mergedBy),
    minimum: sum(({ minimum }) => minimum),
    maximum: Math.min(
      seats,
      sum(({ maximum }) => maximum),
    ),
    minFlex: flex(({ minFlex }) => minFlex),
    maxFlex: flex(({ maxFlex }) => maxFlex),
    note: together
      .map(({ note }) => note)
      .filter(Boolean)
      .join(' '),
  }
  return targets.flatMap((target) => (target === first ? [one] : together.includes(target) ? [] : [target]))
}

/**
 * At least so many seats for a value, with the reason why. Where the minimums then exceed the seats, the value with the
 * largest gives way, seat by seat, so that a panel stays possible.
 */
export function withFloor(
  targets: readonly Target[],
  floor: { value: string; seats: number; reason: string },
  seats: number,
): Target[] {
  const raised = targets.map((target) =>
    target.value === floor.value
      ? {
          ...target,
          minimum: floor.seats,
          maximum: Math.max(target.maximum, floor.seats),
          minFlex: target.minFlex === null ? null : Math.min(target.minFlex, floor.seats),
          maxFlex: target.maxFlex === null ? null : Math.max(target.maxFlex, floor.seats),
          note: floor.reason,
        }
      : target,
  )
  let excess = raised.reduce((sum, { minimum }) => sum + minimum, 0) - seats
  while (excess-- > 0) {
    const others = raised.filter(({ value }) => value !== floor.value)
    const largest = others.reduce((most, target) => (target.minimum > most.minimum ? target : most))
    const at = raised.indexOf(largest)
    const minimum = largest.minimum - 1
    raised[at] = { ...largest, minimum, minFlex: largest.minFlex === null ? null : Math.min(largest.minFlex, minimum) }
  }
  return raised
}

/** Residents behind each value, what was merged added up; null where the census does not count them. */
export function sharesOf(criterion: Pick<Criterion, 'targets'>, census: readonly Share[]): (number | null)[] {
  const people = new Map(census.map((share) => [share.value, share.people]))
  return criterion.targets.map(({ value }) =>
    partsOf(value).reduce<number | null>((sum, part) => {
      const found = people.get(part)
      return sum === null || found === undefined ? null : sum + found
    }, 0),
  )
}

/** Seats in proportion to residents by largest remainder, or null where the census does not count every value. */
export function seatsDue(
  criterion: Pick<Criterion, 'targets'>,
  census: readonly Share[],
  seats: number,
): number[] | null {
  const people = sharesOf(criterion, census)
  if (!people.some((count) => count) || people.some((count) => count === null)) return null
  return seatsByShare(
    criterion.targets.map(({ value }, i) => ({ value, people: people[i]! })),
    seats,
  )
}

/**
 * The values that get no seat of their own: their share of the seats rounds to nought and no floor is set (without a
 * census: nobody of them may be drawn at all), and nothing has been done about it.
 */
export function withoutSeat(criterion: Pick<Criterion, 'targets'>, census: readonly Share[], seats: number): string[] {
  const due = seatsDue(criterion, census, seats)
  return criterion.targets.flatMap(({ value, minimum, maximum, note }, i) => {
    const none = due ? due[i] === 0 && minimum === 0 : maximum === 0
    return none && !note ? [value] : []
  })
}

/** Groups that neither the census figures nor the targets name: whoever belongs to one finds no answer that is theirs. */
export function groupsLeftOut(
  { dimension, targets }: Pick<Criterion, 'dimension' | 'targets'>,
  census: readonly Share[],
) {
  if (!dimension || !isFurtherGroup(dimension)) return []
  const named = [...targets.flatMap(({ value }) => partsOf(value)), ...census.map(({ value }) => value)]
  // How much a condition limits may be told apart or not: then “yes” is all of it.
  const asked = (group: string) =>
    dimension !== 'disability' || (named.includes('Yes') ? !group.startsWith('Yes ') : group !== 'Yes')
  return furtherGroups[dimension].map(groupLabel).filter((group) => asked(group) && !named.includes(group))
}

/** Values typed one a line, each with its share where it is known: `Degree, 34`. `wrong` are the lines that are none. */
export function readValues(text: string): { shares: { value: string; people: number | null }[]; wrong: number[] } {
  const wrong: number[] = []
  const shares: { value: string; people: number | null }[] = []
  text.split('\n').forEach((typed, i) => {
    const line = typed.trim()
    if (!line) return
    const [, value = '', share] = line.match(/^(.*?)(?:[,;\t]\s*(\d+(?:\.\d+)?)\s*%?)?$/) ?? []
    const name = value.trim()
    const known = shares.some((other) => other.value.toLowerCase() === name.toLowerCase())
    if (!name || known || name.includes(mergedBy) || isFormula(name)) wrong.push(i + 1)
    // Tenths of a share count, so it is kept in whole thousandths.
    else shares.push({ value: name, people: share === undefined ? null : Math.round(Number(share) * 1000) })
  })
  return { shares, wrong }
}

/** A spreadsheet would run it: no name of ours begins so. */
export const isFormula = (name: string): boolean => /^[=+\-@\t\r＝＋－＠]/.test(name)
