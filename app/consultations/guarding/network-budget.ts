/** Answers of this hour by exercise and network. In memory only: nothing of it can be laid beside an answer. */
export interface NetworkBudget {
  hour: number
  used: Map<string, number>
}

const hourOf = (now: Date) => Math.floor(now.getTime() / 3_600_000)
const nameOf = (exerciseId: string, caller: string) => `${exerciseId} ${caller}`

export const newBudget = (): NetworkBudget => ({ hour: 0, used: new Map() })

/** How many answers to an exercise came from a network in this hour. */
export function usedBy(budget: NetworkBudget, exerciseId: string, caller: string, now: Date): number {
  return budget.hour === hourOf(now) ? (budget.used.get(nameOf(exerciseId, caller)) ?? 0) : 0
}

/** Counts one more and returns how many there are. With a new hour everything before it is forgotten. */
export function countOne(budget: NetworkBudget, exerciseId: string, caller: string, now: Date): number {
  if (budget.hour !== hourOf(now)) {
    budget.hour = hourOf(now)
    budget.used.clear()
  }
  const used = usedBy(budget, exerciseId, caller, now) + 1
  budget.used.set(nameOf(exerciseId, caller), used)
  return used
}
