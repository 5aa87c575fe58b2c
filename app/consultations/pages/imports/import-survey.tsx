import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { formDataOf, line, type Refused, readTyped, refused, typedOf } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { usualChoice } from '../../equality/equality-choice.ts'
import { snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { columnsAsked } from '../../imports/about-columns.ts'
import { aboutSentences } from '../../imports/about-preview.server.ts'
import { loadImport, prepareImport } from '../../imports/import-store.server.ts'
import { importing, importReady, uploadSent } from '../../imports/importing.server.ts'
import { type RepeatedError, repeatedErrors } from '../../imports/repeated-errors.ts'
import { carriedOver } from '../../imports/survey-form.ts'
import { keepSurvey, surveyIn } from '../../imports/survey-sending.server.ts'
import { changeUpload, dropUpload, uploadOf, waitingTables } from '../../imports/survey-upload-store.server.ts'
import {
  answeredLines,
  proposedFields,
  slotsView,
  surveyReady,
  surveyRows,
  surveyShape,
} from '../../imports/surveying.server.ts'
import { ImportErrors, mostErrorsShown } from './import-errors.tsx'
import { SurveyColumns, SurveyLooks } from './survey-columns.tsx'
import { KeptFile, UploadFields } from './upload-fields.tsx'

type ImportAsk = StaffAsk<z.output<typeof importing.params>>
type Back = Refused & {
  wrong?: RepeatedError[]
  total?: number
  /** How the file is read by the columns chosen, before anything is loaded. */
  looks?: { people: string[]; answered: string[] }
}

const surveyPath = (exerciseId: string, rest = '') =>
  `/desk/exercises/${encodeURIComponent(exerciseId)}/import/survey${rest}`
const uploadId = (request: Request) => new URL(request.url).searchParams.get('upload') ?? ''

export const loader = (args: LoaderFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const { exercise, consultation, frozen } = await importReady(ask)
    const survey = await surveyReady(ask, ask.db, { consultation })
    const { codes } = survey
    const id = uploadId(ask.request)
    const whose = { id, consultationId: consultation.id, personId: ask.actor.personId }
    const upload = id ? await uploadOf(ask.db, 'table', whose) : undefined
    if (id && !upload?.source) throw notFound()
    return {
      title: ask.words('exchange')('survey.title'),
      exercise: { id: exercise.id, title: exercise.title },
      frozen,
      waiting: id ? [] : await waitingTables(ask.db, whose),
      upload: upload && {
        fileName: upload.fileName,
        tool: upload.content.tool,
        rows: upload.content.rows.length,
        apart: upload.content.apart ?? null,
        columns: upload.content.columns,
        sample: upload.content.rows.slice(0, 3).map(({ cells }) => cells),
        proposed: { ...proposedFields(survey, upload.content), ...upload.mapping },
        slots: slotsView(survey, ask.words),
        about: columnsAsked(codes.choice ?? usualChoice),
        options: codes.options.map(({ title }) => title),
        picksMax: codes.picksMax,
      },
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage(importing, (ask) => (uploadId(ask.request) ? loadRows(ask) : takeFile(ask)))(args)

/** Reads the file whole and keeps it until its columns are named; nothing is loaded yet. */
async function takeFile(ask: ImportAsk) {
  const { consultation, frozen } = await importReady(ask)
  const sent = await uploadSent(ask, frozen)
  if (frozen) return refused(sent.ok ? [] : sent.errors, sent.typed)
  const kept = await keepSurvey(ask, consultation.id, sent)
  if ('errors' in kept) return refused(kept.errors, kept.typed)
  throw redirect(surveyPath(ask.params.id, `?upload=${kept.id}`), 303)
}

/** Loads every row of the kept file by the columns chosen, or none. */
async function loadRows(ask: ImportAsk) {
  const { db, now, settings, actor, words, request } = ask
  const t = words('exchange')
  const { consultation, frozen } = await importReady(ask)
  const id = uploadId(request)
  const whose = { id, consultationId: consultation.id, personId: actor.personId }
  const upload = await uploadOf(db, 'table', whose)
  if (!upload?.source) throw notFound()
  const survey = await surveyReady(ask, db, { consultation })
  const posted = await formDataOf(request)
  const sent = await surveyIn(posted, words)
  const form = readTyped(typedOf(posted), surveyShape(survey).extend({ intent: line(10).default('') }), t)
  if (!form.ok) return refused([...form.errors, ...sent.errors], form.typed)
  const { intent, ...named } = form.value as Record<string, string>
  if (intent === 'drop') {
    await write(db, (tx) => dropUpload(tx, id))
    throw redirect(surveyPath(ask.params.id), 303)
  }
  if (intent !== 'look' && intent !== 'load') throw notFound()
  if (frozen) return refused([{ field: 'rowId', message: words('engagement')('errors.frozen') }], form.typed)
  if (sent.errors.length) return refused(sent.errors, form.typed)
  const table = sent.file?.content ?? upload.content
  const { fields: chosen, gone } = carriedOver(named, upload.content, table)
  await write(db, (tx) => changeUpload(tx, whose, { mapping: chosen, file: sent.file }, now))
  for (const [name, value] of Object.entries(chosen)) form.typed[name] = [value]
  if (gone.length)
    return refused(
      gone.map(({ field, head }) => ({ field, message: t('errors.column_gone', { column: head }) })),
      form.typed,
    )
  const read = surveyRows(ask, survey, table, chosen)
  if (!read.ok && read.missing) {
    const message = (field: string) => t(field === 'rowId' ? 'errors.row_id' : 'errors.picks')
    return refused(
      read.missing.map((field) => ({ field, message: message(field) })),
      form.typed,
    )
  }
  if (!read.ok) {
    const total = read.errors.length
    const found = [{ field: 'rowId', message: words('engagement')('errors.in_file', { count: total }) }]
    const wrong = repeatedErrors(read.errors).slice(0, mostErrorsShown)
    const back: Back = { errors: found, typed: form.typed, wrong, total }
    return data(back, { status: 422 })
  }
  if (intent === 'look') {
    const looks = {
      people: aboutSentences(read.rows, survey.codes, words),
      answered: answeredLines(survey, read.rows, words),
    }
    const back: Back = { errors: [], typed: form.typed, looks }
    return data(back)
  }
  const { source, status } = upload
  const { fileHash } = sent.file ?? upload
  const given = { consultationId: consultation.id, source, fileHash, status }
  const prepared = await prepareImport(
    db,
    settings.SECRET,
    { ...given, rows: read.rows, apart: table.apart, personId: actor.personId },
    now,
  )
  const loaded = await write(db, async (tx) => {
    if (await snapshotOf(tx, consultation.exerciseId, 'analysis')) return undefined
    const batch = await loadImport(tx, prepared, now)
    await dropUpload(tx, id)
    return batch
  })
  if (!loaded) return refused([{ field: 'rowId', message: words('engagement')('errors.frozen') }], form.typed)
  throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/import?done=${loaded.id}`, 303)
}

export default function ImportSurvey() {
  const { title, exercise, frozen, upload, waiting } = useLoaderData<typeof loader>()
  const back = useActionData<Back>()
  const t = useWords('exchange')
  const common = useWords('engagement')
  const { locale } = useLanguage()
  const home = `/desk/exercises/${exercise.id}/import`
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: home, text: common('import.title') }}
      errors={<FormErrors title={common('error_title')} errors={back?.errors} />}
    >
      {back?.looks ? <SurveyLooks looks={back.looks} /> : null}
      {back?.wrong ? <ImportErrors wrong={back.wrong} total={back.total ?? 0} /> : null}
      {frozen ? <InsetText>{common('import.frozen')}</InsetText> : null}
      {!frozen && upload ? <SurveyColumns upload={upload} back={back} /> : null}
      {!frozen && !upload ? (
        <DeskSection title={t('survey.file')} id="file-of-tool">
          <p className="read">{t('survey.text')}</p>
          <Form method="post" encType="multipart/form-data" noValidate>
            <UploadFields back={back} sourceHint={t('survey.source_hint')} kept={<KeptFile back={back} />} />
            <Button>{t('survey.read')}</Button>
          </Form>
        </DeskSection>
      ) : null}
      {!frozen && waiting.length ? (
        <DeskSection title={t('survey.waiting')} id="waiting">
          <ul>
            {waiting.map(({ id, source, fileName, at }) => (
              <li key={id}>
                <a href={`${home}/survey?upload=${id}`}>
                  {t('survey.waits', { file: fileName, source, time: formatDate(at, locale, 'time') })}
                </a>
              </li>
            ))}
          </ul>
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}
