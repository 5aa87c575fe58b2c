const minutes = [1, 5, 15, 60, 180, 720, 1440]

/** When to try again after so many attempts have failed (1 for the first); undefined once it is time to give up. */
export function retryAt(attempts: number, now: Date): Date | undefined {
  const wait = minutes[attempts - 1]
  return wait === undefined ? undefined : new Date(now.getTime() + wait * 60_000)
}
