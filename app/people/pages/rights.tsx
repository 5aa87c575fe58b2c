import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { reissueAnswers } from '../../consultations/freezing/reissue-erased-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { DayField } from '../../engagement/pages/day-field.tsx'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { typedDay } from '../../engagement/register/plan-form.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { keeperFrom } from '../../ledger/checkpoint-store.server.ts'
import { readReference, referenceHash } from '../../ledger/reference-code.ts'
import { readAddress, wayOf } from '../../server/address.ts'
import {
  type FieldError,
  line,
  lines,
  type Refused,
  readForm,
  refused,
  shown,
  ticked,
  typedIn,
} from '../../server/form.ts'
import { noParams, notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { Checkboxes } from '../../ui/checkboxes.tsx'
import { CodeInput } from '../../ui/code-input.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Table } from '../../ui/table.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { addressHash } from '../address-hash.ts'
import { dayTrouble, reissueDue, rightsKinds, rightsState } from '../rights-request.ts'
import { erasedSince, recordRequest, requestsOf } from '../rights-store.server.ts'
import { StateText } from './rights-state.tsx'

const part = z.string().max(10, 'date').default('')
const shape = z.object({
  kind: z.enum(['', ...rightsKinds]).catch(''),
  'receivedOn-day': part,
  'receivedOn-month': part,
  'receivedOn-year': part,
  code: line(40),
  address: lines(400),
  newAddress: lines(400),
  check: ticked,
})

/** Requests about somebody's own data, and the form that records one (rules P-7 to P-9, journey 3.11). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'rights.handle' }, async ({ db, now, words, request }) => {
    const today = londonDay(now)
    const batch = (await practiceOf(db))['publish.reissue_batch']
    return {
      title: words('rights')('title'),
      batch,
      requests: (await requestsOf(db)).map((one) => ({
        id: one.id,
        number: one.number,
        kind: one.kind,
        receivedOn: one.receivedOn,
        outcome: one.outcome,
        signed: one.first !== null,
        standing: rightsState(one, today),
      })),
      erased: (await erasedSince(db)).map((one) => ({ ...one, due: reissueDue(one.erased, batch) })),
      done: new URL(request.url).searchParams.has('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'rights.handle' }, async (ask) => {
    const intent = (await typedIn(ask.request.clone() as Request)).intent?.[0]
    if (intent === 'record') return record(ask)
    if (intent === 'reissue') return draftReissue(ask)
    throw notFound()
  })(args)

async function record({ db, request, words, actor, now, settings }: StaffAsk) {
  const t = words('rights')
  const form = await readForm(request, shape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { value } = form
  const today = londonDay(now)
  const receivedOn = typedDay(value['receivedOn-day'], value['receivedOn-month'], value['receivedOn-year'])
  const errors: FieldError[] = value.kind ? [] : [{ field: 'kind', message: t('errors.kind') }]
  const trouble = dayTrouble(receivedOn, '2000-01-01', today)
  if (trouble) errors.push({ field: 'receivedOn-day', message: t(`errors.${trouble}`) })
  const reference = value.code ? readReference(value.code) : null
  if (value.code && !reference) errors.push({ field: 'code', message: t('errors.code') })
  const addressOf = (field: 'address' | 'newAddress'): string | null => {
    if (!value[field]) return null
    const read = readAddress(wayOf(value[field]), value[field])
    if (read.ok) return read.address
    errors.push({ field, message: t(`errors.${read.problem}`) })
    return null
  }
  const address = addressOf('address')
  const newAddress = value.kind === 'rectification' ? addressOf('newAddress') : null
  if (!value.code && !value.address) errors.push({ field: 'code', message: t('errors.nothing_to_find_by') })
  if (value.kind === 'rectification' && !value.newAddress) {
    errors.push({ field: 'newAddress', message: t('errors.new_address') })
  }
  if (errors.length || !receivedOn || !value.kind) return refused(errors, form.typed)
  const { SECRET } = settings
  const { kind } = value
  const id = await write(db, (tx) =>
    recordRequest(
      tx,
      {
        kind,
        receivedOn,
        identityAskedOn: value.check ? today : null,
        codeHash: reference ? referenceHash(SECRET, reference) : null,
        addressHash: address ? addressHash(SECRET, address) : null,
        newAddress,
        personId: actor.personId,
      },
      now,
    ),
  )
  throw redirect(`/desk/rights/${id}?done=recorded`, 303)
}

async function draftReissue({ db, request, words, actor, now, settings }: StaffAsk) {
  const exerciseId = (await typedIn(request)).exercise?.[0] ?? ''
  const batch = (await practiceOf(db))['publish.reissue_batch']
  const drafted = await write(db, async (tx) => {
    const one = (await erasedSince(tx)).find(({ id }) => id === exerciseId)
    if (!one || !reissueDue(one.erased, batch)) return undefined
    const note = words('rights')('reissue.note', { count: one.erased })
    return reissueAnswers(
      tx,
      keeperFrom(settings),
      { exerciseId, personId: actor.personId, note, erased: one.erased },
      now,
    )
  })
  if (!drafted) return refused([{ field: 'reissue', message: words('rights')('errors.reissue') }], {})
  throw redirect('/desk/rights?done=reissue', 303)
}

export default function Rights() {
  const { title, requests, erased, batch, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('rights')
  const { locale } = useLanguage()
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk', text: t('desk') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('done_title')} text={t('done.reissue')} />
        ) : null
      }
    >
      <p className="read">{t('lede')}</p>
      <DeskSection title={t('list.title')} id="requests">
        {requests.length ? (
          <Table
            firstCellIsHeader
            head={[t('list.number'), t('list.kind'), t('list.received'), t('list.standing')]}
            rows={requests.map((one) => [
              {
                text: <a href={`/desk/rights/${one.id}`}>{t('number', { number: one.number })}</a>,
              },
              t(`kind.${one.kind}`),
              { text: <DateText iso={one.receivedOn} locale={locale} /> },
              { text: <StateText standing={one.standing} outcome={one.outcome} signed={one.signed} /> },
            ])}
          />
        ) : (
          <EmptyState>{t('list.none')}</EmptyState>
        )}
      </DeskSection>
      <DeskSection title={t('reissue.title')} id="reissue">
        <p className="read">{t('reissue.text', { count: batch })}</p>
        {erased.map((one) => (
          <Form key={one.id} method="post">
            <p>{t('reissue.erased', { count: one.erased, title: one.title })}</p>
            {one.due ? (
              <>
                <input type="hidden" name="exercise" value={one.id} />
                <Button name="intent" value="reissue" classes="govuk-button--secondary">
                  {t('reissue.button')}
                  <span className="govuk-visually-hidden">: {one.title}</span>
                </Button>
              </>
            ) : (
              <p className="meta">{t('reissue.wait', { count: batch - one.erased })}</p>
            )}
          </Form>
        ))}
      </DeskSection>
      <NewRequest back={back} />
    </DeskPage>
  )
}

function NewRequest({ back }: { back: Refused | undefined }) {
  const t = useWords('rights')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const words = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  return (
    <DeskSection title={t('new.title')} id="new">
      <Form method="post" noValidate>
        <Radios
          name="kind"
          fieldset={{ legend: { text: t('new.kind') } }}
          value={shown(back, 'kind')}
          items={rightsKinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`), hint: t(`kind_hint.${kind}`) }))}
          error={errorOf('kind')}
        />
        <DayField
          name="receivedOn"
          legend={t('new.received')}
          hint={t('new.received_hint')}
          stored={null}
          back={back}
          words={words}
        />
        <CodeInput
          name="code"
          label={t('new.code')}
          hint={t('new.code_hint')}
          value={shown(back, 'code')}
          error={errorOf('code')}
        />
        <Textarea
          name="address"
          label={t('new.address')}
          hint={t('new.address_hint')}
          rows={3}
          autocomplete="off"
          value={shown(back, 'address')}
          error={errorOf('address')}
        />
        <Textarea
          name="newAddress"
          label={t('new.new_address')}
          hint={t('new.new_address_hint')}
          rows={3}
          autocomplete="off"
          value={shown(back, 'newAddress')}
          error={errorOf('newAddress')}
        />
        <Checkboxes
          name="check"
          items={[{ value: 'yes', text: t('new.check'), hint: t('new.check_hint') }]}
          values={back?.typed.check ?? []}
        />
        <Button name="intent" value="record">
          {t('new.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
