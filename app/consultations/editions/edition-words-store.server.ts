import type { Db } from '../../../db/connect.ts'
import { remembered } from '../../../db/remembered.ts'
import { searchText } from '../../engagement/evidence/evidence.ts'
import { firstLanguage } from '../../languages/language.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import { askedTexts } from './exercise-text-store.server.ts'

/**
 * What published consultations ask, in the language or edition of an address, by exercise and in the spelling that is
 * searched. Empty for English, in which records are kept and searched anyway.
 */
export async function editionWords(db: Db, lang: string): Promise<ReadonlyMap<string, string>> {
  return lang === firstLanguage ? new Map() : remembered(db, `edition words ${lang}`, () => readWords(db, lang))
}

async function readWords(db: Db, lang: string): Promise<ReadonlyMap<string, string>> {
  const published = await db.selectFrom('exercise').select('id').where('published_at', 'is not', null).execute()
  const found = new Map<string, string>()
  for (const { id } of published) {
    const asked = (await askedTexts(db, id)).filter(({ isDraft }) => !isDraft)
    const texts = await textsOf(
      db,
      asked.map(({ textId }) => textId),
      lang,
    )
    const own = asked.flatMap(({ textId, english }) => {
      const body = texts.get(textId)?.body
      return body && body !== english ? [body] : []
    })
    if (own.length) found.set(id, searchText(...own))
  }
  return found
}
