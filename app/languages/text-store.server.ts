import { randomUUID } from 'node:crypto'
import type { Handle } from '../../db/connect.ts'
import { firstLanguage } from './language.ts'

/** A text as a reader gets it: `language` tells when English had to stand in; `checked` whether a speaker has read it. */
export interface ReadText {
  body: string
  language: string
  checked: boolean
}

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
 * The newest version of each text in a language, English where there is none or where it was taken back (its newest
 * version is empty). Keyed by text id.
 */
export async function textsOf(
  db: Handle,
  ids: readonly (string | null)[],
  language: string,
  edition = 'standard',
): Promise<Map<string, ReadText>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  if (!wanted.length) return new Map()
  const rows = await db
    .selectFrom('text_version')
    .select(['text_id', 'version', 'language', 'body', 'checked_by'])
    .where('text_id', 'in', wanted)
    .where('language', 'in', [language, firstLanguage])
    .where('edition', '=', edition)
    .orderBy('version')
    .execute()
  const found = new Map<string, ReadText>()
  for (const preferred of [firstLanguage, language]) {
    const newest = new Map(rows.filter((r) => r.language === preferred).map((row) => [row.text_id, row]))
    for (const [id, { body, language: written, checked_by }] of newest) {
      if (body) found.set(id, { body, language: written, checked: checked_by !== null })
    }
  }
  return found
}

/** Writes a further version of a text in one language and edition; an empty body takes the text back. */
export async function rewriteText(
  tx: Handle,
  id: string,
  given: { language: string; edition: string; body: string; checkedBy: string | null; checkedOn: string | null },
): Promise<void> {
  const { language, edition, body, checkedBy, checkedOn } = given
  const now = await tx
    .selectFrom('text_version')
    .select(['version', 'body', 'checked_by'])
    .where('text_id', '=', id)
    .where('language', '=', language)
    .where('edition', '=', edition)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  const check = { checked_by: checkedBy, checked_on: checkedOn }
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
