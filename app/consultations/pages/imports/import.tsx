import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, type SerializeFrom } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { sha256 } from '../../../ledger/commitment.ts'
import { type FieldError, line, type Refused, readForm, shown } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Table } from '../../../ui/table.tsx'
import { formOf } from '../../form-store.server.ts'
import { unlessFrozen } from '../../freezing/cleaning-store.server.ts'
import { snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { exchangeFormatOf } from '../../imports/exchange-answers.ts'
import { readImport } from '../../imports/import.ts'
import { importCodes, importsOf, loadImport, prepareImport } from '../../imports/import-store.server.ts'
import { undoImport } from '../../imports/import-undo-store.server.ts'
import { importing, importReady, uploadSent } from '../../imports/importing.server.ts'
import { type RepeatedError, repeatedErrors } from '../../imports/repeated-errors.ts'
import { ImportErrors, mostErrorsShown } from './import-errors.tsx'
import { UploadFields } from './upload-fields.tsx'

const { params, permission } = importing
const importPath = (id: string, rest: string) => `/desk/exercises/${encodeURIComponent(id)}/import${rest}`

type ImportAsk = StaffAsk<z.output<typeof params>>
type Back = Refused & { wrong?: RepeatedError[]; total?: number }

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, consultation, frozen } = await importReady(ask)
    const imports = await importsOf(ask.db, consultation.id)
    const asked = new URL(ask.request.url).searchParams
    const batch = (name: string) => imports.find(({ id }) => id === asked.get(name)) ?? null
    const form =
      consultation.template === 'form' ? await formOf(ask.db, consultation.id, londonDay(ask.now)) : undefined
    return {
      title: ask.words('engagement')('import.title'),
      exercise: { id: exercise.id, title: exercise.title },
      frozen,
      imports,
      /** Which files can be taken: sheets of the template's questions, or those that other programs write for one. */
      takes: form
        ? form.questions.some(({ kind }) => exchangeFormatOf(kind))
          ? ('exchange' as const)
          : ('survey' as const)
        : ('sheets' as const),
      done: batch('done'),
      undone: batch('undone'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, (ask) =>
    ask.request.headers.get('Content-Type')?.startsWith('multipart/') ? takeFile(ask) : takeOut(ask),
  )(args)

/** Reads the whole file and makes it ready first; then loads all of it in one short transaction, or nothing. */
async function takeFile(ask: ImportAsk) {
  const { db, now, settings, actor, words } = ask
  const t = words('engagement')
  const { consultation, frozen } = await importReady(ask)
  if (consultation.template === 'form') throw notFound()
  const sent = await uploadSent(ask, frozen)
  if (!sent.ok) return refuse(sent.errors, sent.typed)
  const { source, status, bytes, typed } = sent
  const read = readImport(bytes, await importCodes(db, consultation.id, now))
  if (!read.ok) {
    const total = read.errors.length
    const message = t('errors.in_file', { count: total })
    return refuse([{ field: 'file', message }], typed, {
      wrong: repeatedErrors(read.errors).slice(0, mostErrorsShown),
      total,
    })
  }
  const given = { consultationId: consultation.id, source, fileHash: sha256(bytes), status }
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
  throw redirect(importPath(ask.params.id, `?done=${loaded.id}`), 303)
}

const undoing = z.object({
  intent: z.literal('undo'),
  batch: line(100).pipe(z.string().min(1, 'batch')),
  reason: line(500).pipe(z.string().min(10, 'undo_reason')),
})

/** Takes a whole load out again, with a reason that readers of the exclusions see. */
async function takeOut(ask: ImportAsk) {
  const { db, now, actor } = ask
  const t = ask.words('exchange')
  const { consultation } = await importReady(ask)
  const form = await readForm(ask.request, undoing, t)
  if (!form.ok) {
    if (form.errors.some(({ field }) => field === 'intent')) throw notFound()
    return refuse(form.errors, form.typed)
  }
  const { batch, reason } = form.value
  const by = { consultationId: consultation.id, importId: batch, reason, personId: actor.personId }
  const undone = await unlessFrozen(db, consultation.exerciseId, (tx) => undoImport(tx, by, now))
  if (undone === 'frozen')
    return refuse([{ field: 'batch', message: ask.words('engagement')('errors.frozen') }], form.typed)
  if (undone === undefined) return refuse([{ field: 'batch', message: t('errors.batch') }], form.typed)
  throw redirect(importPath(ask.params.id, `?undone=${encodeURIComponent(batch)}`), 303)
}

const refuse = (errors: FieldError[], typed: Refused['typed'], more: Omit<Back, keyof Refused> = {}) =>
  data<Back>({ errors, typed, ...more }, { status: 422 })

export default function Import() {
  const { title, exercise, frozen, imports, takes, done, undone } = useLoaderData<typeof loader>()
  const back = useActionData<Back>()
  const t = useWords('engagement')
  const own = useWords('exchange')
  const { locale } = useLanguage()
  const home = `/desk/exercises/${exercise.id}`
  const number = (n: number) => formatNumber(n, locale)
  const asideOf = ({ tests, unfinished }: { tests: number; unfinished: number }) =>
    [
      ...(tests ? [own('survey.tests', { count: tests })] : []),
      ...(unfinished ? [own('survey.unfinished', { count: unfinished })] : []),
    ].join(', ') || number(0)
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
        ) : undone && !back ? (
          <NotificationBanner
            type="success"
            titleText={t('done.title')}
            text={own('undo.done', { source: undone.source })}
          />
        ) : null
      }
    >
      {back?.wrong ? <ImportErrors wrong={back.wrong} total={back.total ?? 0} /> : null}
      {frozen ? <InsetText>{t('import.frozen')}</InsetText> : null}
      {!frozen && takes !== 'sheets' ? (
        <DeskSection title={t('import.form')} id="form">
          {takes === 'exchange' ? (
            <>
              <p className="read">{own('exchange.text')}</p>
              <p>
                <a href={`${home}/import/exchange`}>{own('exchange.title')}</a>
              </p>
            </>
          ) : null}
          <p>
            <a href={`${home}/import/survey`}>{t('import.survey')}</a>
          </p>
        </DeskSection>
      ) : null}
      {!frozen && takes === 'sheets' ? (
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
      ) : null}
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
              { text: own('survey.left_aside'), format: 'numeric' },
            ]}
            rows={imports.map((batch) => [
              batch.undoneOn
                ? own('undo.undone', {
                    source: batch.source,
                    day: formatDate(batch.undoneOn, locale),
                    reason: batch.undoneFor,
                  })
                : batch.source,
              formatDate(batch.at, locale),
              batch.by,
              { text: number(batch.added), format: 'numeric' },
              { text: number(batch.known), format: 'numeric' },
              { text: asideOf(batch), format: 'numeric' },
            ])}
          />
        </DeskSection>
      ) : null}
      {frozen ? null : <Undo imports={imports} back={back} />}
    </DeskPage>
  )
}

/** One load is chosen and taken out, with the reason. */
function Undo({ imports, back }: { imports: SerializeFrom<typeof loader>['imports']; back: Back | undefined }) {
  const t = useWords('exchange')
  const common = useWords('engagement')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, common('error_prefix'))
  const there = imports.filter(({ undoneOn, added }) => !undoneOn && added > 0)
  if (!there.length) return null
  return (
    <DeskSection title={t('undo.title')} id="undo">
      <p className="read">{t('undo.text')}</p>
      <Form method="post" noValidate>
        <Radios
          name="batch"
          fieldset={{ legend: { text: t('undo.which') } }}
          items={there.map(({ id, source, at, added }) => ({
            value: id,
            text: t('undo.batch', { count: added, source, day: formatDate(at, locale) }),
          }))}
          value={shown(back, 'batch')}
          error={errorOf('batch')}
        />
        <Input
          name="reason"
          label={{ text: t('undo.reason') }}
          hint={{ text: t('undo.reason_hint') }}
          value={shown(back, 'reason')}
          error={errorOf('reason')}
        />
        <Button name="intent" value="undo" classes="govuk-button--warning">
          {t('undo.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
