import { roundTo, suppress, suppressLine } from '../../priorities/disclosure.ts'
import type { Participation, ResultRule } from './result.ts'

/**
 * One line of counts that add up to a published total, with what is small and what would reveal it hidden. That nobody
 * said something tells of nobody.
 */
export function shownLine(counts: readonly number[], threshold: number): (number | null)[] {
  const hidden = suppressLine(counts, threshold, threshold, false)
  return counts.map((count, at) => (hidden[at] ? null : count))
}

/**
 * A table as it may be published (rule P-10). `closed`: its columns' totals are known too, because everybody fills each
 * column; otherwise every line stands alone.
 */
export function shownTable(
  counts: readonly (readonly number[])[],
  { threshold, closed }: { threshold: number; closed: boolean },
): (number | null)[][] {
  if (!closed || counts.length < 2) return counts.map((line) => shownLine(line, threshold))
  const { hidden } = suppress({ counts, threshold, width: threshold, fixedTotals: true, hideZero: false })
  return counts.map((line, row) => line.map((count, column) => (hidden[row]![column] ? null : count)))
}

export const rounded = (count: number | null, step: number): number | null =>
  count === null ? null : roundTo(count, step)

/**
 * Who answered and who did not. What nobody did is no secret; the split of those who gave no answer is hidden where a
 * part is small. Where all of them together are few, `isRounded` says that no count of the question may stand exactly.
 */
export function shownParticipation(
  exact: { [P in keyof Participation]: number },
  rule: ResultRule,
): { participation: Participation; isRounded: boolean } {
  const parts = ['unsure', 'skipped', 'notAsked'] as const
  const silent = parts.reduce((sum, part) => sum + exact[part], 0)
  const isRounded = silent > 0 && silent < rule.minCell
  const some = parts.filter((part) => exact[part] > 0)
  const split = shownLine(
    parts.map((part) => exact[part]),
    rule.minCell,
  )
  const shown = (part: (typeof parts)[number]) =>
    some.includes(part) && (isRounded || some.length > 1)
      ? isRounded
        ? null
        : split[parts.indexOf(part)]!
      : exact[part]
  const answered = exact.answered < rule.minCell ? null : exact.answered
  return {
    participation: {
      answered: isRounded ? rounded(answered, rule.roundTo) : answered,
      unsure: shown('unsure'),
      skipped: shown('skipped'),
      notAsked: shown('notAsked'),
    },
    isRounded,
  }
}

/**
 * What shares of a line are of, whose parts are everybody of it: its own rounded parts together where all of them are
 * shown, so that shares of everybody add up to everybody (decision 17); its rounded total otherwise.
 */
export function shareBase(parts: readonly (number | null)[], total: number | null): number | null {
  const sum = parts.reduce<number>((so, part) => so + (part ?? 0), 0)
  return total !== null && sum > 0 && parts.every((part) => part !== null) ? sum : total
}

/** A whole percentage of published counts, where there are people enough for one; null otherwise. */
export function percentOf(
  count: number | null,
  whole: number | null,
  people: number | null,
  rule: Pick<ResultRule, 'minBasePct'>,
) {
  if (count === null || whole === null || people === null || people < rule.minBasePct) return null
  return Math.min(100, Math.floor((200 * count + whole) / (2 * whole)))
}
