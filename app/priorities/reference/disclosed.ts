import { auditTable, hesRule, suppress } from '../disclosure.ts'
import { type Answer, answer, type Handler } from './answer.ts'
import type { ReferenceCase } from './case.ts'

const counts: Handler = {
  accepts: ({ input, method }) => input.kind === 'counts' && method.includes('suppression.round5'),
  open:
    ({ input }: ReferenceCase) =>
    (key) =>
      key === 'published' ? answer((input.counts as number[]).map(hesRule)) : undefined,
}

type Cell = readonly [number, number]

/** A table with published margins: what is hidden, whether that is enough, and whether the case's pattern is. */
const twoWay: Handler = {
  accepts: ({ input }) => input.kind === 'two-way-counts',
  open: ({ input }: ReferenceCase) => {
    const table = input.counts as number[][]
    const threshold = input.threshold as number
    const width = threshold
    const { primary } = suppress({ counts: table, threshold, hideZero: false, width, fixedTotals: true })
    const hide = (cells: readonly Cell[]) =>
      [...table, []].map((_, i) =>
        Array.from({ length: table[0]!.length + 1 }, (_, j) =>
          cells.some(([row, column]) => row === i && column === j),
        ),
      )
    const safe = (cells: readonly Cell[]) =>
      auditTable(table, hide(cells)).every(({ low, high }) => high - low >= width)
    const small = primary.flatMap((line, i) => line.flatMap((hidden, j): Cell[] => (hidden ? [[i, j]] : [])))
    return (key): Answer | undefined => {
      if (key === 'primary_cells') return answer(small)
      if (key === 'primary_only_is_unsafe') return answer(!safe(small))
      if (key !== 'a_minimal_safe_pattern') return undefined
      // The pattern is one of several: it must be safe, no part of it superfluous, and ours no larger.
      const own = suppress({ counts: table, threshold, hideZero: false, width, fixedTotals: true }).hidden.flat()
      return {
        got: `a pattern of ${own.filter(Boolean).length} cells`,
        match: (expected) => {
          const cells = expected as Cell[]
          const minimal = cells.every((cell) => {
            const rest = cells.filter((other) => other !== cell)
            return !small.every(([i, j]) => rest.some(([a, b]) => a === i && b === j)) || !safe(rest)
          })
          return safe(cells) && minimal && own.filter(Boolean).length <= cells.length
        },
      }
    }
  },
}

export const disclosed: readonly Handler[] = [counts, twoWay]
