import { type Ballot, checkOrder } from './ballot.ts'
import { BallotError } from './ballot-error.ts'
import { TooManyTiesError } from './every-tie.ts'
import { compare, type Fraction, fraction, plus, toNumber, ZERO } from './fraction.ts'

export interface RunoffRound {
  /** Votes of each option still in, in millionths. */
  readonly votes: ReadonlyMap<number, number>
  /** Who left after this round. In the last round shown, several mean an exact tie, followed in every way. */
  readonly leaves: readonly number[]
}

export interface InstantRunoffResult {
  /** One option; several where exact ties for last place lead to different winners. */
  readonly winners: readonly number[]
  /** The count up to the winner or to the first tie that matters. */
  readonly rounds: readonly RunoffRound[]
}

/** Beyond this many different sets of remaining options, following every tie is given up by name. */
const BRANCHES = 20_000

/**
 * Instant runoff. A vote goes to the highest option still in, in equal parts where several share that place; a ballot
 * with none left is exhausted. The first with more than half of the live votes wins.
 * @throws BallotError `no-ballots`; TooManyTiesError
 */
export function instantRunoff(ballots: Iterable<Ballot>, size: number): InstantRunoffResult {
  const checked = [...ballots]
  if (checked.length === 0) throw new BallotError('no-ballots', 'There are no ballots to count.')
  for (const ballot of checked) checkOrder(ballot, size)
  const known = new Map<string, readonly number[]>()
  const outcome = (left: readonly number[]): readonly number[] => {
    const key = left.join()
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size > BRANCHES) throw new TooManyTiesError()
    const { majority, live, leaving } = countRound(checked, left)
    const without = (gone: readonly number[]) => left.filter((option) => !gone.includes(option))
    // When no ballot names anybody who is left, nothing tells them apart.
    const followed = () => (live === 0 ? left : leaving.flatMap((gone) => outcome(without(gone))))
    const winners = majority !== null ? [majority] : [...new Set(followed())]
    known.set(key, winners)
    return winners
  }
  const all = Array.from({ length: size }, (_, option) => option)
  return { winners: [...outcome(all)].sort((a, b) => a - b), rounds: trace(checked, all) }
}

function countRound(ballots: readonly Ballot[], left: readonly number[]) {
  const standing = new Set(left)
  // Weight by how many options share it: whole sums stay exact, and only a few fractions are added at the end.
  const shares = new Map<number, Map<number, number>>(left.map((option) => [option, new Map()]))
  let live = 0
  for (const { groups, weight } of ballots) {
    const group = groups.find((options) => options.some((option) => standing.has(option)))
    if (group === undefined) continue
    const among = group.filter((option) => standing.has(option))
    for (const option of among) {
      const parts = shares.get(option)!
      parts.set(among.length, (parts.get(among.length) ?? 0) + weight)
    }
    live += weight
  }
  const votes = new Map<number, Fraction>()
  for (const [option, parts] of shares) {
    const sum = [...parts].reduce(
      (total, [among, weight]) => plus(total, fraction(BigInt(weight), BigInt(among))),
      ZERO,
    )
    votes.set(option, sum)
  }
  const half = fraction(BigInt(live), 2n)
  const majority = left.find((option) => compare(votes.get(option)!, half) > 0) ?? null
  const least = left.reduce((a, b) => (compare(votes.get(b)!, votes.get(a)!) < 0 ? b : a), left[0]!)
  const last = left.filter((option) => compare(votes.get(option)!, votes.get(least)!) === 0)
  const sum = (options: readonly number[]) => options.reduce((all, option) => plus(all, votes.get(option)!), ZERO)
  // Together weaker than the next one up: whatever the order, they all go, so there is nothing to decide.
  const next = left.filter((option) => !last.includes(option))
  const allGo = next.length > 0 && next.every((option) => compare(sum(last), votes.get(option)!) < 0)
  return { votes, majority, live, leaving: allGo ? [last] : last.map((option) => [option]) }
}

function trace(ballots: readonly Ballot[], all: readonly number[]): RunoffRound[] {
  const rounds: RunoffRound[] = []
  for (let left = all; ; ) {
    const { votes, majority, leaving } = countRound(ballots, left)
    const shown = new Map([...votes].map(([option, count]) => [option, toNumber(count)]))
    rounds.push({ votes: shown, leaves: majority === null ? leaving.flat() : [] })
    if (majority !== null || leaving.length !== 1) return rounds
    left = left.filter((option) => !leaving[0]!.includes(option))
  }
}
