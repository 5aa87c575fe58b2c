import type { Way } from '../../db/tables/people.ts'
import type { Letterhead } from '../feedback/message-text.server.ts'
import { languageOf, words } from '../languages/words.server.ts'
import { formatDate } from '../ui/dates.ts'
import type { ComplaintDays, ComplaintOutcome, ComplaintStep } from './complaint.ts'

interface Facts extends ComplaintDays {
  step: ComplaintStep
  reference: string
  outcome: ComplaintOutcome | null
  /** What was answered, or why it ended without an answer. */
  answer: string
}

/** What a complaint's sender is told of a step, in their language, as plain text. A text message says where to read it. */
export function complaintText(
  facts: Facts,
  to: { way: Way; language: string },
  head: Letterhead,
): { subject: string; body: string } {
  const t = words(to.language, 'complaints')
  const locale = languageOf(to.language)?.locale ?? 'en-GB'
  const { step, reference, answer, outcome, answerBy, receivedOn, answeredOn } = facts
  const link = `${head.origin}/${to.language}/complaints`
  const subject = t(`mail.${step}.subject`, { reference })
  if (to.way === 'text') return { subject, body: t(`mail.${step}.short`, { reference, link }) }
  const day = (iso: string | null) => (iso ? formatDate(iso, locale) : '')
  const said =
    step === 'acknowledge'
      ? [t('mail.acknowledge.text', { day: day(answerBy) })]
      : step === 'answer' || !answeredOn
        ? [outcome ? t(`outcome.${outcome}`) : '', answer]
        : [t('mail.close.text')]
  return {
    subject,
    body: [
      t('mail.about', { day: day(receivedOn), reference }),
      ...said,
      `${t('mail.read')}\n${link}`,
      ...(step === 'acknowledge' ? [] : [t('further')]),
      `${head.partnership}\n${head.contact}`,
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}
