import { forumsOf } from './areas.ts'
import { districtCensus } from './census-2021.ts'
import type { Demo } from './context.ts'
import { priorityId } from './partnership.ts'

/** How many forum areas and parish plans have raised each priority before; invented, like the plans themselves. */
const raised: Record<string, { forums: number; plans: number; note: string; plan: string }> = {
  P01: { forums: 11, plans: 8, note: 'Speeding was raised from the floor', plan: 'Asks for lower speed limits' },
  P02: { forums: 9, plans: 6, note: 'Residents asked for more patrols', plan: 'Asks for lighting and a warden' },
  P03: { forums: 5, plans: 2, note: 'Waiting times were raised', plan: 'Asks to keep the surgery' },
  P04: { forums: 3, plans: 0, note: 'A school spoke about waiting lists', plan: '' },
  P06: { forums: 14, plans: 9, note: 'The evening service was raised', plan: 'Asks for a later last bus' },
  P07: { forums: 6, plans: 7, note: 'Homes for local people were raised', plan: 'Asks for a share of new homes' },
  P10: { forums: 8, plans: 5, note: 'Litter and cut-back verges were raised', plan: 'Asks for more trees' },
  P11: { forums: 4, plans: 3, note: 'Blocked drains were raised', plan: 'Asks for a flood warden' },
}
const forumsInAll = 27

/** Where else each priority has come up: forums, parish plans and one statistic, each with its day and place. */
export async function loadPrioritySources(demo: Demo): Promise<void> {
  const forums = districtCensus.flatMap(({ name }) => forumsOf(demo, name))
  const rows = Object.entries(raised).flatMap(([key, { forums: times, plans, note, plan }], k) => {
    const row = (
      kind: string,
      i: number,
      more: { reference: string; note: string; area_id: string; offset: number },
    ) => ({
      id: demo.id(`source-${key}-${kind}-${i + 1}`),
      priority_id: priorityId(demo, key),
      kind,
      reference: more.reference,
      area_id: more.area_id,
      note: more.note,
      on_date: demo.day(more.offset),
    })
    const forum = (i: number) => forums[(i * 5 + k * 3) % forumsInAll]!
    return [
      ...Array.from({ length: times }, (_, i) =>
        row('forum', i, {
          reference: 'Minutes of the forum',
          note,
          area_id: forum(i).id,
          offset: -60 - 30 * ((i + k) % 12),
        }),
      ),
      ...Array.from({ length: plans }, (_, i) =>
        row('parish_plan', i, {
          reference: `Parish plan ${i + 1 + k * 10}`,
          note: plan,
          area_id: forum(i + 3).id,
          offset: -400 - 45 * i,
        }),
      ),
    ]
  })
  await demo.tx.insertInto('priority_source').values(rows).execute()
}
