/** Where the program gets the time: injected, so that tests, the demonstration and the closing of a day can be exact. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that starts at ten in the morning (UTC) of the given day and then runs at the usual pace. */
export function clockFrom(day: string, started = Date.now()): Clock {
  const offset = Date.parse(`${day}T10:00:00Z`) - started
  return { now: () => new Date(Date.now() + offset) }
}
