import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { filesBefore, streamBeside } from '../../app/server/beside-server.ts'
import { turns } from '../../app/server/turns.ts'

test('so many are let in at once, the others in the order they came, and who leaves the queue holds nobody up', async () => {
  const let2 = turns(2)
  const told: string[] = []
  const take = (name: string) => {
    const turn = let2.take()
    void turn.come.then(() => told.push(name))
    return turn
  }
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(take)
  await pause(0)
  expect(told).toEqual(['a', 'b'])
  expect(let2.before()).toBe(5)
  c!.leave()
  expect(let2.before()).toBe(4)
  b!.leave()
  b!.leave()
  await pause(0)
  expect(told).toEqual(['a', 'b', 'd'])
  a!.leave()
  await pause(0)
  expect(told).toEqual(['a', 'b', 'd', 'e'])
  d!.leave()
  expect(let2.before()).toBe(0)
  e!.leave()
  expect(let2.before()).toBe(0)
})

const folder = mkdtempSync(join(tmpdir(), 'folkmoot-turns-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A file of two parts, made by a thread that fails instead where it is told to. */
function file(kind: 'whole' | 'broken') {
  const path = join(folder, `${kind}.mjs`)
  const parts = kind === 'whole' ? '[new Uint8Array([1]), new Uint8Array([2]), null]' : '[new Uint8Array([1])]'
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads'
const parts = ${parts}
parentPort.on('message', () => {
  if (!parts.length) throw new Error('broken')
  parentPort.postMessage(parts.shift())
})`,
  )
  return streamBeside(path, {}).getReader()
}

const waits = async (reading: Promise<unknown>) => Promise.race([reading.then(() => false), pause(500, true)])

test('two files are made at once; the third begins when one ends, is given up or breaks', async () => {
  const [first, second, third, fourth, fifth] = ['whole', 'broken', 'whole', 'whole', 'whole'].map((kind) =>
    file(kind as 'whole'),
  )
  // Nobody reads this one: it takes no place.
  file('whole')
  await Promise.all([first!.read(), second!.read()])
  expect(filesBefore()).toBe(2)
  const [next, leaves, last] = [third!.read(), fourth!.read(), fifth!.read()]
  expect(await waits(next)).toBe(true)
  expect(filesBefore()).toBe(5)
  await fourth!.cancel()
  expect((await leaves).done).toBe(true)
  expect(filesBefore()).toBe(4)
  await first!.read()
  expect((await first!.read()).done).toBe(true)
  expect((await next).done).toBe(false)
  expect(await waits(last)).toBe(true)
  await expect(second!.read()).rejects.toThrow('broken')
  expect((await last).done).toBe(false)
  await Promise.all([third!.cancel(), fifth!.cancel()])
  expect(filesBefore()).toBe(0)
})
