/**
 * Bands instead of ranks: going down from the largest estimate, an option joins the current band unless the
 * simultaneous test says that it is clearly below the band's first; then it opens the next band. Options with exactly
 * the same estimate as a band's first are firsts together, and only what is clearly below each of them leaves the band,
 * so that no order of the input can decide.
 *
 * @param estimate weighted counts or shares, larger is better
 * @param clearlyBelow `[j][k]`: j is clearly below k
 * @returns positions of the options, band by band, in order of estimate, ties in input order
 */
export function bandsOf(estimate: readonly number[], clearlyBelow: readonly (readonly boolean[])[]): number[][] {
  const order = estimate.map((_, j) => j).sort((a, b) => estimate[b]! - estimate[a]! || a - b)
  const bands: number[][] = []
  let firsts: number[] = []
  for (let at = 0; at < order.length; ) {
    const level = estimate[order[at]!]!
    const tied = order.slice(at).filter((j) => estimate[j] === level)
    at += tied.length
    const leaves = (j: number) => firsts.every((first) => clearlyBelow[j]![first])
    const leaving = tied.filter(leaves)
    const staying = tied.filter((j) => !leaving.includes(j))
    if (bands.length > 0) bands.at(-1)!.push(...staying)
    if (leaving.length > 0) {
      bands.push([...leaving])
      firsts = leaving
    }
  }
  return bands
}

/** A, B, … Z, AA, AB, … */
export function bandLetter(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26))
  return position < 26 ? letter : bandLetter(Math.floor(position / 26) - 1) + letter
}
