import type { Handle, Tx } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { firstLanguage } from '../languages/language.ts'
import { addText, ofRecords, rewriteText, textsOf } from '../languages/text-store.server.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { sha256 } from '../ledger/commitment.ts'
import { record } from '../ledger/ledger-store.server.ts'

/** Every version of what the Board is for, the newest first; the day of one that was loaded long ago is not known. */
export const remitVersions = (db: Handle, boardId: string) =>
  db
    .selectFrom('board_remit as r')
    .leftJoin('person as p', 'p.id', 'r.written_by')
    .select(['r.version', 'r.remit', 'r.written_on as writtenOn', 'r.ledger_seq as ledgerSeq', 'p.label as writtenBy'])
    .where('r.body_id', '=', boardId)
    .orderBy('r.version', 'desc')
    .execute()

/** The text of the records whose English this is: readers of other languages are given theirs by it. */
async function textOf(db: Handle, english: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('text as t')
    .innerJoin('text_version as v', 'v.text_id', 't.id')
    .select('t.id')
    .where('t.used_for', '=', ofRecords)
    .where('v.language', '=', firstLanguage)
    .where('v.edition', '=', 'standard')
    .where('v.body', '=', english)
    .orderBy('t.id')
    .executeTakeFirst()
  return row?.id
}

/** What the Board is for in each language, where somebody has written it for these very words. */
export async function remitIn(db: Handle, english: string, languages: readonly string[]): Promise<Map<string, string>> {
  const id = await textOf(db, english)
  const told = new Map<string, string>()
  for (const language of id ? languages : []) {
    const text = (await textsOf(db, [id!], language)).get(id!)
    if (text?.language === language) told.set(language, text.body)
  }
  return told
}

/** The Board is for something else, or says it in other words, from today: a version of its own, on the public page at once. */
export async function writeRemit(
  tx: Tx,
  { boardId, remit, personId }: { boardId: string; remit: string; personId: string | null },
  now: Date,
): Promise<boolean> {
  const [last] = await remitVersions(tx, boardId)
  if (last?.remit === remit) return false
  const version = (last?.version ?? 0) + 1
  const today = londonDay(now)
  await tx.updateTable('body').set({ remit }).where('id', '=', boardId).execute()
  const { seq } = await record(tx, 'board.remit', { version, remit: sha256(remit) }, today)
  await tx
    .insertInto('board_remit')
    .values({ body_id: boardId, version, remit, written_on: today, written_by: personId, ledger_seq: seq })
    .execute()
  const act = { personId, did: 'wrote the remit', objectKind: 'body', objectId: boardId, detail: { version } }
  await logAct(tx, now, act)
  return true
}

/** Writes the words of one language for the remit as it stands; empty words take them back. */
export async function translateRemit(
  tx: Tx,
  given: { boardId: string; english: string; language: string; body: string; personId: string },
  now: Date,
): Promise<void> {
  const { boardId, english, language, body, personId } = given
  const id = (await textOf(tx, english)) ?? (await addText(tx, ofRecords, { en: english }))
  await rewriteText(tx, id, { language, edition: 'standard', body, checkedBy: null, checkedOn: null })
  await record(tx, 'board.remit_words', { language, remit: sha256(english), words: sha256(body) }, londonDay(now))
  const act = { personId, did: 'translated the remit', objectKind: 'body', objectId: boardId, detail: { language } }
  await logAct(tx, now, act)
}
