import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { readReference, referenceFor, referenceHash } from '../../ledger/reference-code.ts'
import type { Jury } from '../jury-store.server.ts'
import { householdKey } from '../lottery/household.ts'
import { householdHash } from '../registration/application-store.server.ts'
import { drawAddresses, type ListedAddress } from './address-sample.ts'

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

/** The letters of a jury from one number to another, in their order. Cards have no address. */
export async function lettersOf(db: Handle, juryId: string, from: number, to: number) {
  return db
    .selectFrom('jury_invitation as i')
    .leftJoin('jury_address as a', 'a.id', 'i.address_id')
    .select(['i.number', 'a.address'])
    .where('i.jury_id', '=', juryId)
    .where('i.test', '=', 0)
    .where('i.number', '>=', from)
    .where('i.number', '<=', to)
    .orderBy('i.number')
    .execute()
}

/** How many letters and cards there are and how many came back; `last` is the highest number. */
export async function countLetters(db: Handle, juryId: string) {
  const rows = await db
    .selectFrom('jury_invitation')
    .select((eb) => [
      eb.fn.countAll().as('all'),
      eb.fn.count('address_id').as('addressed'),
      eb.fn.count('returned_on').as('returned'),
      eb.fn.max('number').as('last'),
    ])
    .where('jury_id', '=', juryId)
    .where('test', '=', 0)
    .executeTakeFirstOrThrow()
  const [all, addressed, returned] = [rows.all, rows.addressed, rows.returned].map(Number) as [number, number, number]
  return { letters: addressed, cards: all - addressed, returned, last: Number(rows.last ?? 0) }
}

/** The invitation that a typed code belongs to, for a letter or a card. */
export async function invitationByCode(db: Handle, secret: string, juryId: string, code: string) {
  const row = await db
    .selectFrom('jury_invitation')
    .select(['id', 'address_id', 'test'])
    .where('jury_id', '=', juryId)
    .where('code_hash', '=', codeHash(secret, code))
    .executeTakeFirst()
  return row && { id: row.id, addressed: row.address_id !== null, test: row.test === 1 }
}

/**
 * Notes that a letter came back, found by its number or its code. Returns its number, or undefined when there is none;
 * a letter that was noted before stays as it is.
 */
export async function markReturned(
  tx: Tx,
  secret: string,
  given: { juryId: string; typed: string; personId: string },
  now: Date,
): Promise<number | undefined> {
  const { juryId } = given
  const typed = given.typed.trim()
  const query = tx.selectFrom('jury_invitation').select(['id', 'number', 'returned_on']).where('jury_id', '=', juryId)
  const found = /^\d{1,6}$/.test(typed)
    ? await query.where('number', '=', Number(typed)).where('test', '=', 0).executeTakeFirst()
    : await query.where('code_hash', '=', codeHash(secret, readReference(typed) ?? '')).executeTakeFirst()
  if (!found) return undefined
  if (!found.returned_on) {
    await tx
      .updateTable('jury_invitation')
      .set({ returned_on: londonDay(now) })
      .where('id', '=', found.id)
      .execute()
    const detail = { letter: found.number }
    await logAct(tx, now, {
      personId: given.personId,
      did: 'noted a returned letter',
      objectKind: 'jury',
      objectId: juryId,
      detail,
    })
  }
  return found.number
}

/** Cards with codes and no address, for organisations to hand out; their numbers go on from the letters. */
export async function addCards(
  tx: Tx,
  secret: string,
  given: { juryId: string; cards: number; forWhom: string; personId: string },
  now: Date,
): Promise<void> {
  const { juryId, cards, forWhom, personId } = given
  const { last } = await countLetters(tx, juryId)
  const rows = Array.from({ length: cards }, (_, i) => last + i + 1).map((number) => ({
    id: randomUUID(),
    jury_id: juryId,
    address_id: null,
    area: forWhom,
    code_hash: codeHash(secret, letterCode(secret, juryId, number)),
    number,
    test: 0,
    returned_on: null,
  }))
  await inBatches(rows, (some) => tx.insertInto('jury_invitation').values(some).execute())
  const detail = { cards, forWhom }
  await logAct(tx, now, { personId, did: 'made cards', objectKind: 'jury', objectId: juryId, detail })
}

/** The code of the test letter, made when it is first asked for: what is registered with it stays apart. */
export async function testCode(tx: Tx, secret: string, juryId: string): Promise<string> {
  const code = letterCode(secret, juryId, 0)
  const row = { jury_id: juryId, address_id: null, area: '', code_hash: codeHash(secret, code), number: 0, test: 1 }
  await tx
    .insertInto('jury_invitation')
    .values({ id: randomUUID(), ...row, returned_on: null })
    .onConflict((conflict) => conflict.columns(['jury_id', 'number']).doNothing())
    .execute()
  return code
}

/** The code of the test letter where somebody has asked for one. */
export async function knownTestCode(db: Handle, secret: string, juryId: string): Promise<string | null> {
  const row = await db
    .selectFrom('jury_invitation')
    .select('id')
    .where('jury_id', '=', juryId)
    .where('test', '=', 1)
    .executeTakeFirst()
  return row ? letterCode(secret, juryId, 0) : null
}
