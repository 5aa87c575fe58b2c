import { firstLanguage } from '../../../languages/language.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { useLanguage } from '../../../languages/use-words.ts'
import type { ResultsPaper } from './results.server.ts'

/** The words of one text of the form, marked where the reader's language has none and English stands in. */
export function FormWords({ paper, id }: { paper: Pick<ResultsPaper, 'texts' | 'ownTexts'>; id: string }) {
  const { code } = useLanguage()
  return (
    <InOwnLanguage
      text={{ body: paper.texts[id] ?? id, language: paper.ownTexts.includes(id) ? code : firstLanguage }}
    />
  )
}
