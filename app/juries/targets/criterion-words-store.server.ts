import type { Handle, Tx } from '../../../db/connect.ts'

/** The words of a jury's criteria in one language: by criterion, then by the typed words that they stand for. */
export type CriterionWords = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The words typed for the criteria of a jury, by language. */
export async function criterionWordsOf(db: Handle, juryId: string): Promise<ReadonlyMap<string, CriterionWords>> {
  const rows = await db
    .selectFrom('jury_criterion_words as w')
    .innerJoin('jury_criterion as c', 'c.id', 'w.criterion_id')
    .select(['w.criterion_id as criterionId', 'w.language', 'w.typed', 'w.body'])
    .where('c.jury_id', '=', juryId)
    .execute()
  const all = new Map<string, Map<string, Map<string, string>>>()
  for (const { criterionId, language, typed, body } of rows) {
    const inLanguage = all.get(language) ?? new Map<string, Map<string, string>>()
    const own = inLanguage.get(criterionId) ?? new Map<string, string>()
    all.set(language, inLanguage.set(criterionId, own.set(typed, body)))
  }
  return all
}

/** Puts words in place of those there are for the same typed ones; empty words are taken away. */
export async function saveCriterionWords(
  tx: Tx,
  criterionId: string,
  language: string,
  said: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [typed, body] of Object.entries(said)) {
    const row = { criterion_id: criterionId, language, typed }
    if (body) {
      await tx
        .insertInto('jury_criterion_words')
        .values({ ...row, body })
        .onConflict((oc) => oc.columns(['criterion_id', 'language', 'typed']).doUpdateSet({ body }))
        .execute()
    } else {
      await tx
        .deleteFrom('jury_criterion_words')
        .where('criterion_id', '=', criterionId)
        .where('language', '=', language)
        .where('typed', '=', typed)
        .execute()
    }
  }
}
