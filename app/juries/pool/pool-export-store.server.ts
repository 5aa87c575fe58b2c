import type { Handle } from '../../../db/connect.ts'
import type { CsvTable } from '../lottery/csv-table.ts'
import { categoriesOf, criteriaOf } from '../targets/target-store.server.ts'
import { type ExportedRow, ownLayout, type PoolLayout, poolTable } from './pool-import.ts'
import { poolFileOf } from './pool-import-store.server.ts'

/** Which part of a pool: everybody, who was drawn, or who was not. */
export type PoolPart = 'respondents' | 'selected' | 'remaining'

/** A jury's volunteers as a table in the layout their file had, those of the file first and in its order. */
export async function poolTableOf(db: Handle, juryId: string, part: PoolPart): Promise<CsvTable> {
  const categories = await categoriesOf(db, juryId)
  const layout = (await poolFileOf(db, juryId))?.layout ?? ownLayout(categories)
  const rows = await rowsOf(db, juryId, layout)
  const wanted = rows.filter(({ status, selectionRunId }) => {
    if (part === 'respondents') return true
    if (part === 'selected') return selectionRunId !== null
    return selectionRunId === null && status === 'POOL'
  })
  return poolTable(layout, categories, wanted)
}

async function rowsOf(db: Handle, juryId: string, layout: PoolLayout): Promise<ExportedRow[]> {
  const criteria = await criteriaOf(db, juryId)
  const people = await db
    .selectFrom('jury_application as a')
    .innerJoin('jury_applicant_contact as c', 'c.application_id', 'a.id')
    .leftJoin('jury_pool_row as r', 'r.application_id', 'a.id')
    .select(['a.id', 'a.external_id', 'a.status', 'a.source_type', 'a.selection_run_id', 'a.extra'])
    .select(['a.created_on', 'a.updated_on', 'r.position', 'c.first_name', 'c.last_name', 'c.email', 'c.phone'])
    .select(['c.address', 'c.postcode', 'c.prefers'])
    .where('a.jury_id', '=', juryId)
    .where('a.eligible', '=', 1)
    .execute()
  const said = await db
    .selectFrom('jury_selection_value as v')
    .innerJoin('jury_criterion as c', 'c.id', 'v.criterion_id')
    .select(['v.application_id', 'v.criterion_id', 'v.value'])
    .where('c.jury_id', '=', juryId)
    .execute()
  const values = new Map(said.map((row) => [`${row.application_id} ${row.criterion_id}`, row.value]))
  const place = (person: (typeof people)[number]) => person.position ?? Number.POSITIVE_INFINITY
  // Sorted here: the two dialects order text, and what is missing, differently.
  people.sort((a, b) => (place(a) === place(b) ? (a.external_id < b.external_id ? -1 : 1) : place(a) - place(b)))
  return people.map((person) => ({
    externalId: person.external_id,
    status: person.status,
    contact: {
      firstName: person.first_name,
      lastName: person.last_name,
      email: person.email,
      phone: person.phone,
      address: person.address,
      postcode: person.postcode,
      prefers: person.prefers,
    },
    values: criteria.map(({ id }) => values.get(`${person.id} ${id}`) ?? null),
    extra: extraOf(person, layout),
    selectionRunId: person.selection_run_id,
    updatedOn: person.updated_on,
  }))
}

/** Somebody who registered here has no columns kept from a file: what those would be is known. */
function extraOf(
  person: { position: number | null; extra: string; source_type: string; created_on: string },
  { headers }: PoolLayout,
): Record<string, string> {
  if (person.position !== null) return JSON.parse(person.extra)
  const known: Record<string, string> = { source_type: person.source_type, created_at: person.created_on }
  return Object.fromEntries(Object.entries(known).filter(([header]) => headers.includes(header)))
}
