import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { readSaid } from '../consultations/answering/said-store.server.ts'
import { addDays, londonDay } from '../engagement/london-day.ts'
import { isolated } from '../languages/isolated.ts'
import { firstLanguage } from '../languages/language.ts'
import type { Said } from '../languages/use-words.ts'
import { languageOf, words } from '../languages/words.server.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { sha256 } from '../ledger/commitment.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { enqueue, enqueueAll, type Message } from '../server/outbox-store.server.ts'
import type { Letterhead } from './message-text.server.ts'
import type { Newsletter } from './newsletter.ts'
import { newsletterOf } from './newsletter-facts-store.server.ts'
import { newsletterText } from './newsletter-text.server.ts'

/** The first issue looks back a quarter: the Board meets once in it. */
const firstDays = 91

/** Days that an address waits for its button to be pressed. */
export const confirmDays = 7

/** The period of the next issue: from the day of the last one. */
export async function nextPeriod(db: Handle, today: string): Promise<{ from: string; to: string; number: number }> {
  const last = await db
    .selectFrom('newsletter_issue')
    .select(['number', 'to_on as to'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { from: last?.to ?? addDays(today, -firstDays), to: today, number: (last?.number ?? 0) + 1 }
}

/**
 * Asks the holder of an address whether it is theirs. The same is said on the page whether it was known or not, and one
 * address is written to once a day at most.
 */
export async function askReader(
  tx: Tx,
  given: { address: string; areaId: string | null; language: string },
  head: Letterhead,
  now: Date,
): Promise<void> {
  const today = londonDay(now)
  const known = await tx
    .selectFrom('newsletter_reader')
    .select(['id', 'asked_on as askedOn'])
    .where('address', '=', given.address)
    .executeTakeFirst()
  if (known?.askedOn === today) return
  const id = known?.id ?? randomUUID()
  if (known) await tx.updateTable('newsletter_reader').set({ asked_on: today }).where('id', '=', id).execute()
  else {
    const row = {
      id,
      address: given.address,
      area_id: given.areaId,
      asked_on: today,
      confirmed_on: null,
      language: given.language,
    }
    await tx.insertInto('newsletter_reader').values(row).execute()
  }
  const { language } = given
  const t = words(language, 'newsletter')
  const query = given.areaId ? `?area=${encodeURIComponent(given.areaId)}` : ''
  const area = given.areaId ? await areaNamed(tx, given.areaId) : undefined
  const body = [
    t('mail.confirm', { partnership: isolated(head.partnership, languageOf(language)!) }),
    ...(area ? [t('mail.confirm_area', { area: isolated(area, languageOf(language)!) })] : []),
    `${head.origin}/${language}/newsletter/confirm/${id}${query}`,
    t('mail.not_you', { count: confirmDays }),
  ].join('\n\n')
  const stopUrl = `${head.origin}/${language}/newsletter/stop/${id}`
  const about = 'newsletter:confirm'
  await enqueue(tx, { to: given.address, subject: t('mail.confirm_subject'), body, about, stopUrl, language }, now)
}

/** The name of an area; undefined of none. */
export const areaNamed = async (db: Handle, id: string): Promise<string | undefined> =>
  (await db.selectFrom('area').select('name').where('id', '=', id).executeTakeFirst())?.name

export const readerOf = (db: Handle, id: string) =>
  db
    .selectFrom('newsletter_reader as r')
    .leftJoin('area as a', 'a.id', 'r.area_id')
    .select(['r.id', 'r.confirmed_on as confirmedOn', 'r.area_id as areaId', 'a.name as area'])
    .where('r.id', '=', id)
    .executeTakeFirst()

/** Whoever has the link in the mail has the address. The place and the language they asked for last count. */
export async function confirmReader(
  tx: Tx,
  id: string,
  { areaId, language }: { areaId: string | null; language: string },
  now: Date,
): Promise<void> {
  const area = areaId ? await tx.selectFrom('area').select('id').where('id', '=', areaId).executeTakeFirst() : undefined
  await tx
    .updateTable('newsletter_reader')
    .set({ confirmed_on: londonDay(now), area_id: area?.id ?? null, language })
    .where('id', '=', id)
    .execute()
}

/** Another place for a reader whose address is confirmed: whoever has the link in an issue has the address. */
export async function changeReader(
  tx: Tx,
  id: string,
  { areaId, language }: { areaId: string | null; language: string },
): Promise<void> {
  await tx
    .updateTable('newsletter_reader')
    .set({ area_id: areaId, language })
    .where('id', '=', id)
    .where('confirmed_on', 'is not', null)
    .execute()
}

/** Removes a reader with every message of this kind that waits or is kept. */
export async function removeReader(tx: Tx, id: string): Promise<void> {
  const reader = await tx.selectFrom('newsletter_reader').select('address').where('id', '=', id).executeTakeFirst()
  if (!reader) return
  await tx
    .deleteFrom('outbox')
    .where('to_address', '=', reader.address)
    .where('about', 'like', 'newsletter:%')
    .execute()
  await tx.deleteFrom('newsletter_reader').where('id', '=', id).execute()
}

export async function readersNow(db: Handle) {
  const rows = await db.selectFrom('newsletter_reader').select(['area_id', 'confirmed_on']).execute()
  const confirmed = rows.filter((row) => row.confirmed_on)
  return {
    everything: confirmed.filter((row) => row.area_id === null).length,
    areas: confirmed.filter((row) => row.area_id !== null).length,
    waiting: rows.length - confirmed.length,
  }
}

/** The issues that went out, the newest first. */
export const issues = (db: Handle) =>
  db
    .selectFrom('newsletter_issue')
    .select(['number', 'from_on as from', 'to_on as to', 'emails'])
    .orderBy('number', 'desc')
    .execute()

/** What an officer looked at: if the records say something else by now, nothing is sent. */
export const markOf = (news: Newsletter): string => sha256(JSON.stringify(news))

/**
 * Sends the issue to everybody whose address is confirmed, each alone, with the text of their own area, and keeps what
 * the whole partnership's said: in the caller's transaction. One issue a day at most.
 */
export async function sendIssue(
  tx: Tx,
  given: { mark: string; personId: string },
  head: Letterhead,
  now: Date,
): Promise<'sent' | 'changed' | 'already' | 'nobody'> {
  const today = londonDay(now)
  const { from, to, number } = await nextPeriod(tx, today)
  if (from >= to) return 'already'
  const news = (await newsletterOf(tx, { from, to, areaId: null }))!
  if (markOf(news) !== given.mark) return 'changed'
  const readers = await tx
    .selectFrom('newsletter_reader')
    .select(['id', 'address', 'area_id as areaId', 'language'])
    .where('confirmed_on', 'is not', null)
    .orderBy('id')
    .execute()
  if (!readers.length) return 'nobody'
  const byArea = new Map<string | null, Newsletter>([[null, news]])
  for (const areaId of new Set(readers.map((reader) => reader.areaId))) {
    const own = await newsletterOf(tx, { from, to, areaId })
    byArea.set(areaId, own ?? news)
  }
  const said = new Map<string, Said>()
  for (const language of new Set(readers.map((reader) => reader.language))) {
    said.set(language, language === firstLanguage ? {} : await readSaid(tx, language))
  }
  const messages = readers.map(({ id, address, areaId, language }): Message => {
    const stopUrl = `${head.origin}/${language}/newsletter/stop/${id}`
    const reader = { areaId, language, said: said.get(language)!, stopUrl }
    const text = newsletterText(byArea.get(areaId)!, reader, head)
    return { to: address, about: `newsletter:${number}`, stopUrl, language, ...text }
  })
  await enqueueAll(tx, messages, now)
  const content = JSON.stringify(news)
  const row = { number, from_on: from, to_on: to, content, emails: messages.length, sent_by: given.personId }
  await tx.insertInto('newsletter_issue').values(row).execute()
  await record(tx, 'newsletter.sent', { number, from, to, content: sha256(content) }, today)
  await logAct(tx, now, {
    personId: given.personId,
    did: 'sent the newsletter',
    objectKind: 'newsletter_issue',
    objectId: String(number),
    detail: { emails: messages.length },
  })
  return 'sent'
}
