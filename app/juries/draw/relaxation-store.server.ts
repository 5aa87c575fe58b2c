import type { Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { Jury } from '../jury-store.server.ts'
import { relaxed } from '../lottery/relaxation.ts'
import { criteriaOf, saveTargets, targetsStand, targetsUsed } from '../targets/target-store.server.ts'
import { clearLottery, lotteryMaterial, lotteryOf } from './lottery-store.server.ts'

/**
 * Changes the targets by the least relaxation that the last trial named, with a note at each. False when there is none,
 * or pool or targets have changed since: then another change may be the least.
 */
export async function relaxTargets(
  tx: Tx,
  given: { jury: Jury; personId: string; words: Parameters<typeof relaxed>[2] },
  now: Date,
): Promise<boolean> {
  const { jury, personId, words } = given
  if (targetsStand(await targetsUsed(tx, jury.id))) return false
  const trial = await lotteryOf(tx, jury.id, 'trial')
  const { digest } = await lotteryMaterial(tx, { id: jury.id, seats: jury.commission.seats })
  if (trial?.state !== 'failed' || trial.poolDigest !== digest) return false
  const { criteria, changes } = relaxed(await criteriaOf(tx, jury.id), trial.errors, words)
  if (!changes) return false
  await saveTargets(tx, jury.id, criteria)
  await clearLottery(tx, jury.id, 'trial')
  await logAct(tx, now, {
    personId,
    did: 'relaxed targets',
    objectKind: 'jury',
    objectId: jury.id,
    detail: { changes },
  })
  return true
}
