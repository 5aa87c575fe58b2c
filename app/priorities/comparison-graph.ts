/** Raised when somebody always wins or always loses, or two parts were never compared: no finite estimate exists. */
export class DisconnectedError extends Error {
  /** Groups of options inside which everybody is linked both ways, in ascending index. */
  readonly groups: readonly (readonly number[])[]
  constructor(groups: readonly (readonly number[])[]) {
    super(`The comparisons fall into ${groups.length} groups without wins in both directions between them.`)
    this.name = 'DisconnectedError'
    this.groups = groups
  }
}

/**
 * Groups linked by wins in both directions (Ford 1957; Hunter 2004): scores without a prior exist only if there is
 * one group.
 * @param won whether the first option was at least once preferred to, or tied with, the second
 */
export function comparisonGroups(size: number, won: (a: number, b: number) => boolean): number[][] {
  const follow = (start: number, edge: (a: number, b: number) => boolean): Set<number> => {
    const found = new Set([start])
    for (const a of found) for (let b = 0; b < size; b++) if (!found.has(b) && edge(a, b)) found.add(b)
    return found
  }
  const groups: number[][] = []
  const done = new Set<number>()
  for (let option = 0; option < size; option++) {
    if (done.has(option)) continue
    const down = follow(option, won)
    const up = follow(option, (a, b) => won(b, a))
    const group = [...down].filter((other) => up.has(other)).sort((a, b) => a - b)
    for (const other of group) done.add(other)
    groups.push(group)
  }
  return groups
}
