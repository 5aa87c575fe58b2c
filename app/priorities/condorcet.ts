import { margin, type Wins } from './pairwise-matrix.ts'

/** The option that beats every other one head to head, or null. */
export function condorcetWinner(matrix: Wins): number | null {
  const all = Array.from({ length: matrix.size }, (_, option) => option)
  return all.find((a) => all.every((b) => a === b || margin(matrix, a, b) > 0)) ?? null
}

/** The option that loses to every other one head to head, or null. */
export function condorcetLoser(matrix: Wins): number | null {
  const all = Array.from({ length: matrix.size }, (_, option) => option)
  return all.find((a) => matrix.size > 1 && all.every((b) => a === b || margin(matrix, a, b) < 0)) ?? null
}

/** Smith set: the smallest group whose every member beats everybody outside it. Ascending. */
export function smithSet(matrix: Wins): number[] {
  const reaches = (from: number): Set<number> => {
    const found = new Set([from])
    for (const a of found) {
      for (let b = 0; b < matrix.size; b++) if (!found.has(b) && margin(matrix, a, b) <= 0) found.add(b)
    }
    return found
  }
  // Whoever does not beat somebody in the set draws that one in; the smallest closed set is the Smith set.
  let smallest = reaches(0)
  for (let option = 1; option < matrix.size; option++) {
    const closed = reaches(option)
    if (closed.size < smallest.size) smallest = closed
  }
  return [...smallest].sort((a, b) => a - b)
}
