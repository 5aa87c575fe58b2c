import type { Handle } from '../../db/connect.ts'
import { responseData } from '../consultations/answering/response-rights-store.server.ts'
import { membershipData } from '../engagement/panel/citizens-panel-rights-store.server.ts'
import { checkBackData } from '../feedback/check-back-store.server.ts'
import { applicationData } from '../juries/registration/application-rights-store.server.ts'
import type { Found } from './rights-request.ts'

/** A copy of everything found, by the file it goes into: what each store holds, as it holds it (access, rule P-7). */
export async function dataOf(db: Handle, found: readonly Found[]): Promise<Record<string, unknown>> {
  const ids = (store: Found['store']) => found.filter((one) => one.store === store).flatMap((one) => one.ids)
  const files: Record<string, unknown> = {}
  for (const id of ids('answer')) {
    const { answer, equality } = await responseData(db, id)
    files['answer.json'] = answer
    if (equality) files['equality.json'] = equality
  }
  const contacts = await db
    .selectFrom('contact as c')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['e.title as about', 'c.way', 'c.address', 'c.language', 'c.wants', 'c.created_on as createdOn'])
    .where('c.id', 'in', ['', ...ids('contact')])
    .orderBy('e.title')
    .execute()
  if (contacts.length) files['contacts.json'] = contacts
  const readers = await db
    .selectFrom('newsletter_reader as r')
    .leftJoin('area as a', 'a.id', 'r.area_id')
    .select(['r.address', 'a.name as area', 'r.asked_on as askedOn', 'r.confirmed_on as confirmedOn', 'r.language'])
    .where('r.id', 'in', ['', ...ids('reader')])
    .execute()
  if (readers.length) files['newsletter.json'] = readers
  const messages = await db
    .selectFrom('outbox')
    .select(['way', 'to_address as to', 'language', 'subject', 'body', 'created_at as queuedAt', 'sent_at as sentAt'])
    .where('id', 'in', ['', ...ids('message')])
    .orderBy('created_at')
    .execute()
  // A link that signs somebody in is a key, and belongs in nobody's copy.
  if (messages.length)
    files['messages.json'] = messages.map((m) => ({ ...m, body: m.body.replace(/\/sign-in\/\S+/g, '/sign-in/…') }))
  const memberships = []
  for (const id of ids('panel')) memberships.push(await membershipData(db, id))
  if (memberships.length) files['citizens-panel.json'] = memberships
  const applications = []
  for (const id of ids('jury')) applications.push(await applicationData(db, id))
  if (applications.length) files['juries.json'] = applications
  const complaints = await db
    .selectFrom('complaint as c')
    .innerJoin('complaint_content as w', 'w.complaint_id', 'c.id')
    .leftJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['c.about', 'e.title as exercise', 'c.received_on as receivedOn', 'c.acknowledged_on as acknowledgedOn'])
    .select(['c.answered_on as answeredOn', 'c.closed_on as closedOn', 'c.outcome'])
    .select(['w.body', 'w.wanted', 'w.language', 'w.way', 'w.address', 'w.answer'])
    .where('c.id', 'in', ['', ...ids('complaint')])
    .orderBy('c.number')
    .execute()
  if (complaints.length) files['complaints.json'] = complaints
  const notices = await db
    .selectFrom('notice_contact')
    .select(['kind', 'label', 'address', 'language', 'added_on as addedOn'])
    .where('id', 'in', ['', ...ids('notice')])
    .orderBy('id')
    .execute()
  if (notices.length) files['notices.json'] = notices
  const wordings = []
  for (const id of ids('check_back')) wordings.push(await checkBackData(db, id))
  if (wordings.length) files['wording.json'] = wordings
  const people = await db
    .selectFrom('person as p')
    .leftJoin('organisation as o', 'o.id', 'p.organisation_id')
    .select(['p.email', 'p.label', 'o.name as organisation', 'p.created_at as since'])
    .where('p.id', 'in', ['', ...ids('sign_in')])
    .execute()
  if (people.length) files['sign-in.json'] = people
  return files
}
