import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { giveBackAtRest } from '../../app/server/give-back.ts'

test('the heap is cleared once it has grown and nothing is asked any more, and then not again', async () => {
  const clear = vi.fn(async () => {})
  const end = giveBackAtRest(100, clear)
  try {
    await pause(300)
    expect(clear).not.toHaveBeenCalled()
    const taken = Array.from({ length: 1_500_000 }, (_, i) => ({ i, again: [i] }))
    await expect.poll(() => clear.mock.calls.length, { timeout: 40_000 }).toBe(1)
    await pause(300)
    expect(clear).toHaveBeenCalledOnce()
    expect(taken).toHaveLength(1_500_000)
  } finally {
    end()
  }
})
