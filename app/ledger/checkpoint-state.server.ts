import type { Db } from '../../db/connect.ts'
import { signatureFits, stillHolds } from './checkpoint.ts'
import { checkpoints } from './checkpoint-store.server.ts'
import { firstBreak } from './commitment.ts'
import { ledgerRows } from './ledger-store.server.ts'

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
 * Checks every row and the newest checkpoint, at most once a minute for each database: readers of the page share the
 * work, and what somebody changed in the middle shows within the minute.
 */
export function ledgerState(db: Db, now: Date): Promise<LedgerState> {
  const before = known.get(db)
  if (before && Math.abs(now.getTime() - before.at) < keepMilliseconds) return before.state
  const state = checked(db)
  known.set(db, { at: now.getTime(), state })
  state.catch(() => known.delete(db))
  return state
}

async function checked(db: Db): Promise<LedgerState> {
  const [newest] = await checkpoints(db, 1)
  const rows = await ledgerRows(db)
  const broken = firstBreak(rows)
  const hashes = rows.map((row) => row.hash)
  const holds = !newest || (signatureFits(newest) && stillHolds(newest, hashes))
  const verdict = !rows.length && !newest ? 'empty' : broken ? 'broken' : holds ? 'whole' : 'contradicted'
  return { size: rows.length, verdict, brokenAt: broken?.seq ?? null }
}
