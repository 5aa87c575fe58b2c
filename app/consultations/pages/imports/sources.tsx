import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { publishRule } from '../../../engagement/practice.ts'
import { practiceOf } from '../../../engagement/practice-store.server.ts'
import { useWords } from '../../../languages/use-words.ts'
import { sha256 } from '../../../ledger/commitment.ts'
import { type FieldError, formDataOf, type Refused } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage } from '../../../ui/page-kinds.tsx'
import { snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { importCodes } from '../../imports/import-store.server.ts'
import { importing, importReady } from '../../imports/importing.server.ts'
import { type RepeatedError, repeatedErrors } from '../../imports/repeated-errors.ts'
import { ballotColumns, readBallots } from '../../imports/source-file.ts'
import { declareSource, dropSource, sourcesOf } from '../../imports/source-store.server.ts'
import { ImportErrors, mostErrorsShown } from './import-errors.tsx'
import { Declare, Declared } from './source-parts.tsx'

const { params, permission } = importing
const kinds = z.enum(['answers', 'events', 'ballots'])
const done = z.enum(['declared', 'dropped'])

type Back = Refused & { wrong?: RepeatedError[]; total?: number }

async function ready(ask: StaffAsk<{ id: string }>) {
  const found = await importReady(ask)
  if (found.consultation.template !== 'flagship') throw notFound()
  return found
}

/** Kinds of taking part for a combined list, with their weights: declared before the freeze, or not at all. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, consultation, frozen } = await ready(ask)
    const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
    return {
      title: ask.words('sources')('title'),
      exercise: { id: exercise.id, title: exercise.title },
      frozen,
      sources: await sourcesOf(ask.db, exercise.id),
      columns: ballotColumns(consultation.picks_max).join(', '),
      least: publishRule(await practiceOf(ask.db)).minCell,
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { consultation } = await ready(ask)
    const form = await formDataOf(ask.request)
    const intent = form.get('intent')
    if (intent === 'drop') return drop(ask, String(form.get('source') ?? ''))
    if (intent !== 'declare') throw notFound()
    const t = ask.words('sources')
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const typed = { name: [text('name')], takes: [text('takes')], weight: [text('weight')] }
    const takes = kinds.safeParse(text('takes'))
    const posted = form.get('file')
    const file = posted instanceof File && posted.size > 0 ? posted : null
    const errors: FieldError[] = []
    const wrong = (field: string, key: string) => errors.push({ field, message: t(`errors.${key}`) })
    if (!text('name') || text('name').length > 100) wrong('name', 'name')
    if (!takes.success) wrong('takes', 'takes')
    if (!/^\d{1,4}$/.test(text('weight')) || Number(text('weight')) > 1000) wrong('weight', 'weight')
    if (takes.data === 'ballots' && !file) wrong('file', 'file')
    if (takes.success && takes.data !== 'ballots' && file) wrong('file', 'no_file')
    if (errors.length || !takes.success) return refuse(errors, typed)
    const bytes = file && new Uint8Array(await file.arrayBuffer())
    const read = bytes && readBallots(bytes, await importCodes(ask.db, consultation.id, ask.now))
    if (read && !read.ok) {
      const total = read.errors.length
      const message = t('errors.in_file', { count: total })
      return refuse([{ field: 'file', message }], typed, {
        wrong: repeatedErrors(read.errors).slice(0, mostErrorsShown),
        total,
      })
    }
    const given = { exerciseId: ask.params.id, name: text('name'), takes: takes.data, weight: Number(text('weight')) }
    const ballots = bytes && read ? { hash: sha256(bytes), ballots: read.ballots } : null
    const declared = await write(ask.db, async (tx) => {
      if (await snapshotOf(tx, ask.params.id, 'analysis')) return 'frozen'
      const fresh = await declareSource(tx, { ...given, file: ballots, personId: ask.actor.personId }, ask.now)
      return fresh ? 'declared' : 'taken'
    })
    if (declared !== 'declared') return refuse([{ field: 'name', message: t(`errors.${declared}`) }], typed)
    throw to(ask, 'declared')
  })(args)

async function drop(ask: StaffAsk<{ id: string }>, sourceId: string) {
  const by = { exerciseId: ask.params.id, sourceId, personId: ask.actor.personId }
  const dropped = await write(ask.db, async (tx) => {
    if (await snapshotOf(tx, ask.params.id, 'analysis')) return 'frozen'
    return (await dropSource(tx, by, ask.now)) ? 'dropped' : 'not_there'
  })
  if (dropped === 'not_there') throw notFound()
  if (dropped === 'frozen') return refuse([{ field: 'name', message: ask.words('sources')('errors.frozen') }], {})
  throw to(ask, 'dropped')
}

const to = (ask: StaffAsk<{ id: string }>, what: z.output<typeof done>) =>
  redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/sources?done=${what}`, 303)

const refuse = (errors: FieldError[], typed: Refused['typed'], more: Omit<Back, keyof Refused> = {}) =>
  data<Back>({ errors, typed, ...more }, { status: 422 })

export default function Sources() {
  const { title, exercise, frozen, sources, columns, least, done: what } = useLoaderData<typeof loader>()
  const back = useActionData<Back>()
  const t = useWords('sources')
  const engagement = useWords('engagement')
  const home = `/desk/exercises/${exercise.id}`
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: home, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        what && !back ? (
          <NotificationBanner type="success" titleText={engagement('done.title')} text={t(`done.${what}`)} />
        ) : null
      }
    >
      {back?.wrong ? <ImportErrors wrong={back.wrong} total={back.total ?? 0} /> : null}
      <p className="read">{t('intro')}</p>
      {frozen ? <InsetText>{t('frozen')}</InsetText> : <p className="read">{t('before')}</p>}
      <Declared sources={sources} frozen={frozen} least={least} />
      {frozen ? null : <Declare back={back} columns={columns} codes={`${home}/import/codes.csv`} />}
    </DeskPage>
  )
}
