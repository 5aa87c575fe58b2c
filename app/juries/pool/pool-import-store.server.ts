import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { referenceFor, referenceHash } from '../../ledger/reference-code.ts'
import { standingDraw, wasDrawnHere } from '../draw/drawn-store.server.ts'
import { householdKey } from '../lottery/household.ts'
import { type Message, sameName } from '../lottery/quota.ts'
import { isDrawn } from '../registration/application.ts'
import { householdHash } from '../registration/application-store.server.ts'
import { criteriaOf } from '../targets/target-store.server.ts'
import type { ImportedRow, PoolLayout } from './pool-import.ts'

const layoutShape: z.ZodType<PoolLayout> = z.object({
  headers: z.array(z.string()),
  delimiter: z.enum([',', ';', '\t']),
  byteOrderMark: z.boolean(),
  lineEnd: z.enum(['\n', '\r\n']),
  id: z.number(),
  household: z.array(z.number()),
})

const storedNotes: z.ZodType<Message[]> = z.array(
  z.object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    row: z.number().optional(),
    columns: z.array(z.string()).optional(),
  }),
)

/** The file a pool came from, if it came from one. */
export async function poolFileOf(db: Handle, juryId: string) {
  const row = await db
    .selectFrom('jury_pool_file as f')
    .leftJoin('person as p', 'p.id', 'f.imported_by')
    .select(['f.layout', 'f.file_hash as fileHash', 'f.people', 'f.imported_at as importedAt', 'f.notes'])
    .select('p.label as by')
    .where('f.jury_id', '=', juryId)
    .executeTakeFirst()
  return (
    row && {
      ...row,
      layout: layoutShape.parse(JSON.parse(row.layout)),
      notes: storedNotes.parse(JSON.parse(row.notes)),
    }
  )
}

const many = 500

interface PoolFile {
  juryId: string
  layout: PoolLayout
  rows: readonly ImportedRow[]
  notes: readonly Message[]
  fileHash: string
  personId: string
  secret: string
}

/**
 * Loads a whole file of volunteers, or nothing: people who registered before stay, and an id that is taken by one of
 * them is told with its row. Nobody is added to the people of a draw that stands, and nobody brings a seat into a jury
 * that is drawn here; seats that were drawn elsewhere are named in the ledger.
 */
export async function importPool(tx: Tx, given: PoolFile, now: Date): Promise<Message[]> {
  const { juryId, layout, rows } = given
  if (await standingDraw(tx, juryId)) return [{ code: 'draw-stands', params: {} }]
  const seats = rows.filter(({ status }) => isDrawn(status))
  if (seats.length && (await wasDrawnHere(tx, juryId))) {
    const columns = layout.headers
      .filter((header) => sameName(header) === 'selection_status')
      .map((name) => name.trim())
    return seats.map(({ status, row }) => ({ code: 'seat-not-drawn', params: { status }, row, columns }))
  }
  const taken = await tx.selectFrom('jury_application').select('external_id').where('jury_id', '=', juryId).execute()
  const known = new Set(taken.map((row) => row.external_id))
  const twice = rows.filter(({ externalId }) => known.has(externalId))
  if (twice.length) {
    const columns = [layout.headers[layout.id]!.trim()]
    return twice.map(({ externalId, row }) => ({ code: 'id-registered', params: { id: externalId }, row, columns }))
  }
  for (let i = 0; i < rows.length; i += many) await insertRows(tx, given, rows.slice(i, i + many), i, now)
  await tx
    .insertInto('jury_pool_file')
    .values({
      jury_id: juryId,
      layout: JSON.stringify(layout),
      file_hash: given.fileHash,
      people: rows.length,
      imported_by: given.personId,
      imported_at: now.toISOString(),
      notes: JSON.stringify(given.notes),
    })
    .execute()
  await logAct(tx, now, {
    personId: given.personId,
    did: 'imported a pool',
    objectKind: 'jury',
    objectId: juryId,
    detail: { people: rows.length },
  })
  if (seats.length) {
    const { slug } = await tx.selectFrom('jury').select('slug').where('id', '=', juryId).executeTakeFirstOrThrow()
    const content = { jury: slug, seats: seats.length, people: rows.length, file: given.fileHash }
    await record(tx, 'jury.seats_from_file', content, londonDay(now))
  }
  return []
}

async function insertRows(
  tx: Tx,
  { juryId, secret }: PoolFile,
  rows: readonly ImportedRow[],
  first: number,
  now: Date,
): Promise<void> {
  const day = londonDay(now)
  const criteria = await criteriaOf(tx, juryId)
  const named = rows.map((row) => ({ row, id: randomUUID() as string }))
  await tx
    .insertInto('jury_application')
    .values(
      named.map(({ row, id }) => ({
        id,
        jury_id: juryId,
        external_id: row.externalId,
        submission_key: id,
        reference_hash: referenceHash(secret, referenceFor(secret, id)),
        status: row.status,
        source_type: 'import' as const,
        invitation_id: null,
        household: householdHash(secret, juryId, householdKeyOf(row.household)),
        eligible: 1,
        dates: '[]',
        consent_on: day,
        language: 'en',
        selection_run_id: null,
        alternate_rank: null,
        extra: JSON.stringify(row.extra),
        body_hash: null,
        why_not: null,
        created_on: day,
        updated_on: day,
      })),
    )
    .execute()
  await tx
    .insertInto('jury_pool_row')
    .values(named.map(({ id }, i) => ({ application_id: id, position: first + i })))
    .execute()
  await tx
    .insertInto('jury_applicant_contact')
    .values(
      named.map(({ row: { contact }, id }) => ({
        application_id: id,
        first_name: contact.firstName,
        last_name: contact.lastName,
        email: contact.email,
        phone: contact.phone,
        address: contact.address,
        postcode: contact.postcode,
        prefers: contact.prefers,
      })),
    )
    .execute()
  const values = named.flatMap(({ row, id }) =>
    row.values.flatMap((value, c) =>
      value === null ? [] : [{ application_id: id, criterion_id: criteria[c]!.id, value }],
    ),
  )
  if (values.length) await tx.insertInto('jury_selection_value').values(values).execute()
}

/** Two columns are an address and a postcode, and are read as a registration's are; others are compared as they stand. */
function householdKeyOf(parts: readonly string[]): string {
  if (parts.every((part) => part === '')) return ''
  return parts.length <= 2
    ? householdKey(...(parts as [string, string?]))
    : parts.map((p) => p.toLowerCase().replace(/\s+/g, ' ')).join('|')
}

/** Takes everybody out again who came with the file. Not once one of them is in a draw. */
export async function removeImport(tx: Tx, juryId: string, personId: string, now: Date): Promise<boolean> {
  const drawn = await tx.selectFrom('jury_draw').select('id').where('jury_id', '=', juryId).executeTakeFirst()
  if (drawn) return false
  const rows = await tx
    .selectFrom('jury_pool_row as r')
    .innerJoin('jury_application as a', 'a.id', 'r.application_id')
    .select('a.id')
    .where('a.jury_id', '=', juryId)
    .execute()
  for (let i = 0; i < rows.length; i += many) {
    const ids = rows.slice(i, i + many).map(({ id }) => id)
    await tx.deleteFrom('jury_selection_value').where('application_id', 'in', ids).execute()
    await tx.deleteFrom('jury_applicant_contact').where('application_id', 'in', ids).execute()
    await tx.deleteFrom('jury_need').where('application_id', 'in', ids).execute()
    await tx.deleteFrom('jury_pool_row').where('application_id', 'in', ids).execute()
    await tx.deleteFrom('jury_application').where('id', 'in', ids).execute()
  }
  await tx.deleteFrom('jury_pool_file').where('jury_id', '=', juryId).execute()
  await logAct(tx, now, {
    personId,
    did: 'took out an imported pool',
    objectKind: 'jury',
    objectId: juryId,
    detail: { people: rows.length },
  })
  return true
}
