import type { Generator } from '../../priorities/generator.ts'
import type { AgentType, HouseholdClass, Typing } from './agent-type.ts'
import type { TypePanel } from './panel-polytope.ts'

const PASSES = 50

/**
 * Names the people of each panel so that people of one type sit equally often, to within one seat where nobody of the
 * type shares a household, and as nearly as swaps can make it where somebody does.
 *
 * @returns per panel the volunteers' indices in increasing order.
 */
export function membersOfPanels(typing: Typing, panels: readonly TypePanel[], random: Generator): number[][] {
  const members: number[][] = panels.map(() => [])
  typing.types.forEach((type, t) => {
    if (type.householdClass === null) takeTurns(type, t, panels, members, random)
  })
  for (const householdClass of typing.classes) {
    const chosen = shareHouseholds(typing, householdClass, panels, random)
    chosen.forEach((people, p) => {
      members[p]!.push(...people)
    })
  }
  for (const panel of members) panel.sort((a, b) => a - b)
  return members
}

function takeTurns(
  type: AgentType,
  t: number,
  panels: readonly TypePanel[],
  members: number[][],
  random: Generator,
): void {
  let queue: number[] = []
  panels.forEach((panel, p) => {
    const taken: number[] = []
    while (taken.length < panel[t]!) {
      if (queue.length === 0) {
        const fresh = random.shuffle(type.members)
        // Whoever is already in this panel goes to the back of the new round.
        queue = [
          ...fresh.filter((person) => !taken.includes(person)),
          ...fresh.filter((person) => taken.includes(person)),
        ]
      }
      taken.push(queue.shift()!)
    }
    members[p]!.push(...taken)
  })
}

interface Seat {
  household: number
  type: number
  person: number
}

function shareHouseholds(
  { types, typeOf }: Typing,
  householdClass: HouseholdClass,
  panels: readonly TypePanel[],
  random: Generator,
): number[][] {
  const { households } = householdClass
  const seated = new Map<number, number>()
  for (const t of householdClass.types) for (const person of types[t]!.members) seated.set(person, 0)
  const times = (person: number): number => seated.get(person)!
  const leastSeated = (household: number, t: number): number =>
    households[household]!.filter((person) => typeOf[person] === t).reduce((a, b) => (times(b) < times(a) ? b : a))
  const count = (person: number, by: number): void => {
    seated.set(person, times(person) + by)
  }

  const seats: Seat[][] = panels.map((panel) => {
    const free = new Set(random.shuffle([...households.keys()]))
    const taken: Seat[] = []
    for (const t of random.shuffle(householdClass.types)) {
      for (let n = 0; n < panel[t]!; n++) {
        const household = [...free].reduce((a, b) => (times(leastSeated(b, t)) < times(leastSeated(a, t)) ? b : a))
        free.delete(household)
        const person = leastSeated(household, t)
        count(person, 1)
        taken.push({ household, type: t, person })
      }
    }
    return taken
  })

  for (let pass = 0; pass < PASSES && households.length > 1; pass++) {
    let moved = false
    for (const panel of seats) {
      for (const seat of panel) {
        for (let household = 0; household < households.length; household++) {
          if (household !== seat.household && exchange(panel, seat, household)) moved = true
        }
      }
    }
    if (!moved) break
  }

  function exchange(panel: Seat[], seat: Seat, household: number): boolean {
    const other = panel.find((taken) => taken.household === household)
    if (other?.type === seat.type) return false
    const person = leastSeated(household, seat.type)
    let change = times(person) - times(seat.person) + 1
    const back = other && leastSeated(seat.household, other.type)
    if (other && back !== undefined) change += times(back) - times(other.person) + 1
    if (change >= 0) return false
    count(seat.person, -1)
    count(person, 1)
    if (other && back !== undefined) {
      count(other.person, -1)
      count(back, 1)
      other.household = seat.household
      other.person = back
    }
    seat.household = household
    seat.person = person
    return true
  }

  return seats.map((panel) => panel.map((seat) => seat.person))
}
