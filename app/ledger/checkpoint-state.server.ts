import type { Db, Handle } from '../../db/connect.ts'
import { besideServer } from '../server/beside-server.ts'
import { signatureFits, stillHolds } from './checkpoint.ts'
import { checkpoints } from './checkpoint-store.server.ts'
import { type Break, chainFollower } from './commitment.ts'
import { ledgerPages } from './ledger-store.server.ts'
import { GrowingTree } from './merkle-tree.ts'

/** What the ledger says of itself now. It convinces nobody without an outside copy, and the page says so. */
export interface LedgerState {
  size: number
  verdict: 'empty' | 'whole' | 'broken' | 'contradicted'
  /** The first row that does not fit, where the chain is broken. */
  brokenAt: number | null
}

const keepMilliseconds = 60_000
const known = new WeakMap<object, { at: number; state: Promise<LedgerState> }>()

/**
 * The ledger as `checkedLedger` finds it, looked at once a minute at most for each database and in a thread: readers of the
 * page share the work, and what somebody changed in the middle shows within the minute.
 */
export function ledgerState(db: Db, url: string, now: Date): Promise<LedgerState> {
  const before = known.get(db)
  if (before && Math.abs(now.getTime() - before.at) < keepMilliseconds) return before.state
  const state = besideServer<LedgerState>('app/ledger/checking-worker.server.ts', url)
  known.set(db, { at: now.getTime(), state })
  state.catch(() => known.delete(db))
  return state
}

/** Checks every row and the newest checkpoint. */
export async function checkedLedger(db: Handle): Promise<LedgerState> {
  const [newest] = await checkpoints(db, 1)
  const follow = chainFollower()
  const tree = new GrowingTree()
  let size = 0
  let broken: Break | undefined
  for await (const page of ledgerPages(db)) {
    for (const row of page) {
      size++
      broken ??= follow(row)
      if (newest && size <= newest.size) tree.add(Buffer.from(row.hash, 'hex'))
    }
  }
  const holds = !newest || (signatureFits(newest) && stillHolds(newest, tree))
  const verdict = !size && !newest ? 'empty' : broken ? 'broken' : holds ? 'whole' : 'contradicted'
  return { size, verdict, brokenAt: broken?.seq ?? null }
}
