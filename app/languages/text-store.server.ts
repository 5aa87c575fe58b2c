import { randomUUID } from 'node:crypto'
import type { Handle } from '../../db/connect.ts'
import { editionPart, type FurtherEdition, languagePart } from './edition.ts'
import { firstLanguage } from './language.ts'

/** A text as a reader gets it: `language` tells when English had to stand in; `checked` whether a speaker has read it. */
export interface ReadText {
  body: string
  language: string
  checked: boolean
  /** Where it stands in an edition of its own. */
  edition?: FurtherEdition
  /** File names of the pictures beside its sentences, which are its lines; empty where a sentence has none. */
  pictures?: string[]
}

/** What a text is for whose English stands in a record that is kept in English: the records stay, readers get their own. */
export const ofRecords = 'record'

/**
 * Writes one text with a stable id; answers merge by it whatever language they were read in. `bodies` is by language;
 * English is required. `checked` names the languages that a speaker has checked (English always counts as such).
 */
export async function addText(
  tx: Handle,
  usedFor: string,
  bodies: Record<string, string> & { en: string },
  { id = randomUUID() as string, edition = 'standard', checked = [] as string[] } = {},
): Promise<string> {
  await tx.insertInto('text').values({ id, used_for: usedFor }).execute()
  await tx
    .insertInto('text_version')
    .values(
      Object.entries(bodies).map(([language, body]) => ({
        text_id: id,
        version: 1,
        language,
        edition,
        body,
        checked_by: language === firstLanguage || checked.includes(language) ? 'author' : null,
        checked_on: null,
      })),
    )
    .execute()
  return id
}

/**
 * The newest version of each text in the language or edition of an address, the language's own words where the edition
 * lacks it, English where there is none or where it was taken back (its newest version is empty). Keyed by text id.
 */
export async function textsOf(
  db: Handle,
  ids: readonly (string | null)[],
  prefix: string,
): Promise<Map<string, ReadText>> {
  const [language, edition] = [languagePart(prefix), editionPart(prefix)]
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  if (!wanted.length) return new Map()
  const rows = await db
    .selectFrom('text_version')
    .select(['text_id', 'version', 'language', 'edition', 'body', 'checked_by', 'pictures'])
    .where('text_id', 'in', wanted)
    .where('language', 'in', [language, firstLanguage])
    .where('edition', 'in', [edition, 'standard'])
    .orderBy('version')
    .execute()
  const found = new Map<string, ReadText>()
  const preferences = [
    [firstLanguage, 'standard'],
    [language, 'standard'],
    [language, edition],
  ]
  for (const [inLanguage, inEdition] of preferences) {
    const own = rows.filter((row) => row.language === inLanguage && row.edition === inEdition)
    for (const [id, row] of new Map(own.map((one) => [one.text_id, one]))) {
      if (!row.body) continue
      const text = { body: row.body, language: row.language, checked: row.checked_by !== null }
      const further = row.edition === 'standard' ? {} : { edition: row.edition as FurtherEdition }
      found.set(id, { ...text, ...further, ...(row.pictures && { pictures: JSON.parse(row.pictures) as string[] }) })
    }
  }
  return found
}

/** Writes a further version of a text in one language and edition; an empty body takes the text back. */
export async function rewriteText(
  tx: Handle,
  id: string,
  given: {
    language: string
    edition: string
    body: string
    checkedBy: string | null
    checkedOn: string | null
    pictures?: string | null
  },
): Promise<void> {
  const { language, edition, body, checkedBy, checkedOn, pictures = null } = given
  const now = await tx
    .selectFrom('text_version')
    .select(['version', 'body', 'checked_by'])
    .where('text_id', '=', id)
    .where('language', '=', language)
    .where('edition', '=', edition)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  const check = { checked_by: checkedBy, checked_on: checkedOn, pictures }
  if (now?.body === body) {
    await tx
      .updateTable('text_version')
      .set(check)
      .where('text_id', '=', id)
      .where('language', '=', language)
      .where('edition', '=', edition)
      .where('version', '=', now.version)
      .execute()
    return
  }
  if (!now && !body) return
  await tx
    .insertInto('text_version')
    .values({ text_id: id, version: (now?.version ?? 0) + 1, language, edition, body, ...check })
    .execute()
}
