import type { Handle } from '../../../db/connect.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { besideServer } from '../../server/beside-server.ts'
import type { DrawFiles } from '../draw/draw-files.ts'
import { announcementHash, type DrawPack, drawnPanel } from '../draw/draw-pack.ts'
import { type Draw, packOf, peopleOfDraw } from '../draw/draw-store.server.ts'
import { poolOf } from '../draw/draw-verify.ts'
import { type Outcome, randomValue, subSeed } from '../draw/public-draw.ts'
import type { AlternatesInput } from '../lottery/alternates.ts'
import { dropOutChances } from '../lottery/drop-out.ts'
import type { Pool } from '../lottery/quota.ts'
import { dropOutLearned } from '../pool/pool-deletion-store.server.ts'

/**
 * The alternates of a drawn panel (J-10), as places in people.json, the first to be asked first: those with whom it stays
 * nearest to its targets in the mean over drop-outs, which earlier juries have taught. Ties follow from the day's chance.
 */
export async function alternatesFor(db: Handle, draw: Draw, outcome: Outcome): Promise<number[]> {
  const pack = await packOf(db, draw.id)
  const here = await peopleOfDraw(db, draw.id)
  const available = new Set(here.filter(({ status }) => status === 'POOL').map(({ pseudonym }) => pseudonym))
  const { pool, panel, places } = stillThere(pack, outcome, available)
  const targets: DrawFiles['targets.json'] = JSON.parse(pack['targets.json']!)
  const given = (await practiceOf(db))['jury.drop_out_pct'] / 100
  const dropOut = dropOutChances(pool.categories, await dropOutLearned(db, draw.juryId), pool.volunteers, given)
  const { alternates: count } = draw
  const seed = subSeed('alternates', announcementHash(pack), randomValue(outcome))
  const input: AlternatesInput = { pool, panel, count, onePerHousehold: targets.onePerHousehold, dropOut }
  const chosen = await besideServer<number[]>('app/juries/lottery/alternates-worker.ts', { input, seed })
  return chosen.map((v) => places[v]!)
}

/** The drawn panel and whoever can still be asked: people who have withdrawn since the announcement are out. */
function stillThere(pack: DrawPack, outcome: Outcome, available: ReadonlySet<string>) {
  const published: Pool = poolOf({
    'people.json': JSON.parse(pack['people.json']!),
    'targets.json': JSON.parse(pack['targets.json']!),
  })
  const drawn = drawnPanel(pack, outcome).panel
  const places = [...published.volunteers.keys()].filter(
    (v) => drawn.includes(v) || available.has(published.volunteers[v]!.id),
  )
  const pool = { ...published, volunteers: places.map((v) => published.volunteers[v]!) }
  return { pool, places, panel: drawn.map((v) => places.indexOf(v)) }
}
