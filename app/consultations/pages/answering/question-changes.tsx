import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { DateText } from '../../../ui/date-text.tsx'

interface Change {
  version: number
  note: string
  publishedAt: string
}

/** What was changed after people could answer, and why: an officer's own words. */
export function QuestionChanges({ changes }: { changes: readonly Change[] }) {
  const { locale } = useLanguage()
  const t = useWords('asking')
  if (!changes.length) return null
  return (
    <section>
      <h2>{t('versions.title')}</h2>
      <p>{t('versions.text')}</p>
      <ul>
        {changes.map(({ version, note, publishedAt }) => (
          <li key={version}>
            <DateText iso={publishedAt} locale={locale} /> <InOwnLanguage text={{ body: note, language: 'en' }} />
          </li>
        ))}
      </ul>
    </section>
  )
}
