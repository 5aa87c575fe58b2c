import type { BudgetBallot, BudgetQuestion } from '../../app/priorities/budget.ts'
import { type Generator, generator } from '../../app/priorities/generator.ts'
import type { Conversation, PersonVotes, StatementVote } from '../../app/priorities/statements.ts'

const upTo = (size: number): number[] => Array.from({ length: size }, (_, i) => i)

/** Rankings by people who agree a little: utilities fall with the option's number, and every sixth group differs. */
export function madeOrders(people: number, options: number, seed: number): Uint8Array {
  const random = generator(seed)
  const orders = new Uint8Array(people * options)
  for (let person = 0; person < people; person++) {
    const liking = upTo(options).map((o) => 6 * random.normal() - o + (o % 6 === person % 6 ? 2 : 0))
    orders.set(
      upTo(options).sort((a, b) => liking[b]! - liking[a]!),
      person * options,
    )
  }
  return orders
}

/** Six characteristics that hang together a little, and margins a quarter away from those of the people. */
export function madeMargins(people: number, seed: number): { columns: Uint8Array; margins: number[][] } {
  const random = generator(seed)
  const sizes = [2, 6, 5, 8, 3, 4]
  const columns = new Uint8Array(people * sizes.length)
  for (let person = 0; person < people; person++) {
    const lean = random.uniform()
    sizes.forEach((size, margin) => {
      columns[margin * people + person] = Math.floor(size * (0.7 * random.uniform() + 0.3 * lean))
    })
  }
  const margins = sizes.map((size, margin) => {
    const counts = new Array<number>(size).fill(0)
    for (let person = 0; person < people; person++) counts[columns[margin * people + person]!]! += 1
    const wished = counts.map((count) => count * (0.75 + random.uniform() / 2))
    const total = wished.reduce((sum, value) => sum + value, 0)
    return wished.map((value) => (value / total) * people)
  })
  return { columns, margins }
}

/** A conversation of the size of a city's: two camps, most statements shared by both, a hundred votes a person. */
export function madeConversation(people: number, statements: number, seed: number): Conversation {
  const random = generator(seed)
  const leaning = upTo(statements).map(() => ({
    common: random.normal(),
    camp: random.below(3) === 0 ? random.normal() : 0,
  }))
  const vote = (camp: number, statement: number): StatementVote => {
    const { common, camp: own } = leaning[statement]!
    const value = common + 2 * camp * own + random.normal()
    return Math.abs(value) < 0.4 ? 0 : value > 0 ? 1 : -1
  }
  return {
    statements,
    people: upTo(people).map((person): PersonVotes => {
      const camp = person % 5 < 3 ? 1 : -1
      const many = Math.min(statements, 8 + Math.floor(-95 * Math.log(1 - random.uniform())))
      const seen = random.shuffle(upTo(statements)).slice(0, many)
      return seen.sort((a, b) => a - b).map((statement) => [statement, vote(camp, statement)] as const)
    }),
  }
}

/** A town's participatory budget: 6,586 people, 64 projects, a million of money, several projects a person. */
export function madeBudget(seed: number): BudgetQuestion {
  const random = generator(seed)
  const costs = upTo(64).map(() => 1000 * Math.ceil(3 + 60 * random.uniform() ** 2))
  const liked = costs.map(() => random.uniform() ** 2)
  const ballots = upTo(6586).map((): BudgetBallot => {
    const projects = upTo(64).filter((project) => random.uniform() < 0.16 * liked[project]! + 0.02)
    return { projects: projects.length ? projects : [random.below(64)], weight: 1 }
  })
  return { costs, budget: 1_000_000, ballots }
}

/** Full rankings by Plackett and Luce's own model. */
export function madeLuceOrders(people: number, options: number, random: Generator): number[][] {
  return upTo(people).map(() => {
    const arrival = upTo(options).map((o) => -Math.log(1 - random.uniform()) / Math.exp(-o / 4))
    return upTo(options).sort((a, b) => arrival[a]! - arrival[b]!)
  })
}
