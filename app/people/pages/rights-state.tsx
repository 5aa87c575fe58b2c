import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { RightsState } from '../rights-request.ts'

/** How a request stands: by when it is due, since when it is overdue, or how it came out. */
export function StateText({
  standing,
  outcome,
  signed,
}: {
  standing: RightsState
  outcome: 'done' | 'given' | 'refused' | null
  signed: boolean
}) {
  const t = useWords('rights')
  const { locale } = useLanguage()
  const day = (iso: string) => <DateText iso={iso} locale={locale} />
  if (standing.state === 'answered') {
    const key = standing.late ? 'state.answered_late' : 'state.answered'
    return (
      <>
        {outcome ? t(`outcome.${outcome}`) : null}{' '}
        <Sentence parts={{ day: day(standing.on), due: day(standing.dueOn) }}>{(slots) => t(key, slots)}</Sentence>
      </>
    )
  }
  if (standing.state === 'paused') {
    return <Sentence parts={{ day: day(standing.since) }}>{(slots) => t('state.paused', slots)}</Sentence>
  }
  const line = (
    <Sentence parts={{ day: day(standing.dueOn) }}>
      {(slots) => t(`state.${standing.state}`, { count: standing.days, ...slots })}
    </Sentence>
  )
  return (
    <>
      {standing.state === 'overdue' ? <Tag classes="govuk-tag--red">{line}</Tag> : line}
      {signed ? (
        <>
          <br />
          {t('state.signed')}
        </>
      ) : null}
    </>
  )
}
