import { BallotError } from './ballot-error.ts'

/** Level of measurement of the codes: names, an order, distances, or ratios. */
export type Measurement = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/** From 0.8 reliable; from 0.667 tentative; below that the codes may not be reported (Krippendorff 2004). */
export type Reliability = 'reliable' | 'tentative' | 'unreliable'

export const reliability = (alpha: number): Reliability =>
  alpha >= 0.8 ? 'reliable' : alpha >= 0.667 ? 'tentative' : 'unreliable'

/**
 * Krippendorff's alpha (Krippendorff 2011) for any number of coders with missing codes.
 * @param coders one list per coder, one entry per unit; null is missing
 * @returns 1 for perfect agreement, 0 for agreement by chance; null when all codes are one value, or nothing pairs up
 * @throws BallotError `bad-rating` when a measured level meets a code that is not a number
 */
export function krippendorffAlpha(
  coders: readonly (readonly (string | null)[])[],
  measurement: Measurement,
): number | null {
  const units = Math.max(0, ...coders.map((codes) => codes.length))
  const byUnit = Array.from({ length: units }, (_, unit) =>
    coders.flatMap((codes) => (codes[unit] === null || codes[unit] === undefined ? [] : [codes[unit]])),
  ).filter((codes) => codes.length > 1)
  const values = [...new Set(byUnit.flat())].sort((a, b) =>
    measurement === 'nominal' ? (a < b ? -1 : 1) : number(a) - number(b),
  )
  const totals = values.map((value) => byUnit.flat().filter((code) => code === value).length)
  const n = totals.reduce((sum, count) => sum + count, 0)
  const difference = differences(values, totals, measurement)
  let observed = 0
  for (const codes of byUnit) {
    const at = codes.map((code) => values.indexOf(code))
    for (const a of at) for (const b of at) observed += difference(a, b) / (codes.length - 1)
  }
  let expected = 0
  for (let a = 0; a < values.length; a++) {
    for (let b = 0; b < values.length; b++) expected += totals[a]! * totals[b]! * difference(a, b)
  }
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected
}

function number(code: string): number {
  const value = Number(code)
  if (code.trim() === '' || !Number.isFinite(value)) throw new BallotError('bad-rating', `"${code}" is not a number.`)
  return value
}

/** Squared difference between the a-th and the b-th value. */
function differences(values: readonly string[], totals: readonly number[], measurement: Measurement) {
  return (a: number, b: number): number => {
    if (a === b) return 0
    if (measurement === 'nominal') return 1
    if (measurement === 'ordinal') {
      const [low, high] = a < b ? [a, b] : [b, a]
      const between = totals.slice(low, high + 1).reduce((sum, count) => sum + count, 0)
      return (between - (totals[low]! + totals[high]!) / 2) ** 2
    }
    const [x, y] = [number(values[a]!), number(values[b]!)]
    return measurement === 'interval' ? (x - y) ** 2 : ((x - y) / (x + y)) ** 2
  }
}

/**
 * Cohen's kappa (Cohen 1960) for two coders; units that either left out are not counted.
 * @returns null when nothing was coded by both, or chance alone already agrees fully
 */
export function cohenKappa(first: readonly (string | null)[], second: readonly (string | null)[]): number | null {
  const pairs = first.flatMap((a, unit) => {
    const b = second[unit]
    return a === null || b === null || b === undefined ? [] : [[a, b] as const]
  })
  if (pairs.length === 0) return null
  const share = (count: number) => count / pairs.length
  const observed = share(pairs.filter(([a, b]) => a === b).length)
  const chance = [...new Set(pairs.flat())].reduce((sum, code) => {
    const one = pairs.filter(([a]) => a === code).length
    const two = pairs.filter(([, b]) => b === code).length
    return sum + share(one) * share(two)
  }, 0)
  return chance === 1 ? null : (observed - chance) / (1 - chance)
}
