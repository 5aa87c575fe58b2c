import { type Sector, sectors } from '../board/seat.ts'
import { type FileTrouble, type ReadFile, shorten, trouble } from '../consultations/imports/file-trouble.ts'
import { codeRows } from '../engagement/areas/code-file.ts'

export const organisationColumns = ['name', 'sector', 'council'] as const

export interface OrganisationRow {
  name: string
  sector: Sector
  isCouncil: boolean
}

/** Reads the partnership's organisations, one to a row. Everything wrong is named; then nothing of the file is read. */
export function readOrganisations(bytes: Uint8Array): ReadFile<OrganisationRow[]> {
  const file = codeRows(bytes, organisationColumns)
  if (!file.ok) return file
  const troubles: FileTrouble[] = []
  const before = new Map<string, number>()
  const rows = file.value.map(({ line, cells: { name, sector, council } }): OrganisationRow => {
    const wrong = (column: string, key: string, values: FileTrouble['values'] = {}) =>
      troubles.push(trouble(line, key, values, column))
    const first = before.get(name.toLowerCase())
    if (!name || name.length > 100) wrong('name', 'organisation_name')
    else if (first !== undefined) wrong('name', 'twice', { given: shorten(name), before: first })
    before.set(name.toLowerCase(), first ?? line)
    const known = sectors.find((one) => one === sector.toLowerCase())
    if (!known) wrong('sector', 'sector', { given: shorten(sector), known: sectors.join(', ') })
    const isCouncil = yesOrNo(council || 'no')
    if (isCouncil === undefined) wrong('council', 'yes_or_no', { given: shorten(council) })
    return { name, sector: known ?? 'public', isCouncil: isCouncil ?? false }
  })
  return troubles.length ? { ok: false, troubles } : { ok: true, value: rows }
}

/** A cell that says yes or no; undefined where it says neither. */
export const yesOrNo = (cell: string): boolean | undefined =>
  ({ yes: true, no: false })[cell.toLowerCase() as 'yes' | 'no']
