import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import type { AnswerView } from '../../answering/form-view.server.ts'
import { type ExchangeFormat, signWords } from '../../imports/exchange-answers.ts'
import { channels } from '../../imports/import.ts'
import { AnswerInWords } from '../kinds/answer.tsx'
import { KeptFile, KeptName, UploadFields } from './upload-fields.tsx'

/** Which question a file answers, where it comes from, and the file; a conversation has two. */
export function ExchangeUploadForm({
  questions,
  back,
}: {
  questions: { id: string; title: string; format: ExchangeFormat }[]
  back: Refused | undefined
}) {
  const t = useWords('exchange')
  const common = useWords('engagement')
  const errorOf = fieldErrors(back?.errors, common('error_prefix'))
  const only = questions.length === 1 ? questions[0]!.id : ''
  return (
    <DeskSection title={t('exchange.file_title')} id="file-of-program">
      <p className="read">{t('exchange.text')}</p>
      <Form method="post" encType="multipart/form-data" noValidate>
        <Radios
          name="question"
          fieldset={{ legend: { text: t('exchange.question') } }}
          items={questions.map(({ id, title, format }) => ({
            value: id,
            text: title,
            hint: { text: t(`exchange.formats.${format}`) },
          }))}
          value={shown(back, 'question', only)}
          error={errorOf('question')}
        />
        <UploadFields
          back={back}
          sourceHint={t('exchange.source_hint')}
          fileHint={t('exchange.file_hint')}
          kept={<KeptFile back={back} />}
        />
        {questions.some(({ format }) => format === 'polis') ? (
          <>
            <KeptName back={back} name="kept-votes" />
            <FileUpload
              name="votes"
              label={{ text: t('exchange.votes') }}
              hint={{ text: t('exchange.votes_hint') }}
              error={errorOf('votes')}
            />
            <Radios
              name="sign"
              fieldset={{ legend: { text: t('exchange.sign') } }}
              hint={{ text: t('exchange.sign_hint') }}
              items={signWords.map((value) => ({ value, text: t(`exchange.signs.${value}`) }))}
              value={shown(back, 'sign', 'counts')}
              error={errorOf('sign')}
            />
          </>
        ) : null}
        <Radios
          name="channel"
          fieldset={{ legend: { text: t('survey.channel') } }}
          items={channels.map((value) => ({ value, text: t(`survey.channels.${value}`) }))}
          value={shown(back, 'channel', 'online')}
          error={errorOf('channel')}
        />
        <Button>{t('survey.read')}</Button>
      </Form>
    </DeskSection>
  )
}

export interface ExchangeView {
  fileName: string
  source: string
  status: string
  channel: string
  question: string
  people: number
  notes: { key: string; values: Record<string, number> }[]
  /** How the people are read, a sentence for each respect. */
  about: string[]
  unread: { name: string; given: string; people: number }[]
  sample: { row: string; view: AnswerView }[]
}

/** What a file holds, for somebody to look at before it is loaded. */
export function ExchangePreview({ upload }: { upload: ExchangeView }) {
  const t = useWords('exchange')
  const common = useWords('engagement')
  const { locale } = useLanguage()
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
  return (
    <>
      <DeskSection
        title={t('exchange.holds', { count: upload.people, people: formatNumber(upload.people, locale) })}
        id="holds"
      >
        <SummaryList
          rows={[
            row(t('exchange.file'), upload.fileName),
            row(t('exchange.question'), upload.question),
            row(common('import.source'), upload.source),
            row(common('import.status'), common(`import.statuses.${upload.status}`)),
            row(t('survey.channel'), t(`survey.channels.${upload.channel}`)),
          ]}
        />
        {upload.notes.map(({ key, values }) => (
          <p className="read" key={key}>
            {t(`exchange.notes.${key}`, values)}
          </p>
        ))}
        <p className="read">{t('exchange.together')}</p>
        <AboutRead about={upload.about} unread={upload.unread} />
      </DeskSection>
      <DeskSection title={t('exchange.first', { count: upload.sample.length })} id="first">
        <Table
          narrow="plain"
          firstCellIsHeader
          head={[t('exchange.number'), t('exchange.answer')]}
          rows={upload.sample.map(({ row: number, view }) => [number, <AnswerInWords key={number} view={view} />])}
        />
        <Form method="post">
          <Button id="load" name="intent" value="load">
            {t('survey.load')}
          </Button>
          <Button name="intent" value="change" classes="govuk-button--secondary">
            {t('exchange.change')}
          </Button>
          <Button name="intent" value="drop" classes="govuk-button--secondary">
            {t('exchange.drop')}
          </Button>
        </Form>
      </DeskSection>
    </>
  )
}

/** How the people of the file are read, and what in it is not known here. */
function AboutRead({ about, unread }: Pick<ExchangeView, 'about' | 'unread'>) {
  const t = useWords('exchange')
  const shownValues = 20
  return (
    <>
      <h3>{t('survey.looks')}</h3>
      {about.length ? (
        <ul>
          {about.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <p className="read">{t('survey.looks_none')}</p>
      )}
      {unread.length ? (
        <>
          <p className="read">{t('exchange.unread', { count: unread.length })}</p>
          <ul>
            {unread.slice(0, shownValues).map(({ name, given, people }) => (
              <li key={name + given}>{t('exchange.unread_value', { name, given, people })}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
