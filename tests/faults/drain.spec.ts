import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Visitor } from '../bench/visitor.ts'
import { freshDemo } from '../support/fresh-demo.ts'
import { startServer } from '../support/server.ts'
import { expect, test } from '../support/site.ts'

test('told to stop, it answers what is under way, takes nothing new and leaves within ten seconds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-drain-'))
  const slug = await freshDemo(join(folder, 'site.sqlite'))
  const server = await startServer(`sqlite:${join(folder, 'site.sqlite')}`)
  let told = false
  let answered = 0
  const cut: string[] = []
  /** A reader who opens a page with a connection of its own each time, until the server takes none. */
  const reader = async () => {
    while (!told) {
      const visitor = new Visitor(server.origin)
      const pageBegun = visitor.get(`/en/consultations/${slug}`)
      try {
        const { status } = await pageBegun
        if (status === 200) answered++
        else cut.push(`answered ${status}`)
      } catch (error) {
        if (!told) cut.push(String(error))
      }
      visitor.close()
    }
  }
  const readers = Array.from({ length: 8 }, reader)
  await pause(1000)
  told = true
  const begun = Date.now()
  const code = await server.stop('SIGTERM')
  const took = Date.now() - begun
  await Promise.all(readers)
  rmSync(folder, { recursive: true, force: true })
  expect({ code, cut }).toEqual({ code: 0, cut: [] })
  expect(answered).toBeGreaterThan(0)
  expect(took).toBeLessThan(10_000)
})
