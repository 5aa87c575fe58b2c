import { chanceSummary } from '../../app/juries/chance-summary.ts'
import { PANELS } from '../../app/juries/draw.ts'
import { concludeDraw } from '../../app/juries/draw-conclusion-store.server.ts'
import {
  announced,
  announcementHash,
  anonymised,
  commit,
  drawnPanel,
  lotteryFiles,
} from '../../app/juries/draw-pack.ts'
import { recordAnnouncement } from '../../app/juries/draw-start-store.server.ts'
import { currentDraw, forgetSalts, saveDraw, saveFile } from '../../app/juries/draw-store.server.ts'
import type { Jury } from '../../app/juries/jury-store.server.ts'
import { hashOf, type Outcome } from '../../app/juries/public-draw.ts'
import type { Pool } from '../../app/juries/quota.ts'
import { select } from '../../app/juries/selection.ts'
import { generator } from '../../app/priorities/generator.ts'
import type { Demo } from './context.ts'
import { seats } from './jury-texts.ts'

/** Who could be drawn, by area and by group, and the seats each must have (demo data 4.6). */
const areas: Record<string, [people: number, seats: number]> = {
  Charnwood: [46, 8],
  'Oadby and Wigston': [41, 6],
  Blaby: [24, 4],
  Harborough: [13, 2],
  'Hinckley and Bosworth': [12, 2],
  'North West Leicestershire': [8, 1],
  Melton: [5, 1],
}
const groups: Record<string, [people: number, seats: number]> = {
  Asian: [84, 13],
  Mixed: [17, 3],
  Black: [15, 2],
  Other: [10, 2],
  'White minority': [23, 4],
}

const secrets = ['nine blue herons at noon', 'a kettle that never sings', 'the third stile past the mill']

/**
 * The draw of the jury that has reported: a lottery of 149 made-up volunteers whose registrations have long been deleted,
 * so that only what was published is left, announced two days before dice decided it.
 */
export async function loadPastDraw(demo: Demo, jury: Jury, drawnOn: number): Promise<void> {
  const { tx, id, secret } = demo
  const random = generator(20260936)
  const salt = hashOf('the salt of a demonstration')
  const { pool } = anonymised(madePool(random), salt)
  const input = {
    pool,
    seats: jury.commission.seats,
    rule: 'leximin' as const,
    onePerHousehold: true,
    panels: PANELS,
  }
  const outcome = await select({ ...input, seed: commit(input).seed })
  if (!outcome.ok) throw new Error(`the demonstration's draw cannot be made: ${JSON.stringify(outcome.errors)}`)
  const drawId = id('draw-heard')
  const summary = chanceSummary(pool, input.seats, outcome.selection)
  const files = lotteryFiles(input, outcome.selection)
  const announcedAt = demo.at(drawnOn - 2)
  const given = { juryId: jury.id, rule: input.rule, seats: input.seats, panels: PANELS, alternates: 6, id: drawId }
  await saveDraw(tx, { ...given, summary, files, salt, secret, people: [] }, announcedAt)

  const source = { kind: 'dice' as const, throws: 12, witnesses: secrets.map(hashOf) }
  const pack = announced(files, source)
  await saveFile(tx, drawId, 'announcement.json', pack['announcement.json']!)
  await tx
    .updateTable('jury_draw')
    .set({
      state: 'announced',
      number: 1,
      source: JSON.stringify(source),
      announcement: announcementHash(pack),
      decides_at: demo.at(drawnOn, 18).toISOString(),
      announced_at: announcedAt.toISOString(),
      first_starter: id('person-jury-manager'),
      second_starter: id('person-secretariat'),
    })
    .where('id', '=', drawId)
    .execute()
  const draw = (await currentDraw(tx, jury.id))!
  await recordAnnouncement(tx, { jury: jury.slug, number: 1, draw }, announcedAt)
  const thrown: Outcome = { kind: 'dice', throws: Array.from({ length: 12 }, () => 1 + random.below(6)), secrets }
  const { panel } = drawnPanel(pack, thrown)
  const messages = await concludeDraw(
    tx,
    {
      jury,
      draw,
      outcome: thrown,
      alternates: alternatesOf(pool, panel),
      personId: id('person-jury-manager'),
    },
    demo.at(drawnOn, 18.25),
  )
  if (messages.length) throw new Error(`the demonstration's draw is not decided: ${JSON.stringify(messages)}`)
  await forgetSalts(tx, jury.id)
}

function madePool(random: ReturnType<typeof generator>): Pool {
  const drawn = (of: typeof areas) =>
    random.shuffle(Object.values(of).flatMap(([people], v) => Array<number>(people).fill(v)))
  const [living, belonging] = [drawn(areas), drawn(groups)]
  const category = (name: string, of: typeof areas) => ({
    name,
    values: Object.entries(of).map(([value, [, n]]) => ({ name: value, min: n, max: n, minFlex: n, maxFlex: n })),
  })
  return {
    categories: [category('Area', areas), category('Group', groups)],
    volunteers: living.map((area, v) => ({ id: `BH${v + 1}`, values: [area, belonging[v]!], household: null })),
  }
}

/** One from each area that the jury's alternates came from, as its list of members has them. */
function alternatesOf(pool: Pool, panel: readonly number[]): number[] {
  const chosen: number[] = []
  for (const { area } of seats.slice(24)) {
    const wanted = Object.keys(areas).indexOf(area)
    const next = pool.volunteers.findIndex(
      ({ values }, v) => values[0] === wanted && !panel.includes(v) && !chosen.includes(v),
    )
    if (next !== -1) chosen.push(next)
  }
  return chosen
}
