import { Form } from '@remix-run/react'
import type { TFunction } from 'i18next'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { Details } from '../../../ui/details.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { OverlapReason } from '../../register/overlap.ts'
import { overlapAnswers } from '../../register/overlap-answer.ts'
import type { FoundOverlap, Neighbour } from '../../register/overlap-store.server.ts'

/** Of another partner's plan no more than title and dates. */
type ShownOverlap = Omit<FoundOverlap, 'other'> & {
  /** `own`: the same organisation plans both. */
  other: Pick<Neighbour, 'id' | 'title' | 'organisation' | 'opensOn' | 'closesOn'> & { own: boolean }
}

interface CardProps {
  overlap: ShownOverlap
  exercise: { id: string; title: string; isPublic: boolean }
  themes: Record<string, string>
  today: string
  back: Refused | undefined
}

/** One overlap: whose, when, why, what it could save, what was said about it, and the forms to say it with. */
export function OverlapCard({ overlap, exercise, themes, today, back }: CardProps) {
  const t = useWords('planning-desk')
  const { locale } = useLanguage()
  const { other, score, reasons, weight, saving } = overlap
  const day = (iso: string | null) => (iso ? formatDate(iso, locale) : t('register.no_dates'))
  return (
    <DeskSection title={other.title} id={`card-${other.id}`}>
      <p>
        {t('overlap.whose', { by: other.organisation, from: day(other.opensOn), to: day(other.closesOn) })}{' '}
        <strong>{t(other.own && weight === 'talk' ? 'overlap.own.talk' : `overlap.weight.${weight}`)}</strong>
      </p>
      <Table
        caption={t('overlap.sum')}
        firstCellIsHeader
        narrow="plain"
        head={[t('overlap.reason'), { text: t('overlap.points'), format: 'numeric' }]}
        rows={[
          ...reasons.map((reason) => [
            reasonInWords(reason, themes, t),
            { text: formatNumber(reason.points, locale), format: 'numeric' as const },
          ]),
          [
            { text: t('overlap.score'), classes: 'table-total' },
            { text: formatNumber(score, locale), format: 'numeric' as const, classes: 'table-total' },
          ],
        ]}
      />
      {saving.pounds === null && saving.hours === null ? null : (
        <p>
          {t('overlap.saving', {
            pounds: formatNumber(saving.pounds ?? 0, locale),
            hours: formatNumber(saving.hours ?? 0, locale),
          })}
        </p>
      )}
      <SoFar overlap={overlap} today={today} />
      {overlap.received && !overlap.received.reply ? <Reply overlap={overlap} back={back} /> : null}
      {exercise.isPublic ? null : weight === 'answer' ? (
        <Answer overlap={overlap} exercise={exercise} back={back} />
      ) : (
        <Details summaryText={t('overlap.record')} open={back !== undefined}>
          <Answer overlap={overlap} exercise={exercise} back={back} />
        </Details>
      )}
    </DeskSection>
  )
}

function reasonInWords(reason: OverlapReason, themes: Record<string, string>, t: TFunction): string {
  const joined = (words: string[]) => words.join('; ')
  switch (reason.kind) {
    case 'theme':
      return t('overlap.reasons.theme', { shared: joined(reason.shared.map((id) => themes[id] ?? id)) })
    case 'area':
      return t('overlap.reasons.area', { percent: reason.percent })
    case 'dates':
      return reason.weeksApart
        ? t('overlap.reasons.dates_apart', { count: reason.weeksApart })
        : t('overlap.reasons.dates_same')
    case 'audience':
      return t('overlap.reasons.audience', { shared: joined(reason.shared.map((code) => t(`groups.${code}`))) })
    case 'panel':
      return t('overlap.reasons.panel')
    case 'question':
      return t('overlap.reasons.question', { shared: reason.shared.map((words) => `“${words}”`).join(' ') })
  }
}

/** What was recorded and written about this overlap until now, by either side. */
function SoFar({ overlap: { answer, sent, received, score }, today }: { overlap: ShownOverlap; today: string }) {
  const t = useWords('planning-desk')
  const { locale } = useLanguage()
  const day = (iso: string) => formatDate(iso, locale)
  return (
    <>
      {answer ? (
        <InsetText>
          {t('overlap.answered', {
            answer: t(`overlap.answers.${answer.answer}`),
            day: day(answer.answeredAt),
            reason: answer.reason,
          })}
          {answer.score < score ? ` ${t('overlap.grown', { before: answer.score })}` : null}
        </InsetText>
      ) : null}
      {sent ? (
        <p>
          {t('overlap.sent', { day: day(sent.sentOn) })}{' '}
          {sent.reply
            ? t(`overlap.reply.${sent.reply}`, { day: day(sent.repliedOn ?? sent.sentOn), text: sent.replyText })
            : today < sent.proceedFrom
              ? t(today > sent.answerBy ? 'overlap.late' : 'overlap.waiting', {
                  answerBy: day(sent.answerBy),
                  proceedFrom: day(sent.proceedFrom),
                })
              : t('overlap.may_proceed', { answerBy: day(sent.answerBy) })}
        </p>
      ) : null}
      {received ? (
        <InsetText>
          {t('overlap.received', { day: day(received.sentOn), body: received.body })}{' '}
          {received.reply
            ? t(`overlap.own_reply.${received.reply}`, { text: received.replyText })
            : t('overlap.reply_by', { day: day(received.answerBy) })}
        </InsetText>
      ) : null}
    </>
  )
}

function Reply({ overlap, back }: { overlap: ShownOverlap; back: Refused | undefined }) {
  const t = useWords('planning-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { otherId } = overlap
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="other" value={otherId} />
      <Radios
        name="reply"
        idPrefix={`reply-${otherId}`}
        fieldset={{ legend: { text: t('overlap.your_reply') } }}
        items={(['agreed', 'declined'] as const).map((value) => ({ value, text: t(`overlap.replies.${value}`) }))}
        value={shown(back, 'reply')}
        error={errorOf(`reply-${otherId}`)}
      />
      <Textarea
        name="replyText"
        id={`replyText-${otherId}`}
        label={{ text: t('overlap.reply_text') }}
        rows={3}
        value={shown(back, 'replyText')}
        error={errorOf(`replyText-${otherId}`)}
      />
      <Button name="intent" value="reply">
        {t('overlap.reply_button')}
      </Button>
    </Form>
  )
}

function Answer({
  overlap,
  exercise,
  back,
}: {
  overlap: ShownOverlap
  exercise: { title: string }
  back: Refused | undefined
}) {
  const t = useWords('planning-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { otherId, other, answer, sent } = overlap
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="other" value={otherId} />
      <Radios
        name="answer"
        idPrefix={`answer-${otherId}`}
        fieldset={{ legend: { text: t('overlap.what') } }}
        items={overlapAnswers.map((value) => ({
          value,
          text: t(other.own && value === 'joint' ? 'overlap.own.joint' : `overlap.answers.${value}`),
          hint: t(other.own && value === 'joint' ? 'overlap.own.joint_hint' : `overlap.hints.${value}`),
        }))}
        value={shown(back, 'answer', answer?.answer)}
        error={errorOf(`answer-${otherId}`)}
      />
      <Textarea
        name="reason"
        id={`reason-${otherId}`}
        label={{ text: t('overlap.why') }}
        hint={{ text: t('overlap.why_hint') }}
        rows={3}
        value={shown(back, 'reason', answer?.reason)}
        error={errorOf(`reason-${otherId}`)}
      />
      {sent ? null : (
        <>
          <Textarea
            name="message"
            id={`message-${otherId}`}
            label={{ text: other.own ? t('overlap.own.message') : t('overlap.message', { by: other.organisation }) }}
            rows={5}
            value={shown(
              back,
              'message',
              t(other.own ? 'overlap.own.prefilled' : 'overlap.prefilled', {
                mine: exercise.title,
                other: other.title,
              }),
            )}
            error={errorOf(`message-${otherId}`)}
          />
          <Checkboxes
            name="send"
            idPrefix={`send-${otherId}`}
            items={[{ value: '1', text: t('overlap.send') }]}
            values={back?.typed.send ? ['1'] : []}
          />
        </>
      )}
      <Button name="intent" value="answer">
        {t('overlap.button')}
      </Button>
    </Form>
  )
}
