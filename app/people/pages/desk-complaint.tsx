import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { AsTyped } from '../../consultations/pages/answering/check-parts.tsx'
import { addMonths, londonDay } from '../../engagement/london-day.ts'
import { typedDay } from '../../engagement/register/plan-form.ts'
import { letterhead } from '../../feedback/pages/letterhead.server.ts'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { lines, type Refused, readForm, refused, typedIn, workNamed } from '../../server/form.ts'
import { carriedWays } from '../../server/mail.ts'
import { notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ReferenceCode } from '../../ui/codes.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { FormDesk } from '../../ui/form-desk.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { answerOutcomes, complaintState, endOutcomes } from '../complaint.ts'
import { type Complaint, complaintById, complaintReference, enteredBy } from '../complaint-store.server.ts'
import {
  acknowledge,
  answerComplaint,
  closeComplaint,
  complaintByHand,
  markComplaintSent,
  type StepBy,
} from '../complaint-work-store.server.ts'
import { AcknowledgeForm, AnswerForm, CloseForm } from './complaint-forms.tsx'
import { ComplaintStateText } from './complaint-state.tsx'

const params = z.object({ id: z.string().max(100) })
const done = z.enum(['acknowledge', 'answer', 'close', 'sent', 'entered'])
type OneComplaint = StaffAsk<{ id: string }>

async function complaintFor({ db, params: { id } }: OneComplaint): Promise<Complaint> {
  const found = await complaintById(db, id)
  if (!found) throw notFound()
  return found
}

/** One complaint: its clock, what was written, and the three steps: acknowledge, answer, close (rule P-13). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'complaint.handle' }, async (ask) => {
    const { key, ...one } = await complaintFor(ask)
    const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
    const entered = (await enteredBy(ask.db, one.id)) ?? null
    return {
      title: ask.words('complaint-desk')('number', { number: one.number }),
      one,
      standing: complaintState(one, londonDay(ask.now)),
      byHand: await complaintByHand(ask.db, one.id, carriedWays(ask.settings)),
      entered,
      /** Its sender has never seen it: whoever wrote the complaint down passes it on. */
      reference: entered && key ? complaintReference(ask.settings.SECRET, key) : null,
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'complaint.handle' }, async (ask) => {
    const own = await complaintFor(ask)
    const intent = (await typedIn(ask.request.clone() as Request)).intent?.[0]
    const work = workNamed(intents, intent)
    if (!work) throw notFound()
    return work(ask, own)
  })(args)

const to = ({ params: { id } }: OneComplaint, what: z.output<typeof done>) =>
  redirect(`/desk/complaints/${encodeURIComponent(id)}?done=${what}`, 303)

const byOf = async (ask: OneComplaint): Promise<StepBy> => ({
  id: ask.params.id,
  personId: ask.actor.personId,
  secret: ask.settings.SECRET,
  head: await letterhead(ask),
})

const tooLate = (ask: OneComplaint, field: string) =>
  refused([{ field, message: ask.words('complaint-desk')('errors.too_late') }], {})

const part = z.string().max(10, 'date').default('')
/** No answer is promised for later than this. */
const mostMonths = 6

async function take(ask: OneComplaint) {
  const t = ask.words('complaint-desk')
  const shape = z.object({ 'answerBy-day': part, 'answerBy-month': part, 'answerBy-year': part })
  const form = await readForm(ask.request, shape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const day = typedDay(form.value['answerBy-day'], form.value['answerBy-month'], form.value['answerBy-year'])
  const today = londonDay(ask.now)
  const wrong =
    day === undefined
      ? 'date'
      : day === null
        ? 'day_missing'
        : day < today
          ? 'day_past'
          : day > addMonths(today, mostMonths)
            ? 'day_far'
            : null
  if (wrong || !day) return refused([{ field: 'answerBy-day', message: t(`errors.${wrong}`) }], form.typed)
  const by = await byOf(ask)
  if (!(await write(ask.db, (tx) => acknowledge(tx, by, day, ask.now)))) return tooLate(ask, 'answerBy-day')
  throw to(ask, 'acknowledge')
}

async function answer(ask: OneComplaint) {
  const t = ask.words('complaint-desk')
  const shape = z.object({
    outcome: z.enum(answerOutcomes, 'outcome'),
    answer: lines(5000).pipe(z.string().min(1, 'answer')),
  })
  const form = await readForm(ask.request, shape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const by = await byOf(ask)
  if (!(await write(ask.db, (tx) => answerComplaint(tx, by, form.value, ask.now)))) return tooLate(ask, 'outcome')
  throw to(ask, 'answer')
}

async function close(ask: OneComplaint, own: Complaint) {
  const by = await byOf(ask)
  let ending: { outcome: (typeof endOutcomes)[number]; why: string } | null = null
  if (!own.answeredOn) {
    const shape = z.object({
      ending: z.enum(endOutcomes, 'ending'),
      reason: lines(2000).pipe(z.string().min(1, 'reason')),
    })
    const form = await readForm(ask.request, shape, ask.words('complaint-desk'))
    if (!form.ok) return refused(form.errors, form.typed)
    ending = { outcome: form.value.ending, why: form.value.reason }
  }
  if (!(await write(ask.db, (tx) => closeComplaint(tx, by, ending, ask.now)))) return tooLate(ask, 'close')
  throw to(ask, 'close')
}

async function sent(ask: OneComplaint, { id }: Complaint) {
  const message = (await typedIn(ask.request)).message?.[0] ?? ''
  await write(ask.db, (tx) => markComplaintSent(tx, id, message, ask.now))
  throw to(ask, 'sent')
}

const intents = { acknowledge: take, answer, close, sent }

export default function DeskComplaint() {
  const { title, one, standing, byHand, entered, reference, done: noted } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('complaint-desk')
  const open = standing.state !== 'closed'
  return (
    <FormDesk
      t={t}
      title={title}
      where={t('title')}
      back={{ href: '/desk/complaints', text: t('title') }}
      refused={back}
      done={noted}
    >
      <Written
        one={one}
        entered={entered}
        reference={reference}
        standing={<ComplaintStateText standing={standing} outcome={one.outcome} />}
      />
      {byHand.map((message) => (
        <ByHand key={message.id} message={message} />
      ))}
      {open && !one.acknowledgedOn ? <AcknowledgeForm back={back} /> : null}
      {open ? <AnswerForm outcome={one.outcome} answer={one.content?.answer ?? ''} back={back} /> : null}
      {open ? <CloseForm answered={one.answeredOn !== null} back={back} /> : null}
    </FormDesk>
  )
}

function Written({
  one,
  entered,
  reference,
  standing,
}: {
  one: Omit<Complaint, 'key'>
  entered: Awaited<ReturnType<typeof enteredBy>> | null
  reference: string | null
  standing: React.ReactNode
}) {
  const t = useWords('complaint-desk')
  const { locale } = useLanguage()
  const { content } = one
  const day = (key: string, iso: string | null) =>
    iso ? [{ key: t(`one.${key}`), value: <DateText iso={iso} locale={locale} /> }] : []
  return (
    <DeskSection title={t('one.title')} id="written">
      <SummaryList
        classes="summary-long"
        rows={[
          { key: t('list.standing'), value: standing },
          ...day('received', one.receivedOn),
          ...(entered
            ? [
                {
                  key: t('one.entered'),
                  value: (
                    <Sentence parts={{ day: <DateText iso={entered.at} locale={locale} />, who: entered.who }}>
                      {(slots) => t(`one.came_${entered.came}`, slots)}
                    </Sentence>
                  ),
                },
              ]
            : []),
          ...(reference ? [{ key: t('one.reference'), value: <ReferenceCode code={reference} /> }] : []),
          ...day('acknowledged', one.acknowledgedOn),
          ...day('answered', one.answeredOn),
          ...day('closed', one.closedOn),
          { key: t('list.about'), value: t(`about.${one.about}`) },
          ...(one.exercise ? [{ key: t('one.exercise'), value: one.exercise.title }] : []),
          ...(content
            ? [
                { key: t('one.body'), value: <AsTyped text={content.body} /> },
                ...(content.wanted ? [{ key: t('one.wanted'), value: <AsTyped text={content.wanted} /> }] : []),
                {
                  key: t('one.address'),
                  value: content.address ? (
                    <bdi className="message-text">{content.address}</bdi>
                  ) : (
                    t(one.closedOn ? 'one.address_gone' : 'one.no_address')
                  ),
                },
                ...(content.answer ? [{ key: t('one.answer'), value: <AsTyped text={content.answer} /> }] : []),
              ]
            : [{ key: t('one.body'), value: t('one.gone') }]),
        ]}
      />
    </DeskSection>
  )
}

/** A letter or text that no sender carries: to be printed from here, or typed into a telephone. */
function ByHand({ message }: { message: { id: string; way: string; to: string; language: string; body: string } }) {
  const t = useWords('complaint-desk')
  return (
    <DeskSection title={t(`hand.${message.way}`)} id={`hand-${message.id}`}>
      <p className="message-text">
        <bdi>{message.to}</bdi>
      </p>
      <p className="message-text" lang={message.language} dir="auto">
        {message.body}
      </p>
      <Form method="post" className="no-print">
        <input type="hidden" name="message" value={message.id} />
        <Button name="intent" value="sent" classes="govuk-button--secondary">
          {t('hand.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
