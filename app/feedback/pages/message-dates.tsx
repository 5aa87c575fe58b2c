import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { MessageStanding } from '../message-facts-store.server.ts'

/** By when everybody who asked is told what, and what is overdue: said in public (rule F-1). */
export function MessageDates({ messages }: { messages: readonly Pick<MessageStanding, 'kind' | 'state' | 'dueOn'>[] }) {
  const t = useWords('feedback')
  return (
    <ul>
      {messages.map((message) => (
        <li key={message.kind}>
          <strong>{t(`dates.${message.kind}`)}</strong> <MessageStateText message={message} />
        </li>
      ))}
    </ul>
  )
}

/** How one message stands, in words. */
export function MessageStateText({ message: { state, dueOn } }: { message: Pick<MessageStanding, 'state' | 'dueOn'> }) {
  const t = useWords('feedback')
  const { locale } = useLanguage()
  const date = (iso: string | null) => (iso ? <DateText iso={iso} locale={locale} /> : null)
  if (state.state === 'overdue') {
    return (
      <Tag classes="govuk-tag--red">
        <Sentence parts={{ day: date(state.since) }}>
          {(slots) => t('dates.overdue', { count: state.days, ...slots })}
        </Sentence>
      </Tag>
    )
  }
  if (state.state === 'waiting' && !state.by) return <>{t('dates.waiting_open')}</>
  const [key, parts] =
    state.state === 'waiting'
      ? (['dates.waiting', { day: date(state.by) }] as const)
      : state.late
        ? (['dates.sent_late', { day: date(state.on), due: date(dueOn) }] as const)
        : (['dates.sent', { day: date(state.on) }] as const)
  return <Sentence parts={parts}>{(slots) => t(key, slots)}</Sentence>
}
