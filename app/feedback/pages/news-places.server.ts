import type { Handle } from '../../../db/connect.ts'
import { placesOn } from '../../engagement/areas/place-store.server.ts'
import { type AreaKind, areaKinds } from '../../engagement/register/register-entry.ts'

export interface NewsPlace {
  id: string
  name: string
  kind: AreaKind
  /** The district that it lies in: wards of two districts may share a name. */
  district: string | null
}

/** Every place that news can be asked of, by kind from the largest to the smallest and by district and name. */
export async function newsPlaces(db: Handle, today: string): Promise<NewsPlace[]> {
  const places = await placesOn(db, today, areaKinds)
  const districts = new Map(places.flatMap(({ id, kind, name }) => (kind === 'district' ? [[id, name]] : [])))
  const all = places.map(({ id, name, kind, parentIds }): NewsPlace => {
    const around = parentIds.find((parent) => districts.has(parent))
    return { id, name, kind: kind as AreaKind, district: (around && districts.get(around)) ?? null }
  })
  const key = ({ district, name }: NewsPlace) => `${district ?? ''} ${name}`
  return areaKinds.flatMap((kind) =>
    all.filter((place) => place.kind === kind).sort((a, b) => key(a).localeCompare(key(b), 'en')),
  )
}
