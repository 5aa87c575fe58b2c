import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ledgerTree, signatureFits, signCheckpoint, stillHolds } from '../../app/ledger/checkpoint.ts'
import { checkedLedger } from '../../app/ledger/checkpoint-state.server.ts'
import { checkpoints, hourlyCheckpoint, makeCheckpoint } from '../../app/ledger/checkpoint-store.server.ts'
import { firstBreak, sha256 } from '../../app/ledger/commitment.ts'
import { appendAll, firstPlace, ledgerRows, record, seal } from '../../app/ledger/ledger-store.server.ts'
import { merkleRoot } from '../../app/ledger/merkle-tree.ts'
import { type Db, isSqlite, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'

const seed = '1f'.repeat(32)
const keeper = { signingKey: seed, outsideAddress: 'outside@witness.example' }
const at = (hour: number) => new Date(Date.UTC(2026, 4, 1, hour))

// The leaves and roots of Certificate Transparency's own test suite (RFC 6962).
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots: Record<number, string> = {
  0: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  3: 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  5: '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  7: 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
}

describe('the Merkle tree', () => {
  test.each(Object.entries(roots))('over %s published leaves has the published root', (count, root) => {
    expect(merkleRoot(leaves.slice(0, Number(count)).map((leaf) => Buffer.from(leaf, 'hex')))).toBe(root)
  })
})

describe('a checkpoint', () => {
  const hashes = ['a', 'b', 'c', 'd'].map((text) => sha256(text))
  const facts = {
    size: 3,
    root: ledgerTree(hashes.slice(0, 3)).root,
    parent: null,
    reason: 'closing',
    createdAt: '2026-05-01T00:00:00.000Z',
  }

  test('is signed over everything it says', () => {
    const signed = signCheckpoint(facts, seed)
    expect(signatureFits(signed)).toBe(true)
    for (const changed of [
      { size: 4 },
      { root: hashes[0]! },
      { reason: 'hourly' },
      { parent: 'x' },
      { createdAt: '2026-05-02T00:00:00.000Z' },
    ]) {
      expect(signatureFits({ ...signed, ...changed })).toBe(false)
    }
  })

  test('holds while the ledger only grows, and no longer when a row before it changes or goes', () => {
    expect(stillHolds(facts, ledgerTree(hashes.slice(0, 3)))).toBe(true)
    expect(stillHolds(facts, ledgerTree(hashes.slice(0, 2)))).toBe(false)
    expect(stillHolds(facts, ledgerTree([hashes[0]!, sha256('forged'), hashes[2]!]))).toBe(false)
  })
})

/** Lifts the guard of the ledger and writes its first commitment anew, with every row after it. */
async function forged(db: Db) {
  const rows = await ledgerRows(db)
  if (isSqlite(db))
    for (const event of ['update', 'delete']) await sql.raw(`drop trigger ledger_no_${event}`).execute(db)
  else await sql`drop trigger ledger_no_change on ledger`.execute(db)
  await db.deleteFrom('ledger').execute()
  await db.deleteFrom('ledger_opening').execute()
  await write(db, (tx) =>
    appendAll(
      tx,
      rows.map(({ type, recordedOn }) => seal({ type, payload: { forged: true }, recordedOn })),
      firstPlace,
    ),
  )
}

describe.each(dialects)('checkpoints on $name', ({ fresh }) => {
  test('chain to one another, are mailed outside, and hourly ones come only when there is something new', async () => {
    const db = await fresh()
    await write(db, async (tx) => {
      await record(tx, 'first', { n: 1 }, '2026-05-01')
      await makeCheckpoint(tx, keeper, 'closing', at(1))
    })
    const hourly = hourlyCheckpoint(keeper)
    await hourly(db, at(3))
    expect(await checkpoints(db)).toHaveLength(1)
    await write(db, (tx) =>
      appendAll(
        tx,
        [2, 3, 4].map((n) => seal({ type: 'more', payload: { n }, recordedOn: '2026-05-01' })),
      ),
    )
    await hourly(db, at(4))
    await hourly(db, at(4))
    const [second, first] = await checkpoints(db)
    expect(second).toMatchObject({ size: 4, parent: first!.id, reason: 'hourly' })
    expect([first!, second!].every(signatureFits)).toBe(true)
    const rows = await ledgerRows(db)
    expect(firstBreak(rows)).toBeUndefined()
    for (const signed of [first!, second!]) {
      expect(stillHolds(signed, ledgerTree(rows.slice(0, signed.size).map((row) => row.hash)))).toBe(true)
    }
    expect(await checkedLedger(db)).toEqual({ size: 4, verdict: 'whole', brokenAt: null })
    const mails = await db.selectFrom('outbox').select(['to_address', 'body']).execute()
    expect(mails.map((mail) => mail.to_address)).toEqual([keeper.outsideAddress, keeper.outsideAddress])
    expect(mails.some((mail) => mail.body.includes(second!.signature))).toBe(true)
    await db.destroy()
  })

  test('are grown from what the last one kept, and a row changed before it contradicts every one since', async () => {
    const db = await fresh()
    const more = (n: number) => write(db, (tx) => record(tx, 'more', { n }, '2026-05-01'))
    const sign = (hour: number) => write(db, (tx) => makeCheckpoint(tx, keeper, 'closing', at(hour)))
    for (const n of [1, 2, 3]) await more(n)
    await sign(1)
    await more(4)
    await sign(2)
    const wholly = async () => ledgerTree((await ledgerRows(db)).map((row) => row.hash)).root
    expect((await checkpoints(db, 1))[0]!.root).toBe(await wholly())

    // What was kept is worth nothing where it does not give the root that was signed: every row is read again.
    await db
      .updateTable('checkpoint')
      .set({ peaks: sha256('forged') })
      .execute()
    await more(5)
    await sign(3)
    expect((await checkpoints(db, 1))[0]!.root).toBe(await wholly())

    // Somebody who can write to the database chains every row anew: the chain is whole, and not what was signed.
    await forged(db)
    expect(await checkedLedger(db)).toEqual({ size: 5, verdict: 'contradicted', brokenAt: null })
    await more(6)
    await sign(4)
    expect(await checkedLedger(db)).toEqual({ size: 6, verdict: 'contradicted', brokenAt: null })
    await db.destroy()
  })
})
