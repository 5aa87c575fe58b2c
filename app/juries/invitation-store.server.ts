import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { referenceFor, referenceHash } from '../ledger/reference-code.ts'
import { drawAddresses, type ListedAddress } from './address-sample.ts'
import { householdHash } from './application-store.server.ts'
import { householdKey } from './household.ts'
import type { Jury } from './jury-store.server.ts'

const rowsPerStatement = 500

async function inBatches<T>(rows: readonly T[], insert: (some: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += rowsPerStatement) await insert(rows.slice(i, i + rowsPerStatement))
}

/** The list that letters are drawn from. */
export async function addressesOf(db: Handle, juryId: string): Promise<ListedAddress[]> {
  const rows = await db
    .selectFrom('jury_address')
    .select(['id', 'area', 'address', 'oversampled'])
    .where('jury_id', '=', juryId)
    .execute()
  return rows.map((row) => ({ ...row, oversampled: row.oversampled === 1 }))
}

/** How many addresses each area has in the list, how many of them are oversampled, and how many have been drawn. */
export async function countAddresses(db: Handle, juryId: string) {
  const rows = await db
    .selectFrom('jury_address')
    .select(['area', 'oversampled', 'drawn'])
    .select((eb) => eb.fn.countAll().as('addresses'))
    .where('jury_id', '=', juryId)
    .groupBy(['area', 'oversampled', 'drawn'])
    .execute()
  return rows.map((row) => ({
    area: row.area,
    oversampled: row.oversampled === 1,
    drawn: row.drawn === 1,
    addresses: Number(row.addresses),
  }))
}

/** Puts a checked list in place of the one there is. Throws a RangeError when letters have been drawn from it. */
export async function saveAddresses(
  tx: Tx,
  secret: string,
  given: { juryId: string; addresses: readonly (Omit<ListedAddress, 'id'> & { id?: string })[]; personId: string },
  now: Date,
): Promise<void> {
  const { juryId, addresses, personId } = given
  if (await hasLetters(tx, juryId)) throw new RangeError('letters have been drawn from the list')
  await tx.deleteFrom('jury_address').where('jury_id', '=', juryId).execute()
  const rows = addresses.map((listed) => ({
    id: listed.id ?? randomUUID(),
    jury_id: juryId,
    area: listed.area,
    address: listed.address,
    household: householdHash(secret, juryId, householdKey(listed.address)) ?? '',
    oversampled: listed.oversampled ? 1 : 0,
    drawn: 0,
  }))
  await inBatches(rows, (some) => tx.insertInto('jury_address').values(some).execute())
  const detail = { addresses: rows.length }
  await logAct(tx, now, { personId, did: 'brought in addresses', objectKind: 'jury', objectId: juryId, detail })
}

export const hasLetters = async (db: Handle, juryId: string): Promise<boolean> =>
  (await db
    .selectFrom('jury_invitation')
    .select('id')
    .where('jury_id', '=', juryId)
    .where('address_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** The code of a letter: made from its number with the server's secret, so that it can be printed again and is never stored. */
export const letterCode = (secret: string, juryId: string, number: number): string =>
  referenceFor(secret, `invitation:${juryId}:${number}`)

/** The one code of a jury whose letters all carry the same. */
export const sharedCode = (secret: string, juryId: string): string => referenceFor(secret, `shared:${juryId}`)

export const codeHash = (secret: string, code: string): string => referenceHash(secret, code)

/**
 * Draws the addresses that get a letter and gives each its number and code. Plan, seed and number of letters stand in
 * the ledger, so that nobody can draw again until they like it.
 */
export async function drawLetters(
  tx: Tx,
  secret: string,
  given: {
    jury: Pick<Jury, 'id' | 'slug'>
    letters: Readonly<Record<string, number>>
    extraPercent: number
    seed: number
    personId: string
    idFor?: (number: number) => string
  },
  now: Date,
): Promise<number> {
  const { jury, letters, extraPercent, seed } = given
  if (await hasLetters(tx, jury.id)) throw new RangeError('letters have been drawn before')
  const drawn = drawAddresses(await addressesOf(tx, jury.id), letters, extraPercent, seed)
  await inBatches(drawn, (some) =>
    tx
      .updateTable('jury_address')
      .set({ drawn: 1 })
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .execute(),
  )
  const rows = drawn.map(({ id, area }, i) => ({
    id: given.idFor?.(i + 1) ?? randomUUID(),
    jury_id: jury.id,
    address_id: id,
    area,
    code_hash: codeHash(secret, letterCode(secret, jury.id, i + 1)),
    number: i + 1,
    test: 0,
    returned_on: null,
  }))
  await inBatches(rows, (some) => tx.insertInto('jury_invitation').values(some).execute())
  const at = now.toISOString()
  const sample = { letters: JSON.stringify(letters), extra_percent: extraPercent, seed: String(seed), sampled_at: at }
  await tx.updateTable('jury_mailing').set(sample).where('jury_id', '=', jury.id).execute()
  await record(
    tx,
    'jury.letters',
    { jury: jury.slug, letters: { ...letters }, extraPercent, seed, drawn: rows.length },
    londonDay(now),
  )
  const detail = { letters: rows.length }
  await logAct(tx, now, {
    personId: given.personId,
    did: 'drew letters',
    objectKind: 'jury',
    objectId: jury.id,
    detail,
  })
  return rows.length
}
