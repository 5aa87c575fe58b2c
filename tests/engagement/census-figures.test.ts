import { expect, test } from 'vitest'
import { targetsOf } from '../../app/consultations/coverage/coverage-store.server.ts'
import { replaceCensus } from '../../app/engagement/areas/census-figure-store.server.ts'
import { readCensus } from '../../app/engagement/areas/census-file.ts'
import { words } from '../../app/languages/words.server.ts'
import { write } from '../../db/connect.ts'
import { givenConsultation } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

const areas = [
  { id: 'county', code: 'E10000018', kind: 'county' },
  { id: 'north', code: 'E07000001', kind: 'district' },
]
const read = (...rows: string[]) =>
  readCensus(new TextEncoder().encode(['area,characteristic,value,people', ...rows].join('\r\n')), areas)

test('figures are read by the codes of areas and values, whatever the order of the columns', () => {
  const file =
    '\ufeffPeople,value,area,characteristic,note\r\n"12,300",buddhist,E10000018,religion,x\r\n7,E07000001,E10000018,district,'
  expect(readCensus(new TextEncoder().encode(file), areas)).toEqual({
    ok: true,
    value: [
      { areaId: 'county', dimension: 'religion', category: 'buddhist', people: 12_300 },
      { areaId: 'county', dimension: 'district', category: 'north', people: 7 },
    ],
  })
})

test('everything wrong is named by row and column, and in words', () => {
  const wrong = read(
    'E1,religion,buddhist,5',
    'E10000018,faith,buddhist,5',
    'E10000018,religion,purple,-1',
    'E10000018,religion,sikh,many',
    'E10000018,religion,hindu,3',
    'E10000018,religion,hindu,4',
    'E10000018,age_sex,16-29,4',
  )
  if (wrong.ok) throw new Error('read')
  expect(wrong.troubles.map(({ row, column, key }) => `${row} ${column} ${key}`)).toEqual([
    '2 area area',
    '3 characteristic characteristic',
    '4 people people',
    '4 value value',
    '5 people people',
    '7 value twice',
    '8 value value',
  ])
  const t = words('en', 'census')
  for (const { key, values } of wrong.troubles) expect(t(`errors.${key}`, values)).not.toMatch(/\{\{|errors\./)
  expect(wrong.troubles[5]!.values.before).toBe(6)
  expect(readCensus(new TextEncoder().encode('area,value\nx,y'), areas)).toMatchObject({
    troubles: [{ column: 'characteristic' }, { column: 'people' }],
  })
  expect(read()).toMatchObject({ troubles: [{ key: 'no_rows' }] })
})

test.each(dialects)(
  'a characteristic is replaced whole, and the exercise has it as a target, on $name',
  async ({ fresh }) => {
    const db = await fresh()
    try {
      const { exerciseId } = await givenConsultation(db)
      await db.insertInto('exercise_area').values({ exercise_id: exerciseId, area_id: 'north' }).execute()
      const of = (category: string, people: number) => ({
        areaId: 'north',
        dimension: 'religion' as const,
        category,
        people,
      })
      const first = await write(db, (tx) => replaceCensus(tx, [of('sikh', 60), of('hindu', 40)], 'Census A'))
      expect(first).toMatchObject([{ dimension: 'religion', values: 2, people: 100, before: null }])
      const second = await write(db, (tx) => replaceCensus(tx, [of('sikh', 70)], 'Census B'))
      expect(second).toMatchObject([{ values: 1, people: 70, before: { values: 2, people: 100, source: 'Census A' } }])
      const targets = await targetsOf(db, exerciseId)
      expect(targets.filter(({ dimension }) => dimension === 'religion')).toEqual([
        { dimension: 'religion', category: 'sikh', people: 70 },
      ])
    } finally {
      await db.destroy()
    }
  },
)

test.each(dialects)(
  'the people of each district from the file of areas stand in for a census, on $name',
  async ({ fresh }) => {
    const db = await fresh()
    try {
      const { exerciseId } = await givenConsultation(db)
      const set = {
        id: 'counties',
        name: 'Counties',
        kind: 'county' as const,
        valid_from: '2000-01-01',
        valid_to: null,
      }
      await db.insertInto('area_set').values(set).execute()
      const county = { id: 'county', area_set_id: 'counties', code: 'county', name: 'county', name_note: null }
      await db
        .insertInto('area')
        .values({ ...county, population: null })
        .execute()
      const link = (child_id: string) => ({ parent_id: 'county', child_id, valid_from: '2000-01-01', valid_to: null })
      await db
        .insertInto('area_link')
        .values([link('north'), link('south')])
        .execute()
      await db.insertInto('exercise_area').values({ exercise_id: exerciseId, area_id: 'county' }).execute()
      const people = (id: string, population: number) =>
        db.updateTable('area').set({ population }).where('id', '=', id).execute()
      await people('north', 900)
      // Shares of only some districts would be wrong.
      expect(await targetsOf(db, exerciseId)).toEqual([])
      await people('south', 100)
      expect(await targetsOf(db, exerciseId)).toEqual([
        { dimension: 'district', category: 'north', people: 900 },
        { dimension: 'district', category: 'south', people: 100 },
      ])
      const figure = { areaId: 'county', dimension: 'district' as const, category: 'north', people: 950 }
      await write(db, (tx) => replaceCensus(tx, [figure], 'A census'))
      expect(await targetsOf(db, exerciseId)).toEqual([{ dimension: 'district', category: 'north', people: 950 }])
    } finally {
      await db.destroy()
    }
  },
)
