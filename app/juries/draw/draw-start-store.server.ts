import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { type CheckpointKeeper, makeCheckpoint } from '../../ledger/checkpoint-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { registeringOn } from '../commission/recruitment.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import { openSalt } from '../votes/sealing.ts'
import { type DrawTrouble, type Starter, startTroubles } from './draw.ts'
import { announced, announcementHash, anonymised, commit } from './draw-pack.ts'
import { announcedDraws, type Draw, packOf, saveFile } from './draw-store.server.ts'
import { hasListedMembers } from './drawn-store.server.ts'
import { lotteryMaterial } from './lottery-store.server.ts'
import type { Source } from './public-draw.ts'

interface Start {
  jury: { id: string; slug: string }
  draw: Draw
  starter: Starter
  secret: string
  noticeHours: number
}

/** What the first of two people says of a draw: the chance to come, when, and why there is another draw. */
export interface DrawPlan {
  source: Source
  decidesAt: Date
  reason: string
}

/** Whether pool, targets or seats are no longer those the lottery was made from. */
async function poolChanged(db: Handle, draw: Draw, secret: string): Promise<boolean> {
  if (draw.sealedSalt === null) return true
  const jury = await db.selectFrom('jury').select('seats').where('id', '=', draw.juryId).executeTakeFirstOrThrow()
  const { pool, seats, onePerHousehold } = await lotteryMaterial(db, { id: draw.juryId, seats: jury.seats })
  const { rule, panels } = draw
  const published = anonymised(pool, openSalt(secret, draw.id, draw.sealedSalt)).pool
  return commit({ pool: published, seats, rule, onePerHousehold, panels }).commitment !== draw.commitment
}

async function troublesOf(tx: Tx, given: Start, plan: Omit<DrawPlan, 'source'>, now: Date): Promise<DrawTrouble[]> {
  const { draw, starter, secret, noticeHours } = given
  const recruitment = await recruitmentOf(tx, draw.juryId)
  const first = draw.firstStarter ? { personId: draw.firstStarter, session: draw.firstSession ?? '' } : null
  return startTroubles({
    state: draw.state,
    first,
    starter,
    poolChanged: await poolChanged(tx, draw, secret),
    registering: recruitment ? registeringOn(recruitment, londonDay(now)) : 'not_yet',
    listed: await hasListedMembers(tx, draw.juryId),
    earlier: (await announcedDraws(tx, draw.juryId)).length,
    reason: plan.reason,
    decidesAt: plan.decidesAt,
    now,
    noticeHours,
  })
}

/** The first of two people starts a draw: from now on the second sees exactly what will be announced. */
export async function startDraw(tx: Tx, given: Start & { plan: DrawPlan }, now: Date): Promise<DrawTrouble[]> {
  const { draw, starter, plan } = given
  const troubles = await troublesOf(tx, given, plan, now)
  if (draw.state !== 'ready') troubles.push('not_ready')
  if (troubles.length) return troubles
  const pack = announced(await packOf(tx, draw.id), plan.source)
  await saveFile(tx, draw.id, 'announcement.json', pack['announcement.json']!)
  await tx
    .updateTable('jury_draw')
    .set({
      state: 'starting',
      source: JSON.stringify(plan.source),
      decides_at: plan.decidesAt.toISOString(),
      reason: plan.reason.trim(),
      announcement: announcementHash(pack),
      first_starter: starter.personId,
      first_session: starter.session,
    })
    .where('id', '=', draw.id)
    .execute()
  await logAct(tx, now, { ...acting(given), did: 'started a draw first' })
  return []
}

const acting = ({ draw, starter }: Pick<Start, 'draw' | 'starter'>) => ({
  personId: starter.personId,
  objectKind: 'draw',
  objectId: draw.id,
})

/** The second person starts it: the draw is announced, in the ledger, and under a checkpoint that goes outside. */
export async function announceDraw(
  tx: Tx,
  given: Start & { keeper: CheckpointKeeper },
  now: Date,
): Promise<DrawTrouble[]> {
  const { draw, jury, starter } = given
  if (draw.state !== 'starting' || !draw.decidesAt || !draw.announcement) return ['not_ready']
  const { reason } = draw
  const troubles = await troublesOf(tx, given, { decidesAt: new Date(draw.decidesAt), reason }, now)
  if (troubles.length) return troubles
  const number = (await announcedDraws(tx, draw.juryId)).length + 1
  await tx
    .updateTable('jury_draw')
    .set({
      state: 'announced',
      number,
      second_starter: starter.personId,
      second_session: starter.session,
      announced_at: now.toISOString(),
    })
    .where('id', '=', draw.id)
    .execute()
  await recordAnnouncement(tx, { jury: jury.slug, number, draw }, now)
  await makeCheckpoint(tx, given.keeper, 'draw', now)
  await logAct(tx, now, { ...acting(given), did: 'started a draw second' })
  return []
}

/** The ledger's entry of an announcement: everything in it is public. */
export async function recordAnnouncement(
  tx: Tx,
  { jury, number, draw }: { jury: string; number: number; draw: Draw },
  now: Date,
): Promise<void> {
  const { announcement, commitment, decidesAt, people, panels, seats, rule, reason } = draw
  const source = draw.source?.kind ?? ''
  const content = { jury, number, announcement, commitment, decidesAt, source, people, panels, seats, rule, reason }
  await record(tx, 'draw.announced', content, londonDay(now))
}

/** Takes the first start back, as long as nobody has started second: something is to be changed. */
export async function takeBackStart(tx: Tx, given: Pick<Start, 'draw' | 'starter'>, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('jury_draw')
    .set({ state: 'ready', first_starter: null, first_session: null, announcement: null })
    .where('id', '=', given.draw.id)
    .where('state', '=', 'starting')
    .executeTakeFirst()
  if (Number(numUpdatedRows) !== 1) return false
  await tx
    .deleteFrom('jury_draw_file')
    .where('draw_id', '=', given.draw.id)
    .where('name', '=', 'announcement.json')
    .execute()
  await logAct(tx, now, { ...acting(given), did: 'took a draw’s start back' })
  return true
}

/**
 * Gives an announced draw up, or sets its result aside, with a reason in public: whoever was drawn and has not been
 * confirmed is in the pool again. Not once somebody has said yes.
 */
export async function giveUpDraw(
  tx: Tx,
  given: Pick<Start, 'jury' | 'draw' | 'starter'> & { reason: string },
  now: Date,
): Promise<'given_up' | 'confirmed' | 'not_ready'> {
  const { draw, jury, reason } = given
  if (draw.state !== 'announced' && draw.state !== 'concluded') return 'not_ready'
  const of = tx.selectFrom('jury_application').select('id').where('selection_run_id', '=', draw.id)
  const seats = tx.selectFrom('jury_member').select('id').where('jury_id', '=', draw.juryId)
  // Whoever sat is a member still when what people registered is deleted.
  if (
    (await of.where('status', '=', 'CONFIRMED').executeTakeFirst()) ||
    (await seats.where('state', '=', 'seated').executeTakeFirst())
  )
    return 'confirmed'
  await tx
    .updateTable('jury_application')
    .set({ status: 'POOL', updated_on: londonDay(now) })
    .where('selection_run_id', '=', draw.id)
    .where('status', '=', 'SELECTED')
    .execute()
  await tx
    .updateTable('jury_application')
    .set({ selection_run_id: null, alternate_rank: null })
    .where((eb) =>
      eb.or([
        eb('selection_run_id', '=', draw.id),
        eb.and([eb('jury_id', '=', draw.juryId), eb('alternate_rank', 'is not', null)]),
      ]),
    )
    .execute()
  await tx
    .updateTable('jury_draw')
    .set({ state: 'given_up', given_up_at: now.toISOString(), given_up_reason: reason })
    .where('id', '=', draw.id)
    .execute()
  await record(tx, 'draw.given_up', { jury: jury.slug, number: draw.number, reason }, londonDay(now))
  await logAct(tx, now, { ...acting(given), did: 'gave a draw up' })
  return 'given_up'
}
