import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { rolesWith } from '../../people/permission.ts'
import { addAnswers, plainAnswer } from '../answering/answer-batch-store.server.ts'
import { type Monitoring, noMonitoring } from '../equality/monitoring.ts'
import type { Form, SentForm } from '../form.ts'
import { formsToCheck, mustRekey, type NotCounted } from './paper-batch.ts'
import {
  answersOf,
  comparedFields,
  differences,
  leftOut,
  type PaperEntry,
  type PrintedForm,
  paperEntryShape,
} from './paper-entry.ts'
import {
  areaAnswers,
  comparedFormFields,
  type FormEntry,
  formAnswersOf,
  formEntryShape,
  isBlank,
  markedIn,
} from './paper-form-entry.ts'

/** A keyed form of the template's four questions, or of a consultation's own. */
export type AnyEntry = PaperEntry | FormEntry

interface Assigned {
  keyerId: string
  checkerId: string | null
}

const mayKey = rolesWith('paper.key')

export interface PaperForm {
  number: number
  entry: AnyEntry
  keyedBy: string
  toCheck: boolean
  second: AnyEntry | null
  settled: boolean
}

/** The version printed on a form: it changes when the questions do, or the order in which anything stands on paper. */
export const formVersionOf = (version: number, { districts, options, picksMax }: PrintedForm): string =>
  `${version}-${sha256(JSON.stringify([districts, options, picksMax]))
    .slice(0, 5)
    .toUpperCase()}`

/** Opens a batch; returns its id, or undefined when the consultation has one of this name. */
export async function openBatch(
  tx: Tx,
  given: { consultationId: string; name: string; receivedOn: string; formVersion: string; personId: string },
  now: Date,
): Promise<string | undefined> {
  const id = randomUUID() as string
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('paper_batch')
    .values({
      id,
      consultation_id: given.consultationId,
      name: given.name,
      received_on: given.receivedOn,
      form_version: given.formVersion,
      state: 'keying',
      opened_by: given.personId,
      opened_at: now.toISOString(),
      left_out: '{}',
      forms: 0,
      rekeyed: 0,
      fields_checked: 0,
      fields_wrong: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return added ? id : undefined
}

export const batchesOf = (db: Handle, consultationId: string) =>
  db
    .selectFrom('paper_batch as b')
    .leftJoin('person as p', 'p.id', 'b.opened_by')
    .select(['b.id', 'b.name', 'b.received_on as receivedOn', 'b.state', 'b.forms', 'b.rekeyed'])
    .select(['b.fields_checked as checked', 'b.fields_wrong as wrong', 'b.not_counted as notCounted', 'p.label as by'])
    .select((eb) => [eb.fn.coalesce('b.keyer_id', 'b.opened_by').as('keyerId'), 'b.checker_id as checkerId'])
    .where('b.consultation_id', '=', consultationId)
    .orderBy('b.opened_at', 'desc')
    .orderBy('b.id')
    .execute()

/** Batches whose forms are neither answers nor left out yet. While there are any, answers are not frozen. */
export const openBatchesOf = (db: Handle, consultationId: string) =>
  db
    .selectFrom('paper_batch')
    .select(['id', 'name', 'forms'])
    .where('consultation_id', '=', consultationId)
    .where('state', '!=', 'signed')
    .orderBy('opened_at')
    .orderBy('id')
    .execute()

export async function batchOf(db: Handle, id: string, consultationId: string) {
  const row = await db
    .selectFrom('paper_batch')
    .selectAll()
    .where('id', '=', id)
    .where('consultation_id', '=', consultationId)
    .executeTakeFirst()
  if (!row) return undefined
  const leftOut = JSON.parse(row.left_out) as Record<string, number>
  return { ...row, leftOut, keyerId: row.keyer_id ?? row.opened_by, checkerId: row.checker_id }
}
export type PaperBatch = NonNullable<Awaited<ReturnType<typeof batchOf>>>

/** Names who keys a batch and who keys one in ten of it again. */
export async function assignBatch(
  tx: Tx,
  { batchId, keyerId, checkerId, personId }: Assigned & { batchId: string; personId: string },
  now: Date,
): Promise<void> {
  const named = { keyer_id: keyerId, checker_id: checkerId }
  await tx.updateTable('paper_batch').set(named).where('id', '=', batchId).execute()
  const object = { objectKind: 'paper batch', objectId: batchId, detail: { keyer: keyerId, checker: checkerId } }
  await logAct(tx, now, { personId, did: 'assigned a paper batch', ...object })
}

/** Everybody who may be named for the batches of these organisations on a day, by what they are called. */
export const keyersOf = (db: Handle, organisationIds: readonly string[], day: string) =>
  db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .select(['p.id', 'p.label'])
    .distinct()
    .where('p.organisation_id', 'in', [...organisationIds])
    .where('p.disabled_at', 'is', null)
    .where('g.role', 'in', mayKey)
    .where('g.valid_from', '<=', day)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>=', day)]))
    .orderBy('p.label')
    .orderBy('p.id')
    .execute()

/** The open batches that somebody is named for, with the exercise each belongs to. */
export const batchesFor = (db: Handle, personId: string) =>
  db
    .selectFrom('paper_batch as b')
    .innerJoin('consultation as c', 'c.id', 'b.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select((eb) => [
      'b.id',
      'b.name',
      'b.state',
      'b.forms',
      'e.id as exerciseId',
      'e.title',
      'b.checker_id as checkerId',
      eb.fn.coalesce('b.keyer_id', 'b.opened_by').as('keyerId'),
    ])
    .where('b.state', '!=', 'signed')
    .where((eb) =>
      eb.or([
        eb('b.keyer_id', '=', personId),
        eb.and([eb('b.keyer_id', 'is', null), eb('b.opened_by', '=', personId)]),
        eb('b.checker_id', '=', personId),
      ]),
    )
    .orderBy('b.opened_at')
    .orderBy('b.id')
    .execute()

const anyEntryShape = z.union([formEntryShape, paperEntryShape])
const readEntry = (text: string): AnyEntry => anyEntryShape.parse(JSON.parse(text))

export const isFormEntry = (entry: AnyEntry): entry is FormEntry => 'given' in entry

const fieldsOf = (entry: AnyEntry, picksMax: number): string[] =>
  isFormEntry(entry) ? comparedFormFields(entry) : comparedFields(entry, picksMax)

/** Why a whole form stays out, if it does. */
const leftOutFor = (entry: AnyEntry) => (isFormEntry(entry) ? (isBlank(entry) ? 'blank' : null) : leftOut(entry))

/** What is keyed of a batch so far, by number. */
export async function formsOf(db: Handle, batchId: string): Promise<PaperForm[]> {
  const rows = await db.selectFrom('paper_form').selectAll().where('batch_id', '=', batchId).orderBy('number').execute()
  return rows.map((row) => ({
    number: row.number,
    entry: readEntry(row.entry),
    keyedBy: row.keyed_by,
    toCheck: row.to_check === 1,
    second: row.second === null ? null : readEntry(row.second),
    settled: row.settled === 1,
  }))
}

/**
 * Keeps one form under its number. False where something else was keyed under it and this is not to take its place: a
 * number typed twice, or the next one of two people, would lose what somebody wrote.
 */
export async function keyForm(
  tx: Tx,
  given: { batchId: string; number: number; entry: AnyEntry; personId: string; replaces?: boolean },
  now: Date,
): Promise<boolean> {
  const entry = JSON.stringify(given.entry)
  const before = await tx
    .selectFrom('paper_form')
    .select('entry')
    .where('batch_id', '=', given.batchId)
    .where('number', '=', given.number)
    .executeTakeFirst()
  if (before && before.entry !== entry && !given.replaces) return false
  const keyed = { entry, keyed_by: given.personId, keyed_at: now.toISOString() }
  await tx
    .insertInto('paper_form')
    .values({ batch_id: given.batchId, number: given.number, ...keyed, to_check: 0, settled: 0 })
    .onConflict((conflict) => conflict.columns(['batch_id', 'number']).doUpdateSet(keyed))
    .execute()
  await countForms(tx, given.batchId)
  return true
}

async function countForms(tx: Tx, batchId: string): Promise<void> {
  const { n } = await tx
    .selectFrom('paper_form')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('paper_batch')
    .set({ forms: Number(n) })
    .where('id', '=', batchId)
    .execute()
}

/** Keeps what one detachable sheet says, under its number alone. False where another is kept under it that this is not to replace. */
export async function keySheet(
  tx: Tx,
  batchId: string,
  number: number,
  said: Partial<Monitoring>,
  replaces = false,
): Promise<boolean> {
  const text = JSON.stringify(said)
  const before = await tx
    .selectFrom('paper_sheet')
    .select('said')
    .where('batch_id', '=', batchId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (before && before.said !== text && !replaces) return false
  await tx
    .insertInto('paper_sheet')
    .values({ batch_id: batchId, number, said: text })
    .onConflict((conflict) => conflict.columns(['batch_id', 'number']).doUpdateSet({ said: text }))
    .execute()
  return true
}

export async function sheetsKeyed(db: Handle, batchId: string): Promise<number[]> {
  const rows = await db.selectFrom('paper_sheet').select('number').where('batch_id', '=', batchId).execute()
  return rows.map(({ number }) => number).sort((a, b) => a - b)
}

/** Ends the keying: one form in ten is drawn to be keyed by somebody else. The draw follows from the batch's own id. */
export async function startCheck(tx: Tx, batch: PaperBatch): Promise<void> {
  const forms = await formsOf(tx, batch.id)
  const seed = Number.parseInt(sha256(`${batch.id}/${batch.rekeyed}`).slice(0, 12), 16)
  const numbers = formsToCheck(
    forms.map(({ number }) => number),
    seed,
  )
  await tx
    .updateTable('paper_form')
    .set({ to_check: 1 })
    .where('batch_id', '=', batch.id)
    .where('number', 'in', numbers)
    .execute()
  await tx.updateTable('paper_batch').set({ state: 'checking' }).where('id', '=', batch.id).execute()
}

/** Keeps a second person's keying of a drawn form; where both agree, the form is settled. */
export async function keyAgain(
  tx: Tx,
  given: { batch: PaperBatch; form: PaperForm; entry: AnyEntry; personId: string; picksMax: number },
): Promise<void> {
  const { batch, form, entry, picksMax } = given
  const wrong = differences(fieldsOf(form.entry, picksMax), fieldsOf(entry, picksMax))
  await tx
    .updateTable('paper_form')
    .set({ second: JSON.stringify(entry), second_by: given.personId, settled: wrong === 0 ? 1 : 0 })
    .where('batch_id', '=', batch.id)
    .where('number', '=', form.number)
    .execute()
  await tx
    .updateTable('paper_batch')
    .set({
      fields_checked: batch.fields_checked + fieldsOf(entry, picksMax).length,
      fields_wrong: batch.fields_wrong + wrong,
    })
    .where('id', '=', batch.id)
    .execute()
}

/** Says which of two keyings the paper bears out. */
export async function settleForm(tx: Tx, batchId: string, form: PaperForm, keep: 'first' | 'second'): Promise<void> {
  const entry = keep === 'second' && form.second ? form.second : form.entry
  await tx
    .updateTable('paper_form')
    .set({ entry: JSON.stringify(entry), settled: 1 })
    .where('batch_id', '=', batchId)
    .where('number', '=', form.number)
    .execute()
}

const empty = { forms: 0, fields_checked: 0, fields_wrong: 0 }

/**
 * Ends a batch in the caller's transaction. Where too many fields were wrong, everything keyed goes and the batch is keyed
 * anew; otherwise its forms become answers like everybody else's, those left out are counted by why, the sheets go to
 * the equality store, and what was keyed is removed. Returns what became of it.
 */
export async function signBatch(
  tx: Tx,
  secret: string,
  batch: PaperBatch,
  personId: string,
  now: Date,
  /** The consultation's own questions, where it has any. */
  form?: Form,
): Promise<'signed' | 'rekey'> {
  const log = (did: string, detail: Record<string, number>) =>
    logAct(tx, now, { personId, did, objectKind: 'paper batch', objectId: batch.id, detail })
  const checked = { checked: batch.fields_checked, wrong: batch.fields_wrong }
  if (mustRekey(batch.fields_wrong, batch.fields_checked)) {
    await clear(tx, batch.id)
    await tx
      .updateTable('paper_batch')
      .set({ ...empty, state: 'keying', rekeyed: batch.rekeyed + 1 })
      .where('id', '=', batch.id)
      .execute()
    await log('sent a batch back to be keyed again', checked)
    return 'rekey'
  }
  const forms = await formsOf(tx, batch.id)
  const sheets = await tx.selectFrom('paper_sheet').selectAll().where('batch_id', '=', batch.id).execute()
  const saidOn = new Map(sheets.map(({ number, said }) => [number, { ...noMonitoring, ...JSON.parse(said) }]))
  const out: Record<string, number> = {}
  const add = (why: string, people: number) => {
    if (people) out[why] = (out[why] ?? 0) + people
  }
  for (const { entry } of forms) {
    const why = leftOutFor(entry)
    if (why) add(why, 1)
    else if (isFormEntry(entry)) for (const [mark, answers] of Object.entries(markedIn(entry))) add(mark, answers)
  }
  const counted = forms.filter(({ entry }) => leftOutFor(entry) === null)
  await addAnswers(
    tx,
    secret,
    batch.consultation_id,
    counted.map(({ number, entry }) => ({
      ...plainAnswer,
      ...(isFormEntry(entry)
        ? { answers: areaAnswers(entry), form: sentFormOf(entry, form) }
        : { answers: answersOf(entry) }),
      submissionKey: sha256(`paper\n${batch.id}\n${number}`),
      channel: 'paper' as const,
      language: entry.language,
      status: entry.late ? ('late' as const) : ('counted' as const),
      source: `paper ${batch.id}`,
      sourceRow: String(number),
      receivedOn: batch.received_on,
      monitoring: saidOn.get(number) ?? null,
    })),
  )
  await clear(tx, batch.id)
  await tx
    .updateTable('paper_batch')
    .set({ state: 'signed', left_out: JSON.stringify(out), signed_by: personId, signed_at: now.toISOString() })
    .where('id', '=', batch.id)
    .execute()
  const payload = {
    consultation: batch.consultation_id,
    batch: batch.id,
    forms: forms.length,
    leftOut: out,
    ...checked,
  }
  await record(tx, 'paper batch', payload, londonDay(now))
  await log('signed a batch of paper forms', { forms: forms.length, ...checked })
  return 'signed'
}

function sentFormOf(entry: FormEntry, form: Form | undefined): SentForm {
  if (!form) throw new Error('a form of own questions was keyed where there is none')
  return { version: entry.version, answers: formAnswersOf(entry, form) }
}

/**
 * Ends a batch without counting it: its forms stand in the ledger of exclusions by their code, with the reason, and what
 * was keyed of them is removed. False where it has ended already.
 */
export async function closeNotCounted(
  tx: Tx,
  batch: PaperBatch,
  { code, reason, forms, personId }: NotCounted & { personId: string },
  now: Date,
): Promise<boolean> {
  if (batch.state === 'signed') return false
  await clear(tx, batch.id)
  const out: Record<string, number> = forms ? { [code]: forms } : {}
  await tx
    .updateTable('paper_batch')
    .set({ state: 'signed', forms, left_out: JSON.stringify(out), not_counted: reason })
    .set({ signed_by: personId, signed_at: now.toISOString() })
    .where('id', '=', batch.id)
    .execute()
  const payload = { consultation: batch.consultation_id, batch: batch.id, forms, leftOut: out, code, reason }
  await record(tx, 'paper batch not counted', payload, londonDay(now))
  const object = { objectKind: 'paper batch', objectId: batch.id }
  await logAct(tx, now, { personId, did: 'closed a batch as not counted', ...object, detail: { code, forms } })
  return true
}

async function clear(tx: Tx, batchId: string): Promise<void> {
  await tx.deleteFrom('paper_form').where('batch_id', '=', batchId).execute()
  await tx.deleteFrom('paper_sheet').where('batch_id', '=', batchId).execute()
}

/** Notes that the paper itself is gone (P-6: forms are kept until they are keyed and checked). */
export async function noteDestroyed(tx: Tx, batchId: string, personId: string, now: Date): Promise<void> {
  await tx
    .updateTable('paper_batch')
    .set({ destroyed_on: londonDay(now) })
    .where('id', '=', batchId)
    .where('state', '=', 'signed')
    .execute()
  await logAct(tx, now, { personId, did: 'destroyed the paper', objectKind: 'paper batch', objectId: batchId })
}
