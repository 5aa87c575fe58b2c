import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { isOpen, type Proposer, type RequestState, waitOf } from '../agenda.ts'
import { askedBy } from './words-of.tsx'

export interface QueuedRequest {
  id: string
  proposer: Proposer
  proposerLabel: string
  title: string
  why: string
  receivedOn: string
  state: RequestState
  reason: string | null
  decidedOn: string | null
  deferrals: number
  meetingOn: string | null
  mergedInto: string | null
}

const waitColour = { fresh: 'govuk-tag--grey', amber: 'govuk-tag--yellow', late: 'govuk-tag--red' } as const

/** Who asked for what, when, and what became of it: the same for everybody's request. `decide` leads to the desk. */
export function Queue({
  requests,
  today,
  decide,
}: {
  requests: readonly QueuedRequest[]
  today: string
  decide?: boolean
}) {
  const t = useWords('board')
  const { code, locale } = useLanguage()
  if (!requests.length) return <EmptyState>{t('queue.empty')}</EmptyState>
  return (
    <Table
      head={[t('queue.what'), t('queue.who'), t('queue.became')]}
      rows={requests.map((r) => {
        const wait = r.state === 'waiting' ? waitOf(r.receivedOn, today) : undefined
        const open = isOpen(r)
        const byRule = r.proposer === 'rule'
        return [
          <span key="what">
            {decide && open ? (
              <a href={`/desk/board/requests/${r.id}`}>{r.title}</a>
            ) : (
              <strong>
                <ProperName>{r.title}</ProperName>
              </strong>
            )}
            <br />
            {byRule ? (
              <a href={`/${code}/board/actions/${r.why}`}>{t('queue.silence')}</a>
            ) : (
              <span className="meta">
                <ProperName>{r.why}</ProperName>
              </span>
            )}
          </span>,
          <span key="who">
            <Sentence parts={{ label: <ProperName>{r.proposerLabel}</ProperName> }}>
              {(slots) => askedBy(t, r.proposer, r.proposerLabel && slots.label!)}
            </Sentence>
            <br />
            <DateText iso={r.receivedOn} locale={locale} />
          </span>,
          <span key="became">
            <strong>{t(`request.${r.state}`)}</strong>
            {r.meetingOn ? (
              <>
                {' '}
                <a href={`/${code}/board/meetings/${r.meetingOn}`}>
                  <DateText iso={r.meetingOn} locale={locale} />
                </a>
              </>
            ) : null}
            {r.mergedInto ? (
              <>
                {' '}
                <Sentence parts={{ title: <ProperName>{r.mergedInto}</ProperName> }}>
                  {(slots) => t('queue.into', slots)}
                </Sentence>
              </>
            ) : null}
            {r.reason ? (
              <span className="meta">
                {' '}
                <ProperName>{r.reason}</ProperName>
              </span>
            ) : null}
            {wait ? (
              <>
                {' '}
                <Tag classes={waitColour[wait.state]}>{t(`queue.wait_${wait.state}`, { count: wait.days })}</Tag>
              </>
            ) : null}
            {r.state === 'deferred' ? <span className="meta"> {t('queue.deferred_once')}</span> : null}
          </span>,
        ]
      })}
    />
  )
}
