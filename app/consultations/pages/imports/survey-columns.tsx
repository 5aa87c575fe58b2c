import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Fieldset } from '../../../ui/fieldset.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { channels } from '../../imports/import.ts'
import { pickForms, type SurveyTable, type SurveyTool } from '../../imports/survey-file.ts'

export interface UploadView {
  fileName: string
  tool: SurveyTool
  rows: number
  /** Rows that are nobody’s answer and are not loaded. */
  apart: SurveyTable['apart'] | null
  columns: { name: string; question: string }[]
  sample: string[][]
  proposed: Record<string, string>
  options: string[]
  picksMax: number
  /** The columns of each question of a form; null for the template's one question. */
  slots: { title: string; slots: { field: string; label: string }[] }[] | null
  /** What may be read about the person: what the exercise asks. */
  about: string[]
}

/** What the file holds, and which of its columns says what: proposed, for a person to confirm. */
export function SurveyColumns({ upload, back }: { upload: UploadView; back: Refused | undefined }) {
  const t = useWords('exchange')
  const common = useWords('engagement')
  const errorOf = fieldErrors(back?.errors, common('error_prefix'))
  const choices = [
    { value: '', text: t('survey.no_column') },
    ...upload.columns.map(({ name, question }, i) => ({
      value: String(i),
      text: question && question !== name ? `${name}: ${question.slice(0, 80)}` : name,
    })),
  ]
  const column = (name: string, label: string) => (
    <Select
      key={name}
      name={name}
      label={{ text: label }}
      items={choices.map((item) => ({ ...item, selected: item.value === shown(back, name, upload.proposed[name]) }))}
      error={errorOf(name)}
    />
  )
  const picks = (
    <>
      <Radios
        name="form"
        fieldset={{ legend: { text: t('survey.form') } }}
        items={pickForms.map((value) => ({ value, text: t(`survey.forms.${value}`) }))}
        value={shown(back, 'form', upload.proposed.form)}
        error={errorOf('form')}
      />
      <Fieldset legend={{ text: t('survey.forms.places') }}>
        {Array.from({ length: upload.picksMax }, (_, i) => column(`place-${i}`, t('survey.place', { number: i + 1 })))}
      </Fieldset>
      <Fieldset legend={{ text: t('survey.forms.joined') }}>{column('joined', t('survey.joined'))}</Fieldset>
      <Fieldset legend={{ text: t('survey.forms.per_option') }}>
        {upload.options.map((title, i) => column(`option-${i}`, title))}
      </Fieldset>
    </>
  )
  return (
    <>
      <DeskSection title={t('survey.holds', { count: upload.rows, file: upload.fileName })} id="holds">
        <p>{t(`survey.tools.${upload.tool}`)}</p>
        {upload.apart ? (
          <p>
            {t('survey.apart', {
              tests: t('survey.tests', { count: upload.apart.tests }),
              unfinished: t('survey.unfinished', { count: upload.apart.unfinished }),
            })}
          </p>
        ) : null}
        <Table
          narrow="plain"
          firstCellIsHeader
          head={[t('survey.column'), t('survey.examples')]}
          rows={upload.columns.map(({ name, question }, i) => [
            question && question !== name ? `${name}: ${question}` : name,
            upload.sample
              .map((cells) => cells[i] ?? '')
              .filter((cell) => cell !== '')
              .join(' · '),
          ])}
        />
      </DeskSection>
      <DeskSection title={t('survey.which')} id="which">
        <Form method="post" encType="multipart/form-data" noValidate>
          {column('rowId', t('survey.row_id'))}
          <Radios
            name="channel"
            fieldset={{ legend: { text: t('survey.channel') } }}
            items={channels.map((value) => ({ value, text: t(`survey.channels.${value}`) }))}
            value={shown(back, 'channel', upload.proposed.channel)}
            error={errorOf('channel')}
          />
          {upload.slots ? <QuestionColumns slots={upload.slots} column={column} /> : picks}
          <Fieldset legend={{ text: t('survey.people') }}>
            {column('area', t('survey.about.area'))}
            {upload.about.map((name) => column(`about-${name}`, t(`survey.about.${name}`)))}
          </Fieldset>
          <FileUpload
            name="file"
            label={{ text: t('survey.corrected') }}
            hint={{ text: t('survey.corrected_hint', { file: upload.fileName }) }}
            error={errorOf('file')}
          />
          <ButtonGroup>
            <Button name="intent" value="load">
              {t('survey.load')}
            </Button>
            <Button name="intent" value="look" classes="govuk-button--secondary">
              {t('survey.look')}
            </Button>
            <Button name="intent" value="drop" classes="govuk-button--secondary">
              {t('survey.drop')}
            </Button>
          </ButtonGroup>
        </Form>
      </DeskSection>
    </>
  )
}

/** A list of columns for each part of each question of a form. */
function QuestionColumns({
  slots,
  column,
}: {
  slots: NonNullable<UploadView['slots']>
  column: (field: string, label: string) => React.ReactNode
}) {
  const t = useWords('exchange')
  return (
    <>
      <p className="read">{t('survey.answered_text')}</p>
      {slots.map(({ title, slots: own }) => (
        <Fieldset key={title} legend={{ text: title, classes: 'govuk-fieldset__legend--m' }}>
          {own.map(({ field, label }) => column(field, label))}
        </Fieldset>
      ))}
    </>
  )
}

/** How the rows are read by the columns chosen. */
export function SurveyLooks({ looks: { people, answered } }: { looks: { people: string[]; answered: string[] } }) {
  const t = useWords('exchange')
  return (
    <DeskSection title={t('survey.looks')} id="looks">
      <p className="read">{t('survey.looks_ready')}</p>
      {people.length || answered.length ? (
        <ul>
          {[...answered, ...people].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {people.length ? null : <p className="read">{t('survey.looks_none')}</p>}
    </DeskSection>
  )
}
