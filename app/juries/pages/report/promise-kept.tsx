import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { DateText } from '../../../ui/date-text.tsx'
import type { promisesOf } from '../../report/promise-store.server.ts'

export type Promised = Awaited<ReturnType<typeof promisesOf>>[number]

/** The promise to answer a jury in one sentence: kept, kept late, running, or overdue since when. */
export function PromiseKept({ promise }: { promise: Promised }) {
  const t = useWords('juries')
  const { locale } = useLanguage()
  // A jury that reported on paper has no recommendations here that could be answered one by one.
  const key = promise.owed ? promise.state : `${promise.state}_paper`
  return (
    <Sentence
      parts={{
        who: <ProperName>{promise.who}</ProperName>,
        day: <DateText iso={promise.by} locale={locale} />,
        answered: <DateText iso={promise.answeredOn ?? promise.by} locale={locale} />,
      }}
    >
      {(slots) => t(`report.promise_${key}`, slots)}
    </Sentence>
  )
}
