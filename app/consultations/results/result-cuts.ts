import { auditTable, roundTo, suppress, suppressLine } from '../../priorities/disclosure.ts'
import type { CutDimension, ResultCut, ResultRule } from './result.ts'
import type { Cutting } from './result-counting.ts'
import { percentOf, shareBase, shownLine } from './result-disclosure.ts'

/** Everybody who answered: their group, and the items they said. */
export type Grouped = readonly { group: number; said: readonly number[] }[]

/**
 * What the groups of one fixed cut said: cells under the threshold hidden with what would reveal them, everything else
 * rounded, percentages from the published counts on a sufficient base, and where a group's first items are others.
 */
export function resultCut(
  dimension: CutDimension,
  named: readonly string[],
  { items, partition }: Pick<Cutting<unknown>, 'items' | 'partition'>,
  everybody: Grouped,
  rule: ResultRule,
): ResultCut {
  // A group nobody of whom answered is not there: its emptiness hides nothing and needs no hiding.
  const there = [...named.keys()].filter((group) => everybody.some((one) => one.group === group))
  const groups = there.map((group) => named[group]!)
  const people = everybody.map(({ group, said }) => ({ group: there.indexOf(group), said }))
  const bases = groups.map(() => 0)
  const counts = groups.map(() => items.map(() => 0))
  for (const { group, said } of people) {
    bases[group]! += 1
    for (const item of said) counts[group]![item]! += 1
  }
  const hideRows = suppressLine(bases, rule.minCell)
  const { hidden, protecting } = partition
    ? hiddenParts(counts, hideRows, rule)
    : hiddenChoices(counts, bases, hideRows, rule)
  const first = (line: readonly number[]) => firstOf(line, items.length > 3 ? 3 : 1)
  const all = first(items.map((_, item) => counts.reduce((sum, line) => sum + line[item]!, 0)))
  const found = groups.map((id, group) => {
    const base = hideRows[group] ? null : roundTo(bases[group]!, rule.roundTo)
    const shown = counts[group]!.map((count, item) => (hidden[group]![item] ? null : roundTo(count, rule.roundTo)))
    const own = base !== null && bases[group]! >= rule.minBasePct ? first(counts[group]!) : []
    const whole = partition ? shareBase(shown, base) : base
    const open = own.length > 0 && own.every((item) => shown[item] !== null)
    return {
      id,
      base,
      counts: shown,
      percents: shown.map((count) => (base === null ? null : percentOf(count, whole, base, rule))),
      protecting: protecting[group]!,
      first: open ? own.map((item) => items[item]!.id) : null,
      differs: open && own.join() !== all.join(),
    }
  })
  const hiddenCells = found.reduce((sum, group) => sum + group.counts.filter((count) => count === null).length, 0)
  return { dimension, items: [...items], groups: found, hiddenCells }
}

interface Hiding {
  hidden: boolean[][]
  /** Hidden, and anybody can work out that they are not small: saying so gives nothing away. */
  protecting: boolean[][]
}

/** Everybody says one item: the items' totals are published, and what is hidden there is hidden in every group. */
function hiddenParts(counts: number[][], hideRows: readonly boolean[], rule: ResultRule): Hiding {
  const totals = counts[0]!.map((_, item) => counts.reduce((sum, line) => sum + line[item]!, 0))
  const overall = shownLine(totals, rule.minCell)
  // What nobody at all said is published as nobody, so nobody of a group said it either.
  const said = totals.flatMap((total, item) => (total > 0 ? [item] : []))
  const parts = counts.map((line) => said.map((item) => line[item]!))
  const { hidden: found } = suppress({
    counts: parts,
    threshold: rule.minCell,
    width: rule.minCell,
    hideZero: rule.smallNumbers === undefined,
    hideRows,
    fixedTotals: true,
  })
  const all = found.map((line) => line.map((is, at) => is || (at < said.length && overall[said[at]!] === null)))
  const wide = protectingIn(parts, all, rule)
  const spread = (of: boolean[][], otherwise: (group: number) => boolean) =>
    counts.map((line, group) =>
      line.map((_, item) => (totals[item] === 0 ? otherwise(group) : of[group]![said.indexOf(item)]!)),
    )
  return { hidden: spread(all, (group) => hideRows[group]!), protecting: spread(wide, () => false) }
}

/** Any number of items: each is a table of its own, chosen or not. */
function hiddenChoices(
  counts: number[][],
  bases: readonly number[],
  hideRows: readonly boolean[],
  rule: ResultRule,
): Hiding {
  const all = bases.reduce((sum, base) => sum + base, 0)
  const none = counts.map(() => false)
  const columns = counts[0]!.map((_, item) => {
    const chosen = counts.reduce((sum, line) => sum + line[item]!, 0)
    if (shownLine([chosen, all - chosen], rule.minCell)[0] === null)
      return { hidden: counts.map(() => true), protecting: none }
    const parts = counts.map((line, group) => [line[item]!, bases[group]! - line[item]!])
    const { hidden } = suppress({
      counts: parts,
      threshold: rule.minCell,
      width: rule.minCell,
      hideZero: rule.smallNumbers === undefined,
      hideRows,
      fixedTotals: true,
    })
    const wide = protectingIn(parts, hidden, rule)
    return { hidden: hidden.map((line) => line[0]!), protecting: wide.map((line) => line[0]!) }
  })
  return {
    hidden: counts.map((line, group) => line.map((_, item) => columns[item]!.hidden[group]!)),
    protecting: counts.map((line, group) => line.map((_, item) => columns[item]!.protecting[group]!)),
  }
}

/**
 * Hidden cells whose published surroundings leave no number under the threshold for them. Which other hidden cells are
 * small is never told: with the totals it could give a small one away to the last person.
 */
function protectingIn(counts: number[][], hidden: boolean[][], { minCell }: ResultRule): boolean[][] {
  const protecting = counts.map((line) => line.map(() => false))
  for (const { row, column, low } of auditTable(counts, hidden))
    if (row < counts.length && column < counts[0]!.length && low >= minCell) protecting[row]![column] = true
  return protecting
}

/** Items in the first `most` places by count, everybody tied for the last of them included. */
function firstOf(counts: readonly number[], most: number): number[] {
  const last = [...counts].sort((a, b) => b - a)[Math.min(most, counts.length) - 1] ?? 0
  return counts.flatMap((count, item) => (count >= last && count > 0 ? [item] : []))
}
