import { type HeadToHeadSums, headToHeadEstimate } from './head-to-head-estimate.ts'
import { normalQuantile } from './normal.ts'

/** One option as the declared groups see it. */
export interface Disagreement {
  readonly option: number
  /** Per group: share of head-to-heads won and its standard error; null for a group that is not reportable. */
  readonly groups: readonly ({ readonly share: number; readonly standardError: number } | null)[]
  /** Largest share less smallest. */
  readonly range: number
  /** The groups furthest apart differ by more than chance would make any pair of groups differ on any option. */
  readonly clear: boolean
}

/**
 * Where declared groups disagree, the widest range first: the same share in each group beside each other. Groups under
 * `minCell` people are not reportable (rule P-10). A difference is clear by Bonferroni's rule over every comparison
 * that could have been made, so that the more groups there are, the more it takes.
 */
export function groupDisagreement(
  groups: readonly HeadToHeadSums[],
  minCell: number,
  confidence: number,
): Disagreement[] {
  const size = groups[0]?.size ?? 0
  const estimates = groups.map((group) => (group.people < minCell ? null : headToHeadEstimate(group)))
  const shown = estimates.filter((estimate) => estimate !== null).length
  const comparisons = Math.max(1, (size * shown * (shown - 1)) / 2)
  const critical = normalQuantile(1 - (1 - confidence) / (2 * comparisons))
  const found = Array.from({ length: size }, (_, option): Disagreement => {
    const cells = estimates.map((estimate) => {
      const share = estimate?.shares[option] ?? null
      if (estimate === null || share === null) return null
      return { share, standardError: Math.sqrt(estimate.covariance[option]![option]!) }
    })
    const ordered = cells.filter((cell) => cell !== null).sort((a, b) => a.share - b.share)
    const [low, high] = [ordered[0], ordered.at(-1)]
    const range = low && high ? high.share - low.share : 0
    const error = low && high ? Math.hypot(low.standardError, high.standardError) : 0
    return { option, groups: cells, range, clear: range > critical * error }
  })
  return found.sort((a, b) => b.range - a.range || a.option - b.option)
}
