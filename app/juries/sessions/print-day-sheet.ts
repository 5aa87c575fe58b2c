import { millimetre, type PrintDocument, printDocument } from './print-document.ts'

export interface DaySheetWords {
  lang: string
  title: string
  /** Jury, day, hours and place. */
  where: string
  heads: readonly [badge: string, name: string, table: string, needs: string, arrival: string]
}

/** One person's row: number, name or what stands for it, first table, needs in words, arrival or nothing yet. */
export type DaySheetRow = readonly [badge: string, name: string, table: string, needs: string, arrival: string]

const margin = 15 * millimetre
const columns = [18, 45, 22, 67, 28].map((width) => width * millimetre)
const size = 11
const gap = 5

/** The day on paper: who is expected, what they need, and a box for when they came. No contact, no money. */
export function printDaySheet(words: DaySheetWords, rows: readonly DaySheetRow[]): Promise<Buffer> {
  const doc = printDocument({ title: words.title, lang: words.lang })
  doc.page()
  const measure = doc.width - 2 * margin
  let y = doc.text('H1', doc.root, words.title, { x: margin, y: margin, width: measure, size: 20, bold: true })
  y = doc.text('P', doc.root, words.where, { x: margin, y, width: measure, size }) + 8
  const table = doc.group('Table', doc.root)
  y = row(doc, table, words.heads, y, true)
  for (const cells of rows) {
    const height = Math.max(...cells.map((cell, i) => doc.heightOf(cell, { width: columns[i]! - 6, size })))
    if (y + height + 2 * gap > doc.height - margin) {
      doc.page()
      y = row(doc, table, words.heads, margin, true)
    }
    y = row(doc, table, cells, y, false)
  }
  table.end()
  return doc.finish()
}

function row(
  doc: PrintDocument,
  table: ReturnType<PrintDocument['group']>,
  cells: DaySheetRow,
  y: number,
  head: boolean,
): number {
  const line = doc.group('TR', table)
  let x = margin
  let lowest = y
  for (const [i, text] of cells.entries()) {
    const cell = doc.group(head || i === 0 ? 'TH' : 'TD', line)
    const at = { x, y: y + gap, width: columns[i]! - 6, size: i === 0 && !head ? 14 : size, bold: head || i === 0 }
    lowest = Math.max(lowest, doc.text('P', cell, text, at))
    cell.end()
    if (!head && i === cells.length - 1 && !text) doc.box(x, y + gap - 1, columns[i]! - 6, 16)
    x += columns[i]!
  }
  line.end()
  doc.line(
    margin,
    lowest + gap,
    columns.reduce((sum, width) => sum + width, 0),
  )
  return lowest + gap
}
