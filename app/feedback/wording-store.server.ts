import type { Handle, Tx } from '../../db/connect.ts'
import { firstLanguage } from '../languages/language.ts'
import { addText, type ReadText, textsOf } from '../languages/text-store.server.ts'

/** What the wordings of priorities are to the text store: edited before they were sent back, or changed afterwards. */
const ofWordings = 'wording'

const draftRows = (db: Handle) =>
  db
    .selectFrom('check_back_draft')
    .select(['list_id as listId', 'option_id as optionId', 'text_id as textId', 'version'])

const replyRows = (db: Handle) =>
  db
    .selectFrom('check_back_reply as r')
    .innerJoin('check_back as c', 'c.id', 'r.check_back_id')
    .select(['c.list_id as listId', 'r.option_id as optionId', 'r.text_id as textId', 'r.version'])
    .where('r.outcome', '=', 'changed')

export interface AgreedWording {
  optionId: string
  version: number
  textId: string
}

/** Every wording that some options have come to have after check-backs, the earliest first; of all options without. */
export async function agreedVersions(db: Handle, optionIds?: readonly string[]): Promise<AgreedWording[]> {
  const some = ['', ...(optionIds ?? [])]
  const found = [
    ...(await draftRows(db)
      .where('version', 'is not', null)
      .$if(optionIds !== undefined, (query) => query.where('option_id', 'in', some))
      .execute()),
    ...(await replyRows(db)
      .where('r.version', 'is not', null)
      .$if(optionIds !== undefined, (query) => query.where('r.option_id', 'in', some))
      .execute()),
  ]
  return found
    .map(({ optionId, textId, version }) => ({ optionId, textId: textId!, version: version! }))
    .sort((a, b) => a.version - b.version || (a.optionId < b.optionId ? -1 : 1))
}

export type AgreedText = ReadText & { version: number; textId: string }

/** What options say that were worded anew, each by its newest agreed version, in a reader's language. */
export async function agreedTexts(
  db: Handle,
  optionIds: readonly string[],
  lang: string,
): Promise<Map<string, AgreedText>> {
  const newest = new Map((await agreedVersions(db, optionIds)).map((one) => [one.optionId, one]))
  const texts = await textsOf(
    db,
    [...newest.values()].map(({ textId }) => textId),
    lang,
  )
  return new Map(
    [...newest.values()].map(({ optionId, version, textId }) => [optionId, { ...texts.get(textId)!, version, textId }]),
  )
}

/** The wording of each option that there is to translate: of its newest list what it was changed to, else as it was edited. */
export async function wordingsToTranslate(db: Handle, optionIds: readonly string[]) {
  const some = ['', ...optionIds]
  const order = await db.selectFrom('priority_list').select(['id', 'version']).execute()
  const versions = new Map(order.map(({ id, version }) => [id, version]))
  const all = [
    ...(await draftRows(db).where('option_id', 'in', some).execute()),
    ...(await replyRows(db).where('r.option_id', 'in', some).execute()),
  ].sort((a, b) => versions.get(a.listId)! - versions.get(b.listId)!)
  return new Map(
    all.flatMap(({ optionId, textId, version }) =>
      textId ? [[optionId, { textId, isAgreed: version !== null }] as const] : [],
    ),
  )
}

/** Exercises of which priorities were worded anew: there is something to translate after they have closed. */
export async function exercisesReworded(db: Handle): Promise<Set<string>> {
  const listIds = [...(await draftRows(db).execute()), ...(await replyRows(db).execute())].map(({ listId }) => listId)
  const lists = await db
    .selectFrom('priority_list')
    .select('exercise_id')
    .where('id', 'in', ['', ...new Set(listIds)])
    .execute()
  return new Set(lists.map((list) => list.exercise_id))
}

/**
 * A text for a wording that is not agreed yet, in place of the one before it: what was translated of that one must not be
 * read as this one's.
 */
export const newWording = (tx: Tx, wording: string): Promise<string> => addText(tx, ofWordings, { en: wording })

/** Takes away a text that no wording has any more. */
export async function dropWording(tx: Tx, textId: string): Promise<void> {
  await tx.deleteFrom('text_version').where('text_id', '=', textId).execute()
  await tx.deleteFrom('text').where('id', '=', textId).execute()
}

/** A wording as it stands in the records, in English. */
export const recordedWording = async (db: Handle, textId: string): Promise<string> =>
  (await textsOf(db, [textId], firstLanguage)).get(textId)?.body ?? ''
