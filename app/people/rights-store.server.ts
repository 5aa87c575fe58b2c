import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import type { RightsCertificate, RightsDays, RightsKind } from './rights-request.ts'

/** What a person is found by: hashes of a code and of an address, null where none was given. */
export interface Sought {
  codeHash: string | null
  addressHash: string | null
  /** Rectification: the address that is right. */
  newAddress: string | null
}

export interface RightsRequest extends RightsDays, Sought {
  id: string
  number: number
  kind: RightsKind
  extendedReason: string
  first: { personId: string; session: string; digest: string; label: string } | null
  second: string | null
  outcome: 'done' | 'given' | 'refused' | null
  reason: string
  certificate: RightsCertificate | null
  hash: string | null
  ledgerSeq: number | null
}

/** Records a request that came in by letter, e-mail, telephone or in person; returns its id. */
export async function recordRequest(
  tx: Tx,
  given: Sought & { kind: RightsKind; receivedOn: string; identityAskedOn: string | null; personId: string },
  now: Date,
): Promise<string> {
  const id = randomUUID()
  const { last } = await tx
    .selectFrom('rights_request')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  const number = Number(last ?? 0) + 1
  await tx
    .insertInto('rights_request')
    .values({
      id,
      number,
      kind: given.kind,
      received_on: given.receivedOn,
      recorded_by: given.personId,
      recorded_at: now.toISOString(),
      identity_asked_on: given.identityAskedOn,
      identity_proved_on: null,
      extended_on: null,
      extended_reason: '',
      code_hash: given.codeHash,
      address_hash: given.addressHash,
      new_address: given.newAddress,
      first_signer: null,
      first_session: null,
      first_digest: null,
      second_signer: null,
      outcome: null,
      reason: '',
      content: null,
      hash: null,
      ledger_seq: null,
      closed_on: null,
    })
    .execute()
  await logAct(tx, now, {
    personId: given.personId,
    did: 'recorded a rights request',
    objectKind: 'rights_request',
    objectId: id,
    detail: { number, kind: given.kind },
  })
  return id
}

const requests = (db: Handle) =>
  db
    .selectFrom('rights_request as r')
    .leftJoin('person as one', 'one.id', 'r.first_signer')
    .leftJoin('person as two', 'two.id', 'r.second_signer')
    .selectAll('r')
    .select(['one.label as firstLabel', 'two.label as secondLabel'])
    .orderBy('r.number', 'desc')

type Row = Awaited<ReturnType<ReturnType<typeof requests>['executeTakeFirstOrThrow']>>

const fromRow = (row: Row): RightsRequest => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  receivedOn: row.received_on,
  identityAskedOn: row.identity_asked_on,
  identityProvedOn: row.identity_proved_on,
  extendedOn: row.extended_on,
  extendedReason: row.extended_reason,
  closedOn: row.closed_on,
  codeHash: row.code_hash,
  addressHash: row.address_hash,
  newAddress: row.new_address,
  first: row.first_signer
    ? {
        personId: row.first_signer,
        session: row.first_session ?? '',
        digest: row.first_digest ?? '',
        label: row.firstLabel ?? '',
      }
    : null,
  second: row.secondLabel,
  outcome: row.outcome,
  reason: row.reason,
  certificate: row.content ? (JSON.parse(row.content) as RightsCertificate) : null,
  hash: row.hash,
  ledgerSeq: row.ledger_seq,
})

/** Every request, the newest first. */
/** The days of every request and nothing of who asked or who answers: what the public record tells them by. */
export async function requestDays(db: Handle): Promise<(RightsDays & { number: number })[]> {
  const rows = await db
    .selectFrom('rights_request')
    .select(['number', 'received_on as receivedOn', 'closed_on as closedOn', 'extended_on as extendedOn'])
    .select(['identity_asked_on as identityAskedOn', 'identity_proved_on as identityProvedOn'])
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...row, number: Number(row.number) }))
}

export const requestsOf = async (db: Handle): Promise<RightsRequest[]> => (await requests(db).execute()).map(fromRow)

export async function requestById(db: Handle, id: string): Promise<RightsRequest | undefined> {
  const row = await requests(db).where('r.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Notes a step of the clock: who asks is being checked, is known, or was told that it takes longer. */
export async function noteStep(
  tx: Tx,
  id: string,
  step:
    | { identity_asked_on: string }
    | { identity_proved_on: string }
    | { extended_on: string; extended_reason: string },
  personId: string,
  now: Date,
): Promise<void> {
  await tx.updateTable('rights_request').set(step).where('id', '=', id).execute()
  const did = 'extended_on' in step ? 'extended a rights request' : 'noted the identity check of a rights request'
  await logAct(tx, now, { personId, did, objectKind: 'rights_request', objectId: id })
}

/** Takes the first signature back: what was found has changed, or the person thinks again. */
export const unsign = (tx: Tx, id: string) =>
  tx
    .updateTable('rights_request')
    .set({ first_signer: null, first_session: null, first_digest: null })
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .execute()

/** Answers of an exercise erased since its newest result was frozen and not yet said in a reissue. */
export async function erasedSince(db: Handle) {
  const rows = await db
    .selectFrom('erased_answer as a')
    .innerJoin('exercise as e', 'e.id', 'a.exercise_id')
    .select(['e.id', 'e.title', 'e.slug'])
    .select((eb) => eb.fn.countAll<number>().as('erased'))
    .where('a.reissued_in', 'is', null)
    .groupBy(['e.id', 'e.title', 'e.slug'])
    .orderBy('e.title')
    .execute()
  return rows.map((row) => ({ ...row, erased: Number(row.erased) }))
}
