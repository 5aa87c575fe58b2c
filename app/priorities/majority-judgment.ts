import { BallotError } from './ballot-error.ts'
import { type Ranking, rankBy } from './ranking.ts'

export interface MajorityJudgmentResult {
  readonly ranking: Ranking
  /** Index of the majority grade (the lower median) of each option, into the grades from low to high. */
  readonly majorityGrades: readonly number[]
}

/**
 * Majority judgment (Balinski and Laraki 2007, 2011): options by their majority grade; ties by taking one majority
 * grade away again and again. Written with shares of weight instead of single votes, so that weighted ballots and
 * options rated by different numbers of people compare on one scale; with equal whole numbers it is the same order.
 * @param counts per option, the weight of each grade from low to high (people, or millionths)
 * @throws BallotError `no-ballots` for an option nobody graded, `bad-weight` for a count that is not zero or more
 */
export function majorityJudgment(counts: readonly (readonly number[])[]): MajorityJudgmentResult {
  const totals = counts.map((grades, option) => {
    const wrong = grades.find((count) => !Number.isSafeInteger(count) || count < 0)
    if (wrong !== undefined) throw new BallotError('bad-weight', `${wrong} is not a count of grades.`)
    const total = grades.reduce((sum, count) => sum + count, 0)
    if (total === 0) throw new BallotError('no-ballots', `Nobody graded option ${option}.`)
    return total
  })
  const profiles = counts.map((grades, option) => outward(grades, totals[option]!))
  const compare = (a: number, b: number): number => compareOutward(profiles[a]!, profiles[b]!)
  return {
    ranking: rankBy(counts.length, compare),
    majorityGrades: profiles.map((profile) => profile.lower[0]!.grade),
  }
}

/**
 * The majority grades taken away one after the other, lower median first (Balinski and Laraki's majority value).
 * @param counts whole people per grade, low to high
 */
export function majoritySequence(counts: readonly number[]): number[] {
  const grades = counts.flatMap((count, grade) => new Array<number>(count).fill(grade))
  const sequence: number[] = []
  while (grades.length > 0) sequence.push(...grades.splice(Math.ceil(grades.length / 2) - 1, 1))
  return sequence
}

interface Step {
  readonly grade: number
  /** Distance from the middle, in halves of the weight, up to which this grade holds; as numerator over `total`. */
  readonly until: bigint
}

interface Outward {
  readonly total: bigint
  readonly lower: readonly Step[]
  readonly upper: readonly Step[]
}

/** The grades met going outward from the median, below and above it, with where each ends. */
function outward(grades: readonly number[], total: number): Outward {
  const lower: Step[] = []
  const upper: Step[] = []
  const all = BigInt(total)
  let below = 0n
  grades.forEach((count, grade) => {
    if (count === 0) return
    const from = 2n * below - all
    below += BigInt(count)
    const to = 2n * below - all
    if (from < 0n) lower.unshift({ grade, until: -from })
    if (to > 0n) upper.push({ grade, until: to })
  })
  return { total: all, lower, upper }
}

/** Negative when a stands above b: the first difference on the way out decides, below the median before above it. */
function compareOutward(a: Outward, b: Outward): number {
  let [la, lb, ua, ub] = [0, 0, 0, 0]
  for (;;) {
    const lower = b.lower[lb]!.grade - a.lower[la]!.grade
    if (lower !== 0) return lower
    const upper = b.upper[ub]!.grade - a.upper[ua]!.grade
    if (upper !== 0) return upper
    const ends = [
      a.lower[la]!.until * b.total,
      b.lower[lb]!.until * a.total,
      a.upper[ua]!.until * b.total,
      b.upper[ub]!.until * a.total,
    ]
    const next = ends.reduce((least, end) => (end < least ? end : least))
    if (ends[0] === next) la++
    if (ends[1] === next) lb++
    if (ends[2] === next) ua++
    if (ends[3] === next) ub++
    // Both sides of one option end together, at the whole weight: nothing is left to tell them apart.
    if (la === a.lower.length || lb === b.lower.length) return 0
  }
}
