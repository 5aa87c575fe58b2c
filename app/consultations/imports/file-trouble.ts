/** What is wrong with a file, where: its row (the first is 1) and column where there is one, and a key of the words. */
export interface FileTrouble {
  /** Which one, where several belong together. */
  file?: string
  row: number
  column: string
  key: string
  values: Record<string, string | number>
}

export type ReadFile<T> = { ok: true; value: T } | { ok: false; troubles: FileTrouble[] }

export const trouble = (
  row: number,
  key: string,
  values: FileTrouble['values'] = {},
  column: string = '',
): FileTrouble => ({ row, column, key, values })

/** Longest piece of somebody's file that is said back to them. */
export const shorten = (given: string, most = 40): string =>
  given.length > most ? `${given.slice(0, most - 1)}…` : given

/** By the byte-order marks of UTF-16, in which survey tools and spreadsheets write tables with tabs; UTF-8 otherwise. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** Text without its byte-order mark, or where it stops being text. */
export function textOf(bytes: Uint8Array): ReadFile<string> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { ok: false, troubles: [trouble(1, 'spreadsheet')] }
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
    const nul = text.indexOf('\0')
    if (nul >= 0) return { ok: false, troubles: [trouble(text.slice(0, nul).split('\n').length, 'not_text')] }
    return text.trim() ? { ok: true, value: text } : { ok: false, troubles: [trouble(1, 'empty')] }
  } catch {
    return { ok: false, troubles: [trouble(1, 'not_utf8')] }
  }
}

/** Letters and figures alone, so that titles are compared whatever stands between them. */
export const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
