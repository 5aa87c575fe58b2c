import { boundariesOf } from '../../engagement/areas/area-shape-store.server.ts'
import { contains, type Frame, frameOf, outline } from '../../engagement/areas/boundary.ts'
import type { Ask } from '../../server/page.ts'
import type { FormQuestion } from '../form.ts'
import type { ConfigOf } from '../kinds/kinds.ts'
import { type Place, readPin } from '../kinds/map.ts'

/** Pixels: what a phone of 320 shows without scrolling. */
const mapWidth = 280
const millionth = 1_000_000

/** A question that can be answered by pointing at a map: it asks for it, and every area has a boundary. */
export function pinnable(question: FormQuestion): ConfigOf<'map'> | undefined {
  if (question.kind !== 'map') return undefined
  const config = question.config as ConfigOf<'map'>
  return config.pin && config.bounded ? config : undefined
}

async function drawn(db: Ask<unknown>['db'], places: readonly Place[]) {
  const boundaries = await boundariesOf(
    db,
    places.map(({ id }) => id),
  )
  return { boundaries, frame: frameOf([...boundaries.values()], mapWidth) }
}

/** The size of the map, so that nothing moves when it arrives. */
export async function pinMapSize(
  db: Ask<unknown>['db'],
  places: readonly Place[],
): Promise<Pick<Frame, 'width' | 'height'>> {
  const { frame } = await drawn(db, places)
  return { width: frame.width, height: frame.height }
}

/** Where somebody pointed: fields as they would be typed, outside every area, or a press of a key that points nowhere. */
export type Pointed = { fields: Record<string, string[]> } | 'outside' | 'nowhere'

/** Reads the point of a pressed image (`at.x`, `at.y`), if the address has one. */
export async function pointed(
  { db, request }: Ask<unknown>,
  name: string,
  places: readonly Place[],
): Promise<Pointed | undefined> {
  const { searchParams } = new URL(request.url)
  return pointedIn(db, (part) => searchParams.get(`at.${part}`) ?? '', name, places)
}

/** The same from wherever the image sent its point. */
export async function pointedIn(
  db: Ask<unknown>['db'],
  sent: (part: 'x' | 'y') => string,
  name: string,
  places: readonly Place[],
): Promise<Pointed | undefined> {
  const [x, y] = [sent('x'), sent('y')]
  if (!/^\d{1,4}$/.test(x) || !/^\d{1,4}$/.test(y)) return undefined
  // A key pressed on the image sends the corner; nobody means the corner.
  if (Number(x) === 0 && Number(y) === 0) return 'nowhere'
  const { boundaries, frame } = await drawn(db, places)
  const point = frame.toWorld(Number(x), Number(y))
  const area = [...boundaries].find(([, geometry]) => contains(geometry, point))?.[0]
  const pin = point.map((degrees) => Math.round(degrees * millionth)).join()
  return area ? { fields: { [name]: [area], [`${name}-pin`]: [pin] } } : 'outside'
}

/** The map as a picture: outlines, and the pin where there is one. */
export async function pinMap(db: Ask<unknown>['db'], places: readonly Place[], pin: string): Promise<string> {
  const { boundaries, frame } = await drawn(db, places)
  const at = readPin(pin)
  const [x, y] = at ? frame.toScreen(at.map((degrees) => degrees / millionth)) : [0, 0]
  const areas = [...boundaries.values()].map(
    (geometry) => `<path d="${outline(geometry, frame)}" fill="#e3efea" stroke="#14211f" fill-rule="evenodd"/>`,
  )
  const mark = at
    ? `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="7" fill="#b3261e" stroke="#fff" stroke-width="2"/>`
    : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${frame.width} ${frame.height}">${areas.join('')}${mark}</svg>`
}
