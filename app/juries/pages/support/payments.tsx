import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { SumText } from '../../../ui/sum-text.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { markPaid, paymentsOf, unchosenDays } from '../../support/payment-store.server.ts'
import { isLate, payWithin } from '../../support/support.ts'
import { Done } from '../done.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const today = londonDay(ask.now)
    const payments = (await paymentsOf(ask.db, jury.id)).map((payment) => ({
      ...payment,
      late: isLate(payment, today),
    }))
    const open = payments.filter(({ paidOn }) => paidOn === null)
    return {
      title: ask.words('seating')('payments.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      open,
      paid: payments.filter(({ paidOn }) => paidOn !== null),
      late: open.filter(({ late }) => late).length,
      owed: open.reduce((sum, { pence }) => sum + pence, 0),
      unchosen: await unchosenDays(ask.db, jury.id),
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const typed = await typedIn(ask.request)
    const marked = await write(ask.db, async (tx) => {
      const jury = await juryFor(ask, 'jury.manage', tx)
      return markPaid(tx, { juryId: jury.id, ids: typed.paid ?? [], personId: ask.actor.personId }, ask.now)
    })
    if (!marked) return refused([{ field: 'paid', message: ask.words('seating')('errors.none_marked') }], typed)
    throw redirect(deskPath(ask.params.slug, '/payments?done=paid'), 303)
  })(args)

export default function Payments() {
  const page = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('seating')
  const { locale } = useLanguage()
  const { home, open, paid } = page
  return (
    <DeskPage
      title={page.title}
      back={{ href: home, text: page.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="seating" done={page.done} />}
      figures={
        <>
          <DeskFigure
            figure={page.late}
            text={t('payments.late', { count: page.late })}
            kind={page.late ? 'late' : undefined}
          />
          <DeskFigure figure={open.length - page.late} text={t('payments.due', { count: open.length - page.late })} />
          <DeskFigure figure={<SumText pence={page.owed} locale={locale} />} text={t('payments.owed')} />
        </>
      }
    >
      <DeskSection title={t('payments.open')} id="open">
        <p className="read">{t('payments.how', { count: payWithin })}</p>
        {page.unchosen.length ? (
          <p className="read">
            {t('payments.unchosen', { count: page.unchosen.length })}{' '}
            {page.unchosen.map(({ badge, memberId }, i) => (
              <span key={memberId}>
                {i ? ', ' : null}
                <a href={`${home}/support/${encodeURIComponent(badge)}`}>{t('badge', { badge })}</a>
              </span>
            ))}
          </p>
        ) : null}
        {open.length ? <OpenPayments open={open} back={back} /> : <NonePaid />}
        {open.length || paid.length ? (
          <p>
            <a href={`${home}/payments.csv`}>{t('payments.csv')}</a>
          </p>
        ) : null}
      </DeskSection>
      {paid.length ? (
        <DeskSection title={t('payments.paid')} id="made">
          <Table
            firstCellIsHeader
            head={[
              t('seats.badge'),
              t('payments.what'),
              { text: t('payments.sum'), format: 'numeric' },
              t('payments.way'),
              t('payments.paid_on'),
            ]}
            rows={paid.map((payment) => [
              payment.badge,
              <What key="what" payment={payment} />,
              { text: <SumText pence={payment.pence} locale={locale} />, format: 'numeric' },
              t(`payments.by_${payment.method}`),
              <Day key="day" iso={payment.paidOn!} />,
            ])}
          />
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}

type Payment = ReturnType<typeof useLoaderData<typeof loader>>['open'][number]

function OpenPayments({ open, back }: { open: Payment[]; back: Refused | undefined }) {
  const t = useWords('seating')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <Form method="post">
      <Table
        head={[
          t('payments.mark'),
          t('payments.what'),
          { text: t('payments.sum'), format: 'numeric' },
          t('payments.way'),
          t('payments.by_when'),
        ]}
        rows={open.map((payment, i) => [
          <Checkboxes
            key="mark"
            name="paid"
            idPrefix={i ? `paid-${payment.id}` : 'paid'}
            classes="govuk-checkboxes--small"
            items={[
              {
                value: payment.id,
                text: (
                  <>
                    {t('badge', { badge: payment.badge })}
                    <span className="govuk-visually-hidden"> {t(`payments.${payment.kind}`)}</span>
                  </>
                ),
              },
            ]}
            values={back?.typed.paid}
            error={i ? undefined : errorOf('paid')}
          />,
          <What key="what" payment={payment} />,
          { text: <SumText pence={payment.pence} locale={locale} />, format: 'numeric' },
          t(`payments.by_${payment.method}`),
          <>
            <Day iso={payment.dueOn} />{' '}
            {payment.late ? <Tag classes="govuk-tag--red">{t('payments.is_late')}</Tag> : null}
          </>,
        ])}
      />
      <Button>{t('payments.button')}</Button>
    </Form>
  )
}

function What({ payment }: { payment: Payment }) {
  const t = useWords('seating')
  return (
    <>
      {t(`payments.${payment.kind}`)}{' '}
      <span className="meta">
        <Day iso={payment.forOn} />
      </span>
    </>
  )
}

function Day({ iso }: { iso: string }) {
  const { locale } = useLanguage()
  return <DateText iso={iso} locale={locale} />
}

function NonePaid() {
  const t = useWords('seating')
  return (
    <EmptyState>
      <p>{t('payments.none')}</p>
    </EmptyState>
  )
}
