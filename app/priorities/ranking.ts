/** A ranking: groups of tied options, best first, each group in ascending index (which says nothing about order). */
export type Ranking = number[][]

/** Options from the highest score to the lowest; equal scores share a place. */
export function rankByScore(scores: ArrayLike<number>): Ranking {
  return rankBy(scores.length, (a, b) => scores[b]! - scores[a]!)
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
  let left = Array.from({ length: size }, (_, option) => option)
  const ranking: Ranking = []
  while (left.length > 0) {
    const top = left.filter((option) => !left.some((other) => other !== option && beats(other, option)))
    if (top.length === 0) throw new Error('The relation has a cycle and orders nothing.')
    ranking.push(top)
    left = left.filter((option) => !top.includes(option))
  }
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
