import { randomUUID } from 'node:crypto'
import { type Db, type Handle, type Tx, write } from '../../db/connect.ts'
import { enqueue } from '../server/outbox-store.server.ts'
import { checkpointStatement, type SignedCheckpoint, signCheckpoint } from './checkpoint.ts'
import { ledgerLength, ledgerPages } from './ledger-store.server.ts'
import { GrowingTree } from './merkle-tree.ts'

/** What signs a checkpoint and, if set, to whom outside it is mailed. */
export interface CheckpointKeeper {
  /** 32-byte Ed25519 seed, hexadecimal. */
  signingKey: string
  outsideAddress: string | undefined
}

export const keeperFrom = (settings: {
  SIGNING_KEY: string
  CHECKPOINT_TO?: string | undefined
}): CheckpointKeeper => ({
  signingKey: settings.SIGNING_KEY,
  outsideAddress: settings.CHECKPOINT_TO,
})

/**
 * Signs the ledger as it stands in this transaction. Called at each stage (closing, analysis, publication) and hourly.
 *
 * @param begun the tree over rows read before the transaction; the rest is read in it.
 */
export async function makeCheckpoint(
  tx: Tx,
  keeper: CheckpointKeeper,
  reason: string,
  now: Date,
  begun?: GrowingTree,
): Promise<SignedCheckpoint & { id: string }> {
  const last = await newestCheckpoint(tx)
  const tree = await grown(tx, begun ?? keptTree(last))
  const signed = signCheckpoint(
    {
      size: tree.size,
      root: tree.root,
      parent: last?.id ?? null,
      reason,
      createdAt: now.toISOString(),
    },
    keeper.signingKey,
  )
  const id = randomUUID()
  await tx
    .insertInto('checkpoint')
    .values({
      id,
      size: signed.size,
      root: signed.root,
      signature: signed.signature,
      public_key: signed.publicKey,
      reason,
      parent_id: signed.parent,
      created_at: signed.createdAt,
      peaks: tree.peaks.join(' '),
    })
    .execute()
  if (keeper.outsideAddress) {
    const body = `${checkpointStatement(signed)}\n${signed.signature}\n${signed.publicKey}\n`
    await enqueue(
      tx,
      { to: keeper.outsideAddress, subject: `Checkpoint ${signed.size} ${signed.root.slice(0, 12)}`, body },
      now,
    )
  }
  return { id, ...signed }
}

/**
 * What the last checkpoint kept of the tree, so that one over a million rows reads only the new ones. It is believed where
 * it gives the root that was signed. A row changed before it is not signed over: the chain then contradicts every
 * checkpoint since.
 */
function keptTree(last: { size: number; root: string; peaks: string | null } | undefined): GrowingTree {
  const kept = last?.peaks ? new GrowingTree(last.size, last.peaks.split(' ')) : undefined
  return kept && kept.root === last?.root ? kept : new GrowingTree()
}

/** The tree over all rows, from one over the first of them. */
async function grown(db: Handle, tree: GrowingTree): Promise<GrowingTree> {
  for await (const page of ledgerPages(db, tree.size)) for (const { hash } of page) tree.add(Buffer.from(hash, 'hex'))
  return tree
}

/** The latest checkpoint: of two with the same instant the one over more rows. */
const newestCheckpoint = (db: Handle) =>
  db
    .selectFrom('checkpoint')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('size', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Every checkpoint, newest first, as it was signed. */
export async function checkpoints(db: Handle, limit = 1000): Promise<(SignedCheckpoint & { id: string })[]> {
  const rows = await db
    .selectFrom('checkpoint')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('size', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ public_key, parent_id, created_at, peaks: _, ...row }) => ({
    ...row,
    publicKey: public_key,
    parent: parent_id,
    createdAt: created_at,
  }))
}

const hour = 3_600_000

/** The hourly job: signs only what is new since the last checkpoint, and once however many processes run it. */
export function hourlyCheckpoint(keeper: CheckpointKeeper): (db: Db, now: Date) => Promise<void> {
  const isDue = async (handle: Handle, now: Date) => {
    const last = await newestCheckpoint(handle)
    if (last && Date.parse(last.created_at) + hour > now.getTime()) return false
    return (await ledgerLength(handle)) > (last?.size ?? 0)
  }
  return async (db, now) => {
    if (!(await isDue(db, now))) return
    // Nobody waits for what is read before the transaction.
    const tree = await grown(db, keptTree(await newestCheckpoint(db)))
    await write(db, async (tx) => {
      if (await isDue(tx, now)) await makeCheckpoint(tx, keeper, 'hourly', now, tree)
    })
  }
}
