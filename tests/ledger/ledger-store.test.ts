import { describe, expect, test } from 'vitest'
import { commitmentTo, firstBreak } from '../../app/ledger/commitment.ts'
import { forget, ledgerRows, record } from '../../app/ledger/ledger-store.server.ts'
import { write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'

describe.each(dialects)('the ledger on $name', ({ fresh }) => {
  test('is one unbroken chain under writes at once', async () => {
    const db = await fresh()
    await Promise.all(Array.from({ length: 40 }, (_, n) => write(db, (tx) => record(tx, 'test', { n }, '2026-11-22'))))
    const rows = await ledgerRows(db)
    expect(rows).toHaveLength(40)
    expect(firstBreak(rows)).toBeUndefined()
    await db.destroy()
  })

  test('loses its entry with the transaction that fails', async () => {
    const db = await fresh()
    await expect(
      write(db, async (tx) => {
        await record(tx, 'test', { n: 1 }, '2026-11-22')
        throw new Error('the rest of the write failed')
      }),
    ).rejects.toThrow('the rest')
    expect(await ledgerRows(db)).toEqual([])
    await db.destroy()
  })

  test('opens to what was recorded, and to nothing once forgotten, still unbroken', async () => {
    const db = await fresh()
    await write(db, (tx) => record(tx, 'test', { picks: ['a', 'b'] }, '2026-11-22'))
    const opening = await db.selectFrom('ledger_opening').selectAll().executeTakeFirstOrThrow()
    const [row] = await ledgerRows(db)
    expect(commitmentTo(opening.salt, JSON.parse(opening.payload))).toBe(row!.commitment)
    await write(db, (tx) => forget(tx, 1))
    expect(await db.selectFrom('ledger_opening').selectAll().execute()).toEqual([])
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
    await db.destroy()
  })
})

describe('a break in the chain', () => {
  const chainOf = async () => {
    const db = await dialects[0]!.fresh()
    for (let n = 0; n < 5; n++) await write(db, (tx) => record(tx, 'test', { n }, '2026-11-22'))
    const rows = await ledgerRows(db)
    await db.destroy()
    return rows
  }

  test('is found wherever a row was changed, dropped or moved', async () => {
    const rows = await chainOf()
    for (const i of rows.keys()) {
      expect(firstBreak(rows.with(i, { ...rows[i]!, commitment: 'f'.repeat(64) }))).toEqual({
        seq: i + 1,
        reason: 'hash',
      })
      if (i < rows.length - 1) expect(firstBreak(rows.toSpliced(i, 1))).toBeDefined()
    }
    expect(firstBreak([rows[1]!, rows[0]!, ...rows.slice(2)])).toBeDefined()
  })
})
