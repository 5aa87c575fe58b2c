import { type Share, seatsByShare } from '../targets/census-share.ts'

/** Letters that a seat needs where 3 to 6 in a hundred reply (J-6): 24 seats make 5,000. */
export const lettersForSeats = (seats: number): number => Math.ceil((seats * 625) / 3 / 100) * 100

/** Letters that one document holds: a printer's batch, and no more than a worker should hold at once. */
export const lettersPerFile = 500

/** Replies to expect from so many letters: 3 to 6 in a hundred. */
export const repliesExpected = (letters: number): { least: number; most: number } => ({
  least: Math.floor(letters * 0.03),
  most: Math.ceil(letters * 0.06),
})

/** Letters by area in proportion to residents, or to the addresses of the list where the census does not know the area. */
export function sharedOut(
  letters: number,
  census: readonly Share[],
  addresses: Readonly<Record<string, number>>,
): Record<string, number> {
  const areas = Object.keys(addresses).sort()
  const people = new Map(census.map((share) => [share.value, share.people]))
  const byCensus = areas.every((area) => people.has(area))
  const shares = areas.map((value) => ({ value, people: byCensus ? people.get(value)! : addresses[value]! }))
  const whole = seatsByShare(shares, letters)
  return Object.fromEntries(areas.map((area, i) => [area, whole[i]!]))
}

/** Areas that the plan gives more letters than the list has addresses, or that the list does not know. */
export const overdrawn = (
  plan: Readonly<Record<string, number>>,
  addresses: Readonly<Record<string, number>>,
): string[] => Object.keys(plan).filter((area) => plan[area]! > (addresses[area] ?? 0))
