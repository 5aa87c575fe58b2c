import { z } from 'zod'

/** East and north in degrees (WGS 84), as GeoJSON has it. */
export type Point = readonly [east: number, north: number]

const ring = z.array(z.array(z.number()).min(2)).min(4)
const geometryShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
])
export type Geometry = z.output<typeof geometryShape>

/** A stored boundary; undefined for text that is none. */
export function geometryFrom(text: string): Geometry | undefined {
  const parsed = geometryShape.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : undefined
}

const polygonsOf = (geometry: Geometry) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)

/** True when a point lies inside: inside the outer ring and in none of the holes (even-odd rule). */
export const contains = (geometry: Geometry, point: Point): boolean =>
  polygonsOf(geometry).some((rings) => rings.filter((one) => insideRing(one, point)).length % 2 === 1)

function insideRing(points: readonly (readonly number[])[], [east, north]: Point): boolean {
  let inside = false
  points.forEach((from, i) => {
    const to = points[(i + 1) % points.length]!
    const [x1 = 0, y1 = 0] = from
    const [x2 = 0, y2 = 0] = to
    if (y1 > north !== y2 > north && east < ((x2 - x1) * (north - y1)) / (y2 - y1) + x1) inside = !inside
  })
  return inside
}

/** The middle of the box around a boundary. */
export function middleOf(geometry: Geometry): { east: number; north: number } {
  const points = polygonsOf(geometry).flat(2)
  const middle = (at: 0 | 1) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const point of points) {
      least = Math.min(least, point[at]!)
      most = Math.max(most, point[at]!)
    }
    return (least + most) / 2
  }
  return { east: middle(0), north: middle(1) }
}

/** The United Kingdom with its islands, in degrees. */
const kingdom = { west: -9, south: 49.8, east: 2.1, north: 61 }

const outsideKingdom = (geometry: Geometry): boolean => {
  const { east, north } = middleOf(geometry)
  return east < kingdom.west || east > kingdom.east || north < kingdom.south || north > kingdom.north
}

/** Degrees of latitude, about 170 km: no county is as long as that. */
const farAway = 1.5

/** Boundaries whose middle lies far from the middle one of them all. */
function farOff(found: ReadonlyMap<string, Geometry>): string[] {
  const all = [...found].map(([id, geometry]) => ({ id, ...middleOf(geometry) }))
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
  if (all.length < 3) return []
  const [east, north] = [median(all.map((one) => one.east)), median(all.map((one) => one.north))]
  const squeeze = Math.cos((north * Math.PI) / 180)
  return all.filter((one) => Math.hypot((one.east - east) * squeeze, one.north - north) > farAway).map(({ id }) => id)
}

/** A flat map of some boundaries: degrees to pixels and back, north up, distances alike in both directions. */
export interface Frame {
  width: number
  height: number
  toScreen(point: readonly number[]): [x: number, y: number]
  toWorld(x: number, y: number): Point
}

const margin = 6

export function frameOf(geometries: readonly Geometry[], width: number): Frame {
  const all = geometries.flatMap((geometry) => polygonsOf(geometry).flat(2))
  let [west, south, east, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -Infinity, -Infinity]
  for (const [x = 0, y = 0] of all) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (width - 2 * margin) / ((east - west) * squeeze)
  return {
    width,
    height: Math.ceil((north - south) * scale) + 2 * margin,
    toScreen: ([x = 0, y = 0]) => [margin + (x - west) * squeeze * scale, margin + (north - y) * scale],
    toWorld: (x, y) => [west + (x - margin) / (squeeze * scale), north - (y - margin) / scale],
  }
}

/** The outline of a boundary as the `d` of an SVG path, to a tenth of a pixel. */
export const outline = (geometry: Geometry, { toScreen }: Frame): string =>
  polygonsOf(geometry)
    .flat()
    .map(
      (points) =>
        `M${points
          .map((point) =>
            toScreen(point)
              .map((n) => n.toFixed(1))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('')

/** What a file of boundaries holds, or everything that is wrong with it: `feature` counts from 1. */
export type BoundaryFile =
  | { ok: true; boundaries: { areaId: string; geometry: Geometry }[] }
  | { ok: false; problems: { feature: number | null; key: string; name?: string }[] }

const collectionShape = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: z.unknown() }))
    .min(1),
})

/** Reads a GeoJSON feature collection. A feature is an area's when one of its properties is the area's code or name. */
export function boundariesFrom(
  text: string,
  areas: readonly { id: string; code: string; name: string }[],
): BoundaryFile {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return { ok: false, problems: [{ feature: null, key: 'not_json' }] }
  }
  const collection = collectionShape.safeParse(json)
  if (!collection.success) return { ok: false, problems: [{ feature: null, key: 'not_a_collection' }] }
  const problems: { feature: number | null; key: string; name?: string }[] = []
  const found = new Map<string, Geometry>()
  const features = new Map<string, { feature: number; name: string }>()
  for (const [i, { properties, geometry }] of collection.data.features.entries()) {
    const feature = i + 1
    const said = Object.values(properties ?? {}).filter((one) => typeof one === 'string')
    const named = said.map((one) => one.trim().toLowerCase())
    const area =
      areas.find(({ code }) => said.includes(code)) ?? areas.find(({ name }) => named.includes(name.toLowerCase()))
    const shape = geometryShape.safeParse(geometry)
    if (!area) problems.push({ feature, key: 'no_such_area', name: said[0] ?? '' })
    else if (found.has(area.id)) problems.push({ feature, key: 'area_twice', name: area.name })
    if (!shape.success) problems.push({ feature, key: 'no_polygon' })
    else if (!isInDegrees(shape.data)) problems.push({ feature, key: 'not_in_degrees' })
    else if (outsideKingdom(shape.data))
      problems.push({ feature, key: 'outside_kingdom', name: area?.name ?? said[0] ?? '' })
    else if (area) {
      found.set(area.id, shape.data)
      features.set(area.id, { feature, name: area.name })
    }
  }
  for (const id of farOff(found)) problems.push({ key: 'far_off', ...features.get(id)! })
  if (problems.length) return { ok: false, problems }
  return { ok: true, boundaries: [...found].map(([areaId, geometry]) => ({ areaId, geometry })) }
}

const isInDegrees = (geometry: Geometry): boolean =>
  polygonsOf(geometry)
    .flat(2)
    .every(([east = 999, north = 999]) => Math.abs(east) <= 180 && Math.abs(north) <= 90)
