import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { type FieldError, line, lines, type Typed, tooLong } from '../../server/form.ts'
import { notFound } from '../../server/page.ts'
import { type JuryAsk, juryFor } from '../jury-access.server.ts'
import { one } from '../posted.server.ts'
import { furtherLanguages, typedTexts } from './criterion-words.server.ts'
import { saveCriterionWords } from './criterion-words-store.server.ts'
import { criteriaOf } from './target-store.server.ts'

/** The field of the words for one typed text in a language, by the text: another may stand in its place by the time they are sent. */
export const wordsField = (language: string, text: string): string => `${language}-${sha256(text).slice(0, 12)}`

/**
 * Saves what a criterion is called in one language, at any time: these are words alone, and nobody's answer changes. What
 * was asked in which words, and since when, stands in the ledger.
 */
export async function saveWording(ask: JuryAsk, criterionId: string, typed: Typed): Promise<FieldError[]> {
  const t = ask.words('recruitment')
  const code = one(typed, 'language')
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const criterion = (await criteriaOf(tx, jury.id)).find(({ id }) => id === criterionId)
    if (!criterion) throw notFound()
    if (!furtherLanguages().some((known) => known.code === code)) {
      return [{ field: 'words', message: t('errors.words_language') }]
    }
    const errors: FieldError[] = []
    const said: Record<string, string> = {}
    for (const text of typedTexts(criterion)) {
      const field = wordsField(code, text)
      const limit = text === criterion.reason ? 900 : 200
      const read = (text === criterion.reason ? lines(limit) : line(limit)).safeParse(one(typed, field))
      if (read.success) said[text] = read.data
      else errors.push({ field, message: tooLong(t, field, limit, one(typed, field)) })
    }
    if (errors.length) return errors
    await saveCriterionWords(tx, criterion.id, code, said)
    const today = londonDay(ask.now)
    await record(
      tx,
      'jury.criterion-worded',
      { jury: jury.slug, criterion: criterion.name, language: code, words: said },
      today,
    )
    const { personId } = ask.actor
    await logAct(tx, ask.now, { personId, did: 'worded a criterion', objectKind: 'jury', objectId: jury.id })
    return []
  })
}
