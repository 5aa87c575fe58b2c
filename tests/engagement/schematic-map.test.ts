import { expect, test } from 'vitest'
import { readAreas } from '../../app/engagement/areas/area-file.ts'
import { saveAreas } from '../../app/engagement/areas/area-load-store.server.ts'
import { tiled, tilesFrom } from '../../app/engagement/areas/area-map.ts'
import {
  mappedAreas,
  saveBoundaries,
  tilesFromBoundaries,
  tilesOf,
} from '../../app/engagement/areas/area-shape-store.server.ts'
import { areasOn } from '../../app/engagement/areas/area-store.server.ts'
import { boundariesFrom, type Geometry } from '../../app/engagement/areas/boundary.ts'
import { words } from '../../app/languages/words.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'

const day = '2026-11-02'
const areasFile = (head: string, ...rows: string[]) => new TextEncoder().encode([head, ...rows].join('\n'))
const withTiles = (...rows: string[]) => areasFile('code,name,kind,within,people,column,row', ...rows)
const without = (...rows: string[]) => areasFile('code,name,kind,within,people', ...rows)

/** A square of a tenth of a degree. */
const square = (east: number, north: number): Geometry => {
  const [e, n] = [east + 0.1, north + 0.1]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [east, north],
        [e, north],
        [e, n],
        [east, n],
        [east, north],
      ].map((p) => [...p]),
    ],
  }
}
const collection = (...features: [name: string, geometry: Geometry][]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(([name, geometry]) => ({ type: 'Feature', properties: { name }, geometry })),
  })

test('places on the schematic map come with the areas, or every one that is wrong is named by row and column', () => {
  const read = readAreas(withTiles('D1,Northby,district,,,2,1', 'D2,Southby,district,,,,'), [])
  expect(read.ok && read.value.map(({ tile }) => tile)).toEqual([{ column: 2, row: 1 }, null])
  const wrong = readAreas(
    withTiles(
      'D1,A,district,,,8,1',
      'D2,B,district,,,1,13',
      'D3,C,district,,,,2',
      'D4,D,district,,,3,3',
      'D5,E,district,,,3,3',
      'D6,F,district,,,1,1',
      'F1,G,forum,,,3,3',
    ),
    [
      { code: 'D9', kind: 'district', tile: { column: 1, row: 1 } },
      { code: 'D4', kind: 'district', tile: { column: 7, row: 7 } },
    ],
  )
  if (wrong.ok) throw new Error('read')
  expect(wrong.troubles.map(({ row, column, key, values }) => `${row} ${column} ${key} ${values.given ?? ''}`)).toEqual(
    ['2 column tile ', '3 row tile ', '4 column tile ', '6 column tile_taken D4', '7 column tile_taken D9'],
  )
  const t = words('en', 'areas')
  for (const { key, values } of wrong.troubles) expect(t(`errors.${key}`, values)).not.toMatch(/\{\{|errors\./)
})

test('tiles from boundaries keep to where areas lie, always the same, no two on one', () => {
  const middles = [
    { areaId: 'south-west', east: -1.5, north: 52.4 },
    { areaId: 'north-east', east: -0.7, north: 52.9 },
    { areaId: 'middle', east: -1.1, north: 52.6 },
    { areaId: 'beside', east: -1.1001, north: 52.6001 },
  ]
  const tiles = tilesFrom(middles)!
  expect(tilesFrom(middles)).toEqual(tiles)
  expect(new Set(tiles.map(({ column, row }) => `${column}/${row}`)).size).toBe(4)
  const at = (id: string) => tiles.find(({ areaId }) => areaId === id)!
  expect(at('south-west').column).toBeLessThan(at('north-east').column)
  expect(at('south-west').row).toBeGreaterThan(at('north-east').row)
  // However many there are and however they lie: in one spot, in a line, as many as there are tiles.
  for (const n of [1, 2, 12, 30, 84]) {
    for (const step of [0, 0.01]) {
      const many = Array.from({ length: n }, (_, i) => ({
        areaId: `a${i}`,
        east: step * i,
        north: 52 + step * (i % 9),
      }))
      const found = tilesFrom(many)!
      const named = found.map((one) => ({ id: one.areaId, name: '', within: null, column: one.column, row: one.row }))
      expect(tiled(named).lie, `${n} areas, ${step} apart`).toBe(true)
      expect(Math.max(...found.map(({ row }) => row))).toBeLessThanOrEqual(12)
    }
  }
  expect(tilesFrom(Array.from({ length: 85 }, (_, i) => ({ areaId: `a${i}`, east: 0, north: 52 })))).toBeNull()
})

test('a boundary outside the United Kingdom or far from the others is refused in words', () => {
  const areas = ['North', 'South', 'East', 'West'].map((name) => ({ id: name, code: name, name }))
  const near = [
    ['North', square(-1.1, 52.8)],
    ['South', square(-1.1, 52.4)],
    ['East', square(-0.8, 52.6)],
  ] as [string, Geometry][]
  const keys = (west: Geometry) => {
    const read = boundariesFrom(collection(...near, ['West', west]), areas)
    return read.ok ? [] : read.problems.map(({ feature, key, name }) => `${feature} ${key} ${name}`)
  }
  expect(keys(square(-1.4, 52.6))).toEqual([])
  expect(keys(square(20, -5))).toEqual(['4 outside_kingdom West'])
  // East and north the wrong way round.
  expect(keys(square(52.6, -1.4))).toEqual(['4 outside_kingdom West'])
  expect(keys(square(-4, 56))).toEqual(['4 far_off West'])
  const t = words('en', 'building')
  for (const key of ['outside_kingdom', 'far_off']) expect(t(`boundaries.${key}`, { name: 'West' })).toContain('West')
})

test.each(dialects)('a partnership has a map of its own, or none is claimed, on $name', async ({ fresh }) => {
  const db = await fresh()
  try {
    const load = async (bytes: Uint8Array) => {
      const read = readAreas(bytes, await areasOn(db, day))
      if (!read.ok) throw new Error(JSON.stringify(read.troubles))
      await write(db, (tx) => saveAreas(tx, read.value, day))
    }
    const draw = (shapes: Record<string, Geometry>) =>
      write(db, async (tx) => {
        const ids = new Map((await areasOn(tx, day)).map(({ code, id }) => [code, id]))
        const boundaries = Object.entries(shapes).map(([code, geometry]) => ({ areaId: ids.get(code)!, geometry }))
        await saveBoundaries(tx, boundaries, 'A test')
        return tilesFromBoundaries(tx, day)
      })
    const tiles = async (handle: Db) => {
      const { places, lie } = await mappedAreas(handle, 'district', day)
      return { lie, at: Object.fromEntries(places.map(({ name, column, row }) => [name, `${column}/${row}`])) }
    }
    await load(without('D1,Northby,district,,', 'D2,Southby,district,,'))
    expect((await tiles(db)).lie).toBe(false)
    expect(await draw({ D1: square(-1.1, 52.8) })).toBe(0)
    expect((await tiles(db)).lie).toBe(false)
    expect(await draw({ D2: square(-1.1, 52.4) })).toBe(2)
    const drawn = await tiles(db)
    expect(drawn.lie).toBe(true)
    const row = (name: string) => Number(drawn.at[name]!.split('/')[1])
    expect(row('Northby')).toBeLessThan(row('Southby'))
    // What somebody gave stays, whatever boundaries are loaded.
    await load(withTiles('D1,Northby,district,,,5,5', 'D2,Southby,district,,,1,1'))
    expect(await draw({ D2: square(-1.2, 52.4) })).toBe(0)
    expect(await tiles(db)).toEqual({ lie: true, at: { Northby: '5/5', Southby: '1/1' } })
    expect((await tilesOf(db)).size).toBe(2)
    // A new district without a place: no claim is made until there is one for each.
    await load(without('D3,Eastby,district,,'))
    expect((await tiles(db)).lie).toBe(false)
    expect(await draw({ D3: square(-0.8, 52.6) })).toBe(3)
    expect((await tiles(db)).lie).toBe(true)
  } finally {
    await db.destroy()
  }
})
