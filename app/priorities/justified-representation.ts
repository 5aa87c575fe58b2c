import { type Approval, approvalProfile, totalWeight } from './approval.ts'

/**
 * Justified representation (Aziz et al. 2017): no group of n / k people who share an option has nothing at all in the
 * committee.
 */
export function justifiedRepresentation(
  approvals: Iterable<Approval>,
  size: number,
  committee: readonly number[],
): boolean {
  return claims(approvals, size, committee, 1, (supporters) => ({ most: weigh(supporters, committee, 0) }))
}

/**
 * Extended justified representation (Aziz et al. 2017): in no group of l × n / k people who share l options has
 * everybody fewer than l in the committee. Tries every set of l shared options: for small numbers only.
 */
export function extendedJustifiedRepresentation(
  approvals: Iterable<Approval>,
  size: number,
  committee: readonly number[],
) {
  return claims(approvals, size, committee, committee.length, (supporters, level) => ({
    most: weigh(supporters, committee, level - 1),
  }))
}

/**
 * Proportional justified representation (Sánchez-Fernández et al. 2017): in no such group do they together have fewer
 * than l in the committee. Tries every set of l - 1 members they could share: for small numbers only.
 */
export function proportionalJustifiedRepresentation(
  approvals: Iterable<Approval>,
  size: number,
  committee: readonly number[],
): boolean {
  return claims(approvals, size, committee, committee.length, (supporters, level) => {
    let most = 0
    for (const allowed of subsets(committee, level - 1)) {
      const outside = committee.filter((member) => !allowed.includes(member))
      most = Math.max(most, weigh(supporters, outside, 0))
    }
    return { most }
  })
}

/** Whether no set of shared options is backed by a group that deserves more; `most` is the largest such group. */
function claims(
  approvals: Iterable<Approval>,
  size: number,
  committee: readonly number[],
  levels: number,
  slighted: (supporters: readonly Approval[], level: number) => { most: number },
): boolean {
  const profile = approvalProfile(approvals, size)
  const people = totalWeight(profile)
  const options = Array.from({ length: size }, (_, option) => option)
  for (let level = 1; level <= levels; level++) {
    const enough = (weight: number) => BigInt(weight) * BigInt(committee.length) >= BigInt(level) * BigInt(people)
    const sharing = (shared: readonly number[]) =>
      profile.filter(({ approved }) => shared.every((option) => approved.includes(option)))
    for (const shared of subsets(options, level, (part) => enough(totalWeight(sharing(part))))) {
      const { most } = slighted(sharing(shared), level)
      if (most > 0 && enough(most)) return false
    }
  }
  return true
}

/** Weight of those with at most `count` of theirs among the members. */
function weigh(profile: readonly Approval[], members: readonly number[], count: number): number {
  return totalWeight(
    profile.filter(({ approved }) => approved.filter((option) => members.includes(option)).length <= count),
  )
}

/** All subsets of a given size whose every beginning passes `promising`. */
function* subsets(
  items: readonly number[],
  take: number,
  promising: (part: readonly number[]) => boolean = () => true,
  part: readonly number[] = [],
  from = 0,
): Generator<readonly number[]> {
  if (part.length === take) {
    yield part
    return
  }
  for (let i = from; i <= items.length - (take - part.length); i++) {
    const next = [...part, items[i]!]
    if (promising(next)) yield* subsets(items, take, promising, next, i + 1)
  }
}
