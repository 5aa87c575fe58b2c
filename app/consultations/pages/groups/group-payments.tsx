import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { type Handle, write } from '../../../../db/connect.ts'
import { dayIn } from '../../../board/pages/day-field.tsx'
import { backFrom } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { partnersOf } from '../../../engagement/partner-store.server.ts'
import { isLate } from '../../../juries/support/support.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { type Refused, refused, type Typed, typedIn, workNamed } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { DeskFigure } from '../../../ui/page-kinds.tsx'
import { SumText } from '../../../ui/sum-text.tsx'
import {
  correctionReason,
  type PaymentProblem,
  readPaidOn,
  readTerms,
  reasonProblem,
  whatLimit,
} from '../../groups/group-payment.ts'
import { agreePayment, correctPayment, groupPayments, notePaid } from '../../groups/group-payment-store.server.ts'
import { groupsOf } from '../../groups/group-store.server.ts'
import { importing, importReady } from '../../imports/importing.server.ts'
import { AgreeForm, CorrectForm, OpenPayments, PaidPayments } from './group-payment-parts.tsx'

type PaymentsAsk = StaffAsk<z.output<typeof importing.params>>

/** What community groups are paid for asking their people: agreed, due, made and corrected. The secretariat reads it. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: importing.params, permission: 'group-payments.see' }, async (ask) => {
    const { exercise, consultation } = await importReady(ask)
    const today = londonDay(ask.now)
    const payments = (await groupPayments(ask.db, consultation.id)).map((payment) => ({
      ...payment,
      late: payment.pence > 0 && isLate(payment, today),
    }))
    const { searchParams } = new URL(ask.request.url)
    const open = payments.filter(({ paidOn, pence }) => paidOn === null && pence > 0)
    const done = searchParams.get('done')
    const mayChange = may(ask.actor.grants, importing.permission)
    const home = `/desk/exercises/${encodeURIComponent(exercise.id)}/groups`
    return {
      mayChange,
      back: mayChange ? { href: home, text: ask.words('collecting')('groups.title') } : backFrom(ask, exercise),
      title: ask.words('group-payments')('title'),
      exercise: { id: exercise.id, title: exercise.title },
      groups: (await groupsOf(ask.db, consultation.id)).map(({ id, name }) => ({ id, name })),
      payers: await partnersOf(ask.db, exercise),
      open,
      settled: payments.filter(({ paidOn, pence }) => paidOn !== null || pence === 0),
      late: open.filter(({ late }) => late).length,
      owed: open.reduce((sum, { pence }) => sum + pence, 0),
      correcting: (mayChange && payments.find(({ id }) => id === searchParams.get('correct'))) || null,
      done: done === 'agreed' || done === 'paid' || done === 'corrected' ? done : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const typed = await typedIn(ask.request)
    const act = workNamed({ agree, paid, correct }, typed.intent?.[0])
    if (!act) throw notFound()
    const { problems, done } = await write(ask.db, (tx) => act(ask, typed, tx))
    if (problems) return refused(inWords(ask, problems, typed), typed)
    throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/groups/payments?done=${done}`, 303)
  })(args)

type Outcome = { problems: PaymentProblem[]; done?: undefined } | { problems?: undefined; done: string }
const given = (typed: Typed, name: string) => typed[name]?.[0]?.trim() ?? ''

const inWords = ({ words }: PaymentsAsk, problems: PaymentProblem[], typed: Typed): Refused['errors'] =>
  problems.map(({ field, key }) => {
    const written = given(typed, field).length
    const limit = field === 'reason' ? correctionReason.most : whatLimit
    const message = words('group-payments')(`errors.${key}`, { limit, written, least: correctionReason.least })
    return { field: field === 'due' || field === 'paid' ? `${field}-day` : field, message }
  })

async function termsIn(ask: PaymentsAsk, typed: Typed, db: Handle, mayBeNothing = false) {
  const { exercise, consultation } = await importReady(ask, db)
  const payers = (await partnersOf(db, exercise)).map(({ id }) => id)
  const terms = { what: given(typed, 'what'), pounds: given(typed, 'pounds'), payer: given(typed, 'payer') }
  const read = readTerms({ ...terms, dueOn: dayIn(typed, 'due') }, { payers, mayBeNothing })
  return { consultation, read }
}

const by = ({ actor, now }: PaymentsAsk) => ({ personId: actor.personId, now })

async function agree(ask: PaymentsAsk, typed: Typed, tx: Parameters<typeof agreePayment>[0]): Promise<Outcome> {
  const { consultation, read } = await termsIn(ask, typed, tx)
  if (!read.ok) return read
  const wanted = { consultationId: consultation.id, groupId: given(typed, 'group'), terms: read.value }
  if (!(await agreePayment(tx, wanted, by(ask)))) throw notFound()
  return { done: 'agreed' }
}

async function paid(ask: PaymentsAsk, typed: Typed, tx: Parameters<typeof agreePayment>[0]): Promise<Outcome> {
  const { consultation } = await importReady(ask, tx)
  const read = readPaidOn(dayIn(typed, 'paid'), londonDay(ask.now))
  if ('problem' in read) return { problems: [read.problem] }
  const wanted = { consultationId: consultation.id, id: given(typed, 'payment'), paidOn: read.day }
  if (!(await notePaid(tx, wanted, by(ask)))) return { problems: [{ field: 'paid', key: 'none_marked' }] }
  return { done: 'paid' }
}

async function correct(ask: PaymentsAsk, typed: Typed, tx: Parameters<typeof agreePayment>[0]): Promise<Outcome> {
  const { consultation, read } = await termsIn(ask, typed, tx, true)
  const problems = read.ok ? [] : [...read.problems]
  const reason = given(typed, 'reason')
  const why = reasonProblem(reason)
  if (why) problems.push(why)
  const isPaid = given(typed, 'is-paid') === 'yes'
  const day = isPaid ? readPaidOn(dayIn(typed, 'paid'), londonDay(ask.now)) : null
  if (day && 'problem' in day) problems.push(day.problem)
  if (problems.length || !read.ok || (day && 'problem' in day)) return { problems }
  const wanted = { consultationId: consultation.id, id: given(typed, 'payment'), terms: read.value, reason }
  if (!(await correctPayment(tx, { ...wanted, paidOn: day?.day ?? null }, by(ask)))) throw notFound()
  return { done: 'corrected' }
}

export default function GroupPayments() {
  const view = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('group-payments')
  const { locale } = useLanguage()
  const { title, exercise, open, late, owed, correcting, done, mayChange } = view
  const listed = { here: `/desk/exercises/${exercise.id}/groups/payments`, payers: view.payers, mayChange }
  return (
    <FormDesk
      t={t}
      title={title}
      where={exercise.title}
      back={correcting ? { href: listed.here, text: title } : view.back}
      refused={back}
      done={done}
      figures={
        <>
          <DeskFigure figure={late} text={t('late', { count: late })} kind={late ? 'late' : undefined} />
          <DeskFigure figure={open.length - late} text={t('due', { count: open.length - late })} />
          <DeskFigure figure={<SumText pence={owed} locale={locale} />} text={t('owed')} />
        </>
      }
    >
      {correcting ? (
        <CorrectForm payment={correcting} payers={view.payers} back={back} />
      ) : (
        <>
          <OpenPayments payments={open} {...listed} back={back} />
          {mayChange ? <AgreeForm groups={view.groups} payers={view.payers} back={back} /> : null}
          <PaidPayments payments={view.settled} {...listed} />
        </>
      )}
    </FormDesk>
  )
}
