import { randomFillSync } from 'node:crypto'

const store = Buffer.alloc(4096)
let used = store.length

/** Random bytes (at most 64), asked of the system many at a time: every call to it costs more than what is done with them. */
export function randomBytesFew(count: number): Buffer {
  if (used + count > store.length) {
    randomFillSync(store)
    used = 0
  }
  const bytes = Buffer.from(store.subarray(used, used + count))
  // What was given out is not kept.
  store.fill(0, used, used + count)
  used += count
  return bytes
}
