/** An area as the map of places holds it: who lives there, and which area it is part of (several where lines cross). */
export interface Place {
  id: string
  population: number | null
  parentIds: readonly string[]
}

/** How many people live in each smallest piece of the map, by the area it belongs to. */
export interface PeopleMap {
  /** The pieces an area is made of: what is left of it beside its parts, and its parts’ own pieces. */
  piecesOf: (areaId: string) => ReadonlySet<string>
  peopleIn: (piece: string) => number
}

/**
 * Cuts the map into pieces that do not overlap: every area without its parts. An area whose population is not known
 * gets an even share of what its parent’s other parts leave over. An area with two parents counts once in a selection.
 */
export function peopleMap(places: readonly Place[]): PeopleMap {
  const byId = new Map(places.map((place) => [place.id, place]))
  const parts = new Map<string, string[]>()
  for (const { id, parentIds } of places)
    for (const parent of parentIds) if (byId.has(parent)) parts.set(parent, [...(parts.get(parent) ?? []), id])
  const known = new Map<string, number>()
  const populationOf = (id: string, above: readonly string[] = []): number => {
    const found = known.get(id)
    if (found !== undefined) return found
    const place = byId.get(id)!
    const parent = place.parentIds.find((p) => byId.has(p) && !above.includes(p))
    const people = place.population ?? (parent === undefined ? 1 : evenShare(parent, [...above, id]))
    known.set(id, people)
    return people
  }
  const evenShare = (parent: string, above: readonly string[]): number => {
    const all = parts.get(parent)!.map((part) => byId.get(part)!.population)
    const taken = all.reduce<number>((sum, people) => sum + (people ?? 0), 0)
    const left = Math.max(0, populationOf(parent, above) - taken)
    return left / all.filter((people) => people === null).length
  }
  const pieces = new Map<string, ReadonlySet<string>>()
  const piecesOf = (id: string, above: readonly string[] = []): ReadonlySet<string> => {
    const found = pieces.get(id)
    if (found || !byId.has(id)) return found ?? new Set()
    const own = new Set([id])
    for (const part of parts.get(id) ?? [])
      if (!above.includes(part)) for (const piece of piecesOf(part, [...above, id])) own.add(piece)
    pieces.set(id, own)
    return own
  }
  return {
    piecesOf: (id) => piecesOf(id),
    peopleIn(id) {
      const inParts = (parts.get(id) ?? []).reduce((sum, part) => sum + populationOf(part), 0)
      return Math.max(0, populationOf(id) - inParts)
    },
  }
}

/**
 * The share, in whole per cent, of the smaller selection’s people who also live in the other (so a village exercise
 * inside a county one shares all of its people). 0 when either is empty.
 */
export function sharedPercent(map: PeopleMap, a: readonly string[], b: readonly string[]): number {
  const [one, other] = [a, b].map((ids) => new Set(ids.flatMap((id) => [...map.piecesOf(id)]))) as [
    Set<string>,
    Set<string>,
  ]
  const people = (pieces: Iterable<string>) => [...pieces].reduce((sum, piece) => sum + map.peopleIn(piece), 0)
  const smaller = Math.min(people(one), people(other))
  return smaller > 0 ? Math.round((100 * people([...one].filter((piece) => other.has(piece)))) / smaller) : 0
}

/** The areas of a selection with everything around and within them: what a reader looking for any of those should find. */
export function withRelated(places: readonly Place[], areaIds: readonly string[]): string[] {
  const parentsOf = new Map(places.map((place) => [place.id, place.parentIds]))
  const found = new Set<string>()
  const climb = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    for (const parent of parentsOf.get(id) ?? []) climb(parent)
  }
  for (const id of areaIds) climb(id)
  const within = new Set(areaIds)
  // Places stand from the largest to the smallest, so one pass meets every area after those it is part of.
  for (const { id, parentIds } of places) if (parentIds.some((parent) => within.has(parent))) within.add(id)
  return [...new Set([...found, ...within])]
}
