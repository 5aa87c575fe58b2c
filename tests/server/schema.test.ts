import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { pendingMigrations } from '../../db/migrate.ts'
import { dialects } from '../support/databases.ts'

describe.each(dialects)('the schema on $name', ({ fresh }) => {
  test('is complete after migrating', async () => {
    const db = await fresh()
    expect(await pendingMigrations(db)).toEqual([])
    expect(await db.selectFrom('position').selectAll().execute()).toEqual([])
    await db.destroy()
  })

  test('refuses to change or drop a ledger row', async () => {
    const db = await fresh()
    const row = { seq: 1, type: 't', commitment: 'c', previous: 'p', hash: 'h', recorded_on: '2026-01-01' }
    await db.insertInto('ledger').values(row).execute()
    await expect(db.updateTable('ledger').set({ hash: 'x' }).execute()).rejects.toThrow(/append-only/)
    await expect(sql`delete from ledger`.execute(db)).rejects.toThrow(/append-only/)
    await db.destroy()
  })
})
