import type { FileTrouble } from './file-trouble.ts'
import type { ImportError } from './import.ts'

/** The same thing wrong in one column of several rows, said once; `lines` in the order of the file. */
export type RepeatedError = Omit<ImportError, 'line'> & { lines: number[] }
export type RepeatedTrouble = Omit<FileTrouble, 'row'> & { lines: number[] }

function together<T extends object>(all: readonly (T & { at: number })[]): (T & { lines: number[] })[] {
  const groups = new Map<string, T & { lines: number[] }>()
  for (const { at, ...same } of all) {
    const mark = JSON.stringify(same)
    const group = groups.get(mark)
    if (group) group.lines.push(at)
    else groups.set(mark, { ...(same as unknown as T), lines: [at] })
  }
  return [...groups.values()]
}

/** Errors with those put together that say the very same of the same column, in the order of their first rows. */
export const repeatedErrors = (errors: readonly ImportError[]): RepeatedError[] =>
  together(
    errors.map(({ line, column, question, key, values }) => ({
      at: line,
      column,
      key,
      values,
      ...(question === undefined ? {} : { question }),
    })),
  )

/** The same for the files of other programs, of which some come in twos. */
export const repeatedTroubles = (troubles: readonly FileTrouble[]): RepeatedTrouble[] =>
  together(
    troubles.map(({ file, row, column, key, values }) => ({
      at: row,
      column,
      key,
      values,
      ...(file === undefined ? {} : { file }),
    })),
  )
