import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { freshPostgresUrl } from '../support/databases.ts'

const server = process.env.TEST_POSTGRES_URL
const each = 300

/** Appends as fast as it can, five at once, in a process of its own. */
const appender = `
  const { connect, write } = await import('./db/connect.ts')
  const { record } = await import('./app/ledger/ledger-store.server.ts')
  const db = await connect(process.argv[1])
  await Promise.all(Array.from({ length: 5 }, async () => {
    for (let n = 0; n < ${each / 5}; n++) await write(db, (tx) => record(tx, 'test', { n }, '2026-11-22'))
  }))
  await db.destroy()`

test.skipIf(!server)('two processes append at once and the ledger stays one unbroken chain', async () => {
  const url = await freshPostgresUrl(server!)
  const db = await connect(url)
  await migrate(db)
  const append = () =>
    new Promise<number | null>((resolve) =>
      spawn('node', ['--input-type=module', '-e', appender, url], { stdio: 'inherit' }).on('exit', resolve),
    )
  expect(await Promise.all([append(), append()])).toEqual([0, 0])
  const rows = await ledgerRows(db)
  expect(rows).toHaveLength(2 * each)
  expect(firstBreak(rows)).toBeUndefined()
  await db.destroy()
})
