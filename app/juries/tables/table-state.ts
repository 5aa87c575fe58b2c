import { APART, TableCompany } from './table-company.ts'
import { TableEvenness } from './table-evenness.ts'
import type { PlanFigures, TablePlan, TablePlanInput } from './table-input.ts'

/** What a count one further from its share than floor or ceiling costs when plans are compared; a repeated meeting costs 2. */
const UNEVEN = 1_000

/** A plan with what its meetings and its uneven tables cost, kept up to date swap by swap. */
export class TableState {
  /** Half the sum of squared meetings and, dear, pairs together who must not be; apart from it, how uneven tables are. */
  company: number
  uneven: number
  readonly #input: TablePlanInput
  readonly #people: number
  readonly #tables: number
  /** Per round and person, the table or -1; per round and table, who sits there. */
  readonly #tableOf: Int16Array
  readonly #members: number[][][]
  /** Per round and table, how many sit there. */
  readonly #sizes: Int16Array
  readonly #company: TableCompany
  readonly #evenness: TableEvenness

  constructor(input: TablePlanInput, plan: TablePlan) {
    const { people, tables, apart = [] } = input
    this.#input = input
    this.#people = people.length
    this.#tables = tables
    this.#tableOf = Int16Array.from(plan.flatMap((round) => round.map((table) => table ?? -1)))
    this.#members = plan.map((round) => {
      const members: number[][] = Array.from({ length: tables }, () => [])
      round.forEach((table, person) => {
        if (table !== null) members[table]!.push(person)
      })
      return members
    })
    this.#sizes = Int16Array.from(this.#members.flatMap((round) => round.map((members) => members.length)))
    this.#company = new TableCompany(plan, tables, this.#tableOf, apart)
    this.#evenness = new TableEvenness(people, plan, tables)
    this.company = this.#company.cost()
    this.uneven = this.#evenness.total()
  }

  /** By which plans are compared: nobody together who must not be, then even tables, then few repeated meetings. */
  get cost(): number {
    return this.company + UNEVEN * this.uneven
  }

  figures(): PlanFigures {
    return { ...this.#company.figures(), unevenness: this.#evenness.total() }
  }

  /** Nobody meets twice, no table is uneven and nobody sits with whom they must not: nothing is left to gain. */
  get isIdeal(): boolean {
    const { repeated, unevenness, together } = this.figures()
    return repeated + unevenness + together === 0
  }

  /** No table is uneven and, if the plan is of one round, nobody sits with whom they must not. */
  get isEven(): boolean {
    return this.uneven === 0 && this.company < APART
  }

  /** Everybody who is there in the round and not fixed in it. */
  movable(round: number): number[] {
    const fixed = new Set(
      (this.#input.fixed ?? [])
        .filter((place) => place.round === undefined || place.round === round)
        .map(({ person }) => person),
    )
    return [...Array(this.#people).keys()].filter(
      (person) => !fixed.has(person) && this.#tableOf[round * this.#people + person]! >= 0,
    )
  }

  /**
   * Swaps two people in a round if the cost then rises by `limit` at most.
   *
   * @param weight what a count one further from its share costs in this comparison.
   * @returns whether they were swapped; two of one table never are.
   */
  swapWithin(limit: number, round: number, a: number, b: number, weight: number): boolean {
    const here = this.#tableOf[round * this.#people + a]!
    const there = this.#tableOf[round * this.#people + b]!
    if (here === there) return false
    const newPairs = this.#sizes[round * this.#tables + here]! + this.#sizes[round * this.#tables + there]! - 2
    const company = this.#company.changeOf(round, a, b, here, there, newPairs)
    // Unevenness can fall by no more than there is, and the commonest answer is no.
    if (company - weight * this.uneven > limit) return false
    const uneven = this.#evenness.changeOf(round, a, b, here, there)
    if (company + weight * uneven > limit) return false
    this.#swap(round, a, b, here, there)
    this.company += company
    this.uneven += uneven
    return true
  }

  #swap(round: number, a: number, b: number, here: number, there: number): void {
    const mine = this.#members[round]![here]!
    const theirs = this.#members[round]![there]!
    this.#company.swap(round, a, b, mine, theirs)
    this.#evenness.swap(round, a, b, here, there)
    mine[mine.indexOf(a)] = b
    theirs[theirs.indexOf(b)] = a
    this.#tableOf[round * this.#people + a] = there
    this.#tableOf[round * this.#people + b] = here
  }

  /** Swaps as long as any swap makes the plan better. */
  polish(): void {
    const free = this.#members.map((_, round) => this.movable(round))
    let better = true
    while (better) {
      better = false
      free.forEach((people, round) => {
        people.forEach((a, i) => {
          for (const b of people.slice(i + 1)) if (this.swapWithin(-0.5, round, a, b, UNEVEN)) better = true
        })
      })
    }
  }

  plan(): TablePlan {
    return this.#members.map((_, round) =>
      Array.from({ length: this.#people }, (_, person) => {
        const table = this.#tableOf[round * this.#people + person]!
        return table < 0 ? null : table
      }),
    )
  }
}
