import { type Approval, approvalProfile, totalWeight } from './approval.ts'

/** A group large and united enough for `deserves` places that has less: evidence against a list. */
export interface Underrepresented {
  /** The unlisted option they all approve. */
  readonly option: number
  readonly deserves: number
  /** Weight of the group: everybody who approves the option and has fewer than `deserves` of theirs on the list. */
  readonly weight: number
}

/**
 * The groups that the first k of a list leave out, by EJR+ (Brill and Peters, EC 2023): everybody who shares an
 * unlisted option, with fewer than l of their options listed, although they are l × n / k people or more. Empty means
 * that the list is proportional. Exact, and quick: one pass per unlisted option. Per option the largest claim is given.
 * @param listed the first k options
 */
export function ejrPlusViolations(
  approvals: Iterable<Approval>,
  size: number,
  listed: readonly number[],
): Underrepresented[] {
  const profile = approvalProfile(approvals, size)
  const people = BigInt(totalWeight(profile))
  const inside = new Set(listed)
  const found: Underrepresented[] = []
  for (let option = 0; option < size; option++) {
    if (inside.has(option)) continue
    const byCount = new Float64Array(listed.length + 1)
    for (const { approved, weight } of profile) {
      if (approved.includes(option)) byCount[approved.filter((other) => inside.has(other)).length]! += weight
    }
    let weight = 0
    let worst: Underrepresented | null = null
    for (let deserves = 1; deserves <= listed.length; deserves++) {
      weight += byCount[deserves - 1]!
      if (BigInt(weight) * BigInt(listed.length) >= BigInt(deserves) * people && weight > 0) {
        worst = { option, deserves, weight }
      }
    }
    if (worst !== null) found.push(worst)
  }
  return found
}

/** EJR+ of each prefix of a list, as the balanced list is audited at 3, 5 and 10. */
export function auditPrefixes(
  approvals: readonly Approval[],
  size: number,
  order: readonly number[],
  lengths: readonly number[] = [3, 5, 10],
): { readonly length: number; readonly violations: readonly Underrepresented[] }[] {
  return lengths
    .filter((length) => length <= order.length)
    .map((length) => ({ length, violations: ejrPlusViolations(approvals, size, order.slice(0, length)) }))
}
