/**
 * Differencing: two published figures about nested sets of people also publish the figure about the people between
 * them. A release is sound when no such difference is a number under the threshold.
 */
export type PublishedSet = {
  name: string
  /** Who is counted, by position in the roll. */
  members: ReadonlySet<number>
  /** Published exact counts about them by name (the base, an option); hidden or rounded ones are left out. */
  counts: Readonly<Record<string, number>>
}

export type Leak = { larger: string; smaller: string; count: string; people: number }

function contains(larger: ReadonlySet<number>, smaller: ReadonlySet<number>): boolean {
  if (smaller.size >= larger.size) return false
  for (const member of smaller) if (!larger.has(member)) return false
  return true
}

/** @returns every pair of published figures whose difference is about 1 to threshold - 1 people */
export function differencingAudit(sets: readonly PublishedSet[], threshold: number): Leak[] {
  return sets.flatMap((larger) =>
    sets.flatMap((smaller) => {
      if (larger === smaller || !contains(larger.members, smaller.members)) return []
      return Object.entries(smaller.counts).flatMap(([count, people]) => {
        const difference = (larger.counts[count] ?? people) - people
        const leaks = difference > 0 && difference < threshold
        return leaks ? [{ larger: larger.name, smaller: smaller.name, count, people: difference }] : []
      })
    }),
  )
}
