import type { Handle } from '../../db/connect.ts'
import { responseBehind } from '../consultations/answering/response-rights-store.server.ts'
import { membershipsBehind } from '../engagement/panel/citizens-panel-rights-store.server.ts'
import { checkBackBehind } from '../feedback/check-back-store.server.ts'
import { applicationsWith } from '../juries/registration/application-rights-store.server.ts'
import { type Canonical, canonicalJson } from '../ledger/canonical.ts'
import { sha256 } from '../ledger/commitment.ts'
import { readAddress } from '../server/address.ts'
import { addressHash } from './address-hash.ts'
import { complaintsBehind } from './complaint-store.server.ts'
import { answerStage, type Found, juryStands, type RightsKind, treatmentOf, type Unfound } from './rights-request.ts'
import type { Sought } from './rights-store.server.ts'

/** Everything that the separate stores hold under a code or an address, and what becomes of it (journey 3.11). */
export async function findFor(
  db: Handle,
  secret: string,
  request: Sought & { kind: RightsKind },
  today: string,
): Promise<{ found: Found[]; unfound: Unfound[]; digest: string }> {
  const { kind, codeHash } = request
  const hasAddress = request.addressHash ? sameAs(secret, request.addressHash) : null
  const answer = codeHash ? await responseBehind(db, codeHash) : undefined
  const found: Found[] = []
  if (answer) {
    const { exerciseId, title: where } = answer
    const stage = answerStage(answer, today)
    found.push({ store: 'answer', ids: [answer.id], where, exerciseId, ...treatmentOf(kind, 'answer', { stage }) })
    if (answer.monitoringKey) {
      const ids = [answer.monitoringKey]
      found.push({ store: 'equality', ids, where, exerciseId, ...treatmentOf(kind, 'equality') })
    }
  }
  const applications = await applicationsWith(db, { codeHash, hasAddress })
  for (const one of applications) {
    const { id, title: where, exerciseId } = one
    found.push({
      store: 'jury',
      ids: [id],
      where,
      exerciseId,
      ...treatmentOf(kind, 'jury', { stands: juryStands(one) }),
    })
  }
  const complaints = await complaintsBehind(db, { codeHash, hasAddress })
  for (const { id, closedOn, title } of complaints) {
    const stands = closedOn ? null : 'complaint_open'
    const treatment = treatmentOf(kind, 'complaint', { stands })
    found.push({ store: 'complaint', ids: [id], where: title ?? '', exerciseId: null, ...treatment })
  }
  const memberships = await membershipsBehind(db, { codeHash, hasAddress })
  if (memberships.length)
    found.push({ store: 'panel', ids: memberships, where: '', exerciseId: null, ...treatmentOf(kind, 'panel') })
  const checkBack = codeHash ? await checkBackBehind(db, codeHash) : undefined
  if (checkBack) {
    const { id, title: where, exerciseId } = checkBack
    found.push({ store: 'check_back', ids: [id], where, exerciseId, ...treatmentOf(kind, 'check_back') })
  }
  if (hasAddress) found.push(...(await byAddress(db, kind, hasAddress)))
  const unfound: Unfound[] = [
    ...(codeHash ? [] : (['no_code'] as const)),
    ...(codeHash && !answer && !applications.length && !complaints.length && !memberships.length && !checkBack
      ? (['code_unknown'] as const)
      : []),
    ...(hasAddress ? [] : (['no_address'] as const)),
    ...(answer?.frozen ? (['equality_cut'] as const) : []),
    'ballots',
    'paper',
    'drafts',
    ...(answer?.published ? (['totals'] as const) : []),
  ]
  return { found, unfound, digest: sha256(canonicalJson(found as unknown as Canonical)) }
}

/** Whether an address as some store keeps it is the one that was hashed. */
function sameAs(secret: string, hash: string) {
  return (address: string): boolean => {
    if (addressHash(secret, address.trim()) === hash) return true
    const number =
      /\d{6}/.test(address.replace(/\s/g, '')) && !address.includes('@') ? readAddress('text', address) : null
    return number?.ok === true && addressHash(secret, number.address) === hash
  }
}

async function byAddress(db: Handle, kind: RightsKind, has: (address: string) => boolean): Promise<Found[]> {
  const contacts = await db
    .selectFrom('contact as c')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['c.id', 'c.address', 'e.id as exerciseId', 'e.title'])
    .orderBy('c.id')
    .execute()
  const messages = await db.selectFrom('outbox').select(['id', 'to_address as to']).orderBy('id').execute()
  const readers = await db.selectFrom('newsletter_reader').select(['id', 'address']).orderBy('id').execute()
  const told = await db.selectFrom('notice_contact').select(['id', 'label', 'address']).orderBy('id').execute()
  const people = await db.selectFrom('person').select(['id', 'email']).orderBy('id').execute()
  const mine = messages.filter(({ to }) => has(to)).map(({ id }) => id)
  const none = { where: '', exerciseId: null }
  return [
    ...contacts
      .filter(({ address }) => has(address))
      .map(({ id, exerciseId, title }): Found => {
        return { store: 'contact', ids: [id], where: title, exerciseId, ...treatmentOf(kind, 'contact') }
      }),
    ...told
      .filter(({ address }) => has(address))
      .map(({ id, label }): Found => {
        return { store: 'notice', ids: [id], where: label, exerciseId: null, ...treatmentOf(kind, 'notice') }
      }),
    ...readers
      .filter(({ address }) => has(address))
      .map(({ id }): Found => ({ store: 'reader', ids: [id], ...none, ...treatmentOf(kind, 'reader') })),
    ...(mine.length ? [{ store: 'message' as const, ids: mine, ...none, ...treatmentOf(kind, 'message') }] : []),
    ...people
      .filter(({ email }) => has(email))
      .map(({ id }): Found => ({ store: 'sign_in', ids: [id], ...none, ...treatmentOf(kind, 'sign_in') })),
  ]
}
