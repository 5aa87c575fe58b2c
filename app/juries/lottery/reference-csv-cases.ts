import { readCategories } from './categories-file.ts'
import { type Message, sameName } from './quota.ts'
import { readRespondents } from './respondents-file.ts'

interface ExpectedError {
  row: number
  key: string | null
  keys: string[] | null
  error_code: string
}

interface ExpectedOutcome {
  ok: boolean
  features?: Record<string, Record<string, unknown>>
  ids?: string[]
  households?: Record<string, string[]>
  report?: string[]
  error?: { type: string; text: string; error_code: string; all_errors?: ExpectedError[] }
}

export interface CategoriesCase {
  csv: string
  number_to_select: number
  reference: ExpectedOutcome
}

export interface PeopleCase {
  csv: string
  features_csv: string
  reference: ExpectedOutcome
}

const differ = (what: string, got: unknown, expected: unknown): string[] =>
  JSON.stringify(got) === JSON.stringify(expected)
    ? []
    : [`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`]

/** Jury targets: the same accept or reject, the same quotas, the same rows and columns. */
export function checkCategoriesCase({ csv, number_to_select: seats, reference }: CategoriesCase): string[] {
  const read = readCategories(csv, seats)
  if (!read.ok) return checkErrors(read.errors, reference)
  if (!reference.ok) return ['accepted instead of rejected']
  const features = Object.fromEntries(
    read.categories.map(({ name, values }) => [
      name,
      Object.fromEntries(values.map((quota) => [quota.name, [quota.min, quota.max, quota.minFlex, quota.maxFlex]])),
    ]),
  )
  return differ('features', features, reference.features)
}

/** A pool: the same accept or reject, ids, values as written, households and notes on duplicates. */
export function checkPeopleCase({ csv, features_csv: targets, reference }: PeopleCase): string[] {
  const quotas = readCategories(targets)
  if (!quotas.ok) return ['the targets were rejected']
  const read = readRespondents(csv, quotas.categories, { householdColumns: ['address1', 'zip'] })
  if (!read.ok) return checkErrors(read.errors, reference)
  if (!reference.ok) return ['accepted instead of rejected']
  const { pool, table, rowOf, notes } = read
  const column = (name: string): number => table.headers.map(sameName).indexOf(sameName(name))
  const features = Object.fromEntries(
    pool.volunteers.map(({ id }, v) => [
      id,
      Object.fromEntries(pool.categories.map(({ name }) => [name, table.rows[rowOf[v]!]![column(name)]!.trim()])),
    ]),
  )
  const homes = new Map<string | null, string[]>()
  for (const { id, household } of pool.volunteers) homes.set(household, [...(homes.get(household) ?? []), id])
  const duplicates = (reference.report ?? []).some((line) => line.includes('duplicate_ids_found'))
  return [
    ...differ(
      'ids',
      pool.volunteers.map(({ id }) => id),
      reference.ids,
    ),
    ...differ('features', features, reference.features),
    ...differ('households', [...homes.values()].sort(), Object.values(reference.households ?? {}).sort()),
    ...differ(
      'duplicates noted',
      notes.some(({ code }) => code === 'id-twice-identical'),
      duplicates,
    ),
  ]
}

function checkErrors(errors: readonly Message[], { ok, error }: ExpectedOutcome): string[] {
  const codes = errors.map(({ code }) => code)
  if (ok || !error) return [`rejected instead of accepted: ${codes.join(', ')}`]
  if (error.all_errors) {
    const place = (row: number | undefined, columns: readonly string[], code: string): string =>
      `${code} row ${row} ${[...columns].sort().join('+')}`
    const got = errors.map(({ row, columns, code }) => place(row, columns ?? [], code)).sort()
    const expected = error.all_errors.map((one) =>
      place(one.row, one.keys ?? (one.key === null ? [] : [one.key]), one.error_code.replaceAll('_', '-')),
    )
    return differ('errors', got, expected.sort())
  }
  const column = /column name '([^']+)'|No '([^']+)' column/.exec(error.text)
  if (column) {
    const named = errors.filter(({ code }) => code === 'missing-column').map(({ params }) => params.column)
    return differ('missing columns', named, [column[1] ?? column[2]])
  }
  const sums = ['categories-contradict', 'minima-above-seats', 'maxima-below-seats']
  return codes.every((code) => sums.includes(code)) ? [] : [`rejected for another reason: ${codes.join(', ')}`]
}
