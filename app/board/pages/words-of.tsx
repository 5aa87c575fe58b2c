import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { languagePart } from '../../languages/edition.ts'
import { firstLanguage } from '../../languages/language.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { Rag, type RagStatus } from '../../ui/rag.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { Proposer } from '../agenda.ts'
import type { Stance } from '../position.ts'
import type { Rag as Rating } from '../progress.ts'
import type { AnswerState } from '../response-clock.ts'

const stanceColour: Record<Stance, string> = {
  accept: 'govuk-tag--green',
  in_part: 'govuk-tag--blue',
  reject: 'govuk-tag--red',
  not_ours: 'govuk-tag--grey',
}

/** The Board's answer in one word. */
export function StanceTag({ stance }: { stance: Stance }) {
  const t = useWords('board')
  return <Tag classes={stanceColour[stance]}>{t(`stance.${stance}`)}</Tag>
}

/** The rules write `not_reported`, the picture's class `not-reported`. */
export const ragStatus = (rating: Rating): RagStatus => (rating === 'not_reported' ? 'not-reported' : rating)

/** A rating as shape and word; before the first report is due there is none. */
export function RatingTag({ rating }: { rating: Rating | null }) {
  const t = useWords('board')
  return rating ? (
    <Rag status={ragStatus(rating)}>{t(`rag.${rating}`)}</Rag>
  ) : (
    <span className="meta">{t('rag.none')}</span>
  )
}

export const ratingWords = (t: TFunction): Record<RagStatus, string> => ({
  red: t('rag.red'),
  amber: t('rag.amber'),
  green: t('rag.green'),
  done: t('rag.done'),
  'not-reported': t('rag.not_reported'),
})

/** How an answer stands, in words: silence after the deadline is said as what it is (rule B-6). */
export function AnswerLine({ answer }: { answer: AnswerState }) {
  const t = useWords('board')
  const { locale } = useLanguage()
  if (answer.state === 'answered')
    return (
      <>
        {t('answer.answered')} <DateText iso={answer.on} locale={locale} />
      </>
    )
  if (answer.state === 'waiting')
    return (
      <>
        {t('answer.waiting')} <DateText iso={answer.by} locale={locale} />
      </>
    )
  return (
    <>
      {t('answer.silent')} <OverdueSince day={answer.since} />
    </>
  )
}

/** Who asked, and for whom they spoke where they said so. */
export const askedBy = (t: TFunction, proposer: Proposer, label: string | null): string =>
  label && proposer !== 'rule' && proposer !== 'conference'
    ? t('proposer_for', { proposer: t(`proposer.${proposer}`), label })
    : t(`proposer.${proposer}`)

/** "Overdue since …", the same everywhere. */
export function OverdueSince({ day }: { day: string }) {
  const t = useWords('board')
  const { locale } = useLanguage()
  return (
    <Tag classes="govuk-tag--red">
      {t('answer.overdue')} <DateText iso={day} locale={locale} />
    </Tag>
  )
}

/** Text that people wrote, in its paragraphs. */
export function Paragraphs({ text }: { text: string }): ReactNode {
  const own = languagePart(useLanguage().code) === firstLanguage
  return text.split(/\n{2,}/).map((paragraph, i) => (
    <p key={i} lang={own ? undefined : firstLanguage} dir={own ? undefined : 'ltr'}>
      {paragraph}
    </p>
  ))
}
