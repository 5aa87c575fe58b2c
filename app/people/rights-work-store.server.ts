import { sql } from 'kysely'
import { type Db, isSqlite, type Tx } from '../../db/connect.ts'
import { removeContact } from '../consultations/answering/contact-store.server.ts'
import { objectToMonitoring } from '../consultations/answering/response-rights-store.server.ts'
import { eraseByHash } from '../consultations/answering/response-store.server.ts'
import { londonDay } from '../engagement/london-day.ts'
import { correctMembership } from '../engagement/panel/citizens-panel-rights-store.server.ts'
import { leavePanel } from '../engagement/panel/citizens-panel-store.server.ts'
import { forgetAnswers } from '../feedback/check-back-store.server.ts'
import { removeReader } from '../feedback/newsletter-store.server.ts'
import { correctApplication, eraseApplication } from '../juries/registration/application-rights-store.server.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { type Canonical, canonicalJson } from '../ledger/canonical.ts'
import { sha256 } from '../ledger/commitment.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { wayOf } from '../server/address.ts'
import { forgetComplaints } from './complaint-store.server.ts'
import { findFor } from './rights-find-store.server.ts'
import { certificateOf, type Found, rightsState, type Signer, secondTrouble } from './rights-request.ts'
import { type RightsRequest, requestById, unsign } from './rights-store.server.ts'

/** What became of a signature: the first is kept, the second carries everything out, or why not. */
export type Signed = 'first' | 'done' | 'same_person' | 'same_session' | 'changed' | 'closed' | 'paused' | 'nothing'

/**
 * One person's signature under what they were shown (`digest`). The second, by somebody else in another session, deletes
 * and corrects, writes the certificate and the ledger's entry, and forgets whom it was about: all in the caller's transaction.
 */
export async function signRequest(
  tx: Tx,
  secret: string,
  given: Signer & { id: string; digest: string },
  now: Date,
): Promise<Signed> {
  const request = await requestById(tx, given.id)
  if (!request || request.closedOn || request.kind === 'access') return 'closed'
  const today = londonDay(now)
  if (rightsState(request, today).state === 'paused') return 'paused'
  const { found, unfound, digest } = await findFor(tx, secret, request, today)
  if (digest !== given.digest) return 'changed'
  if (!found.some(({ does }) => does === 'delete' || does === 'correct')) return 'nothing'
  if (!request.first) {
    await tx
      .updateTable('rights_request')
      .set({ first_signer: given.personId, first_session: given.session, first_digest: digest })
      .where('id', '=', request.id)
      .execute()
    await note(tx, given.personId, 'signed a rights request as the first', request, now)
    return 'first'
  }
  const trouble = secondTrouble(request.first, { ...given, digest })
  if (trouble === 'changed') await unsign(tx, request.id)
  if (trouble) return trouble
  await carryOut(tx, request, found, now)
  const certificate = certificateOf(request, found, today, unfound)
  await tx
    .updateTable('rights_request')
    .set({ second_signer: given.personId, first_session: null })
    .where('id', '=', request.id)
    .execute()
  await close(tx, request, 'done', '', certificate as unknown as Canonical, today)
  await note(tx, given.personId, 'carried out a rights request as the second', request, now)
  return 'done'
}

/** Ends a request without a change: its data were given to the person, or it was refused for a reason they are told. */
export async function closeRequest(
  tx: Tx,
  given: { id: string; outcome: 'given' | 'refused'; reason: string; personId: string },
  now: Date,
): Promise<boolean> {
  const request = await requestById(tx, given.id)
  if (!request || request.closedOn) return false
  const today = londonDay(now)
  const content = { ...certificateOf(request, [], today), outcome: given.outcome }
  await close(tx, request, given.outcome, given.reason, content as unknown as Canonical, today)
  await note(tx, given.personId, `closed a rights request: ${given.outcome}`, request, now)
  return true
}

/** From here on the request names nobody: hashes and the corrected address go. */
async function close(
  tx: Tx,
  request: RightsRequest,
  outcome: 'done' | 'given' | 'refused',
  reason: string,
  content: Canonical,
  today: string,
): Promise<void> {
  const { seq } = await record(tx, 'rights.answered', content, today)
  const text = canonicalJson(content)
  await tx
    .updateTable('rights_request')
    .set({ outcome, reason, content: text, hash: sha256(text), ledger_seq: seq, closed_on: today })
    .set({ code_hash: null, address_hash: null, new_address: null, first_digest: null })
    .where('id', '=', request.id)
    .execute()
}

async function carryOut(tx: Tx, request: RightsRequest, found: readonly Found[], now: Date): Promise<void> {
  const today = londonDay(now)
  const has = (store: Found['store']) => found.some((one) => one.store === store && one.does === 'delete')
  if (request.codeHash && has('answer')) {
    await noteErased(tx, request, found, today)
    await eraseByHash(tx, request.codeHash, now)
  } else if (request.codeHash && has('equality')) await objectToMonitoring(tx, request.codeHash)
  for (const one of found) {
    for (const id of one.does === 'delete' ? one.ids : []) {
      if (one.store === 'contact') await removeContact(tx, id)
      if (one.store === 'reader') await removeReader(tx, id)
      if (one.store === 'panel') await leavePanel(tx, id, 'erased', now)
      if (one.store === 'message') await tx.deleteFrom('outbox').where('id', '=', id).execute()
      if (one.store === 'complaint') await forgetComplaints(tx, [id])
      if (one.store === 'notice') await tx.deleteFrom('notice_contact').where('id', '=', id).execute()
      if (one.store === 'check_back') await forgetAnswers(tx, [id])
      if (one.store === 'jury') await eraseApplication(tx, await juryOf(tx, id), id, now)
    }
    for (const id of one.does === 'correct' ? one.ids : []) await correct(tx, one.store, id, request.newAddress, today)
  }
}

const juryOf = async (tx: Tx, applicationId: string) =>
  (await tx.selectFrom('jury_application').select('jury_id').where('id', '=', applicationId).executeTakeFirstOrThrow())
    .jury_id

/** An answer that a frozen result was made from is counted, so that what is published changes in batches only (rule P-9). */
async function noteErased(tx: Tx, request: RightsRequest, found: readonly Found[], today: string): Promise<void> {
  const answer = found.find(({ store }) => store === 'answer')
  if (!answer?.exerciseId || !['answer_frozen', 'answer_published'].includes(answer.why)) return
  await tx
    .insertInto('erased_answer')
    .values({ request_id: request.id, exercise_id: answer.exerciseId, erased_on: today, reissued_in: null })
    .execute()
}

async function correct(tx: Tx, store: Found['store'], id: string, address: string | null, today: string) {
  if (!address) return
  if (store === 'panel') return correctMembership(tx, id, address)
  if (store === 'jury') {
    await correctApplication(tx, id, address.includes('@') ? { email: address } : { phone: address }, today)
    return
  }
  if (store === 'reader') {
    if (!address.includes('@')) return
    const taken = await tx
      .selectFrom('newsletter_reader')
      .select('id')
      .where('address', '=', address)
      .executeTakeFirst()
    if (taken) await removeReader(tx, id)
    else await tx.updateTable('newsletter_reader').set({ address }).where('id', '=', id).execute()
    return
  }
  const way = wayOf(address)
  if (store === 'complaint') {
    await tx.updateTable('complaint_content').set({ way, address }).where('complaint_id', '=', id).execute()
    return
  }
  const contact = await tx.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirst()
  if (!contact) return
  const other = await tx
    .selectFrom('contact')
    .select('id')
    .where('exercise_id', '=', contact.exercise_id)
    .where('address', '=', address)
    .executeTakeFirst()
  if (other) {
    await removeContact(tx, id)
    return
  }
  await tx
    .updateTable('outbox')
    .set({ to_address: address, way })
    .where('exercise_id', '=', contact.exercise_id)
    .where('to_address', '=', contact.address)
    .where('sent_at', 'is', null)
    .execute()
  await tx.updateTable('contact').set({ address, way }).where('id', '=', id).execute()
}

const note = (tx: Tx, personId: string, did: string, { id, number, kind }: RightsRequest, now: Date) =>
  logAct(tx, now, { personId, did, objectKind: 'rights_request', objectId: id, detail: { number, kind } })

/** Old rows also lie in logs and dead pages until the database is told to let go of them. */
export async function wipeErased(db: Db): Promise<void> {
  if (isSqlite(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db)
  else
    for (const table of [
      'response_text',
      'response_own_words',
      'response_organisation',
      'response_answer',
      'response_pick',
      'monitoring_answer',
      'contact',
      'complaint_content',
      'check_back_answer',
      'notice_contact',
      'check_back_verdict',
      'outbox',
      'panel_contact',
      'panel_profile',
      'jury_applicant_contact',
    ] as const)
      await sql`vacuum full ${sql.table(table)}`.execute(db)
}
