import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../db/connect.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { type FieldError, formDataOf, type Refused } from '../../server/form.ts'
import { staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'
import { answerStatuses, type ImportError, readImport } from '../import.ts'
import { importCodes, importsOf, loadImport, prepareImport } from '../import-store.server.ts'
import { importing, importReady } from '../importing.server.ts'
import { snapshotOf } from '../snapshot-store.server.ts'
import { ImportErrors, mostErrorsShown } from './import-errors.tsx'
import { UploadFields } from './upload-fields.tsx'

const { params, permission } = importing

type Back = Refused & { wrong?: ImportError[]; total?: number }

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, consultation, frozen } = await importReady(ask)
    const imports = await importsOf(ask.db, consultation.id)
    const done = new URL(ask.request.url).searchParams.get('done')
    return {
      title: ask.words('engagement')('import.title'),
      exercise: { id: exercise.id, title: exercise.title },
      frozen,
      imports,
      done: imports.find((batch) => batch.id === done) ?? null,
    }
  })(args)

/** Reads the whole file and makes it ready first; then loads all of it in one short transaction, or nothing. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { db, now, settings, actor, words, request } = ask
    const t = words('engagement')
    const { consultation, frozen } = await importReady(ask)
    const form = await formDataOf(request)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const typed = { source: [text('source')], status: [text('status')] }
    const file = form.get('file')
    const errors: FieldError[] = []
    if (frozen) errors.push({ field: 'file', message: t('errors.frozen') })
    if (!text('source') || text('source').length > 100) errors.push({ field: 'source', message: t('errors.source') })
    const status = answerStatuses.find((known) => known === text('status'))
    if (!status) errors.push({ field: 'status', message: t('errors.status') })
    if (!(file instanceof File) || file.size === 0) errors.push({ field: 'file', message: t('errors.file') })
    if (errors.length || !status || !(file instanceof File)) return refuse(errors, typed)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = readImport(bytes, await importCodes(db, consultation.id, now))
    if (!read.ok) {
      const total = read.errors.length
      const message = t('errors.in_file', { count: total })
      return refuse([{ field: 'file', message }], typed, { wrong: read.errors.slice(0, mostErrorsShown), total })
    }
    const given = { consultationId: consultation.id, source: text('source'), fileHash: sha256(bytes), status }
    const prepared = await prepareImport(
      db,
      settings.SECRET,
      { ...given, rows: read.rows, personId: actor.personId },
      now,
    )
    const loaded = await write(db, async (tx) =>
      (await snapshotOf(tx, consultation.exerciseId, 'analysis')) ? undefined : loadImport(tx, prepared, now),
    )
    if (!loaded) return refuse([{ field: 'file', message: t('errors.frozen') }], typed)
    throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/import?done=${loaded.id}`, 303)
  })(args)

const refuse = (errors: FieldError[], typed: Refused['typed'], more: Omit<Back, keyof Refused> = {}) =>
  data<Back>({ errors, typed, ...more }, { status: 422 })

export default function Import() {
  const { title, exercise, frozen, imports, done } = useLoaderData<typeof loader>()
  const back = useActionData<Back>()
  const t = useWords('engagement')
  const { locale } = useLanguage()
  const home = `/desk/exercises/${exercise.id}`
  const number = (n: number) => formatNumber(n, locale)
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: home, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner
            type="success"
            titleText={t('done.title')}
            text={t('import.done', {
              count: done.added,
              added: number(done.added),
              known: number(done.known),
              source: done.source,
            })}
          />
        ) : null
      }
    >
      {back?.wrong ? <ImportErrors wrong={back.wrong} total={back.total ?? 0} /> : null}
      {frozen ? (
        <InsetText>{t('import.frozen')}</InsetText>
      ) : (
        <DeskSection title={t('import.form')} id="form">
          <p className="read">{t('import.text')}</p>
          <ul>
            <li>
              <a href={`${home}/import/template.csv`}>{t('import.template')}</a>
            </li>
            <li>
              <a href={`${home}/import/codes.csv`}>{t('import.codes')}</a>
            </li>
            <li>
              <a href={`${home}/import/survey`}>{t('import.survey')}</a>
            </li>
          </ul>
          <Form method="post" encType="multipart/form-data" noValidate>
            <UploadFields back={back} sourceHint={t('import.source_hint')} />
            <Button>{t('import.button')}</Button>
          </Form>
        </DeskSection>
      )}
      {imports.length ? (
        <DeskSection title={t('import.before')} id="before">
          <Table
            firstCellIsHeader
            head={[
              t('import.source_head'),
              t('import.when'),
              t('import.by'),
              { text: t('import.added'), format: 'numeric' },
              { text: t('import.known'), format: 'numeric' },
            ]}
            rows={imports.map((batch) => [
              batch.source,
              formatDate(batch.at, locale),
              batch.by,
              { text: number(batch.added), format: 'numeric' },
              { text: number(batch.known), format: 'numeric' },
            ])}
          />
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}
