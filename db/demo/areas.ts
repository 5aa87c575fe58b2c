import type { Demo } from './context.ts'

/** Usual residents. Source: Office for National Statistics, Census 2021 (Open Government Licence v3.0), rounded. */
export const source = 'Office for National Statistics, Census 2021'

interface District {
  code: string
  name: string
  population: number
  female: number
  /** Per cent of residents aged 15–24, 25–34, 35–44, 45–54, 55–64, 65–74, 75 and over. */
  ages: [number, number, number, number, number, number, number]
  asian: number
  black: number
  mixed: number
  white: number
}

export const districts: District[] = [
  {
    code: 'E07000129',
    name: 'Blaby',
    population: 102926,
    female: 51,
    ages: [9.8, 12.6, 12.8, 13.6, 13.1, 10.8, 9.6],
    asian: 8.3,
    black: 1.5,
    mixed: 2.7,
    white: 86.2,
  },
  {
    code: 'E07000130',
    name: 'Charnwood',
    population: 183971,
    female: 50,
    ages: [16.2, 12.4, 12.1, 12.7, 12.1, 10.1, 8.7],
    asian: 12.4,
    black: 1.5,
    mixed: 2.5,
    white: 82.3,
  },
  {
    code: 'E07000131',
    name: 'Harborough',
    population: 97625,
    female: 50.5,
    ages: [10, 10.7, 11.9, 14.8, 14.2, 11.7, 10.3],
    asian: 5.4,
    black: 0.7,
    mixed: 2.1,
    white: 91,
  },
  {
    code: 'E07000132',
    name: 'Hinckley and Bosworth',
    population: 113640,
    female: 50.7,
    ages: [9.3, 12.2, 12.2, 14, 13.7, 12.1, 10.2],
    asian: 2.8,
    black: 0.6,
    mixed: 1.8,
    white: 94.3,
  },
  {
    code: 'E07000133',
    name: 'Melton',
    population: 51752,
    female: 51.2,
    ages: [9.3, 10.6, 11.1, 14.3, 15.3, 12.9, 10.6],
    asian: 1.2,
    black: 0.4,
    mixed: 1.3,
    white: 96.9,
  },
  {
    code: 'E07000134',
    name: 'North West Leicestershire',
    population: 104705,
    female: 50.7,
    ages: [10.7, 12.4, 12.2, 14.6, 13.4, 11.2, 8.9],
    asian: 1.5,
    black: 0.6,
    mixed: 1.5,
    white: 95.9,
  },
  {
    code: 'E07000135',
    name: 'Oadby and Wigston',
    population: 57747,
    female: 51.5,
    ages: [12.4, 11.5, 12.2, 12.7, 12.9, 10.5, 10.8],
    asian: 27.9,
    black: 2.2,
    mixed: 3.2,
    white: 63.4,
  },
]

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

/** Residents of 16 and over by margin. 16–29 takes nine tenths of 15–24 and half of 25–34: an approximation. */
function censusFigures(demo: Demo, countyId: string) {
  const totals = new Map<string, number>()
  const add = (dimension: 'age_sex' | 'ethnic_group' | 'district', category: string, people: number) =>
    totals.set(`${dimension}|${category}`, (totals.get(`${dimension}|${category}`) ?? 0) + people)
  for (const d of districts) {
    const of = (percent: number) => (percent / 100) * d.population
    const [a, b, c, e, f, g, h] = d.ages.map(of) as typeof d.ages
    const bands = { '16-29': a * 0.9 + b * 0.5, '30-44': b * 0.5 + c, '45-64': e + f, '65+': g + h }
    const adults = Object.values(bands).reduce((sum, n) => sum + n, 0)
    for (const [band, people] of Object.entries(bands)) {
      add('age_sex', `${band}/female`, (people * d.female) / 100)
      add('age_sex', `${band}/male`, people * (1 - d.female / 100))
    }
    const other = 100 - d.asian - d.black - d.mixed - d.white
    for (const [group, percent] of Object.entries({
      asian: d.asian,
      black: d.black,
      mixed: d.mixed,
      white: d.white,
      other,
    })) {
      add('ethnic_group', group, (percent / 100) * adults)
    }
    add('district', districtId(demo, d.name), adults)
  }
  return [...totals].map(([key, people]) => {
    const [dimension, category] = key.split('|') as ['age_sex', string]
    return { area_id: countyId, dimension, category, people: Math.round(people), source }
  })
}
