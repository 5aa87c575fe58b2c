import { BallotError } from './ballot-error.ts'
import { generator } from './generator.ts'
import type { Conversation } from './statements.ts'

/** One statement's place in the bridging model. */
export interface Bridging {
  /** Agreement that is left when leanings are accounted for: high where people of either leaning agree. */
  readonly score: number
  /** How far the statement divides people by their leaning; the sign of a leaning means nothing, so it is absolute. */
  readonly divides: number
  readonly votes: number
}

export interface BridgingSettings {
  /** Fewer votes than this tell nothing of a statement. */
  readonly leastVotes: number
  readonly interceptPenalty: number
  readonly factorPenalty: number
  readonly rounds: number
  readonly seed: number
}

const defaults: BridgingSettings = {
  leastVotes: 5,
  interceptPenalty: 0.15,
  factorPenalty: 0.03,
  rounds: 300,
  seed: 1,
}

/** Agree 1, pass ½, disagree 0. */
const asNumber = (vote: 1 | 0 | -1): number => (vote + 1) / 2

/**
 * A second bridging score beside group-informed consensus, which needs no hard groups (Wojcik et al. 2022, the model of
 * Community Notes): every vote is explained as mean + person + statement + leaning of both, and what a statement keeps
 * after the leanings is its score. Penalties are on each intercept and factor, per vote; found by alternating least
 * squares, which the same votes lead to the same answer. No threshold comes with it: those of its makers are tuned to
 * their own data.
 * @returns one entry per statement; null where fewer than `leastVotes` people voted
 * @throws BallotError `no-ballots` when nobody voted
 */
export function bridging(
  { statements, people }: Conversation,
  given: Partial<BridgingSettings> = {},
): (Bridging | null)[] {
  const settings = { ...defaults, ...given }
  const votes = people.flatMap((own, person) =>
    own.map(([statement, vote]) => ({ person, statement, value: asNumber(vote) })),
  )
  if (votes.length === 0) throw new BallotError('no-ballots', 'Nobody has voted on a statement.')
  const random = generator(settings.seed)
  const drawn = (length: number) => Float64Array.from({ length }, () => 0.1 * random.normal())
  const side = (length: number) => ({ intercept: new Float64Array(length), factor: drawn(length) })
  const [rater, note] = [side(people.length), side(statements)]
  const of = {
    person: groupBy(votes, people.length, 'person'),
    statement: groupBy(votes, statements, 'statement'),
  }
  let mean = votes.reduce((sum, { value }) => sum + value, 0) / votes.length
  for (let round = 0; round < settings.rounds; round++) {
    settle(rater, note, of.person, 'statement', mean, settings)
    settle(note, rater, of.statement, 'person', mean, settings)
    const rest = votes.reduce((sum, { person, statement, value }) => {
      const leaning = rater.factor[person]! * note.factor[statement]!
      return sum + value - rater.intercept[person]! - note.intercept[statement]! - leaning
    }, 0)
    mean = rest / (votes.length + settings.interceptPenalty)
  }
  return Array.from({ length: statements }, (_, statement) => {
    const count = of.statement[statement]!.length
    if (count < settings.leastVotes) return null
    return { score: note.intercept[statement]!, divides: Math.abs(note.factor[statement]!), votes: count }
  })
}

/**
 * The lowest score that a few more voters could leave a statement with: as many again as `pseudo` who all disagree,
 * whatever their leaning. Where even that stays high, the score does not hang on who happened to vote.
 */
export function cautiousBridging(conversation: Conversation, pseudo = 2, given: Partial<BridgingSettings> = {}) {
  return bridging(conversation, given).map((found, statement) => {
    if (found === null) return null
    const doubters = Array.from({ length: pseudo }, () => [[statement, -1] as const])
    const again = bridging({ ...conversation, people: [...conversation.people, ...doubters] }, given)[statement]
    return { ...found, low: Math.min(found.score, again?.score ?? found.score) }
  })
}

type Vote = { person: number; statement: number; value: number }
type Side = { intercept: Float64Array; factor: Float64Array }

function groupBy(votes: readonly Vote[], size: number, key: 'person' | 'statement'): Vote[][] {
  const groups: Vote[][] = Array.from({ length: size }, () => [])
  for (const vote of votes) groups[vote[key]]!.push(vote)
  return groups
}

/** One side of the model with the other held: two unknowns each, intercept and factor, by their normal equations. */
function settle(
  own: Side,
  other: Side,
  votes: readonly Vote[][],
  across: 'person' | 'statement',
  mean: number,
  { interceptPenalty, factorPenalty }: BridgingSettings,
): void {
  votes.forEach((mine, at) => {
    if (mine.length === 0) {
      own.intercept[at] = 0
      own.factor[at] = 0
      return
    }
    let [sum, withFactor, factors, squares] = [0, 0, 0, 0]
    for (const vote of mine) {
      const factor = other.factor[vote[across]]!
      const rest = vote.value - mean - other.intercept[vote[across]]!
      sum += rest
      withFactor += rest * factor
      factors += factor
      squares += factor * factor
    }
    const a = mine.length * (1 + interceptPenalty)
    const d = squares + mine.length * factorPenalty
    const determinant = a * d - factors * factors
    own.intercept[at] = (sum * d - withFactor * factors) / determinant
    own.factor[at] = (a * withFactor - factors * sum) / determinant
  })
}
