import { expect, test } from 'vitest'
import { readArea } from '../../app/consultations/answering/answer-forms.ts'
import type { Area } from '../../app/consultations/answering/answers.ts'
import { placeOf, readPostcode } from '../../app/engagement/areas/postcode.ts'
import { type PostcodeTrouble, readPostcodeFile } from '../../app/engagement/areas/postcode-file.ts'
import { areasOfPostcode, knowsPostcodes, replacePostcodes } from '../../app/engagement/areas/postcode-store.server.ts'
import { write } from '../../db/connect.ts'
import { givenConsultation } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

const areas = [
  { id: 'north', code: 'E07000001' },
  { id: 'south', code: 'E07000002' },
  { id: 'hill', code: 'E05000011' },
  { id: 'dale', code: 'F2' },
]

async function read(file: string | Uint8Array, piece = 7) {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  async function* chunks() {
    for (let i = 0; i < bytes.length; i += piece) yield bytes.subarray(i, i + piece)
  }
  const troubles: PostcodeTrouble[] = []
  const found = await readPostcodeFile(chunks(), areas, (trouble) => troubles.push(trouble))
  const here = Object.fromEntries([...found.areas].map(([postcode, ids]) => [postcode, [...ids]]))
  return { ...found, areas: here, troubles: troubles.map(({ row, column, key }) => [row, column, key]) }
}

const directory = [
  'pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,parish,lat',
  '"ZZ1 1AA","ZZ1  1AA","ZZ1 1AA","198001","","E10000018","E07000001","E05000011","E04000009","52.1"',
  '"ZZ1 1AB","ZZ1  1AB","ZZ1 1AB","198001","199606","E10000018","E07000001","E05000011","","52.1"',
  '"ZZ1 1AD","ZZ1  1AD","ZZ1 1AD","198001","","","E07000099","E05000099","","52.1"',
  '"ZZ221AA","ZZ221AA","ZZ22 1AA","198001","","E10000018","E07000002","E05000077","",""',
  '',
].join('\r\n')

test('the directory is read in its older and its newer heads, and rows elsewhere or out of use are left', async () => {
  const kept = { ZZ11AA: ['north', 'hill'], ZZ221AA: ['south'] }
  expect(await read(`\ufeff${directory}`)).toMatchObject({ areas: kept, rows: 4, ended: 1, elsewhere: 1, troubles: [] })
  const lookup = directory.replace('oscty,oslaua,osward,parish', 'cty,laua,ward,park')
  expect((await read(lookup)).areas).toEqual(kept)
  const newest = directory.replace(/^.*\r\n/, 'pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,wd25cd,parncp25cd,lat\r\n')
  expect((await read(newest)).areas).toEqual(kept)
  const own = 'postcode,forum,lad24cd\nzz1 1aa,F2,E07000001\nZZ1 1AA,,E07000002\n'
  expect((await read(own)).areas).toEqual({ ZZ11AA: ['dale', 'north', 'south'] })
})

test('everything wrong with a directory is told with row and column, in one go', async () => {
  const wrong = [
    'pcds,doterm,laua,forum',
    'ZZ1 1A,,E07000001,',
    ',,E07000001,',
    'ZZ1 1AA,,Blaby,F9',
    'ZZ1 1AB,,E07000001',
    'NPT 0AA,199606,E07000001,',
  ].join('\n')
  expect((await read(wrong)).troubles).toEqual([
    [2, 'pcds', 'postcode'],
    [3, 'pcds', 'no_postcode'],
    [4, 'laua', 'code'],
    [4, 'forum', 'no_such_area'],
    [5, '', 'cells'],
  ])
})

test('what is no directory of these areas is said by name', async () => {
  const keys = async (file: string | Uint8Array) => (await read(file)).troubles.map(([, , key]) => key)
  expect(await keys('')).toEqual(['empty'])
  expect(await keys('name,place\nx,y\n')).toEqual(['no_postcode_column', 'no_area_column'])
  expect(await keys('pcds,laua\nZZ1 1AA,E07000099\n')).toEqual(['none_here'])
  expect(await keys('pcds,laua\n"ZZ1 1AA,E07000001\n')).toEqual(['not_csv'])
  expect(await keys(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]))).toEqual(['packed'])
  expect(await keys(new Uint8Array([...new TextEncoder().encode('pcds,laua\n'), 0xe9, 0x0a]))).toEqual(['not_utf8'])
})

test('a postcode is read as people type it', () => {
  for (const typed of ['ZZ1 1AA', 'zz11aa', ' zz 1-1 aa ', 'ZZ۱ ۱AA', 'ZZ૧ ૧AA'])
    expect(readPostcode(typed)).toBe('ZZ11AA')
  expect(readPostcode('GIR 0AA')).toBe('GIR0AA')
  for (const typed of ['', 'ZZ1', 'ZZ1 AAA', '12345', 'ZZ1 1AA, North', 'x'.repeat(20_001)]) {
    expect(readPostcode(typed)).toBeUndefined()
  }
})

const districts = new Map([
  ['north', ['hill', 'dale']],
  ['south', []],
])

test('the areas of a postcode make one place, or none that anybody guesses', () => {
  expect(placeOf(['north', 'hill', 'county'], districts)).toEqual({ district: 'north', forum: 'hill' })
  expect(placeOf(['hill'], districts)).toEqual({ district: 'north', forum: 'hill' })
  expect(placeOf(['north', 'hill', 'dale'], districts)).toEqual({ district: 'north', forum: null })
  expect(placeOf(['hill', 'south'], districts)).toBe('several')
  expect(placeOf([], districts)).toBe('unknown')
  expect(placeOf(undefined, districts)).toBe('malformed')
})

test('a postcode stands beside the list, and neither is guessed about', () => {
  const asked = { options: [], picksMax: 1, districts }
  const read = (sent: Record<string, string>, postcode: string[] | null | undefined, before: Area | null = null) => {
    const fields = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]]))
    const { value, problems } = readArea(fields, { ...asked, ...(postcode !== undefined && { postcode }) }, before)
    return value ?? problems.map(({ field, key }) => `${field} ${key}`).join()
  }
  const typed = { postcode: 'zz1 1aa' }
  const north: Area = { kind: 'district', district: 'north', forum: null }
  expect(read(typed, ['north', 'hill'])).toEqual({ ...north, forum: 'hill' })
  expect(read({ ...typed, area: 'district:north' }, ['north'])).toEqual(north)
  expect(read({ ...typed, area: 'forum:dale' }, ['north'])).toEqual({ ...north, forum: 'dale' })
  expect(read(typed, [])).toBe('postcode postcode_unknown')
  expect(read(typed, null)).toBe('postcode postcode_form')
  expect(read(typed, ['north', 'south'])).toBe('postcode postcode_several')
  // Whoever was told that a postcode cannot be used chooses from the list; nobody is overruled unawares.
  expect(read({ ...typed, area: 'district:north' }, [])).toBe('postcode postcode_unknown')
  expect(read({ ...typed, postcode_tried: 'zz1 1aa', area: 'district:north' }, [])).toEqual(north)
  expect(read({ ...typed, area: 'unsaid' }, ['north'])).toBe('postcode postcode_and_list')
  expect(read({ ...typed, area: 'unsaid' }, ['north'], { kind: 'unsaid' })).toEqual(north)
  // Where no directory is loaded nothing is asked by that name.
  expect(read(typed, undefined)).toBe('area area')
})

test.each(dialects)(
  'a directory takes the place of the one before, and boundaries have their days, on $name',
  async ({ fresh }) => {
    const db = await fresh()
    await givenConsultation(db)
    expect(await knowsPostcodes(db)).toBe(false)
    const load = (entries: [string, string[]][]) =>
      write(db, (tx) =>
        replacePostcodes(tx, new Map(entries.map(([code, ids]) => [code, new Set(ids)])), 'made up', '2026-10-01'),
      )
    const stamp = async () =>
      Number((await db.selectFrom('content_stamp').select('changes').executeTakeFirstOrThrow()).changes)
    const before = await stamp()
    await load([['ZZ11AA', ['north', 'hill']]])
    expect(await stamp()).toBeGreaterThan(before)
    await load([
      ['ZZ11AB', ['hill']],
      ['ZZ11AD', ['past', 'south']],
    ])
    expect(await knowsPostcodes(db)).toBe(true)
    expect(await areasOfPostcode(db, 'ZZ11AA', '2026-10-01')).toEqual([])
    expect((await areasOfPostcode(db, 'ZZ11AB', '2026-10-01')).sort()).toEqual(['hill', 'north'])
    expect((await areasOfPostcode(db, 'ZZ11AD', '2026-10-01')).sort()).toEqual(['past', 'south'])
    expect((await areasOfPostcode(db, 'ZZ11AD', '1995-10-01')).sort()).toEqual(['north', 'past', 'south'])
    await db.destroy()
  },
)
