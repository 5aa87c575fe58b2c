import { Form } from '@remix-run/react'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Button } from '../../../ui/button.tsx'
import { ReferenceCode } from '../../../ui/codes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { OwnAnswer } from '../../answering/own-answer.server.ts'
import { AnswerInWords } from '../kinds/answer.tsx'
import { ChoiceThread } from './choice-thread.tsx'
import { FourDates } from './four-dates.tsx'

/** What became of one answer, for whoever holds its reference. */
export function OwnAnswerPage({ reference, answer }: { reference: string; answer: OwnAnswer }) {
  const { code, locale } = useLanguage()
  const t = useWords('consultations')
  const here = `/${code}/consultations/${answer.slug}`
  return (
    <ResidentPage
      back={{ href: `/${code}/my-answer`, text: t('my_answer.another') }}
      where={<ReferenceCode code={reference} />}
      title={<InOwnLanguage text={answer.title} />}
      lede={
        answer.status === 'erased' ? (
          <Sentence parts={{ day: <DateText iso={answer.erasedOn!} locale={locale} /> }}>
            {(slots) => t('my_answer.erased', slots)}
          </Sentence>
        ) : (
          t(`my_answer.status.${answer.status}`)
        )
      }
    >
      {answer.isGone ? null : (
        <>
          <p className="meta">
            <Sentence parts={{ day: <DateText iso={answer.receivedOn} locale={locale} /> }}>
              {(slots) => t('my_answer.received', slots)}
            </Sentence>
          </p>
          {answer.form ? <OwnAnswers answers={answer.form} /> : <Choices answer={answer} />}
          {answer.published ? (
            <p>
              <a href={`${here}/${answer.resultsPart}`}>{t('my_answer.list')}</a>
            </p>
          ) : (
            <p>{t('my_answer.not_published')}</p>
          )}
        </>
      )}
      <h2>{t('my_answer.dates')}</h2>
      <FourDates dates={answer.dates} />
      {answer.isGone ? null : <TakeBack reference={reference} answer={answer} />}
    </ResidentPage>
  )
}

function Choices({ answer }: { answer: OwnAnswer }) {
  const t = useWords('consultations')
  return (
    <>
      <h2>{t('my_answer.chosen')}</h2>
      {answer.threads.length ? null : <p>{t('my_answer.none')}</p>}
      {answer.same ? <p>{t('my_answer.same')}</p> : null}
      {answer.threads.map((thread, i) => (
        <ChoiceThread
          key={thread.id}
          thread={thread}
          which={answer.same ? t('my_answer.among') : t('my_answer.placed', { place: t(`places.${i + 1}`) })}
        />
      ))}
    </>
  )
}

/** What was answered, question by question; what was written stays with those who read it. */
function OwnAnswers({ answers }: { answers: NonNullable<OwnAnswer['form']> }) {
  const t = useWords('asking')
  return (
    <>
      <h2>{t('my_answers')}</h2>
      <SummaryList
        classes="summary-long"
        rows={answers.map((answer) => ({
          key: <InOwnLanguage text={answer.title} />,
          value: <AnswerInWords view={answer} />,
        }))}
      />
    </>
  )
}

function TakeBack({ reference, answer }: { reference: string; answer: OwnAnswer }) {
  const { locale } = useLanguage()
  const t = useWords('consultations')
  return (
    <>
      <h2>{t('my_answer.withdraw_title')}</h2>
      {answer.mayWithdraw && answer.closesOn ? (
        <Form method="post" noValidate>
          <p>
            <Sentence parts={{ day: <DateText iso={answer.closesOn} locale={locale} /> }}>
              {(slots) => t('my_answer.withdraw_text', slots)}
            </Sentence>
          </p>
          <input type="hidden" name="reference" value={reference} />
          <Button name="wish" value="withdraw" classes="govuk-button--secondary">
            {t('my_answer.withdraw_button')}
          </Button>
        </Form>
      ) : (
        <p>{t('my_answer.withdraw_closed')}</p>
      )}
    </>
  )
}
