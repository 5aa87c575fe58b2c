import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { besideServer } from '../../server/beside-server.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import { applicationsOfDraw, standingDraw } from '../draw/drawn-store.server.ts'
import type { Jury } from '../jury-store.server.ts'
import { balanceOf } from '../lottery/balance.ts'
import { dropOutChances } from '../lottery/drop-out.ts'
import type { MoreAlternatesTask } from '../lottery/more-alternates-worker.ts'
import type { Volunteer } from '../lottery/quota.ts'
import { poolOf } from '../registration/application-store.server.ts'
import { criteriaOf } from '../targets/target-store.server.ts'
import { holdersOf } from './holder-store.server.ts'
import { dropOutOf } from './replacing.server.ts'
import { standOf } from './seat-state.ts'

/**
 * Whom to add to a jury's alternates, by application, so that there are as many as it wants: those who best make up for
 * the drop-out to be expected. Computed in a worker; nothing is written.
 */
export async function alternatesToAdd(db: Handle, jury: Jury): Promise<string[]> {
  const recruitment = await recruitmentOf(db, jury.id)
  const holders = await holdersOf(db, jury.id)
  const panel = holders.filter((holder) => ['seated', 'drawn'].includes(standOf(holder)))
  const waiting = holders.filter((holder) => ['ready', 'waiting'].includes(standOf(holder)))
  const { pool: drawable, ids } = await poolOf(db, jury.id)
  const mayStandBy = await ofStandingDraw(db, jury.id)
  const others = ids.flatMap((id, i): { id: string; volunteer: Volunteer }[] =>
    waiting.some((holder) => holder.id === id) || !mayStandBy(id) ? [] : [{ id, volunteer: drawable.volunteers[i]! }],
  )
  const known = balanceOf(await criteriaOf(db, jury.id), [...panel, ...waiting])
  const volunteers = [...known.volunteers, ...others.map(({ volunteer }) => volunteer)]
  const { tallies, given } = await dropOutOf(db, jury)
  const task: MoreAlternatesTask = {
    input: {
      pool: { categories: known.categories, volunteers },
      panel: panel.map((_, i) => i),
      count: recruitment?.alternates ?? 0,
      onePerHousehold: recruitment?.onePerHousehold ?? true,
      dropOut: dropOutChances(known.categories, tallies, volunteers, given),
    },
    there: waiting.map((_, i) => panel.length + i),
    seed: panel.length + waiting.length,
  }
  const chosen = await besideServer<number[]>('app/juries/lottery/more-alternates-worker.ts', task)
  return chosen.map((person) => others[person - panel.length - waiting.length]!.id)
}

/** Where a draw stands, only people of its published pool are alternates: whoever came later was in no draw. */
async function ofStandingDraw(db: Handle, juryId: string): Promise<(applicationId: string) => boolean> {
  const draw = await standingDraw(db, juryId)
  if (!draw) return () => true
  const people = await applicationsOfDraw(db, draw.id)
  return (applicationId) => people.has(applicationId)
}

/** Gives applications that are still in the pool the next ranks as alternates. Returns how many took one. */
export async function addAlternates(
  tx: Tx,
  given: { jury: Jury; ids: readonly string[]; personId: string },
  now: Date,
): Promise<number> {
  const { jury, ids, personId } = given
  const ranks = await tx
    .selectFrom('jury_application')
    .select((eb) => eb.fn.max('alternate_rank').as('last'))
    .where('jury_id', '=', jury.id)
    .executeTakeFirst()
  let rank = Number(ranks?.last ?? 0)
  let added = 0
  const mayStandBy = await ofStandingDraw(tx, jury.id)
  for (const id of ids.filter(mayStandBy)) {
    const result = await tx
      .updateTable('jury_application')
      .set({ alternate_rank: rank + 1 })
      .where('id', '=', id)
      .where('jury_id', '=', jury.id)
      .where('status', '=', 'POOL')
      .where('alternate_rank', 'is', null)
      .executeTakeFirst()
    if (!Number(result.numUpdatedRows)) continue
    rank++
    added++
  }
  const detail = { added }
  await logAct(tx, now, { personId, did: 'chose alternates', objectKind: 'jury', objectId: jury.id, detail })
  return added
}
