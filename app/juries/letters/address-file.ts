import { columnNamed, readTable } from '../lottery/csv-table.ts'
import { inOrder, type Message, sameName } from '../lottery/quota.ts'
import type { ListedAddress } from './address-sample.ts'

export type ReadAddresses = { ok: true; addresses: Omit<ListedAddress, 'id'>[] } | { ok: false; errors: Message[] }

/** Columns that name people: the list is of addresses, and nobody's name is taken in (P-11, J-5). */
const naming = /name|surname|e-?mail|phone|telephone|mobile|birth|gender|\bsex\b|\bage\b|ethnic/i
const notNaming = /street|road|house|building|area|district|town|place|address/i

/** Deciles of deprivation that are oversampled (J-6). */
const deprived = 3
const mostAddresses = 150_000

/**
 * Reads a list of addresses: `area` and `address`, if wanted `postcode`, and either `imd_decile` (1 to 10, of which 1 to 3
 * are oversampled) or `oversample` (yes or no). All errors are reported at once, with row and column.
 *
 * @param areas the names that an area may have; compared without regard to case.
 */
export function readAddresses(input: string | Uint8Array, areas: readonly string[]): ReadAddresses {
  const read = readTable(input)
  if (!read.table) return { ok: false, errors: read.errors }
  const { table } = read
  const column = {
    area: columnNamed(table, 'area', 'district'),
    address: columnNamed(table, 'address'),
    postcode: columnNamed(table, 'postcode'),
    decile: columnNamed(table, 'imd_decile', 'decile'),
    oversample: columnNamed(table, 'oversample'),
  }
  const errors: Message[] = [...read.errors]
  for (const name of ['area', 'address'] as const) {
    if (column[name] === -1) errors.push({ code: 'missing-column', params: { column: name }, row: 1, columns: [name] })
  }
  for (const header of table.headers.map((h) => h.trim())) {
    if (!naming.test(header) || notNaming.test(header)) continue
    errors.push({ code: 'column-of-people', params: { column: header }, row: 1, columns: [header] })
  }
  // Without its columns nothing can be said of the rows.
  if (errors.some(({ row }) => row === 1)) return { ok: false, errors }
  if (!table.rows.length) return { ok: false, errors: [{ code: 'no-addresses', params: {} }] }
  if (table.rows.length > mostAddresses) {
    return {
      ok: false,
      errors: [{ code: 'too-many-addresses', params: { count: table.rows.length, most: mostAddresses } }],
    }
  }

  const known = new Map(areas.map((area) => [sameName(area), area]))
  const seen = new Map<string, number>()
  const addresses = table.rows.map((cells, r) => {
    const row = table.rowNumbers[r]!
    const cell = (index: number) => (index === -1 ? '' : cells[index]!.trim())
    const complain = (code: string, index: number, params: Message['params'] = {}) =>
      errors.push({ code, params, row, columns: [table.headers[index]!.trim()] })
    const area = known.get(sameName(cell(column.area)))
    if (!area) complain(cell(column.area) ? 'unknown-area' : 'empty-cell', column.area, { cell: cell(column.area) })
    const address = [cell(column.address).replace(/\s*\n\s*/g, ', '), cell(column.postcode)]
      .filter(Boolean)
      .join(', ')
      .replace(/\s+/g, ' ')
    if (!cell(column.address)) complain('empty-cell', column.address)
    else if (address.length > 300) complain('too-long', column.address, { most: 300 })
    else {
      const key = `${area} ${sameName(address)}`
      const first = seen.get(key)
      if (first === undefined) seen.set(key, row)
      else complain('address-twice', column.address, { first })
    }
    return { area: area ?? '', address, oversampled: isOversampled(cell, column, complain) }
  })
  return errors.length ? { ok: false, errors: inOrder(errors) } : { ok: true, addresses }
}

function isOversampled(
  cell: (index: number) => string,
  column: { decile: number; oversample: number },
  complain: (code: string, index: number, params: Message['params']) => void,
): boolean {
  const decile = cell(column.decile)
  if (decile !== '' && !/^([1-9]|10)$/.test(decile)) complain('not-a-decile', column.decile, { cell: decile })
  const word = cell(column.oversample).toLowerCase()
  const yes = ['yes', 'y', '1', 'true']
  if (![...yes, 'no', 'n', '0', 'false', ''].includes(word)) complain('not-yes-no', column.oversample, { cell: word })
  return yes.includes(word) || (decile !== '' && Number(decile) <= deprived)
}
