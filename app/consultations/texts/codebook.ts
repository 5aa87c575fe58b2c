import { z } from 'zod'

/** One theme to look for: what belongs to it in words, and an example that nobody wrote. */
export const codeShape = z.object({ key: z.string(), name: z.string(), definition: z.string(), example: z.string() })
export type Code = z.output<typeof codeShape>
export const codesShape = z.array(codeShape)

export const mostCodes = 20

export type CodebookProblem = {
  field: string
  key: 'no_codes' | 'no_name' | 'no_definition' | 'no_example' | 'same_name'
}

/** What keeps a codebook from being used; fields are `name-3` and the like, counted from one. */
export function codebookProblems(codes: readonly (Code & { row: number })[]): CodebookProblem[] {
  if (!codes.length) return [{ field: 'name-1', key: 'no_codes' }]
  return codes.flatMap(({ row, name, definition, example }, i): CodebookProblem[] => {
    const same = codes.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) < i
    return [
      ...(name ? [] : [{ field: `name-${row}`, key: 'no_name' as const }]),
      ...(name && same ? [{ field: `name-${row}`, key: 'same_name' as const }] : []),
      ...(definition ? [] : [{ field: `definition-${row}`, key: 'no_definition' as const }]),
      ...(example ? [] : [{ field: `example-${row}`, key: 'no_example' as const }]),
    ]
  })
}
