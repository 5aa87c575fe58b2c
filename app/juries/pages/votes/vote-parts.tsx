import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import type { Refused } from '../../../server/form.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { DeskFigure, DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { WarningText } from '../../../ui/warning-text.tsx'
import { isTie, type Outcome } from '../../votes/outcome.ts'
import { type Counts, consent, support, voting } from '../../votes/vote.ts'
import { outcomeTag } from '../state-tag.ts'

export interface Room {
  home: string
  facilitates: boolean
  seats: number
  quorum: number
  locked: number
  unlocked: number[]
  members: { id: string; badge: string }[]
  neededOfAll: number
}

export interface RunningVote {
  state: string
  cast: number
  present: number
  statements: number
  needed: number
  trouble: string | null
}

/** Who is here, and the threshold in figures, before anything opens. */
export function OpenForm({ room, back }: { room: Room; back: Refused | undefined }) {
  const t = useWords('juries-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('vote.open_title')} id="open">
      <p>{t('vote.locked', { count: room.locked })}</p>
      {room.unlocked.length ? <p>{t('vote.unlocked', { numbers: room.unlocked.join(', ') })}</p> : null}
      <p>{t('vote.threshold_before', { needed: room.neededOfAll, count: room.members.length })}</p>
      <p>{t('vote.quorum', { quorum: room.quorum, seats: room.seats })}</p>
      <Form method="post" noValidate>
        <Checkboxes
          name="present"
          classes="govuk-checkboxes--small"
          fieldset={{ legend: { text: t('vote.who_is_here') } }}
          hint={{ text: t('vote.who_hint') }}
          items={room.members.map(({ id, badge }) => ({ value: id, text: t('vote.badge', { badge }) }))}
          values={back?.typed.present ?? room.members.map(({ id }) => id)}
          error={errorOf('present')}
        />
        <Button name="intent" value="open">
          {t('vote.open')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** While it runs: how many have voted, never which way; then the two closings, then the opening. */
export function Running({ room, vote }: { room: Room; vote: RunningVote }) {
  const t = useWords('juries-desk')
  const { cast, present, needed } = vote
  return (
    <div>
      <div className="desk-figures">
        <DeskFigure kind="now" figure={cast} text={t('vote.have_voted', { count: present })}>
          <svg viewBox="0 0 100 5" width="100%" height="26" preserveAspectRatio="none" role="img">
            <title>{t('vote.of', { cast, present })}</title>
            <rect width="100" height="5" fill="#e3efea" />
            <rect width={present ? (100 * cast) / present : 0} height="5" fill="#0b5c4d" />
          </svg>
          <p className="meta">{t('vote.rule', { count: vote.statements, needed, present })}</p>
          <p className="meta">{t('vote.hidden')}</p>
        </DeskFigure>
      </div>
      <Steps room={room} vote={vote} />
    </div>
  )
}

function Steps({ room, vote }: { room: Room; vote: RunningVote }) {
  const t = useWords('juries-desk')
  if (vote.state === 'closed') {
    return (
      <DeskSection title={t('vote.closed_title')} id="count">
        <p>{t('vote.closed_text')}</p>
        {room.facilitates ? (
          <Form method="post">
            <WarningText iconFallbackText={t('vote.warning')}>{t('vote.opening_warning')}</WarningText>
            <Button name="intent" value="count">
              {t('vote.count')}
            </Button>
          </Form>
        ) : null}
      </DeskSection>
    )
  }
  const first = vote.state === 'open'
  return (
    <DeskSection title={t(first ? 'vote.close_title' : 'vote.second_title')} id="close">
      <p>{t(first ? 'vote.close_text' : 'vote.second_text')}</p>
      {vote.trouble ? <p>{t(`errors.close_${vote.trouble}`)}</p> : null}
      <Form method="post">
        <ButtonGroup>
          {vote.trouble ? null : (
            <Button name="intent" value="close">
              {t(first ? 'vote.close_first' : 'vote.close_second')}
            </Button>
          )}
          {first ? null : (
            <Button name="intent" value="keep" classes="govuk-button--secondary">
              {t('vote.keep')}
            </Button>
          )}
          <a href={`${room.home}/vote`}>{t('vote.refresh')}</a>
        </ButtonGroup>
      </Form>
    </DeskSection>
  )
}

interface Shown {
  id: string
  number: number
  body: string
  because: string
  counts: Counts
  outcome: Outcome
}

/** The reveal: every statement with its counts, in the order of the report. */
export function Results({ results, home, facilitates }: { results: Shown[]; home: string; facilitates: boolean }) {
  const t = useWords('juries-desk')
  const isVoid = results.some((result) => result.outcome === 'void')
  return (
    <DeskSection title={t('results.title')} id="results">
      <Table
        firstCellIsHeader
        head={[
          t('results.statement'),
          t('results.consent'),
          t('results.support'),
          { text: t('results.abstain'), format: 'numeric' },
          t('results.outcome'),
        ]}
        rows={results.map(({ number, body, because, counts, outcome }) => [
          <span key="statement">
            {number}. {t('statement', { body, because })} {isTie(counts) ? t('results.tie') : null}
          </span>,
          t('results.of', { count: consent(counts), of: voting(counts) }),
          t('results.of', { count: support(counts), of: voting(counts) }),
          { text: counts.abstain, format: 'numeric' },
          <Tag key="outcome" classes={outcomeTag(outcome)}>
            {t(`outcome.${outcome}`)}
          </Tag>,
        ])}
      />
      {isVoid && facilitates ? (
        <p>
          <a href={`${home}/statements`}>{t('results.void_next')}</a>
        </p>
      ) : null}
    </DeskSection>
  )
}
