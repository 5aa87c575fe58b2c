import { unzipSync, zipSync } from 'fflate'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import type { Sheet, SheetCell } from '../../results/workbook.ts'

/** Characters that a workbook may not hold; a sheet's cell ends at so many. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const longestCell = 32_767

/** Words are typed as words, so that no spreadsheet takes them for a formula; numbers are numbers. */
const typed = (cell: SheetCell, isHead: boolean) =>
  typeof cell === 'number'
    ? { value: cell, type: Number }
    : {
        value: cell.replace(notXml, '').slice(0, longestCell),
        type: String,
        ...(isHead && { fontWeight: 'bold' as const }),
      }

/** The sheets as a workbook; the same sheets give the same bytes, whenever they are written. */
export async function workbook(sheets: readonly Sheet[], written: Date): Promise<Uint8Array> {
  const bytes = await writeXlsxFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((cells, row) => cells.map((cell) => typed(cell, row === 0))) as SheetData,
      stickyRowsCount: 1,
    })),
  ).toBuffer()
  return zipSync(unzipSync(new Uint8Array(bytes)), { mtime: written })
}
