import { type ImportCodes, type ImportError, readRows, readSheet } from './import.ts'

export type SourceBallot = { picks: string[]; same: boolean }
export type ReadBallots = { ok: true; ballots: SourceBallot[] } | { ok: false; errors: ImportError[] }

/** What a file of answers has and a file of anonymous ballots has not: filled in, so that both are read alike. */
const filledIn = ['row_id', 'channel', 'area']

/** The heads of a file of ballots for this question, in order. */
export const ballotColumns = (picksMax: number): string[] => [
  ...Array.from({ length: picksMax }, (_, i) => `pick_${i + 1}`),
  'same',
]

/**
 * Reads a CSV file of anonymous ballots of another kind of taking part: one row a person, `pick_1` first, `same` where
 * the choices stand level. Every error is named by row and column, or every ballot can be taken.
 */
export function readBallots(bytes: Uint8Array, codes: ImportCodes): ReadBallots {
  const sheet = readSheet(bytes)
  if (!sheet.ok) return sheet
  const [head = [], ...body] = sheet.rows
  const known = ballotColumns(codes.picksMax)
  const unknown = head.map((name) => name.trim().toLowerCase()).filter((name) => !known.includes(name))
  if (unknown.length) {
    const errors = unknown.map((column) => ({ line: 1, column: column || '—', key: 'column_unknown', values: {} }))
    return { ok: false, errors }
  }
  const rows = body.map((cells, i) => [String(i + 1), 'event', '', ...cells])
  const read = readRows([[...filledIn, ...head], ...rows], codes, sheet.lines)
  if (!read.ok) return read
  return {
    ok: true,
    ballots: read.rows.map(({ answers }) => ({ picks: answers.picks, same: answers.order === 'same' })),
  }
}
