import { Form } from '@remix-run/react'
import { DayField } from '../../engagement/pages/day-field.tsx'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, shown } from '../../server/form.ts'
import { Button } from '../../ui/button.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { answerOutcomes, type ComplaintOutcome, endOutcomes } from '../complaint.ts'

type Back = Readonly<{ back: Refused | undefined }>

/** What came back belongs to the step that was posted. */
const postedAs = (back: Refused | undefined, intent: string) => (back?.typed.intent?.[0] === intent ? back : undefined)

/** Says that it has arrived and by when it is answered. */
export function AcknowledgeForm({ back }: Back) {
  const t = useWords('complaint-desk')
  const words = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  return (
    <DeskSection title={t('acknowledge.title')} id="acknowledge">
      <p className="read">{t('acknowledge.text')}</p>
      <Form method="post" noValidate>
        <DayField
          name="answerBy"
          legend={t('acknowledge.day')}
          hint={t('acknowledge.day_hint')}
          stored={null}
          back={postedAs(back, 'acknowledge')}
          words={words}
        />
        <Button name="intent" value="acknowledge">
          {t('acknowledge.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** How it came out and why, in the words its sender reads. */
export function AnswerForm({ outcome, answer, back }: Back & { outcome: ComplaintOutcome | null; answer: string }) {
  const t = useWords('complaint-desk')
  const own = postedAs(back, 'answer')
  const errorOf = fieldErrors(own?.errors, t('error_prefix'))
  return (
    <DeskSection title={t(answer ? 'answer.again' : 'answer.title')} id="answering">
      <p className="read">{t('answer.text')}</p>
      <Form method="post" noValidate>
        <Radios
          name="outcome"
          fieldset={{ legend: { text: t('answer.outcome') } }}
          value={shown(own, 'outcome', outcome ?? '')}
          error={errorOf('outcome')}
          items={answerOutcomes.map((value) => ({ value, text: t(`outcome.${value}`) }))}
        />
        <Textarea
          name="answer"
          label={t('answer.words')}
          hint={t('answer.hint')}
          rows={8}
          value={shown(own, 'answer', answer)}
          error={errorOf('answer')}
          attributes={{ dir: 'auto' }}
        />
        <Button name="intent" value="answer">
          {t('answer.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** After an answer it only ends; without one it is said how and why. */
export function CloseForm({ answered, back }: Back & { answered: boolean }) {
  const t = useWords('complaint-desk')
  const own = postedAs(back, 'close')
  const errorOf = fieldErrors(own?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('close.title')} id="close">
      <p className="read">{t(answered ? 'close.text_answered' : 'close.text')}</p>
      <Form method="post" noValidate>
        {answered ? null : (
          <>
            <Radios
              name="ending"
              fieldset={{ legend: { text: t('close.ending') } }}
              value={shown(own, 'ending')}
              error={errorOf('ending')}
              items={endOutcomes.map((value) => ({ value, text: t(`outcome.${value}`) }))}
            />
            <Textarea
              name="reason"
              label={t('close.why')}
              hint={t('close.why_hint')}
              rows={3}
              value={shown(own, 'reason')}
              error={errorOf('reason')}
              attributes={{ dir: 'auto' }}
            />
          </>
        )}
        <Button name="intent" value="close" classes="govuk-button--secondary">
          {t('close.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
