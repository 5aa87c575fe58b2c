import type { Generator } from '../../priorities/generator.ts'
import type { Pool } from './quota.ts'

const ATTEMPTS = 200

/**
 * The older draw (LEGACY in Flanigan et al., Nature 2021), kept for comparison: the value most in need, by seats still
 * missing per person left, gives a random person; when the quotas can no longer be met the draw starts afresh. It
 * keeps the quotas but leaves some volunteers with almost no chance.
 *
 * @returns volunteers' indices in increasing order, or null after 200 attempts without a panel.
 */
export function greedyPanel(pool: Pool, seats: number, onePerHousehold: boolean, random: Generator): number[] | null {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const panel = tryOnce(pool, seats, onePerHousehold, random)
    if (panel) return panel.sort((a, b) => a - b)
  }
  return null
}

function tryOnce({ categories, volunteers }: Pool, seats: number, onePerHousehold: boolean, random: Generator) {
  let left = [...volunteers.keys()]
  const chosen = categories.map((category) => category.values.map(() => 0))
  const panel: number[] = []
  while (panel.length < seats) {
    left = left.filter((person) =>
      volunteers[person]!.values.every((value, c) => chosen[c]![value]! < categories[c]!.values[value]!.max),
    )
    const available = categories.map((category) => category.values.map(() => 0))
    for (const person of left) for (const [c, value] of volunteers[person]!.values.entries()) available[c]![value]!++
    let need = 0
    let neediest: [number, number] | null = null
    for (const [c, category] of categories.entries()) {
      for (const [v, quota] of category.values.entries()) {
        const missing = quota.min - chosen[c]![v]!
        if (missing > available[c]![v]!) return null
        if (missing > 0 && missing / available[c]![v]! > need) {
          need = missing / available[c]![v]!
          neediest = [c, v]
        }
      }
    }
    const candidates = neediest
      ? left.filter((person) => volunteers[person]!.values[neediest[0]] === neediest[1])
      : left
    if (candidates.length === 0) return null
    const person = candidates[random.below(candidates.length)]!
    panel.push(person)
    const { values, household } = volunteers[person]!
    for (const [c, value] of values.entries()) chosen[c]![value]!++
    left = left.filter(
      (other) =>
        other !== person && !(onePerHousehold && household !== null && volunteers[other]!.household === household),
    )
  }
  const met = categories.every((category, c) => category.values.every((quota, v) => chosen[c]![v]! >= quota.min))
  return met ? panel : null
}
