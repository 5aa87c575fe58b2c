import type { ImportError } from './import.ts'

/** The same thing wrong in one column of several rows, said once; `lines` in the order of the file. */
export interface RepeatedError extends Omit<ImportError, 'line'> {
  lines: number[]
}

/** Errors with those put together that say the very same of the same column, in the order of their first rows. */
export function repeatedErrors(errors: readonly ImportError[]): RepeatedError[] {
  const groups = new Map<string, RepeatedError>()
  for (const { line, ...same } of errors) {
    const mark = JSON.stringify([same.column, same.question, same.key, same.values])
    const group = groups.get(mark)
    if (group) group.lines.push(line)
    else groups.set(mark, { ...same, lines: [line] })
  }
  return [...groups.values()]
}
