import { type Ranking, rankByBeats } from './ranking.ts'

/** One option that may be taken next, and where that leads. */
export interface Step<State> {
  readonly option: number
  readonly state: State
}

export interface Outcome<State> {
  readonly state: State
  /** One order in which it can come about. */
  readonly taken: readonly number[]
}

export interface EveryTie<State> {
  readonly outcomes: readonly Outcome<State>[]
  /** What every way of breaking the exact ties has in common: earlier places first, the never taken last. */
  readonly ranking: Ranking
}

/** Raised when exact ties branch further than is worth following; the caller reports the tie instead. */
export class TooManyTiesError extends RangeError {
  constructor() {
    super('Too many exact ties to follow every one.')
    this.name = 'TooManyTiesError'
  }
}

interface Path<State> extends Outcome<State> {
  /** 1 at a * size + b when a was taken before b, or without b, on some way here. */
  readonly ahead: Uint8Array
}

/**
 * Runs a step-by-step rule through every exact tie: `choose` names all options that are equally entitled to be next.
 * Ways that meet again (equal keys) go on as one, so ties between options that do not touch each other cost nothing.
 * @param limit how many different states may be open at one time
 */
export function followTies<State>(
  size: number,
  start: State,
  choose: (state: State) => readonly Step<State>[],
  key: (state: State) => string,
  limit = 1000,
): EveryTie<State> {
  let open: Path<State>[] = [{ state: start, taken: [], ahead: new Uint8Array(size * size) }]
  const closed: Path<State>[] = []
  while (open.length > 0) {
    const next: Path<State>[] = []
    for (const path of open) {
      const steps = choose(path.state)
      if (steps.length === 0) closed.push(path)
      for (const { option, state } of steps) {
        // Where there is only one way on, nobody else needs this record any more.
        const ahead = steps.length === 1 ? path.ahead : path.ahead.slice()
        const before = new Uint8Array(size)
        for (const one of path.taken) before[one] = 1
        for (let b = 0; b < size; b++) {
          if (b !== option && !before[b]) ahead[option * size + b] = 1
        }
        next.push({ state, taken: [...path.taken, option], ahead })
      }
    }
    open = merged(next, key)
    if (open.length > limit) throw new TooManyTiesError()
  }
  const outcomes = merged(closed, key)
  const ahead = outcomes.reduce(
    (all, path) => all.map((value, i) => value | path.ahead[i]!),
    new Uint8Array(size * size),
  )
  const ranking = rankByBeats(size, (a, b) => ahead[a * size + b] === 1 && ahead[b * size + a] === 0)
  return { outcomes, ranking }
}

function merged<State>(paths: readonly Path<State>[], key: (state: State) => string): Path<State>[] {
  if (paths.length < 2) return [...paths]
  const known = new Map<string, Path<State>>()
  for (const path of paths) {
    const at = key(path.state)
    const same = known.get(at)
    if (same === undefined) known.set(at, path)
    else for (let i = 0; i < same.ahead.length; i++) same.ahead[i]! |= path.ahead[i]!
  }
  return [...known.values()]
}

/**
 * Every way to take some of the items, each in the items' order.
 * @throws TooManyTiesError when there are more than `limit`
 */
export function subsets<Item>(items: readonly Item[], take: number, limit = 10_000): Item[][] {
  let ways = 1
  for (let i = 0; i < take; i++) ways = (ways * (items.length - i)) / (i + 1)
  if (ways > limit) throw new TooManyTiesError()
  if (take <= 0) return [[]]
  return items.flatMap((item, i) => {
    const rest = items.slice(i + 1)
    return rest.length < take - 1 ? [] : subsets(rest, take - 1, limit).map((others) => [item, ...others])
  })
}
