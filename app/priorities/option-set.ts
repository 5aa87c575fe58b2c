/**
 * A set of options as bits of a number (up to 30 options) or as a big integer: sets are counted by the hundred thousand,
 * and small numbers make the quickest keys.
 */
export type OptionSet = number | bigint

const SMALL = 30

export function setOf(options: readonly number[], size: number): OptionSet {
  if (size <= SMALL) return options.reduce((set, option) => set | (1 << option), 0)
  return options.reduce((set, option) => set | (1n << BigInt(option)), 0n)
}

export function union(a: OptionSet, b: OptionSet): OptionSet {
  return typeof a === 'number' && typeof b === 'number' ? a | b : BigInt(a) | BigInt(b)
}

export function without(set: OptionSet, options: readonly number[]): OptionSet {
  if (typeof set === 'number') return options.reduce((rest, option) => rest & ~(1 << option), set)
  return options.reduce((rest, option) => rest & ~(1n << BigInt(option)), set)
}

/** Fewer than two members: nothing is left to choose between. */
export function isSmall(set: OptionSet): boolean {
  return typeof set === 'number' ? (set & (set - 1)) === 0 : set === 0n || (set & (set - 1n)) === 0n
}

export function members(set: OptionSet, size: number): number[] {
  const big = BigInt(set)
  return Array.from({ length: size }, (_, option) => option).filter((option) => (big >> BigInt(option)) & 1n)
}

/** One key for "these were chosen out of that set", the same whatever order they are named in. */
export function keyOf(chosen: readonly number[], set: OptionSet): number | string {
  if (typeof set === 'number' && chosen.length === 1) return chosen[0]! * 2 ** SMALL + set
  return `${[...chosen].sort((a, b) => a - b).join()}|${set}`
}
