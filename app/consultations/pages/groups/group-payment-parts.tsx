import { Form } from '@remix-run/react'
import { DayField } from '../../../board/pages/day-field.tsx'
import { poundsOf } from '../../../juries/support/support.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { formatPence } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Select } from '../../../ui/select.tsx'
import { SumText } from '../../../ui/sum-text.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { GroupPayment } from '../../groups/group-payment-store.server.ts'

type Payment = GroupPayment & { late: boolean }
interface Named {
  id: string
  name: string
}
type Back = Refused | undefined

/** What a form of this page gave back, where it was this form. */
const ofForm = (back: Back, intent: string, payment?: string): Back =>
  back?.typed.intent?.[0] === intent && (payment === undefined || back.typed.payment?.[0] === payment)
    ? back
    : undefined

function Day({ iso }: { iso: string }) {
  const { locale } = useLanguage()
  return <DateText iso={iso} locale={locale} />
}

interface Listed {
  payments: Payment[]
  here: string
  payers: Named[]
  /** The secretariat only reads. */
  mayChange: boolean
}

/** How a payment stood before each correction and why it was made, with the way to another. */
function Corrected({ payment, here, payers, mayChange }: Omit<Listed, 'payments'> & { payment: Payment }) {
  const t = useWords('group-payments')
  const { locale } = useLanguage()
  const nameOf = (id: string) => payers.find((one) => one.id === id)?.name ?? '–'
  return (
    <>
      {payment.corrections.map(({ was, reason, by, on }, i) => (
        <p key={i}>
          {t('was', { pounds: formatPence(was.pence, locale), payer: nameOf(was.payerId), by })} <Day iso={on} />:{' '}
          <bdi>{reason}</bdi>
        </p>
      ))}
      {mayChange ? (
        <p>
          <a href={`${here}?correct=${payment.id}`}>{t('correct_link', { group: payment.group })}</a>
        </p>
      ) : null}
    </>
  )
}

/** What is owed, the longest overdue first, each with the day it was paid to be entered. */
export function OpenPayments({ payments, back, ...listed }: Listed & { back: Back }) {
  const t = useWords('group-payments')
  const { locale } = useLanguage()
  return (
    <DeskSection title={t('open')} id="open">
      {payments.length ? null : (
        <EmptyState>
          <p>{t('none')}</p>
        </EmptyState>
      )}
      {payments.map((payment) => {
        const own = ofForm(back, 'paid', payment.id)
        const error = fieldErrors(own?.errors, t('error_prefix'))('paid-day')
        return (
          <section key={payment.id} aria-labelledby={payment.id}>
            <h3 id={payment.id}>
              <bdi>{payment.group}</bdi>: <SumText pence={payment.pence} locale={locale} />{' '}
              {payment.late ? <Tag classes="govuk-tag--red">{t('is_late')}</Tag> : null}
            </h3>
            <SummaryList
              rows={[
                { key: t('what'), value: <bdi>{payment.what}</bdi> },
                { key: t('due_on'), value: <Day iso={payment.dueOn} /> },
                { key: t('payer'), value: payment.payer },
              ]}
            />
            {listed.mayChange ? (
              <Form method="post" noValidate>
                <input type="hidden" name="payment" value={payment.id} />
                <DayField name="paid" legend={t('paid_when', { group: payment.group })} back={own} error={error} />
                <Button name="intent" value="paid" classes="govuk-button--secondary">
                  {t('paid_button')}
                  <span className="govuk-visually-hidden">: {payment.group}</span>
                </Button>
              </Form>
            ) : null}
            <Corrected payment={payment} {...listed} />
          </section>
        )
      })}
    </DeskSection>
  )
}

function TermsFields({ back, payers, payment }: { back: Back; payers: Named[]; payment?: Payment }) {
  const t = useWords('group-payments')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const due = back ?? (payment && { errors: [], typed: typedDay('due', payment.dueOn) })
  return (
    <>
      <Input
        name="what"
        label={t('what')}
        hint={t('what_hint')}
        value={shown(back, 'what', payment?.what)}
        error={errorOf('what')}
      />
      <Input
        name="pounds"
        label={t('pounds')}
        hint={t(payment ? 'pounds_hint_none' : 'pounds_hint')}
        value={shown(back, 'pounds', payment && poundsOf(payment.pence))}
        error={errorOf('pounds')}
        classes="govuk-input--width-10"
      />
      <DayField name="due" legend={t('due_on')} back={due} error={errorOf('due-day')} />
      <Select
        name="payer"
        label={t('payer')}
        value={shown(back, 'payer', payment?.payerId)}
        error={errorOf('payer')}
        items={payers.map(({ id, name }) => ({ value: id, text: name }))}
      />
    </>
  )
}

const typedDay = (name: string, iso: string) => {
  const [year, month, day] = iso.split('-').map((part) => String(Number(part)))
  return { [`${name}-day`]: [day!], [`${name}-month`]: [month!], [`${name}-year`]: [year!] }
}

/** A new agreement with a group. */
export function AgreeForm({ groups, payers, back }: { groups: Named[]; payers: Named[]; back: Back }) {
  const t = useWords('group-payments')
  const own = ofForm(back, 'agree')
  return (
    <DeskSection title={t('agree')} id="agree">
      {groups.length ? (
        <Form method="post" noValidate>
          <Select
            name="group"
            label={t('group')}
            value={shown(own, 'group')}
            items={groups.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <TermsFields back={own} payers={payers} />
          <Button name="intent" value="agree">
            {t('agree_button')}
          </Button>
        </Form>
      ) : (
        <p>{t('no_groups')}</p>
      )}
    </DeskSection>
  )
}

/** What stands of a payment, to be put right with a reason. */
export function CorrectForm({ payment, payers, back }: { payment: Payment; payers: Named[]; back: Back }) {
  const t = useWords('group-payments')
  const own = ofForm(back, 'correct')
  const errorOf = fieldErrors(own?.errors, t('error_prefix'))
  const paid = own ?? (payment.paidOn ? { errors: [], typed: typedDay('paid', payment.paidOn) } : undefined)
  return (
    <DeskSection title={t('correct', { group: payment.group })} id="correct">
      <Form method="post" noValidate>
        <input type="hidden" name="payment" value={payment.id} />
        <TermsFields back={own} payers={payers} payment={payment} />
        <Checkboxes
          name="is-paid"
          values={own ? (own.typed['is-paid'] ?? []) : payment.paidOn ? ['yes'] : []}
          items={[{ value: 'yes', text: t('is_paid') }]}
        />
        <DayField name="paid" legend={t('paid_on')} back={paid} error={errorOf('paid-day')} />
        <Textarea
          name="reason"
          rows={3}
          label={{ text: t('reason') }}
          hint={{ text: t('reason_hint') }}
          value={shown(own, 'reason')}
          error={errorOf('reason')}
        />
        <Button name="intent" value="correct">
          {t('correct_button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

/** What is paid, and every correction of anything with its reason. */
export function PaidPayments({ payments, ...listed }: Listed) {
  const t = useWords('group-payments')
  const { locale } = useLanguage()
  if (!payments.length) return null
  return (
    <DeskSection title={t('paid')} id="made">
      <Table
        firstCellIsHeader
        narrow="stack"
        head={[t('group'), t('what'), { text: t('sum'), format: 'numeric' }, t('payer'), t('paid_on'), t('corrected')]}
        rows={payments.map((payment) => [
          <bdi key="group">{payment.group}</bdi>,
          <bdi key="what">{payment.what}</bdi>,
          { text: <SumText pence={payment.pence} locale={locale} />, format: 'numeric' },
          payment.payer,
          payment.paidOn ? <Day key="day" iso={payment.paidOn} /> : t('nothing_owed'),
          <Corrected key="corrected" payment={payment} {...listed} />,
        ])}
      />
    </DeskSection>
  )
}
