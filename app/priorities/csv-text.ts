/** Comma-separated values by RFC 4180, safe to open in a spreadsheet. */

// A cell that a spreadsheet would take for a formula gets an apostrophe; full-width forms are normalised by some.
const formulaStarts = new Set(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'])

export function csvCell(value: string | number): string {
  // A number is never a formula, and a vote of -1 must stay a number for whoever reads the file.
  if (typeof value === 'number') return String(value)
  const safe = formulaStarts.has(value.charAt(0)) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/** Reads what `csvText` wrote, apostrophes taken off again; also plain line feeds. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(cell.startsWith("'") && formulaStarts.has(cell.charAt(1)) ? cell.slice(1) : cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (char === '"') quoted = true
    else if (char === ',') endCell()
    else if (char === '\n') {
      endCell()
      rows.push(row)
      row = []
    } else if (char !== '\r') cell += char
  }
  if (cell !== '' || row.length > 0) {
    endCell()
    rows.push(row)
  }
  return rows
}
