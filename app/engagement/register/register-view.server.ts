import type { Handle } from '../../../db/connect.ts'
import { withRelated } from '../areas/area-share.ts'
import { organisationsByName } from '../areas/area-store.server.ts'
import { type NamedPlace, placesOn } from '../areas/place-store.server.ts'
import { groupCodes, levels } from './register-entry.ts'
import { themesInOrder } from './register-entry-store.server.ts'
import { filterFrom, isShown, type RegisterFilter, shownStates } from './register-filter.ts'
import type { RegisterRow } from './register-row.ts'
import { publicRegister } from './register-store.server.ts'

/** The names behind the ids of a register, and what a reader may narrow it by. */
export interface RegisterNames {
  organisations: { id: string; name: string }[]
  themes: { id: string; title: string }[]
  places: NamedPlace[]
}

export async function registerNames(db: Handle, today: string): Promise<RegisterNames> {
  return {
    organisations: await organisationsByName(db),
    themes: await themesInOrder(db),
    places: await placesOn(db, today),
  }
}

/** A row with its names in place of ids, as pages show it. */
export const named = (row: RegisterRow, { organisations, themes, places }: RegisterNames) => {
  const organisation = (id: string) => organisations.find((one) => one.id === id)?.name ?? id
  return {
    ...row,
    /** Everybody who asks, the one that runs it first. */
    runByName: [row.runBy, ...row.partnerIds].map(organisation).join(', '),
    forName: organisation(row.commissionedBy),
    paidByName: organisation(row.paidBy),
    themes: themes.filter((theme) => row.themeIds.includes(theme.id)).map((theme) => theme.title),
    areas: places.filter((place) => row.areaIds.includes(place.id)).map(({ name, kind }) => ({ name, kind })),
  }
}
export type NamedRow = ReturnType<typeof named>

export interface RegisterView {
  filter: RegisterFilter
  isNarrowed: boolean
  rows: NamedRow[]
  choices: Record<'by' | 'area' | 'theme', { value: string; text: string }[]> &
    Record<'group' | 'level' | 'state', readonly string[]>
}

/** The published register as an address asks for it. */
export async function registerView(db: Handle, request: Request, today: string): Promise<RegisterView> {
  const names = await registerNames(db, today)
  const all = await publicRegister(db, today)
  const filter = filterFrom(new URL(request.url).searchParams)
  const isThere = (row: RegisterRow) => isShown({ ...row, areaIds: withRelated(names.places, row.areaIds) }, filter)
  const partners = new Set(all.flatMap((row) => [row.runBy, ...row.partnerIds, row.commissionedBy]))
  return {
    filter,
    isNarrowed: Object.values(filter).some(Boolean),
    rows: all.filter(isThere).map((row) => named(row, names)),
    choices: {
      by: names.organisations.filter(({ id }) => partners.has(id)).map(({ id, name }) => ({ value: id, text: name })),
      area: names.places.map(({ id, name }) => ({ value: id, text: name })),
      theme: names.themes.map(({ id, title }) => ({ value: id, text: title })),
      group: groupCodes,
      level: levels,
      state: shownStates,
    },
  }
}
