/**
 * Tells at intervals that a long job lives, one sign at a time: a database that answers more slowly than the signs come is
 * not given a second one meanwhile. The first that is told no ends the job by its signal; one that fails tells nothing.
 *
 * @param every milliseconds between two signs.
 * @returns what ends the signs.
 */
export function signsOfLife(tell: () => Promise<boolean>, every: number, stop: AbortController): () => void {
  let telling = false
  const live = setInterval(async () => {
    if (telling) return
    telling = true
    const ours = await tell().catch(() => true)
    telling = false
    if (!ours) stop.abort()
  }, every)
  return () => clearInterval(live)
}
