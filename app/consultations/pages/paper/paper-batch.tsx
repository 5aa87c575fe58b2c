import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languages } from '../../../languages/words.server.ts'
import { type FieldError, type Refused, refused, type Typed, typedIn, workNamed } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage } from '../../../ui/page-kinds.tsx'
import { areaKeyed, batchFor, keying, paperPath } from '../../paper/paper.server.ts'
import { closeBatch } from '../../paper/paper-closing.server.ts'
import { readEntry } from '../../paper/paper-entry.ts'
import { keyedView, ownEntryIn, ownPrinted } from '../../paper/paper-own.server.ts'
import {
  formsOf,
  keyAgain,
  keyForm,
  noteDestroyed,
  settleForm,
  sheetsKeyed,
  signBatch,
  startCheck,
} from '../../paper/paper-store.server.ts'
import { NotCounted } from './paper-closing.tsx'
import { BatchSigned, Checking, Keying } from './paper-keying.tsx'

type BatchAsk = StaffAsk<z.output<typeof keying.params>>

export const loader = (args: LoaderFunctionArgs) =>
  staffPage(keying, async (ask) => {
    const { exercise, batch, part, own, flagship, frozen } = await batchFor(ask)
    const forms = await formsOf(ask.db, batch.id)
    const { searchParams } = new URL(ask.request.url)
    const { left_out: _, leftOut, ...kept } = batch
    return {
      title: batch.name,
      exercise: { id: exercise.id, title: exercise.title },
      batch: { ...kept, leftOut },
      part,
      /** A keying officer has no way to the other batches. */
      back: part.end ? { href: paperPath(exercise.id), text: ask.words('paper')('title') } : deskLink(ask),
      mayBeLate: mayBeLate(exercise, batch),
      frozen,
      printed: own
        ? ownPrinted(own, 'en')
        : {
            kind: 'flagship' as const,
            districts: flagship!.districts.map(({ id, name }) => ({ id, name })),
            options: flagship!.options.map(({ id, title }) => ({ id, title: title.body })),
            picksMax: flagship!.form.picksMax,
            version: flagship!.version,
          },
      // What was keyed is shown where the paper has to decide, and to nobody who has yet to key it again.
      forms: forms.map(({ entry, second, ...form }) => ({
        ...form,
        again: second !== null,
        apart: part.check && second && !form.settled ? { first: keyedView(entry), second: keyedView(second) } : null,
      })),
      sheets: await sheetsKeyed(ask.db, batch.id),
      me: ask.actor.personId,
      languages: languages().map(({ code, name }) => ({ code, name })),
      done: searchParams.get('done'),
      closing: searchParams.has('close'),
      number: searchParams.get('number'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage(keying, async (ask) => {
    const typed = await typedIn(ask.request)
    const work = workNamed(intents, typed.intent?.[0])
    if (!work) throw notFound()
    return work(ask, typed)
  })(args)

/** The first page of the desk, as a way back. */
const deskLink = ({ words }: BatchAsk) => ({ href: '/desk', text: words('engagement')('desk.title') })

type Intent = (ask: BatchAsk, typed: Typed) => PromiseLike<unknown>
const intents: Record<string, Intent> = {
  key: keyOne,
  finish,
  second: keySecond,
  settle,
  sign,
  destroyed,
  close,
}

const first = (typed: Typed, name: string) => typed[name]?.[0]?.trim() ?? ''
const numberIn = (typed: Typed): number =>
  /^\d{1,6}$/.test(first(typed, 'number')) ? Number(first(typed, 'number')) : 0

function leave(ask: BatchAsk, done: string): never {
  throw redirect(paperPath(ask.params.id, `/${ask.params.batch}?done=${done}`), 303)
}

type Paper = Pick<Awaited<ReturnType<typeof batchFor>>, 'exercise' | 'own' | 'flagship' | 'batch'>

const mayBeLate = ({ closesOn }: Paper['exercise'], batch: Paper['batch']) =>
  closesOn !== null && batch.received_on > closesOn

/**
 * What was typed of one form, read against the printed one; or what is wrong with it, in words. Whoever wrote a postcode
 * beside the boxes means its area: it is looked up and not kept.
 */
async function entryIn(ask: BatchAsk, typed: Typed, paper: Paper) {
  const t = ask.words('paper')
  const language = first(typed, 'language') || 'en'
  const districts = (paper.own ?? paper.flagship)!.districts.map(({ id }) => id)
  const { number: area, part } = await areaKeyed(ask, first(typed, 'area'), { districts })
  const about = {
    area,
    language: languages().some(({ code }) => code === language) ? language : 'en',
    late: first(typed, 'late') !== '' && mayBeLate(paper.exercise, paper.batch),
  }
  if (paper.own) {
    const { id: batchId, received_on: last } = paper.batch
    const answered = { first: paper.exercise.opensOn ?? last, last }
    const read = ownEntryIn(ask, typed, { ...about, own: paper.own, batchId, number: numberIn(typed), answered })
    return read.ok ? { ...read, entry: { ...read.entry, part } } : read
  }
  const read = readEntry({ ...about, picks: first(typed, 'picks'), why: first(typed, 'why') }, paper.flagship!.form)
  if (read.ok) return { ...read, entry: { ...read.entry, part } }
  return {
    ok: false as const,
    errors: read.problems.map(({ field, key, values }): FieldError => {
      return { field, message: t(`errors.entry.${key}`, values) }
    }),
  }
}

async function keyOne(ask: BatchAsk, typed: Typed) {
  const t = ask.words('paper')
  const number = numberIn(typed)
  const read = await entryIn(ask, typed, await batchFor(ask, ask.db, 'key'))
  const errors = read.ok ? [] : [...read.errors]
  if (!number) errors.unshift({ field: 'number', message: t('errors.number') })
  if (errors.length || !read.ok) return refused(errors, typed)
  const { entry } = read
  const trouble = await write(ask.db, async (tx) => {
    const { batch, frozen } = await batchFor(ask, tx, 'key')
    if (frozen) return 'frozen'
    if (batch.state !== 'keying') return 'not_keying'
    const replaces = first(typed, 'replaces') === String(number)
    const form = { batchId: batch.id, number, entry, personId: ask.actor.personId, replaces }
    return (await keyForm(tx, form, ask.now)) ? undefined : 'form_known'
  })
  return trouble
    ? refused([{ field: 'number', message: t(`errors.${trouble}`, { number }) }], typed)
    : leave(ask, `keyed&number=${number}`)
}

async function finish(ask: BatchAsk, typed: Typed) {
  const t = ask.words('paper')
  const trouble = await write(ask.db, async (tx) => {
    const { batch, frozen } = await batchFor(ask, tx, 'key')
    if (frozen) return 'frozen'
    if (batch.forms === 0) return 'no_forms'
    if (batch.state !== 'keying') return 'not_keying'
    await startCheck(tx, batch)
    return undefined
  })
  return trouble ? refused([{ field: 'number', message: t(`errors.${trouble}`) }], typed) : leave(ask, 'finished')
}

/** A drawn form, keyed by somebody who did not key it first. */
async function keySecond(ask: BatchAsk, typed: Typed) {
  const t = ask.words('paper')
  const paper = await batchFor(ask, ask.db, 'check')
  const read = await entryIn(ask, typed, paper)
  if (!read.ok) return refused(read.errors, typed)
  const trouble = await write(ask.db, async (tx) => {
    const { batch, frozen } = await batchFor(ask, tx, 'check')
    if (frozen) return 'frozen'
    const form = (await formsOf(tx, batch.id)).find(({ number }) => number === numberIn(typed))
    if (batch.state !== 'checking' || !form?.toCheck || form.second) return 'not_drawn'
    if (form.keyedBy === ask.actor.personId) return 'same_person'
    const picksMax = paper.flagship?.form.picksMax ?? 0
    await keyAgain(tx, { batch, form, entry: read.entry, personId: ask.actor.personId, picksMax })
    return undefined
  })
  return trouble ? refused([{ field: 'area', message: t(`errors.${trouble}`) }], typed) : leave(ask, 'second')
}

async function settle(ask: BatchAsk, typed: Typed) {
  const keep = first(typed, 'keep') === 'second' ? 'second' : 'first'
  await write(ask.db, async (tx) => {
    const { batch } = await batchFor(ask, tx, 'check')
    const form = (await formsOf(tx, batch.id)).find(({ number }) => number === numberIn(typed))
    if (form?.second && !form.settled && batch.state === 'checking') await settleForm(tx, batch.id, form, keep)
  })
  return leave(ask, 'settled')
}

async function sign(ask: BatchAsk, typed: Typed) {
  const t = ask.words('paper')
  const { db, now, settings, actor } = ask
  const ended = await write(db, async (tx) => {
    const { batch, own, frozen } = await batchFor(ask, tx, 'end')
    if (frozen) return 'frozen'
    const open = (await formsOf(tx, batch.id)).some(({ toCheck, settled }) => toCheck && !settled)
    if (batch.state !== 'checking' || open) return 'not_settled'
    // No sheet can be keyed after this: asked, and no more, since nobody has to fill one in.
    const isAsked = first(typed, 'sheets-done') === '' && (await sheetsKeyed(tx, batch.id)).length < batch.forms
    if (isAsked) return 'sheets'
    return signBatch(tx, settings.SECRET, batch, actor.personId, now, own?.form)
  })
  return ended === 'signed' || ended === 'rekey'
    ? leave(ask, ended)
    : refused([{ field: ended === 'sheets' ? 'sheets-done' : 'sign', message: t(`errors.${ended}`) }], typed)
}

async function close(ask: BatchAsk, typed: Typed) {
  return (await closeBatch(ask, typed)) ?? leave(ask, 'closed')
}

async function destroyed(ask: BatchAsk) {
  await write(ask.db, async (tx) => {
    const { batch } = await batchFor(ask, tx, 'end')
    await noteDestroyed(tx, batch.id, ask.actor.personId, ask.now)
  })
  return leave(ask, 'destroyed')
}

export default function PaperBatchPage() {
  const view = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('paper')
  const { exercise, batch, part, frozen, done, number } = view
  const closing = view.closing && part.end
  const here = `/desk/exercises/${exercise.id}/paper/${batch.id}`
  const open = batch.state !== 'signed'
  return (
    <DeskPage
      title={view.title}
      where={exercise.title}
      back={view.back}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner
            type="success"
            titleText={t('done.title')}
            text={t([`done.${done}`, 'done.title'], { number })}
          />
        ) : null
      }
    >
      {open && frozen ? <InsetText classes="inset-caution">{t('frozen_batch')}</InsetText> : null}
      {batch.state === 'keying' && !frozen && !closing ? <Keying view={view} back={back} /> : null}
      {batch.state === 'checking' && !frozen && !closing ? <Checking view={view} back={back} /> : null}
      {open && closing ? <NotCounted forms={batch.forms} back={back} /> : null}
      {open && part.end ? (
        <p>
          <a href={closing ? here : `${here}?close`}>{t(closing ? 'close.back' : 'close.title')}</a>
        </p>
      ) : null}
      {open ? null : <BatchSigned view={view} />}
    </DeskPage>
  )
}
