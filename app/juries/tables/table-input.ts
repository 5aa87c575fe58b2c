/** A person as the plan knows them: a value in each diversity field. */
export interface TablePerson {
  id: string
  fields: string[]
}

export interface FixedPlace {
  person: number
  table: number
  /** In this round, or in all rounds when absent. */
  round?: number
}

export interface TablePlanInput {
  people: TablePerson[]
  tables: number
  rounds: number
  fixed?: FixedPlace[]
  /** Pairs who must never sit together. */
  apart?: [number, number][]
  /** Who is away, in which round. */
  absent?: { person: number; round: number }[]
}

/** Per round and person the table, counted from 0, or null for somebody who is away. */
export type TablePlan = (number | null)[][]

export interface PlanFigures {
  /** Pairs who meet at least once, and meetings beyond a pair's first. */
  pairs: number
  repeated: number
  /** Tables whose count of some value is further than floor or ceiling from the proportional share, summed. */
  unevenness: number
  /** Pairs to be kept apart who sit together. */
  together: number
}
