import type { CensusDimension } from '../tables/places.ts'
import { censusAttribution, districtCensus as districts } from './census-2021.ts'
import type { Demo } from './context.ts'
import { demoPopulation } from './model.ts'

const unread = 'Name to be confirmed'
const forums: [district: string, name: string, note?: string][] = [
  ['Blaby', 'Blaby Central'],
  ['Blaby', 'Blaby North'],
  ['Blaby', 'Blaby South'],
  ['Charnwood', 'Loughborough East'],
  ['Charnwood', 'Loughborough North West'],
  ['Charnwood', 'Loughborough South West'],
  ['Charnwood', 'Bradgate, Rothley, Mountsorrel and Birstall'],
  ['Charnwood', 'Syston, Thurmaston and Wreake Villages'],
  ['Charnwood', 'Shepshed and Hathern'],
  ['Charnwood', 'Quorn, Barrow, Sileby and the Wolds'],
  ['Harborough', 'Market Harborough'],
  ['Harborough', 'Lutterworth'],
  ['Harborough', 'Rural West'],
  ['Harborough', 'Mid Rural'],
  ['Harborough', 'Rural East'],
  ['Hinckley and Bosworth', 'Hinckley'],
  ['Hinckley and Bosworth', 'Markfield, Groby and Ratby'],
  ['Hinckley and Bosworth', 'Bosworth'],
  ['Melton', 'Melton forum area 1', unread],
  ['Melton', 'Melton forum area 2', unread],
  ['Melton', 'Melton forum area 3', unread],
  ['North West Leicestershire', 'Ashby, Measham and Moira'],
  ['North West Leicestershire', 'Coalville'],
  ['North West Leicestershire', 'Northern Parishes'],
  ['Oadby and Wigston', 'Oadby'],
  ['Oadby and Wigston', 'Wigston'],
  ['Oadby and Wigston', 'South Wigston'],
]

export const districtId = (demo: Demo, name: string) =>
  demo.id(`district-${districts.findIndex((d) => d.name === name) + 1}`)
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
  const forumRows = forums.map(([, name, note], i) => ({
    id: id(`forum-${i + 1}`),
    area_set_id: id('set-forums'),
    code: `F${String(i + 1).padStart(2, '0')}`,
    name,
    population: null,
    name_note: note ?? null,
  }))
  await tx
    .insertInto('area')
    .values([county, ...districtRows, ...forumRows])
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
    ])
    .execute()
  await tx.insertInto('census_figure').values(censusFigures(demo, county.id)).execute()
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
