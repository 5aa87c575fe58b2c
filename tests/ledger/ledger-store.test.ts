import { describe, expect, test } from 'vitest'
import { commitmentTo, firstBreak } from '../../app/ledger/commitment.ts'
import {
  appendAll,
  entryAt,
  forget,
  ledgerRows,
  nextPlace,
  record,
  seal,
} from '../../app/ledger/ledger-store.server.ts'
import { write } from '../../db/connect.ts'
import { insertWith, rowsOf } from '../../db/insert-many.ts'
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

  test('goes on within one transaction, one entry or many at a time', async () => {
    const db = await fresh()
    const entry = (n: number) => ({ type: 'test', payload: { n }, recordedOn: '2026-11-22' })
    await write(db, async (tx) => {
      await record(tx, 'test', { n: 1 }, '2026-11-22')
      expect(await appendAll(tx, [seal(entry(2)), seal(entry(3))])).toEqual([2, 3])
      expect(await appendAll(tx, [])).toEqual([])
      await record(tx, 'test', { n: 4 }, '2026-11-22')
    })
    await write(db, (tx) => record(tx, 'test', { n: 5 }, '2026-11-22'))
    const rows = await ledgerRows(db)
    expect(rows.map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5])
    expect(firstBreak(rows)).toBeUndefined()
    await db.destroy()
  })

  test('takes an entry with what it belongs to, and neither where that was there already', async () => {
    const db = await fresh()
    const put = (name: string) =>
      write(db, async (tx) => {
        const entry = entryAt(await nextPlace(tx), { type: 'test', payload: { name }, recordedOn: '2026-11-22' })
        return insertWith(tx, rowsOf('theme', [{ id: 'one', position: 1, title: name }]), entry.rows)
      })
    expect(await put('first')).toBe(true)
    expect(await put('second')).toBe(false)
    expect(await ledgerRows(db)).toHaveLength(1)
    expect(await db.selectFrom('ledger_opening').select('payload').execute()).toEqual([{ payload: '{"name":"first"}' }])
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
