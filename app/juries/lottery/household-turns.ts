import type { Generator } from '../../priorities/generator.ts'
import type { Typing } from './agent-type.ts'
import type { TypePanel } from './panel-polytope.ts'

/**
 * Names the people of panels that were made without regard to households, so that no two of a panel live together and
 * people of one type sit equally often, nearly to one seat: whoever has waited longest and whose home has no seat yet is
 * taken, and where every home of a type has one, somebody already named gives way to another of their own type.
 *
 * @param homes per volunteer, what those who live together have in common; null for somebody who lives with nobody.
 * @returns per panel the volunteers' indices in increasing order; null when a panel has no such people.
 */
export function membersApart(
  { types, typeOf }: Typing,
  panels: readonly TypePanel[],
  homes: readonly (string | null)[],
  random: Generator,
): number[][] | null {
  const waiting = types.map(({ members }) => random.shuffle(members))
  const fewestFirst = [...types.keys()].sort((a, b) => types[a]!.members.length - types[b]!.members.length || a - b)
  const named: number[][] = []
  for (const panel of panels) {
    const seated: number[] = []
    /** Who of this panel lives in a home. */
    const heldBy = new Map<string, number>()
    const isFree = (person: number): boolean => {
      const home = homes[person] ?? null
      return !seated.includes(person) && (home === null || !heldBy.has(home))
    }
    const take = (person: number): void => {
      const line = waiting[typeOf[person]!]!
      line.splice(line.indexOf(person), 1)
      line.push(person)
      seated.push(person)
      const home = homes[person] ?? null
      if (home !== null) heldBy.set(home, person)
    }
    const giveUp = (person: number): void => {
      const line = waiting[typeOf[person]!]!
      line.splice(line.indexOf(person), 1)
      line.unshift(person)
      seated.splice(seated.indexOf(person), 1)
      heldBy.delete(homes[person]!)
    }
    const makeWay = (t: number): number | undefined => {
      for (const person of waiting[t]!) {
        const holder = seated.includes(person) ? undefined : heldBy.get(homes[person]!)
        if (holder === undefined) continue
        const other = waiting[typeOf[holder]!]!.find(isFree)
        if (other === undefined) continue
        giveUp(holder)
        take(other)
        return person
      }
      return undefined
    }
    for (const t of fewestFirst) {
      for (let place = 0; place < panel[t]!; place++) {
        const person = waiting[t]!.find(isFree) ?? makeWay(t)
        if (person === undefined) return null
        take(person)
      }
    }
    named.push(seated.sort((a, b) => a - b))
  }
  return named
}
