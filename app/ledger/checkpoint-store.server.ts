import { randomUUID } from 'node:crypto'
import { type Db, type Handle, type Tx, write } from '../../db/connect.ts'
import { enqueue } from '../server/outbox-store.server.ts'
import { checkpointStatement, ledgerRoot, type SignedCheckpoint, signCheckpoint } from './checkpoint.ts'

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

/** Signs the ledger as it stands in this transaction. Called at each stage (closing, analysis, publication) and hourly. */
export async function makeCheckpoint(
  tx: Tx,
  keeper: CheckpointKeeper,
  reason: string,
  now: Date,
): Promise<SignedCheckpoint & { id: string }> {
  const rows = await tx.selectFrom('ledger').select('hash').orderBy('seq').execute()
  const last = await newestCheckpoint(tx)
  const signed = signCheckpoint(
    {
      size: rows.length,
      root: ledgerRoot(rows.map((row) => row.hash)),
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
  return rows.map(({ public_key, parent_id, created_at, ...row }) => ({
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
    const { rows } = await handle
      .selectFrom('ledger')
      .select((eb) => eb.fn.countAll().as('rows'))
      .executeTakeFirstOrThrow()
    return Number(rows) > (last?.size ?? 0)
  }
  return async (db, now) => {
    if (!(await isDue(db, now))) return
    await write(db, async (tx) => {
      if (await isDue(tx, now)) await makeCheckpoint(tx, keeper, 'hourly', now)
    })
  }
}
