import { type Ballot, checkOrder, MILLIONTHS } from './ballot.ts'
import { BallotError } from './ballot-error.ts'
import { subsets, TooManyTiesError } from './every-tie.ts'
import { compare, type Fraction, fraction, minus, over, plus, times, toNumber, ZERO } from './fraction.ts'

export interface TransferableRound {
  /** Votes of the options neither elected earlier nor eliminated, in millionths. */
  readonly votes: ReadonlyMap<number, number>
  readonly elected: readonly number[]
  readonly eliminated: readonly number[]
}

export interface SingleTransferableVoteResult {
  /** Elected options in order of election; several lists where exact ties for last place lead apart. */
  readonly outcomes: readonly (readonly number[])[]
  /** Rounds of the first outcome. */
  readonly rounds: readonly TransferableRound[]
  /** In millionths. */
  readonly quota: number
  /** Whether an exact tie had to be followed in more than one way. */
  readonly tied: boolean
}

interface Pile {
  readonly groups: readonly (readonly number[])[]
  readonly value: Fraction
}

/** Ways of following exact ties before giving up by name. */
const BRANCHES = 512

/** Droop quota in millionths: the whole number of votes that only `seats` options can reach. */
function droopQuota(total: number, seats: number): number {
  return (Math.floor(total / MILLIONTHS / (seats + 1)) + 1) * MILLIONTHS
}

/**
 * Single transferable vote with the weighted inclusive Gregory method: whoever reaches the quota is elected and every
 * ballot that stands with them passes on at its value times surplus / votes; if nobody reaches it the last is
 * eliminated. Options sharing a place on a ballot share its value. Unranked options never receive a vote.
 * @param quota in millionths; Droop by default
 * @throws BallotError `no-ballots`, `no-options`; TooManyTiesError when exact ties branch more than 512 ways
 */
export function singleTransferableVote(
  ballots: Iterable<Ballot>,
  size: number,
  seats: number,
  quota?: number,
): SingleTransferableVoteResult {
  const piles = pileUp(ballots, size)
  if (seats < 1 || seats > size) throw new BallotError('no-options', `${seats} seats cannot be filled from ${size}.`)
  const total = piles.reduce((sum, pile) => plus(sum, pile.value), ZERO)
  const needed = quota === undefined ? droopQuota(toNumber(total), seats) : quota
  const outcomes = new Map<string, { elected: readonly number[]; rounds: readonly TransferableRound[] }>()
  let branches = 1
  const follow = (state: Count): void => {
    const ways = state.run()
    if (ways.length === 0) {
      outcomes.set(state.elected.join(), { elected: state.elected, rounds: state.rounds })
      return
    }
    branches += ways.length - 1
    if (branches > BRANCHES) throw new TooManyTiesError()
    for (const way of ways) {
      const next = state.copy()
      next.eliminate(way)
      follow(next)
    }
  }
  const all = Array.from({ length: size }, (_, option) => option)
  follow(new Count(piles, new Set(all), fraction(BigInt(needed)), seats, [], []))
  const found = [...outcomes.values()]
  return {
    outcomes: found.map(({ elected }) => elected),
    rounds: found[0]!.rounds,
    quota: needed,
    tied: branches > 1,
  }
}

function pileUp(ballots: Iterable<Ballot>, size: number): Pile[] {
  const weights = new Map<string, { groups: Ballot['groups']; weight: number }>()
  for (const ballot of ballots) {
    checkOrder(ballot, size)
    const key = ballot.groups.map((group) => group.join('=')).join('>')
    const known = weights.get(key)
    if (known === undefined) weights.set(key, { groups: ballot.groups, weight: ballot.weight })
    else known.weight += ballot.weight
  }
  if (weights.size === 0) throw new BallotError('no-ballots', 'There are no ballots to count.')
  return [...weights.values()].map(({ groups, weight }) => ({ groups, value: fraction(BigInt(weight)) }))
}

class Count {
  piles: readonly Pile[]
  readonly continuing: Set<number>
  readonly quota: Fraction
  readonly seats: number
  readonly elected: number[]
  readonly rounds: TransferableRound[]
  constructor(
    piles: readonly Pile[],
    continuing: Set<number>,
    quota: Fraction,
    seats: number,
    elected: number[],
    rounds: TransferableRound[],
  ) {
    this.piles = piles
    this.continuing = continuing
    this.quota = quota
    this.seats = seats
    this.elected = elected
    this.rounds = rounds
  }

  copy(): Count {
    return new Count(this.piles, new Set(this.continuing), this.quota, this.seats, [...this.elected], [...this.rounds])
  }

  /** Counts on until every seat is filled (empty answer), or names each set that could equally be eliminated next. */
  run(): readonly (readonly number[])[] {
    while (this.elected.length < this.seats) {
      const votes = this.tally()
      const left = [...this.continuing]
      const fills = left.length <= this.seats - this.elected.length
      const reached = left.filter((option) => fills || compare(votes.get(option)!, this.quota) >= 0)
      const byVotes = reached.sort((a, b) => compare(votes.get(b)!, votes.get(a)!) || a - b)
      const last = left.reduce((a, b) => (compare(votes.get(b)!, votes.get(a)!) < 0 ? b : a))
      const losers =
        byVotes.length > 0 ? [] : left.filter((option) => compare(votes.get(option)!, votes.get(last)!) === 0)
      const shown = new Map([...votes].map(([option, value]) => [option, toNumber(value)]))
      this.rounds.push({ votes: shown, elected: byVotes, eliminated: losers })
      if (byVotes.length > 0) {
        this.elect(byVotes, votes)
        continue
      }
      const ways = this.waysToGo(losers, compare(votes.get(last)!, ZERO) === 0)
      if (ways.length > 1) return ways
      this.eliminate(ways[0]!)
    }
    return []
  }

  /** Options without a vote pass nothing on: they go together, as far as the seats can still be filled without them. */
  private waysToGo(losers: readonly number[], unsupported: boolean): readonly (readonly number[])[] {
    const spare = this.continuing.size - (this.seats - this.elected.length)
    if (!unsupported) return losers.map((loser) => [loser])
    return subsets(losers, Math.min(spare, losers.length))
  }

  eliminate(options: readonly number[]): void {
    for (const option of options) this.continuing.delete(option)
  }

  private tally(): Map<number, Fraction> {
    const votes = new Map<number, Fraction>([...this.continuing].map((option) => [option, ZERO]))
    for (const pile of this.piles) {
      const at = this.standing(pile)
      const share = over(pile.value, fraction(BigInt(Math.max(1, at.length))))
      for (const option of at) votes.set(option, plus(votes.get(option)!, share))
    }
    return votes
  }

  private standing(pile: Pile): readonly number[] {
    const group = pile.groups.find((options) => options.some((option) => this.continuing.has(option)))
    return group?.filter((option) => this.continuing.has(option)) ?? []
  }

  private elect(options: readonly number[], votes: ReadonlyMap<number, Fraction>): void {
    const kept = (option: number): Fraction => {
      const surplus = minus(votes.get(option)!, this.quota)
      return compare(surplus, ZERO) > 0 ? over(surplus, votes.get(option)!) : ZERO
    }
    this.piles = this.piles.map((pile) => {
      const at = this.standing(pile)
      if (!at.some((option) => options.includes(option))) return pile
      const parts = at.map((option) => (options.includes(option) ? kept(option) : fraction(1n)))
      const factor = over(parts.reduce(plus, ZERO), fraction(BigInt(at.length)))
      return { ...pile, value: times(pile.value, factor) }
    })
    this.elected.push(...options)
    for (const option of options) this.continuing.delete(option)
  }
}
