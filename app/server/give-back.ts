import { performance } from 'node:perf_hooks'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** The share of the time that requests may take while the server counts as being at rest. */
const atRest = 0.1

/** Bytes that the heap must have grown by, so that a server at rest is not cleared again and again. */
const worthIt = 32 * 1024 * 1024

/**
 * Gives memory back once a surge is over: the engine clears its heap when more is asked of it, so that a server at rest
 * would keep for hours what its busiest minute took (W11). Only clearing as for want of memory hands the pages back.
 *
 * @param every milliseconds between two looks.
 * @param clear clears the heap as for want of memory.
 * @returns what ends it.
 */
export function giveBackAtRest(every = 10_000, clear = clearing()): () => void {
  let last = performance.eventLoopUtilization()
  let cleared = getHeapStatistics().total_heap_size
  const look = async () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    if (utilization > atRest || getHeapStatistics().total_heap_size < cleared + worthIt) return
    await clear()
    cleared = getHeapStatistics().total_heap_size
  }
  const timer = setInterval(look, every)
  return () => clearInterval(timer)
}

function clearing(): () => Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (how: object) => Promise<void>
  return () => collect({ type: 'major', execution: 'async', flavor: 'last-resort' })
}
