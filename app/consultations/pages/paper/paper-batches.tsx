import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Handle, write } from '../../../../db/connect.ts'
import { DayField, dayIn } from '../../../board/pages/day-field.tsx'
import type { Exercise } from '../../../engagement/exercise.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { partnersOf } from '../../../engagement/partner-store.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { line, type Refused, readForm, refused, shown, type Typed, typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { unlessFrozen } from '../../freezing/cleaning-store.server.ts'
import { importing, importReady } from '../../imports/importing.server.ts'
import { paperPath, printedFor } from '../../paper/paper.server.ts'
import { errorRate, readAssignment } from '../../paper/paper-batch.ts'
import { assignBatch, batchesOf, batchOf, keyersOf, openBatch } from '../../paper/paper-store.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage(assigning, async (ask) => {
    const { exercise, consultation, frozen } = await importReady(ask)
    const version = versionOf(await printedFor(ask, consultation))
    const done = new URL(ask.request.url).searchParams.get('done')
    return {
      title: ask.words('paper')('title'),
      exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug },
      ownForm: consultation.template === 'form',
      frozen,
      version,
      batches: await batchesOf(ask.db, consultation.id),
      people: await peopleFor(ask, exercise),
      /** The secretariat says who keys what, and keys nothing. */
      keys: may(ask.actor.grants, 'answers.import'),
      done: done === 'assigned' ? done : null,
    }
  })(args)

const assigning = { params: importing.params, permission: 'paper.assign' } as const
type BatchesAsk = StaffAsk<z.output<typeof assigning.params>>

/** Who may be named: officers and keying officers of the partners who ask. */
async function peopleFor(ask: BatchesAsk, exercise: Exercise, db: Handle = ask.db) {
  const partners = await partnersOf(db, exercise)
  const ids = partners.map(({ id }) => id)
  return keyersOf(db, ids, londonDay(ask.now))
}

const versionOf = ({ own, flagship }: Awaited<ReturnType<typeof printedFor>>): string =>
  own ? own.version : flagship!.version

const shape = z.object({ name: line(100).pipe(z.string().min(1, 'name')), version: line(20) })

export const action = (args: ActionFunctionArgs) =>
  staffPage(assigning, async (ask) => {
    const typed = await typedIn(ask.request.clone())
    if (typed.intent?.[0] === 'assign') return assign(ask, typed)
    if (!may(ask.actor.grants, 'answers.import')) throw notFound()
    return open(ask)
  })(args)

async function open(ask: BatchesAsk) {
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
}

/** Says who keys a batch and who keys one in ten of it again. */
async function assign(ask: BatchesAsk, typed: Typed) {
  const t = ask.words('paper')
  const given = (name: string) => typed[name]?.[0] ?? ''
  const batchId = given('batch')
  const errors = await write(ask.db, async (tx): Promise<Refused['errors']> => {
    const { exercise, consultation } = await importReady(ask, tx)
    const batch = await batchOf(tx, batchId, consultation.id)
    if (!batch) throw notFound()
    if (batch.state === 'signed') return [{ field: `keyer-${batchId}`, message: t('errors.ended') }]
    const known = (await peopleFor(ask, exercise, tx)).map(({ id }) => id)
    const read = readAssignment({ keyer: given(`keyer-${batchId}`), checker: given(`checker-${batchId}`) }, known)
    if (!read.ok) {
      return read.problems.map(({ field, key }) => ({
        field: `${field}-${batchId}`,
        message: t(`errors.assign.${key}`),
      }))
    }
    await assignBatch(tx, { batchId, ...read.value, personId: ask.actor.personId }, ask.now)
    return []
  })
  if (errors.length) return refused(errors, typed)
  throw redirect(paperPath(ask.params.id, '?done=assigned'), 303)
}

export default function PaperBatches() {
  const { title, exercise, ownForm, frozen, version, batches, people, keys, done } = useLoaderData<typeof loader>()
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
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${done}`)} />
        ) : null
      }
    >
      <p className="read">
        {t('lede')} {ownForm ? null : <a href={`/en/consultations/${exercise.slug}/paper`}>{t('printed')}</a>}{' '}
        <a href={`/en/consultations/${exercise.slug}/paper.pdf`}>{printing('link')}</a>
      </p>
      {frozen ? <InsetText>{t('frozen')}</InsetText> : null}
      {frozen || !keys ? null : (
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
              t('batches.keyer'),
            ]}
            rows={batches.map((batch) => [
              keys ? (
                <a key="name" href={`/desk/exercises/${exercise.id}/paper/${batch.id}`}>
                  {batch.name}
                </a>
              ) : (
                batch.name
              ),
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
              people.find(({ id }) => id === batch.keyerId)?.label ?? '–',
            ])}
          />
        ) : (
          <EmptyState>
            <p>{t('batches.none')}</p>
          </EmptyState>
        )}
      </DeskSection>
      {batches.map((batch) =>
        batch.state === 'signed' ? null : <Assigning key={batch.id} batch={batch} people={people} back={back} />,
      )}
    </DeskPage>
  )
}

interface AssigningProps {
  batch: { id: string; name: string; keyerId: string; checkerId: string | null }
  people: { id: string; label: string }[]
  back: Refused | undefined
}

/** Who keys one batch, and who keys one form in ten of it again. */
function Assigning({ batch, people, back }: AssigningProps) {
  const t = useWords('paper')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const [keyer, checker] = [`keyer-${batch.id}`, `checker-${batch.id}`]
  const known = people.map(({ id, label }) => ({ value: id, text: label }))
  return (
    <DeskSection title={t('assign.title', { batch: batch.name })} id={`assign-${batch.id}`}>
      <Form method="post" noValidate>
        <input type="hidden" name="batch" value={batch.id} />
        <Select
          name={keyer}
          label={t('assign.keyer')}
          value={shown(back, keyer, batch.keyerId)}
          error={errorOf(keyer)}
          items={known}
        />
        <Select
          name={checker}
          label={t('assign.checker')}
          hint={t('assign.checker_hint')}
          value={shown(back, checker, batch.checkerId ?? '')}
          error={errorOf(checker)}
          items={[{ value: '', text: t('assign.nobody') }, ...known]}
        />
        <Button name="intent" value="assign" classes="govuk-button--secondary">
          {t('assign.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
