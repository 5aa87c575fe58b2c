import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { sha256 } from '../../../ledger/commitment.ts'
import { type FieldError, type Refused, refused, typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage } from '../../../ui/page-kinds.tsx'
import { answerView } from '../../answering/form-view.server.ts'
import { snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { aboutSentences } from '../../imports/about-preview.server.ts'
import { unreadValues } from '../../imports/exchange-about.ts'
import { exchangeFormatOf, readExchange, signWords } from '../../imports/exchange-answers.ts'
import {
  chooseAgain,
  givenFiles,
  keepAnswers,
  keepFiles,
  sentFiles,
  waitingForm,
} from '../../imports/exchange-sending.server.ts'
import { exchangeReady, rowsOf, stillFits } from '../../imports/exchanging.server.ts'
import { answerStatuses, channels } from '../../imports/import.ts'
import { loadedBefore, loadImport, prepareImport } from '../../imports/import-store.server.ts'
import { importing, uploadSent } from '../../imports/importing.server.ts'
import { type RepeatedTrouble, repeatedTroubles } from '../../imports/repeated-errors.ts'
import { dropUpload, uploadOf } from '../../imports/survey-upload-store.server.ts'
import { ExchangePreview, ExchangeUploadForm } from './exchange-parts.tsx'
import { FileTroubles, mostErrorsShown } from './import-errors.tsx'

type ExchangeAsk = StaffAsk<z.output<typeof importing.params>>
type Back = Refused & { wrong?: RepeatedTrouble[]; total?: number }

const asked = (request: Request, name: 'upload' | 'kept') => new URL(request.url).searchParams.get(name) ?? ''
const importPath = (id: string, rest = '') => `/desk/exercises/${encodeURIComponent(id)}/import${rest}`
const peopleShown = 5

export const loader = (args: LoaderFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const { exercise, consultation, frozen, questions, texts, titles, form, reading } = await exchangeReady(ask)
    const id = asked(ask.request, 'upload')
    const whose = { id, consultationId: consultation.id, personId: ask.actor.personId }
    const upload = id ? await uploadOf(ask.db, 'exchange', whose) : undefined
    const question = questions.find((one) => one.id === upload?.content.questionId)
    if (id && (!upload || !question)) throw notFound()
    const again = asked(ask.request, 'kept')
    const waiting = again ? await waitingForm(ask.db, { ...whose, id: again }) : undefined
    if (again && !waiting) throw notFound()
    return {
      title: ask.words('exchange')('exchange.title'),
      exercise: { id: exercise.id, title: exercise.title },
      frozen,
      waiting: waiting ?? null,
      questions: questions.map(({ id: own, kind, title }) => ({
        id: own,
        title: titles[title] ?? own,
        format: exchangeFormatOf(kind)!,
      })),
      upload:
        upload && question
          ? {
              fileName: upload.fileName,
              source: upload.source,
              status: upload.status,
              channel: upload.content.channel,
              question: titles[question.title] ?? question.key,
              people: upload.content.people.length,
              notes: upload.content.notes,
              about: aboutSentences(rowsOf(upload.content, form, reading), reading.codes, ask.words),
              unread: unreadValues(upload.content.people, reading),
              sample: upload.content.people
                .slice(0, peopleShown)
                .map(({ row, value }) => ({ row, view: answerView(question, { value, text: '' }, texts) })),
            }
          : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const upload = asked(ask.request, 'upload')
    if (!upload) return takeFile(ask)
    const intent = (await typedIn(ask.request)).intent?.[0]
    if (intent === 'load') return loadFile(ask)
    const { consultation, exercise } = await exchangeReady(ask)
    if (intent === 'change') {
      if (!(await chooseAgain(ask, upload, consultation.id))) throw notFound()
      throw redirect(importPath(exercise.id, `/exchange?kept=${upload}`), 303)
    }
    if (intent !== 'drop') throw notFound()
    await write(ask.db, async (tx) => dropUpload(tx, (await kept(ask, consultation.id, tx)).id))
    throw redirect(importPath(exercise.id, '/exchange'), 303)
  })(args)

const refuse = (errors: FieldError[], typed: Refused['typed'], more: Omit<Back, keyof Refused> = {}) =>
  data<Back>({ errors, typed, ...more }, { status: 422 })

/** Reads the files whole and keeps what they say until somebody has looked at it; nothing is loaded yet. */
async function takeFile(ask: ExchangeAsk) {
  const t = ask.words('exchange')
  const { consultation, exercise, frozen, questions, titles } = await exchangeReady(ask)
  const sent = await uploadSent(ask, frozen)
  if (frozen) return refuse(sent.ok ? [] : sent.errors, sent.typed)
  const given = await givenFiles(ask, consultation.id, sent)
  const sendBack = async (errors: FieldError[], more: Omit<Back, keyof Refused> = {}) =>
    refuse(errors, await keepFiles(ask, consultation.id, given), more)
  const { main, votes, typed } = given
  const field = (name: string) => typed[name]?.[0] ?? ''
  const question = questions.find(({ id }) => id === field('question'))
  const channel = channels.find((known) => known === field('channel'))
  const status = answerStatuses.find((known) => known === field('status'))
  const errors = [...given.errors]
  if (!question) errors.unshift({ field: 'question', message: t('errors.question') })
  if (!channel) errors.push({ field: 'channel', message: t('errors.channel') })
  if (errors.length || !question || !channel || !status || !main) return sendBack(errors)
  const fileHash = sha256(votes ? Buffer.concat([main.bytes, votes.bytes]) : main.bytes)
  const before = await loadedBefore(ask.db, consultation.id, fileHash)
  if (before) {
    const when = { source: before.source, day: formatDate(before.at, 'en-GB') }
    return sendBack([{ field: 'file', message: t('errors.loaded_before', when) }])
  }
  const sign = signWords.find((known) => known === field('sign')) ?? 'counts'
  const read = readExchange(question, titles, { main: main.bytes, votes: votes?.bytes ?? null, sign })
  if (!read.ok) {
    const total = read.troubles.length
    const message = ask.words('engagement')('errors.in_file', { count: total })
    return sendBack([{ field: 'file', message }], {
      wrong: repeatedTroubles(read.troubles).slice(0, mostErrorsShown),
      total,
    })
  }
  const id = await keepAnswers(ask, given, {
    consultationId: consultation.id,
    source: field('source').trim(),
    status,
    fileName: main.name,
    fileHash,
    content: { ...read.value, questionId: question.id, channel, sent: sentFiles(given) },
    personId: ask.actor.personId,
  })
  throw redirect(importPath(exercise.id, `/exchange?upload=${id}`), 303)
}

async function kept(
  ask: ExchangeAsk,
  consultationId: string,
  db: ExchangeAsk['db'] | Parameters<typeof dropUpload>[0],
) {
  const id = asked(ask.request, 'upload')
  const upload = await uploadOf(db, 'exchange', { id, consultationId, personId: ask.actor.personId })
  if (!upload) throw notFound()
  return { id, upload }
}

/** Loads everybody of the kept file in one transaction, or nobody. */
async function loadFile(ask: ExchangeAsk) {
  const { db, now, settings, actor } = ask
  const t = ask.words('exchange')
  const { consultation, exercise, form, questions, reading } = await exchangeReady(ask)
  const { id, upload } = await kept(ask, consultation.id, db)
  const { source, status, fileHash, content } = upload
  const question = questions.find((one) => one.id === content.questionId)
  if (!stillFits(question, content)) return refused([{ field: 'load', message: t('errors.form_changed') }], {})
  const prepared = await prepareImport(
    db,
    settings.SECRET,
    {
      consultationId: consultation.id,
      source,
      fileHash,
      status,
      rows: rowsOf(content, form, reading),
      personId: actor.personId,
    },
    now,
  )
  const loaded = await write(db, async (tx) => {
    if (await snapshotOf(tx, exercise.id, 'analysis')) return undefined
    const batch = await loadImport(tx, prepared, now)
    await dropUpload(tx, id)
    return batch
  })
  if (!loaded) return refused([{ field: 'load', message: ask.words('engagement')('errors.frozen') }], {})
  throw redirect(importPath(exercise.id, `?done=${loaded.id}`), 303)
}

export default function ImportExchange() {
  const { title, exercise, frozen, questions, upload, waiting } = useLoaderData<typeof loader>()
  const back = useActionData<Back>()
  const common = useWords('engagement')
  const form = back ?? (waiting ? { errors: [], typed: waiting } : undefined)
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: importPath(exercise.id), text: common('import.title') }}
      errors={<FormErrors title={common('error_title')} errors={back?.errors} />}
    >
      {back?.wrong ? <FileTroubles wrong={back.wrong} total={back.total ?? 0} /> : null}
      {frozen ? <InsetText>{common('import.frozen')}</InsetText> : null}
      {!frozen && upload ? <ExchangePreview upload={upload} /> : null}
      {!frozen && !upload ? <ExchangeUploadForm questions={questions} back={form} /> : null}
    </DeskPage>
  )
}
