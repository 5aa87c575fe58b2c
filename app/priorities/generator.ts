import { normalQuantile } from './normal.ts'

/**
 * The one named generator of the priority rules: `xoshiro128**` (Blackman and Vigna 2018) on 32-bit words, its state
 * filled with the first two outputs of SplitMix64 from the recorded seed, low word first. Another language can repeat
 * every number to the byte.
 */
export const generatorName = 'xoshiro128**/splitmix64'

export type Generator = {
  /** An integer from 0 to 2^32 - 1. */
  word(): number
  /** A multiple of 2^-53 from 0 up to but not including 1. */
  uniform(): number
  /** An integer from 0 to `limit` - 1, every one equally likely; `limit` from 1 to 2^32. */
  below(limit: number): number
  /** Standard normal, by inversion. */
  normal(): number
  /** A new array in random order (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[]
}

const mask = 0xffff_ffff_ffff_ffffn

function splitMix64(seed: bigint): () => bigint {
  let state = seed & mask
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask
    return z ^ (z >> 31n)
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

/** @param seed an integer from 0 to 2^53 - 1, or a bigint of which the low 64 bits count. */
export function generator(seed: number | bigint): Generator {
  if (typeof seed === 'number' && (!Number.isSafeInteger(seed) || seed < 0)) {
    throw new RangeError(`A seed is an integer from 0 to 2^53 - 1, not ${seed}`)
  }
  const split = splitMix64(BigInt(seed))
  const first = split()
  const second = split()
  let a = Number(first & 0xffffffffn) | 0
  let b = Number(first >> 32n) | 0
  let c = Number(second & 0xffffffffn) | 0
  let d = Number(second >> 32n) | 0

  function word(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result
  }

  function uniform(): number {
    const high = word() >>> 5
    return (high * 67108864 + (word() >>> 6)) / 9007199254740992
  }

  function below(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > 4294967296) {
      throw new RangeError(`A limit is an integer from 1 to 2^32, not ${limit}`)
    }
    const accepted = 4294967296 - (4294967296 % limit)
    let drawn = word()
    while (drawn >= accepted) drawn = word()
    return drawn % limit
  }

  function normal(): number {
    const high = word() >>> 6
    // 52 bits and a half keep the probability exact, never 0 and never 1.
    return normalQuantile((high * 67108864 + (word() >>> 6) + 0.5) / 4503599627370496)
  }

  function shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items]
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = below(i + 1)
      const moved = shuffled[i]!
      shuffled[i] = shuffled[j]!
      shuffled[j] = moved
    }
    return shuffled
  }

  return { word, uniform, below, normal, shuffle }
}
