import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { ComplaintOutcome, ComplaintState } from '../complaint.ts'

/** What is owed next and by when, or how it ended. */
export function ComplaintStateText({
  standing,
  outcome,
}: {
  standing: ComplaintState
  outcome: ComplaintOutcome | null
}) {
  const t = useWords('complaint-desk')
  const { locale } = useLanguage()
  const iso = 'dueOn' in standing ? standing.dueOn : standing.on
  const key = 'owed' in standing ? `${standing.state}_${standing.owed}` : standing.state
  const count = 'days' in standing ? standing.days : 0
  const line = (
    <Sentence parts={{ day: <DateText iso={iso} locale={locale} /> }}>
      {(slots) => t(`state.${key}`, { count, ...slots })}
    </Sentence>
  )
  if (standing.state === 'overdue') return <Tag classes="govuk-tag--red">{line}</Tag>
  return (
    <>
      {outcome ? `${t(`outcome.${outcome}`)} ` : null}
      {line}
    </>
  )
}
