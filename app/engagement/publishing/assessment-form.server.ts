import type { TFunction } from 'i18next'
import type { FieldError, Typed } from '../../server/form.ts'

/** Characters of one field. */
const longest = 3000

/** What was typed into the fields of an assessment, and which of them are too long. `t` has the words of `publishing`. */
export function readAssessment(
  typed: Typed,
  { kind, fields }: { kind: string; fields: readonly string[] },
  t: TFunction,
): { content: Record<string, string>; errors: FieldError[] } {
  const content = Object.fromEntries(fields.map((name) => [name, (typed[name]?.[0] ?? '').trim()]))
  const errors = fields
    .filter((name) => content[name]!.length > longest)
    .map((field) => {
      const said = { name: t(`fields.${kind}.${field}`), limit: longest, written: content[field]!.length }
      return { field, message: String(t('errors.too_long', said)) }
    })
  return { content, errors }
}

/** An error for each field that must be filled in before anybody signs. */
export const emptyErrors = (empty: readonly string[], kind: string, t: TFunction): FieldError[] =>
  empty.map((field) => ({
    field,
    message: String(t('errors.empty', { field: t(`fields.${kind}.${field}`) })),
  }))
