import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { DateText } from '../../../ui/date-text.tsx'
import type { Extension } from '../../publishing/extension.ts'

/** Each time the last day was moved, and why, in an officer's own words. */
export function Extensions({ extensions }: { extensions: readonly Extension[] }) {
  const { locale } = useLanguage()
  const t = useWords('consultations')
  return extensions.map(({ id, closesBefore, closesOn, reason, note }) => (
    <p key={id} className="read">
      <Sentence
        parts={{
          before: <DateText iso={closesBefore} locale={locale} />,
          closes: <DateText iso={closesOn} locale={locale} />,
        }}
      >
        {(slots) => t('extension.moved', slots)}
      </Sentence>{' '}
      {reason === 'pre_election' ? `${t('extension.pre_election')} ` : null}
      <InOwnLanguage text={{ body: note, language: 'en' }} />
    </p>
  ))
}
