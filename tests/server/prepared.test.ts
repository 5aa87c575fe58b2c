import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, type Db, write } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { prepared } from '../../db/prepared.ts'

const named = prepared((db, { id }: { id: string }) => db.selectFrom('text').select('id').where('id', '=', id))
const removed = prepared((db, { id }: { id: string }) => db.deleteFrom('text').where('id', '=', id))
const note = (id: string) => ({ id, used_for: 'test' })

let folder: string
let db: Db

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'folkmoot-prepared-'))
  db = await connect(`sqlite:${join(folder, 'site.sqlite')}`)
  await migrate(db)
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

test('a page reads what was committed last, without waiting for a write under way; the write reads its own', async () => {
  await write(db, async (tx) => {
    await tx.insertInto('text').values(note('one')).execute()
    expect((await named(tx, { id: 'one' })).rows).toEqual([{ id: 'one' }])
    expect((await named(db, { id: 'one' })).rows).toEqual([])
  })
  expect((await named(db, { id: 'one' })).rows).toEqual([{ id: 'one' }])
})

test('a change outside a transaction goes by the connection that writes', async () => {
  await write(db, (tx) => tx.insertInto('text').values(note('one')).execute())
  expect((await named(db, { id: 'one' })).rows).toHaveLength(1)
  expect((await removed(db, { id: 'one' })).changed).toBe(1)
  expect((await named(db, { id: 'one' })).rows).toEqual([])
})

test('closing leaves one file: the log is carried over by the last connection to close', async () => {
  await write(db, (tx) => tx.insertInto('text').values(note('one')).execute())
  expect((await named(db, { id: 'one' })).rows).toHaveLength(1)
  await db.destroy()
  expect(readdirSync(folder)).toEqual(['site.sqlite'])
  db = await connect(`sqlite:${join(folder, 'site.sqlite')}`)
  expect((await named(db, { id: 'one' })).rows).toHaveLength(1)
})
