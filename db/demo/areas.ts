import { replacePostcodes } from '../../app/engagement/areas/postcode-store.server.ts'
import { generator } from '../../app/priorities/generator.ts'
import type { CensusDimension } from '../tables/places.ts'
import { censusAttribution, districtCensus as districts } from './census-2021.ts'
import type { Demo } from './context.ts'
import { districtId, forums } from './forums.ts'
import { demoPopulation } from './model.ts'
import { loadWards, seatsByForum } from './wards.ts'

/** Twelve of the parishes, each in the forum area it belongs to; how many live there is invented, like the forums'. */
export const parishes: [name: string, forum: string, people: number][] = [
  ['Sileby', 'Quorn, Barrow, Sileby and the Wolds', 7800],
  ['Barrow upon Soar', 'Quorn, Barrow, Sileby and the Wolds', 6900],
  ['Queniborough', 'Syston, Thurmaston and Wreake Villages', 2900],
  ['Rothley', 'Bradgate, Rothley, Mountsorrel and Birstall', 4900],
  ['Countesthorpe', 'Blaby South', 6400],
  ['Kibworth Beauchamp', 'Mid Rural', 5400],
  ['Great Glen', 'Mid Rural', 4000],
  ['Market Bosworth', 'Bosworth', 2200],
  ['Barwell', 'Hinckley', 9000],
  ['Bottesford', 'Melton forum area 1', 3600],
  ['Asfordby', 'Melton forum area 2', 3400],
  ['Measham', 'Ashby, Measham and Moira', 5200],
]

/** An area of any kind by the name it goes by. */
export function areaId(demo: Demo, name: string): string {
  if (name === 'county') return demo.id('county')
  if (districts.some((district) => district.name === name)) return districtId(demo, name)
  const forum = forums.findIndex(([, forumName]) => forumName === name)
  if (forum >= 0) return demo.id(`forum-${forum + 1}`)
  const parish = parishes.findIndex(([parishName]) => parishName === name)
  if (parish < 0) throw new RangeError(`no area is called ${name}`)
  return demo.id(`parish-${parish + 1}`)
}

const forumSeed = 20270127

/** The people of each forum area: its district's, split at random into parts of like size. Approximate, and so rounded. */
function forumPopulations(): number[] {
  const random = generator(forumSeed)
  const weights = forums.map(([district]) => ({ district, weight: 0.7 + 0.6 * random.uniform() }))
  return weights.map(({ district, weight }) => {
    const all = weights.filter((one) => one.district === district).reduce((sum, one) => sum + one.weight, 0)
    const { population } = districts.find((d) => d.name === district)!
    return Math.round((population * weight) / all / 100) * 100
  })
}

/** Column and row of each forum area on the schematic map, north at the top; the city in the middle is left out. */
const tiles: Record<string, [column: number, row: number]> = {
  'Northern Parishes': [2, 1],
  'Shepshed and Hathern': [3, 1],
  'Loughborough North West': [4, 1],
  'Loughborough East': [5, 1],
  'Melton forum area 1': [6, 1],
  'Melton forum area 2': [7, 1],
  'Ashby, Measham and Moira': [1, 2],
  Coalville: [2, 2],
  'Loughborough South West': [3, 2],
  'Quorn, Barrow, Sileby and the Wolds': [4, 2],
  'Syston, Thurmaston and Wreake Villages': [5, 2],
  'Melton forum area 3': [6, 2],
  Bosworth: [1, 3],
  'Markfield, Groby and Ratby': [2, 3],
  'Bradgate, Rothley, Mountsorrel and Birstall': [3, 3],
  'Rural East': [6, 3],
  Hinckley: [1, 4],
  'Blaby North': [2, 4],
  Oadby: [5, 4],
  'Mid Rural': [6, 4],
  'Blaby Central': [2, 5],
  'South Wigston': [3, 5],
  Wigston: [4, 5],
  'Market Harborough': [6, 5],
  'Blaby South': [2, 6],
  'Rural West': [4, 6],
  Lutterworth: [3, 7],
}

export const forumsOf = (demo: Demo, district: string) =>
  forums.flatMap(([d, name], i) => (d === district ? [{ id: demo.id(`forum-${i + 1}`), name }] : []))

/** Areas with dated sets and links, and the census margins that answers are compared with. */
export async function loadAreas(demo: Demo): Promise<void> {
  const { tx, id } = demo
  const from = '2009-04-01'
  await tx
    .insertInto('area_set')
    .values([
      { id: id('set-county'), name: 'County', kind: 'county', valid_from: '1974-04-01', valid_to: '2028-03-31' },
      {
        id: id('set-districts'),
        name: 'Districts',
        kind: 'district',
        valid_from: '1974-04-01',
        valid_to: '2028-03-31',
      },
      { id: id('set-forums'), name: 'Community forums (27 areas)', kind: 'forum', valid_from: from, valid_to: null },
      { id: id('set-parishes'), name: 'Parishes (twelve of them)', kind: 'parish', valid_from: from, valid_to: null },
      {
        id: id('set-new-councils'),
        name: 'New council areas',
        kind: 'council',
        valid_from: '2028-04-01',
        valid_to: null,
      },
    ])
    .execute()
  const total = districts.reduce((sum, d) => sum + d.population, 0)
  const county = {
    id: id('county'),
    area_set_id: id('set-county'),
    code: 'county',
    name: 'Leicestershire',
    population: total,
    name_note: null,
  }
  const districtRows = districts.map((d) => ({
    id: districtId(demo, d.name),
    area_set_id: id('set-districts'),
    code: d.code,
    name: d.name,
    population: d.population,
    name_note: null,
  }))
  const people = forumPopulations()
  const forumRows = forums.map(([, name, note], i) => ({
    id: id(`forum-${i + 1}`),
    area_set_id: id('set-forums'),
    code: `F${String(i + 1).padStart(2, '0')}`,
    name,
    population: people[i]!,
    name_note: note ?? null,
  }))
  const parishRows = parishes.map(([name, , population], i) => ({
    id: id(`parish-${i + 1}`),
    area_set_id: id('set-parishes'),
    code: `P${String(i + 1).padStart(2, '0')}`,
    name,
    population,
    name_note: null,
  }))
  await tx
    .insertInto('area')
    .values([county, ...districtRows, ...forumRows, ...parishRows])
    .execute()
  await tx
    .insertInto('area_link')
    .values([
      ...districtRows.map((d) => ({
        parent_id: county.id,
        child_id: d.id,
        valid_from: '1974-04-01',
        valid_to: '2028-03-31',
      })),
      ...forums.map(([d], i) => ({
        parent_id: districtId(demo, d),
        child_id: id(`forum-${i + 1}`),
        valid_from: from,
        valid_to: null,
      })),
      ...parishes.map(([, forum], i) => ({
        parent_id: areaId(demo, forum),
        child_id: id(`parish-${i + 1}`),
        valid_from: from,
        valid_to: null,
      })),
    ])
    .execute()
  await tx
    .insertInto('area_shape')
    .values(
      Object.entries(tiles).map(([name, [tile_column, tile_row]]) => ({
        area_id: id(`forum-${forums.findIndex(([, own]) => own === name) + 1}`),
        tile_column,
        tile_row,
        boundary: null,
        source: 'drawn for the demonstration',
      })),
    )
    .execute()
  await tx.insertInto('census_figure').values(censusFigures(demo, county.id)).execute()
  await loadWards(demo)
  await replacePostcodes(tx, madeUpPostcodes(demo), 'made up for the demonstration', demo.asOf)
}

/** Second letters of a made-up postcode: none of those that the post leaves out. */
const letters = 'ABDEFGHJLN'

/**
 * Postcodes that no letter has: no post town begins with ZZ. `ZZ3 2AB` lies in the second part of the third district, ten
 * to each part, which lie in its wards by turns; `ZZ3 9AB` names a parish, whose part is found by its link; `ZZ3 0AA` crosses two parts of its district and
 * `ZZ8 8AA` two districts, as postcodes do.
 */
function madeUpPostcodes(demo: Demo): Map<string, Set<string>> {
  const made = new Map<string, Set<string>>()
  const seats = seatsByForum(demo)
  for (const [d, { name }] of districts.entries()) {
    const parts = forumsOf(demo, name)
    const district = districtId(demo, name)
    for (const [p, { id }] of parts.entries()) {
      for (const [i, letter] of [...letters].entries()) {
        const own = seats.get(id)!
        const { ward, division } = own[i % own.length]!
        made.set(`ZZ${d + 1}${p + 1}A${letter}`, new Set([district, id, ward, division]))
      }
    }
    for (const [i, [parish]] of parishes.filter(([, forum]) => parts.some((one) => one.name === forum)).entries()) {
      made.set(`ZZ${d + 1}9A${letters[i]}`, new Set([district, areaId(demo, parish)]))
    }
    made.set(`ZZ${d + 1}0AA`, new Set([district, ...parts.slice(0, 2).map(({ id }) => id)]))
  }
  made.set('ZZ88AA', new Set([districtId(demo, districts[0]!.name), districtId(demo, districts[1]!.name)]))
  return made
}

/** Residents of 16 and over by margin, as the model of the answers knows them. */
function censusFigures(demo: Demo, countyId: string) {
  const { ageSex, district, ethnicGroup } = demoPopulation()
  const figure = (dimension: CensusDimension, category: string, people: number) => ({
    area_id: countyId,
    dimension,
    category,
    people,
    source: censusAttribution,
  })
  const nameOf = (code: string) => districts.find((d) => d.code === code)!.name
  return [
    ...ageSex.map((m) => figure('age_sex', `${m.ageBand}/${m.sex === 'F' ? 'female' : 'male'}`, m.people)),
    ...district.map((m) => figure('district', districtId(demo, nameOf(m.id)), m.people)),
    ...ethnicGroup.map((m) => figure('ethnic_group', m.id.toLowerCase(), m.people)),
  ]
}
