import type { Demo } from './context.ts'
import { districtId, forums } from './forums.ts'

/** Made-up wards, one or two to each forum area in its order; no real ward is drawn so or goes by such a name here. */
const names: readonly (readonly string[])[] = [
  ['Thornfield', 'Foxcote'],
  ['Kiln Lane'],
  ['Brookmead'],
  ['Canalside', 'Bell Foundry'],
  ['Priory Park'],
  ['Holywell Rise'],
  ['Slate Brook'],
  ['Wreake Bridge', 'Carver’s Corner'],
  ['Hathern Turn'],
  ['Wolds Edge'],
  ['Welland Street', 'Northgate Fields'],
  ['Swift Valley'],
  ['Four Mile'],
  ['Langton Way'],
  ['Eyebrook'],
  ['Castle Hill', 'Hosiery Row'],
  ['Quarry Bank'],
  ['Battlefield Meadows'],
  ['Sherbrook'],
  ['Vale of Smite'],
  ['Painted Lane'],
  ['Ivanhoe Road'],
  ['Pit Head', 'Snibston Row'],
  ['Trent Reach'],
  ['Uplands Drive'],
  ['Two Steeples'],
  ['Blaby Road Arches'],
]

interface MadeUpWard {
  id: string
  code: string
  name: string
  forum: number
}

const two = (number: number) => String(number).padStart(2, '0')

/** The wards of each forum area, by its place in the list of forum areas. */
function wardsByForum(demo: Demo): MadeUpWard[][] {
  let number = 0
  return forums.map((_, forum) =>
    names[forum]!.map((name) => {
      number++
      return { id: demo.id(`ward-${number}`), code: `W${two(number)}`, name, forum }
    }),
  )
}

/** County divisions: two neighbouring forum areas of a district each, the last alone where their number is odd. */
function divisionsOf(demo: Demo) {
  const wards = wardsByForum(demo)
  const divisions: { id: string; code: string; name: string; district: string; wards: MadeUpWard[] }[] = []
  for (const district of new Set(forums.map(([name]) => name))) {
    const own = forums.flatMap(([of], i) => (of === district ? [wards[i]!] : []))
    for (let i = 0; i < own.length; i += 2) {
      const within = own.slice(i, i + 2)
      const number = divisions.length + 1
      const name = within.map(([first]) => first!.name).join(' and ')
      divisions.push({
        id: demo.id(`division-${number}`),
        code: `V${two(number)}`,
        // A division of one forum area would go by the name of its ward.
        name: within.length > 1 ? name : `${name} and District`,
        district,
        wards: within.flat(),
      })
    }
  }
  return divisions
}

export interface Seats {
  ward: string
  division: string
}

/** The wards of each forum area with the division they lie in, by the forum area's id. */
export function seatsByForum(demo: Demo): Map<string, Seats[]> {
  const found = new Map<string, Seats[]>()
  for (const { id: division, wards } of divisionsOf(demo)) {
    for (const { id: ward, forum } of wards) {
      const forumId = demo.id(`forum-${forum + 1}`)
      found.set(forumId, [...(found.get(forumId) ?? []), { ward, division }])
    }
  }
  return found
}

export async function loadWards(demo: Demo): Promise<void> {
  const { tx, id } = demo
  const valid = { valid_from: '2023-05-04', valid_to: null }
  await tx
    .insertInto('area_set')
    .values([
      { id: id('set-wards'), name: 'Wards (made up)', kind: 'ward', ...valid },
      { id: id('set-divisions'), name: 'County divisions (made up)', kind: 'division', ...valid },
    ])
    .execute()
  const area = (set: string, one: { id: string; code: string; name: string }) => ({
    id: one.id,
    area_set_id: id(set),
    code: one.code,
    name: one.name,
    population: null,
    name_note: null,
  })
  const divisions = divisionsOf(demo)
  const wards = wardsByForum(demo).flat()
  await tx
    .insertInto('area')
    .values([...wards.map((one) => area('set-wards', one)), ...divisions.map((one) => area('set-divisions', one))])
    .execute()
  const within = (parent_id: string, child_id: string) => ({ parent_id, child_id, ...valid })
  await tx
    .insertInto('area_link')
    .values([
      ...wards.map((ward) => within(districtId(demo, forums[ward.forum]![0]), ward.id)),
      ...divisions.map((division) => within(districtId(demo, division.district), division.id)),
      ...divisions.flatMap((division) => division.wards.map((ward) => within(division.id, ward.id))),
    ])
    .execute()
}
