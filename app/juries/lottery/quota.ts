/** A value of a category (for example "female" of "gender") with the seats it must and may have. */
export interface Quota {
  name: string
  min: number
  max: number
  /** How far the minimum and maximum may be relaxed when no panel meets the quotas. */
  minFlex: number
  maxFlex: number
}

/** A selection criterion; its values divide the pool, each volunteer having exactly one. */
export interface Category {
  name: string
  values: Quota[]
}

export interface Volunteer {
  id: string
  /** Per category, in category order, the index of the volunteer's value. */
  values: number[]
  /** People with the same key live together; null when the address is unknown (then a household of one). */
  household: string | null
}

export interface Pool {
  categories: Category[]
  volunteers: Volunteer[]
}

/** A fact for the reader: the words are in the locale files under the code, with the parameters filled in. */
export interface Message {
  code: string
  params: Record<string, string | number>
  /** Row as a spreadsheet numbers it: the header is row 1. */
  row?: number
  columns?: string[]
}

/** Messages in the order of the rows that they are about, those about the whole file first. */
export const inOrder = (messages: Message[]): Message[] => messages.sort((a, b) => (a.row ?? 0) - (b.row ?? 0))

/** Names are compared without regard to case and surrounding white space. */
export const sameName = (name: string): string => name.trim().toLowerCase()

/**
 * A max_flex that binds nothing: the largest sum of maxima over the categories, or the seats if more
 * (a value cannot have more seats than any category as a whole can fill).
 */
export function unboundedMaxFlex(categories: readonly Category[], seats = 0): number {
  return Math.max(seats, ...categories.map((category) => category.values.reduce((sum, value) => sum + value.max, 0)))
}

/**
 * Contradictions that can be seen without a pool: a category whose minima exceed, or maxima fall short of, the seats,
 * and categories that contradict each other whatever the number of seats.
 */
export function quotaConflicts(categories: readonly Category[], seats: number | null): Message[] {
  const sums = categories.map((category) => ({
    category: category.name,
    min: category.values.reduce((sum, value) => sum + value.min, 0),
    max: category.values.reduce((sum, value) => sum + value.max, 0),
  }))
  const conflicts: Message[] = []
  if (sums.length === 0) return conflicts
  const highestMin = sums.reduce((best, sum) => (sum.min > best.min ? sum : best))
  const lowestMax = sums.reduce((best, sum) => (sum.max < best.max ? sum : best))
  if (highestMin.min > lowestMax.max) {
    conflicts.push({
      code: 'categories-contradict',
      params: {
        minCategory: highestMin.category,
        min: highestMin.min,
        maxCategory: lowestMax.category,
        max: lowestMax.max,
      },
    })
  }
  if (seats === null) return conflicts
  for (const { category, min, max } of sums) {
    if (min > seats) conflicts.push({ code: 'minima-above-seats', params: { category, sum: min, seats } })
    if (max < seats) conflicts.push({ code: 'maxima-below-seats', params: { category, sum: max, seats } })
  }
  return conflicts
}

/** Does the panel (indices into the pool) meet every quota, with nobody twice and one person per household? */
export function panelBreaches(
  pool: Pool,
  panel: readonly number[],
  seats: number,
  onePerHousehold: boolean,
): Message[] {
  const breaches: Message[] = []
  if (new Set(panel).size !== panel.length) breaches.push({ code: 'panel-person-twice', params: {} })
  if (panel.length !== seats) breaches.push({ code: 'panel-seats', params: { count: panel.length, seats } })
  const counts = pool.categories.map((category) => new Array<number>(category.values.length).fill(0))
  const homes = new Set<string>()
  for (const person of panel) {
    const volunteer = pool.volunteers[person]
    if (!volunteer) {
      breaches.push({ code: 'panel-unknown-person', params: { person } })
      continue
    }
    for (const [c, value] of volunteer.values.entries()) counts[c]![value]!++
    if (!onePerHousehold || volunteer.household === null) continue
    if (homes.has(volunteer.household)) breaches.push({ code: 'panel-household', params: { id: volunteer.id } })
    homes.add(volunteer.household)
  }
  pool.categories.forEach((category, c) => {
    category.values.forEach((quota, v) => {
      const count = counts[c]![v]!
      if (count < quota.min || count > quota.max) {
        breaches.push({
          code: quota.min === quota.max ? 'panel-quota-exact' : 'panel-quota',
          params: { category: category.name, value: quota.name, count, min: quota.min, max: quota.max },
        })
      }
    })
  })
  return breaches
}
