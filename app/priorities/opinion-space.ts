import { largestEigenpairs } from './lanczos.ts'
import type { Conversation } from './statements.ts'

/** Where people and statements stand in the two directions in which votes differ most. */
export interface OpinionSpace {
  /** Mean vote per statement over those who saw it; zero for statements moderated out. */
  readonly centre: Float64Array
  readonly components: readonly [Float64Array, Float64Array]
  readonly positions: readonly (readonly [number, number])[]
  /** Length of each statement's projection: how far from the middle agreeing with it places somebody. */
  readonly extremity: Float64Array
}

/**
 * Principal components of the votes with unseen ones put at the statement's mean (they then count nothing), and
 * people's projections, stretched by √(statements / votes cast) so that few votes do not draw somebody to the middle.
 * Statements moderated out count as a vote of zero from everybody, whether seen or not.
 */
export function opinionSpace(conversation: Conversation, moderatedOut: ReadonlySet<number>): OpinionSpace {
  const { statements, people } = conversation
  const rows = people.map((votes) => votes.filter(([statement]) => !moderatedOut.has(statement)))
  const centre = means(rows, statements)
  const product = gramProduct(rows, statements, centre)
  const pairs = largestEigenpairs(statements, 2, product)
  const flat = new Float64Array(statements)
  const components = [pairs[0]?.vector ?? flat, pairs[1]?.vector ?? flat] as const
  return {
    centre,
    components,
    positions: rows.map((votes) => project(votes, votes.length + moderatedOut.size, statements, centre, components)),
    extremity: Float64Array.from({ length: statements }, (_, i) =>
      moderatedOut.has(i)
        ? 0
        : Math.sqrt(statements) * Math.abs(1 - centre[i]!) * Math.hypot(components[0][i]!, components[1][i]!),
    ),
  }
}

/** The product of a vector with the matrix of co-variation of the centred votes, from the votes cast alone. */
function gramProduct(rows: Conversation['people'], statements: number, centre: Float64Array) {
  const cast = rows.reduce((sum, votes) => sum + votes.length, 0)
  const statementOf = new Int32Array(cast)
  const centred = new Float64Array(cast)
  const ends = new Int32Array(rows.length)
  let at = 0
  rows.forEach((votes, person) => {
    for (const [statement, vote] of votes) {
      statementOf[at] = statement
      centred[at] = vote - centre[statement]!
      at++
    }
    ends[person] = at
  })
  return (vector: Float64Array): Float64Array => {
    const out = new Float64Array(statements)
    let start = 0
    for (let person = 0; person < ends.length; person++) {
      const end = ends[person]!
      let along = 0
      for (let i = start; i < end; i++) along += centred[i]! * vector[statementOf[i]!]!
      for (let i = start; i < end; i++) out[statementOf[i]!]! += along * centred[i]!
      start = end
    }
    return out
  }
}

function means(rows: Conversation['people'], statements: number): Float64Array {
  const sums = new Float64Array(statements)
  const seen = new Float64Array(statements)
  for (const votes of rows) {
    for (const [statement, vote] of votes) {
      sums[statement]! += vote
      seen[statement]!++
    }
  }
  return sums.map((sum, i) => (seen[i] === 0 ? 0 : sum / seen[i]!))
}

function project(
  votes: Conversation['people'][number],
  cast: number,
  statements: number,
  centre: Float64Array,
  components: readonly [Float64Array, Float64Array],
): [number, number] {
  const stretch = cast === 0 ? 0 : Math.sqrt(statements / cast)
  const along = (component: Float64Array) =>
    votes.reduce((sum, [statement, vote]) => sum + (vote - centre[statement]!) * component[statement]!, 0)
  return [stretch * along(components[0]), stretch * along(components[1])]
}

/**
 * Who is counted in the groups: everybody with at least min(7, statements) votes, whoever was counted before, and while
 * that makes fewer than 15, those with most votes next (all of those who have equally many). Ascending.
 */
export function inConversation({ statements, people }: Conversation, before: Iterable<number> = []): number[] {
  const inside = new Set(before)
  people.forEach((votes, person) => {
    if (votes.length >= Math.min(7, statements) && votes.length > 0) inside.add(person)
  })
  const others = [...people.keys()].filter((person) => !inside.has(person) && people[person]!.length > 0)
  others.sort((a, b) => people[b]!.length - people[a]!.length)
  for (let i = 0; i < others.length; i++) {
    const level = people[others[i]!]!.length
    if (inside.size >= 15 && level !== people[others[i - 1] ?? -1]?.length) break
    inside.add(others[i]!)
  }
  return [...inside].sort((a, b) => a - b)
}
