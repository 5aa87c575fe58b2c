/**
 * Adjusted Rand index of two groupings of the same people (Hubert and Arabie 1985): 1 for the same grouping, about 0
 * for unrelated ones.
 */
export function adjustedRand(first: readonly (number | string)[], second: readonly (number | string)[]): number {
  const pairs = (count: number) => (count * (count - 1)) / 2
  const table = new Map<string, number>()
  const [rows, columns] = [new Map<number | string, number>(), new Map<number | string, number>()]
  first.forEach((a, person) => {
    const b = second[person]!
    const cell = `${a}|${b}`
    table.set(cell, (table.get(cell) ?? 0) + 1)
    rows.set(a, (rows.get(a) ?? 0) + 1)
    columns.set(b, (columns.get(b) ?? 0) + 1)
  })
  const sum = (counts: Map<unknown, number>) => [...counts.values()].reduce((all, count) => all + pairs(count), 0)
  const all = pairs(first.length)
  const [joint, a, b] = [sum(table), sum(rows), sum(columns)]
  const expected = all === 0 ? 0 : (a * b) / all
  const most = (a + b) / 2
  return most === expected ? 1 : (joint - expected) / (most - expected)
}
