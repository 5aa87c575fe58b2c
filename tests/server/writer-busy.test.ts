import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db, write } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'folkmoot-busy-'))
const url = `sqlite:${join(folder, 'site.sqlite')}`
let server: Db
let freezing: Db

beforeAll(async () => {
  server = await connect(url)
  await migrate(server)
  freezing = await connect(url)
})
afterAll(async () => {
  await server.destroy()
  await freezing.destroy()
  rmSync(folder, { recursive: true })
})

const named = (db: Db) => db.selectFrom('text').select('id').orderBy('id').execute()
const note = (id: string) => ({ id, used_for: 'test' })

test('while another connection writes, readers go on, this thread is free, and the write follows', async () => {
  let release = () => {}
  let begun = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const holding = new Promise<void>((resolve) => {
    begun = resolve
  })
  const long = write(freezing, async (tx) => {
    begun()
    await held
    await tx.insertInto('text').values(note('long')).execute()
  })
  await holding
  let through = false
  const short = write(server, async (tx) => {
    through = true
    await tx.insertInto('text').values(note('short')).execute()
  })
  for (let reads = 0; reads < 20; reads++) {
    expect(await named(server)).toEqual([])
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(through).toBe(false)
  release()
  await long
  await short
  expect(await named(server)).toEqual([{ id: 'long' }, { id: 'short' }])
})
