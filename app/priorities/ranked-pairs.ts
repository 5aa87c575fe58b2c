import type { Wins } from './pairwise-matrix.ts'
import { type Ranking, rankByBeats } from './ranking.ts'
import { type Strength, victory } from './strength.ts'

export interface PairVictory {
  readonly winner: number
  readonly loser: number
  /** Millionths. */
  readonly strength: number
}

export interface RankedPairsResult {
  readonly ranking: Ranking
  readonly locked: readonly PairVictory[]
  /** Contradicted by clearer victories and therefore set aside. */
  readonly setAside: readonly PairVictory[]
  /** Equally clear victories that contradict each other: no order of the list favours one over the other. */
  readonly undecided: readonly PairVictory[]
}

/**
 * Ranked pairs (Tideman 1987): lock in the clearest head-to-head victories first and set aside any that contradicts
 * what is locked. Equally clear victories are taken together; those among them that would close a circle with each
 * other are all left open and reported, so neither the order of the options nor of the ballots decides anything.
 */
export function rankedPairs(matrix: Wins, strength: Strength = 'margins'): RankedPairsResult {
  const { size } = matrix
  const victories = allVictories(matrix, strength)
  const reach = new Reachability(size)
  const locked: PairVictory[] = []
  const setAside: PairVictory[] = []
  const undecided: PairVictory[] = []
  for (let start = 0; start < victories.length; ) {
    let end = start + 1
    while (end < victories.length && victories[end]!.strength === victories[start]!.strength) end++
    const equal = victories.slice(start, end)
    start = end
    if (equal.length === 1) {
      // Alone it cannot close a circle with its equals, and this is by far the commonest case.
      const { winner, loser } = equal[0]!
      if (reach.has(loser, winner)) setAside.push(equal[0]!)
      else {
        reach.add(winner, loser)
        locked.push(equal[0]!)
      }
      continue
    }
    const possible = equal.filter(({ winner, loser }) => !reach.has(loser, winner))
    setAside.push(...equal.filter((pair) => !possible.includes(pair)))
    const together = reach.copy()
    for (const { winner, loser } of possible) together.add(winner, loser)
    for (const pair of possible) {
      if (together.has(pair.loser, pair.winner)) {
        undecided.push(pair)
      } else {
        reach.add(pair.winner, pair.loser)
        locked.push(pair)
      }
    }
  }
  return { ranking: rankByBeats(size, (a, b) => reach.has(a, b)), locked, setAside, undecided }
}

function allVictories(matrix: Wins, strength: Strength): PairVictory[] {
  const victories: PairVictory[] = []
  for (let winner = 0; winner < matrix.size; winner++) {
    for (let loser = 0; loser < matrix.size; loser++) {
      const by = winner === loser ? 0 : victory(matrix, winner, loser, strength)
      if (by > 0) victories.push({ winner, loser, strength: by })
    }
  }
  return victories.sort((a, b) => b.strength - a.strength || a.winner - b.winner || a.loser - b.loser)
}

/** Which option stands above which through any chain; kept closed as pairs are added, cheap to ask. */
class Reachability {
  readonly size: number
  readonly above: Uint8Array
  constructor(size: number, above = new Uint8Array(size * size)) {
    this.size = size
    this.above = above
  }
  has(from: number, to: number): boolean {
    return this.above[from * this.size + to] === 1
  }
  add(from: number, to: number): void {
    if (this.has(from, to)) return
    const { size, above } = this
    for (let a = 0; a < size; a++) {
      if (a !== from && !this.has(a, from)) continue
      above[a * size + to] = 1
      for (let b = 0; b < size; b++) if (above[to * size + b] === 1) above[a * size + b] = 1
    }
  }
  copy(): Reachability {
    return new Reachability(this.size, this.above.slice())
  }
}
