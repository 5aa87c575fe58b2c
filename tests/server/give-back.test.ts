import { constants, type NodeGCPerformanceDetail, PerformanceObserver } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { expect, test } from 'vitest'
import { giveBackAtRest } from '../../app/server/give-back.ts'

const megabytes = () => getHeapStatistics().total_heap_size / 1024 ** 2

test('what a surge took is given back when nothing is asked any more', async () => {
  // The engine clears the heap by itself in time, but not as for want of memory.
  let cleared = 0
  const watch = new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries()) {
      const { flags = 0 } = detail as NodeGCPerformanceDetail
      if (flags & constants.NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE) cleared++
    }
  })
  watch.observe({ entryTypes: ['gc'] })
  const end = giveBackAtRest(100)
  try {
    let taken: object[] | null = Array.from({ length: 1_500_000 }, (_, i) => ({ i, again: [i] }))
    const most = megabytes()
    expect(taken).toHaveLength(1_500_000)
    taken = null
    await expect.poll(megabytes, { timeout: 40_000, interval: 200 }).toBeLessThan(most - 50)
    await expect.poll(() => cleared, { timeout: 10_000 }).toBeGreaterThan(0)
  } finally {
    end()
    watch.disconnect()
  }
})
