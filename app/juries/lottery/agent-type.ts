import type { Pool } from './quota.ts'

/**
 * People who are alike for the draw: the same values and, where one seat per household is the rule, households of the
 * same make-up. Treating them as one integer variable removes the symmetry that makes the published algorithms slow.
 */
export interface AgentType {
  values: number[]
  members: number[]
  /** Most members that can sit together. */
  capacity: number
  /** Index into `Typing.classes`, or null for people who live with nobody else of the pool. */
  householdClass: number | null
}

/** Households with the same make-up; of each household at most one person is seated. */
export interface HouseholdClass {
  households: number[][]
  types: number[]
}

export interface Typing {
  types: AgentType[]
  classes: HouseholdClass[]
  /** Per volunteer, the index of their type. */
  typeOf: number[]
}

/** Divides the pool into agent types. The order depends on the pool's order only. */
export function typesOfPool(pool: Pool, onePerHousehold: boolean): Typing {
  const homes = new Map<string, number[]>()
  pool.volunteers.forEach((volunteer, person) => {
    if (!onePerHousehold || volunteer.household === null) return
    const home = homes.get(volunteer.household)
    if (home) home.push(person)
    else homes.set(volunteer.household, [person])
  })

  const classes: HouseholdClass[] = []
  const classIndex = new Map<string, number>()
  const classOf = new Map<number, number>()
  for (const home of homes.values()) {
    if (home.length < 2) continue
    const makeUp = home
      .map((person) => pool.volunteers[person]!.values.join(','))
      .sort()
      .join('|')
    let index = classIndex.get(makeUp)
    if (index === undefined) {
      index = classes.length
      classes.push({ households: [], types: [] })
      classIndex.set(makeUp, index)
    }
    classes[index]!.households.push(home)
    for (const person of home) classOf.set(person, index)
  }

  const types: AgentType[] = []
  const typeIndex = new Map<string, number>()
  const typeOf = pool.volunteers.map((volunteer, person) => {
    const householdClass = classOf.get(person) ?? null
    const key = `${householdClass ?? ''}/${volunteer.values.join(',')}`
    let index = typeIndex.get(key)
    if (index === undefined) {
      index = types.length
      types.push({ values: volunteer.values, members: [], capacity: 0, householdClass })
      typeIndex.set(key, index)
      if (householdClass !== null) classes[householdClass]!.types.push(index)
    }
    types[index]!.members.push(person)
    return index
  })
  for (const type of types) {
    type.capacity = type.householdClass === null ? type.members.length : classes[type.householdClass]!.households.length
  }
  return { types, classes, typeOf }
}
