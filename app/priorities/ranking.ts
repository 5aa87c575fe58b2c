/** A ranking: groups of tied options, best first, each group in ascending index (which says nothing about order). */
export type Ranking = number[][]

/** Options from the highest score to the lowest; equal scores share a place. */
export function rankByScore(scores: ArrayLike<number>): Ranking {
  return rankBy(scores.length, (a, b) => scores[b]! - scores[a]!)
}

/**
 * Estimates are decimals, and what differs only by the last steps of an iteration is equal: neighbours closer than a ten
 * millionth share a place. No two answers that differ lie so close, so that every program finds the same ties.
 */
export function rankEstimates(estimates: readonly number[], within = 1e-7): Ranking {
  const order = [...estimates.keys()].sort((a, b) => estimates[b]! - estimates[a]! || a - b)
  const ranking: Ranking = []
  order.forEach((option, at) => {
    const close = at > 0 && estimates[order[at - 1]!]! - estimates[option]! <= within
    if (close) ranking.at(-1)!.push(option)
    else ranking.push([option])
  })
  return ranking.map((group) => group.sort((a, b) => a - b))
}

/** Options by any comparison that returns zero for a tie and is transitive. */
export function rankBy(size: number, compare: (a: number, b: number) => number): Ranking {
  const order = Array.from({ length: size }, (_, option) => option).sort((a, b) => compare(a, b) || a - b)
  const ranking: Ranking = []
  for (const option of order) {
    const group = ranking.at(-1)
    if (group !== undefined && compare(group[0]!, option) === 0) group.push(option)
    else ranking.push([option])
  }
  return ranking
}

/** From an acyclic "beats": again and again, those whom no remaining option beats share the next place. */
export function rankByBeats(size: number, beats: (a: number, b: number) => boolean): Ranking {
  const beaten: number[][] = []
  const above = new Int32Array(size)
  for (let a = 0; a < size; a++) {
    const own: number[] = []
    for (let b = 0; b < size; b++) {
      if (a === b || !beats(a, b)) continue
      own.push(b)
      above[b]!++
    }
    beaten.push(own)
  }
  const ranking: Ranking = []
  let ranked = 0
  let top = Array.from({ length: size }, (_, option) => option).filter((option) => above[option] === 0)
  while (top.length > 0) {
    ranking.push(top)
    ranked += top.length
    const next: number[] = []
    for (const option of top) {
      for (const other of beaten[option]!) {
        above[other]!--
        if (above[other] === 0) next.push(other)
      }
    }
    top = next.sort((a, b) => a - b)
  }
  if (ranked < size) throw new Error('The relation has a cycle and orders nothing.')
  return ranking
}

/** The place of every option: 1 + how many stand strictly above it. */
export function places(ranking: Ranking): number[] {
  const out: number[] = []
  let above = 0
  for (const group of ranking) {
    for (const option of group) out[option] = above + 1
    above += group.length
  }
  return out
}
