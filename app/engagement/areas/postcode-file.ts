import { pipeline, Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { readPostcode } from './postcode.ts'

/** What is wrong with a directory: its row (the head is row 1) and column where there is one, a key of the words. */
export interface PostcodeTrouble {
  row: number | null
  column: string
  key: string
  values: Record<string, string | number>
}

/** What a directory says of this partnership. `areas` are ids by postcode. */
export interface PostcodeFile {
  areas: Map<string, Set<string>>
  rows: number
  /** Rows of postcodes that are no longer in use. */
  ended: number
  /** Rows of postcodes that lie in none of the areas. */
  elsewhere: number
}

interface Columns {
  postcode: number
  ended: number
  areas: number[]
  names: string[]
}

/** The names under which the directories have held a postcode, the best first: with one space, with eight or seven places. */
const postcodeNames = ['pcds', 'pcd8', 'pcd2', 'pcd7', 'pcd', 'postcode']

/**
 * Heads of columns with codes of areas: as the ONS Postcode Directory names them (`oscty`, `oslaua`, `osward`, `parish`),
 * as the National Statistics lookup does (`cty`, `laua`, `ward`), as both do since they carry the year (`lad25cd`,
 * `wd25cd`, `parncp25cd`), and `forum` for a deployer's own column with the partnership's own codes.
 */
const areaName = /^(?:(?:oscty|cty|ced|oslaua|laua|lad|osward|ward|wd|parish|prsh|parncp)(?:\d\d)?(?:cd)?|forum)$/
const ownName = 'forum'

/** Codes of areas in the United Kingdom since 2011: a letter for the country and eight digits. */
const nationalCode = /^[A-Z]\d{8}$/

/**
 * Reads the national directory of postcodes, or any cut of it, as it comes: millions of rows of which those of this
 * partnership are kept. Every trouble is told as it is met; whoever is told of one loads nothing.
 *
 * @param chunks the bytes of the file, in order.
 * @param areas those of the partnership, by whose codes rows are kept.
 */
export async function readPostcodeFile(
  chunks: AsyncIterable<Uint8Array>,
  areas: readonly { id: string; code: string }[],
  complain: (trouble: PostcodeTrouble) => void,
): Promise<PostcodeFile> {
  const byCode = new Map(areas.map(({ id, code }) => [code, id]))
  const found: PostcodeFile = { areas: new Map(), rows: 0, ended: 0, elsewhere: 0 }
  let columns: Columns | undefined
  let row = 0
  let troubles = 0
  const records = parse({ bom: true, relax_column_count: true, trim: true })
  // Whoever reads the records meets the error, whichever part of the line it arose in.
  pipeline(Readable.from(textOf(chunks)), records, () => {})
  const told = (key: string, column = '', values: PostcodeTrouble['values'] = {}, at: number | null = row) => {
    troubles++
    complain({ row: at, column, key, values })
  }
  try {
    for await (const cells of records as AsyncIterable<string[]>) {
      row++
      if (row === 1) {
        columns = columnsOf(cells, told)
        if (!columns) return found
      } else if (cells.some((cell) => cell !== '')) readRow(cells, columns!, byCode, found, told)
    }
  } catch (error) {
    if (!(error instanceof FileTrouble) && !(error as CsvError).code?.startsWith('CSV_')) throw error
    told(error instanceof FileTrouble ? error.message : 'not_csv', '', {}, row + 1)
    return found
  }
  if (row === 0) told('empty', '', {}, null)
  else if (!found.areas.size && !troubles) told('none_here', '', { rows: found.rows }, null)
  return found
}

type Told = (key: string, column?: string, values?: PostcodeTrouble['values']) => void

function columnsOf(head: readonly string[], told: Told): Columns | undefined {
  const names = head.map((name) => name.toLowerCase())
  const areas = names.flatMap((name, i) => (areaName.test(name) ? [i] : []))
  const postcode = postcodeNames.map((name) => names.indexOf(name)).find((i) => i >= 0) ?? -1
  if (postcode < 0) told('no_postcode_column')
  if (!areas.length) told('no_area_column')
  return postcode < 0 || !areas.length
    ? undefined
    : { postcode, ended: names.indexOf('doterm'), areas, names: [...head] }
}

function readRow(
  cells: readonly string[],
  { postcode, ended, areas, names }: Columns,
  byCode: ReadonlyMap<string, string>,
  found: PostcodeFile,
  told: Told,
): void {
  found.rows++
  if (cells.length !== names.length) {
    told('cells', '', { cells: cells.length, columns: names.length })
    return
  }
  if (ended >= 0 && cells[ended] !== '') {
    found.ended++
    return
  }
  const written = cells[postcode]!
  const plain = readPostcode(written)
  if (!plain) told(written ? 'postcode' : 'no_postcode', names[postcode], { given: written.slice(0, 20) })
  const here: string[] = []
  for (const at of areas) {
    const code = cells[at]!
    const id = byCode.get(code)
    if (id) here.push(id)
    else if (code !== '' && names[at]!.toLowerCase() === ownName)
      told('no_such_area', names[at], { given: code.slice(0, 40) })
    else if (code !== '' && !nationalCode.test(code)) told('code', names[at], { given: code.slice(0, 20) })
  }
  if (!here.length) found.elsewhere++
  else if (plain) found.areas.set(plain, new Set([...(found.areas.get(plain) ?? []), ...here]))
}

class FileTrouble extends Error {}

/** The bytes as text. A directory comes packed, and some spreadsheets write other encodings: both are said by name. */
async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let first = true
  const decoded = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw new FileTrouble('not_utf8')
    }
  }
  for await (const bytes of chunks) {
    if (first && bytes[0] === 0x50 && bytes[1] === 0x4b) throw new FileTrouble('packed')
    first = false
    yield decoded(bytes)
  }
  yield decoded()
}
