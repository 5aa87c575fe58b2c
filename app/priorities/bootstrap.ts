import { generator } from './generator.ts'

/**
 * Blocked bootstrap: people, or whole clusters where they belong together, are dealt at random into blocks in one pass;
 * a replicate draws as many blocks as there are, with replacement. With 1,000 blocks the spread is that of resampling
 * people one by one; 100 to 500 blocks come out 6 to 16 % low.
 */
export type BlockInput = {
  people: number
  /** Cluster of a person, or null. */
  clusterOf: (person: number) => string | null
  /** Length of the statistic's vector of sums. */
  size: number
  /** Adds one person's part to `into[at]` … `into[at + size - 1]`; whole numbers keep the sums exact. */
  contribute: (person: number, into: Float64Array, at: number) => void
  blocks?: number
  seed: number
}

export type Blocks = { size: number; count: number; sums: Float64Array }

const defaultBlocks = 1000

export function blocksOf(input: BlockInput): Blocks {
  const clusters = new Map<string, number>()
  let units = 0
  const unitOf = Array.from({ length: input.people }, (_, person) => {
    const cluster = input.clusterOf(person)
    if (cluster === null) return units++
    const known = clusters.get(cluster)
    if (known !== undefined) return known
    clusters.set(cluster, units)
    return units++
  })
  const count = Math.min(input.blocks ?? defaultBlocks, units)
  const sums = new Float64Array(count * input.size)
  const place = generator(input.seed).shuffle(Array.from({ length: units }, (_, unit) => unit))
  unitOf.forEach((unit, person) => {
    input.contribute(person, sums, (place[unit]! % count) * input.size)
  })
  return { size: input.size, count, sums }
}

/** Calls `visit` with the summed vector of each replicate; the array is reused, so copy what is to be kept. */
export function resampleBlocks(
  blocks: Blocks,
  replicates: number,
  seed: number,
  visit: (sums: Float64Array, replicate: number) => void,
): void {
  const random = generator(seed)
  const { size, count, sums } = blocks
  const total = new Float64Array(size)
  const times = new Uint32Array(count)
  for (let replicate = 0; replicate < replicates; replicate++) {
    total.fill(0)
    times.fill(0)
    for (let draw = 0; draw < count; draw++) times[random.below(count)]! += 1
    for (let block = 0; block < count; block++) {
      const weight = times[block]!
      if (weight === 0) continue
      const at = block * size
      for (let i = 0; i < size; i++) total[i]! += weight * sums[at + i]!
    }
    visit(total, replicate)
  }
}

/** In how many of 1,000 replicates each of the summed values is among the k largest (equal values share a place). */
export function bootstrapInFirst(blocks: Blocks, k: number, replicates: number, seed: number): number[] {
  const times = new Array<number>(blocks.size).fill(0)
  resampleBlocks(blocks, replicates, seed, (sums) => {
    for (let j = 0; j < sums.length; j++) {
      let above = 0
      for (const other of sums) if (other > sums[j]!) above += 1
      if (above < k) times[j]! += 1
    }
  })
  return times.map((count) => Math.floor((2000 * count + replicates) / (2 * replicates)))
}
