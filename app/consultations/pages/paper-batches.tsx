import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { DayField, dayIn } from '../../board/pages/day-field.tsx'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { unlessFrozen } from '../cleaning-store.server.ts'
import { importing, importReady } from '../importing.server.ts'
import { paperPath, printedFor } from '../paper.server.ts'
import { errorRate } from '../paper-batch.ts'
import { batchesOf, openBatch } from '../paper-store.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const { exercise, consultation, frozen } = await importReady(ask)
    const version = versionOf(await printedFor(ask, consultation))
    return {
      title: ask.words('paper')('title'),
      exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug },
      ownForm: consultation.template === 'form',
      frozen,
      version,
      batches: await batchesOf(ask.db, consultation.id),
    }
  })(args)

const versionOf = ({ own, flagship }: Awaited<ReturnType<typeof printedFor>>): string =>
  own ? own.version : flagship!.version

const shape = z.object({ name: line(100).pipe(z.string().min(1, 'name')), version: line(20) })

export const action = (args: ActionFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const t = ask.words('paper')
    const { exercise, consultation } = await importReady(ask)
    const version = versionOf(await printedFor(ask, consultation))
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const received = dayIn(form.typed, 'received')
    const errors = []
    if (!received) errors.push({ field: 'received-day', message: t('errors.date') })
    else if (received > londonDay(ask.now)) errors.push({ field: 'received-day', message: t('errors.future') })
    if (form.value.version.toUpperCase() !== version) {
      errors.push({ field: 'version', message: t('errors.version', { version }) })
    }
    if (errors.length || !received) return refused(errors, form.typed)
    const given = { consultationId: consultation.id, name: form.value.name, receivedOn: received, formVersion: version }
    const id = await unlessFrozen(ask.db, exercise.id, (tx) =>
      openBatch(tx, { ...given, personId: ask.actor.personId }, ask.now),
    )
    if (id === 'frozen') return refused([{ field: 'name', message: t('errors.frozen') }], form.typed)
    if (!id) return refused([{ field: 'name', message: t('errors.name_known') }], form.typed)
    throw redirect(paperPath(exercise.id, `/${id}`), 303)
  })(args)

export default function PaperBatches() {
  const { title, exercise, ownForm, frozen, version, batches } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('paper')
  const printing = useWords('printing')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">
        {t('lede')} {ownForm ? null : <a href={`/en/consultations/${exercise.slug}/paper`}>{t('printed')}</a>}{' '}
        <a href={`/en/consultations/${exercise.slug}/paper.pdf`}>{printing('link')}</a>
      </p>
      {frozen ? (
        <InsetText>{t('frozen')}</InsetText>
      ) : (
        <DeskSection title={t('open.title')} id="open">
          <Form method="post" noValidate>
            <Input
              name="name"
              label={t('open.name')}
              hint={t('open.name_hint')}
              value={shown(back, 'name')}
              error={errorOf('name')}
            />
            <DayField name="received" legend={t('open.received')} back={back} error={errorOf('received-day')} />
            <Input
              name="version"
              label={t('open.version')}
              hint={t('open.version_hint', { example: version })}
              value={shown(back, 'version')}
              error={errorOf('version')}
              classes="govuk-input--width-10"
            />
            <Button>{t('open.button')}</Button>
          </Form>
        </DeskSection>
      )}
      <DeskSection title={t('batches.title')} id="batches">
        {batches.length ? (
          <Table
            firstCellIsHeader
            head={[
              t('batches.name'),
              t('batches.received'),
              { text: t('batches.forms'), format: 'numeric' },
              t('batches.state'),
              t('batches.error_rate'),
            ]}
            rows={batches.map((batch) => [
              <a key="name" href={`/desk/exercises/${exercise.id}/paper/${batch.id}`}>
                {batch.name}
              </a>,
              formatDate(batch.receivedOn, locale),
              { text: String(batch.forms), format: 'numeric' },
              t(batch.notCounted === null ? `states.${batch.state}` : 'states.not_counted'),
              batch.checked
                ? t('batches.rate', {
                    rate: errorRate(batch.wrong, batch.checked),
                    wrong: batch.wrong,
                    of: batch.checked,
                  })
                : t('batches.not_checked'),
            ])}
          />
        ) : (
          <EmptyState>
            <p>{t('batches.none')}</p>
          </EmptyState>
        )}
      </DeskSection>
    </DeskPage>
  )
}
