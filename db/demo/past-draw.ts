import { forgetSalts } from '../../app/juries/draw/draw-store.server.ts'
import { hashOf } from '../../app/juries/draw/public-draw.ts'
import type { Jury } from '../../app/juries/jury-store.server.ts'
import type { Pool } from '../../app/juries/lottery/quota.ts'
import { generator } from '../../app/priorities/generator.ts'
import type { Demo } from './context.ts'
import { seats } from './jury-texts.ts'
import { publishDraw } from './published-draw.ts'

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
  const random = generator(20260936)
  const pool = madePool(random)
  await publishDraw(demo, {
    id: demo.id('draw-heard'),
    jury,
    pool,
    applications: [],
    salt: hashOf('the salt of a demonstration'),
    throws: Array.from({ length: 12 }, () => 1 + random.below(6)),
    secrets,
    alternates: (panel) => alternatesOf(pool, panel),
    announcedAt: demo.at(drawnOn - 2),
    decidesAt: demo.at(drawnOn, 18),
    concludedAt: demo.at(drawnOn, 18.25),
  })
  await forgetSalts(demo.tx, jury.id)
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
function alternatesOf({ volunteers }: Pool, panel: ReadonlySet<string>): string[] {
  const chosen: string[] = []
  for (const { area } of seats.slice(24)) {
    const wanted = Object.keys(areas).indexOf(area)
    const next = volunteers.find(({ id, values }) => values[0] === wanted && !panel.has(id) && !chosen.includes(id))
    if (next) chosen.push(next.id)
  }
  return chosen
}
