import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { firstLanguage } from '../../../languages/language.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { SumText } from '../../../ui/sum-text.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import type { OwnPlace } from '../../support/own-place.server.ts'
import { honoraria } from '../../support/support.ts'

interface PartProps {
  place: OwnPlace
}

/** A sentence that ends in whom to ring; nothing where no number is known. */
function Ring({ phone, words }: { phone: string; words: string }) {
  const t = useWords('juror')
  if (!phone) return null
  return (
    <p>
      <Sentence parts={{ phone: <bdi>{phone}</bdi> }}>{(slots) => t(words, slots)}</Sentence>
    </p>
  )
}

/** Every form carries the reference it was opened with, because nothing is kept on the device. */
function OwnForm({ place, intent, children }: PartProps & { intent: string; children: ReactNode }) {
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="intent" value={intent} />
      {place.reference ? <input type="hidden" name="reference" value={place.reference} /> : null}
      {children}
    </Form>
  )
}

export function Days({ place, slug }: PartProps & { slug: string }) {
  const t = useWords('juror')
  const { locale } = useLanguage()
  return (
    <section aria-labelledby="days">
      <h2 id="days">{t('days.title')}</h2>
      {place.days.length ? (
        <SummaryList
          rows={place.days.map((day) => ({
            key: day.hours ? (
              <Sentence
                parts={{
                  day: <DateText iso={day.onDate} locale={locale} format="weekday" />,
                  from: <bdi>{day.hours.from}</bdi>,
                  to: <bdi>{day.hours.to}</bdi>,
                }}
              >
                {(slots) => t('days.day', slots)}
              </Sentence>
            ) : (
              <DateText iso={day.onDate} locale={locale} format="weekday" />
            ),
            value: (
              <>
                {day.place ? (
                  <p>
                    <ProperName>{day.place}</ProperName>
                  </p>
                ) : null}
                {day.hours ? null : <p>{t('days.hours_later')}</p>}
                {day.hours && place.stand === 'seated' ? (
                  <p>
                    {day.tables.length
                      ? day.tables.map((table) => t('days.round', table)).join('; ')
                      : t('days.no_plan')}
                  </p>
                ) : null}
              </>
            ),
          }))}
        />
      ) : (
        <p>{t('days.none')}</p>
      )}
      {place.stand === 'seated' && !place.reference ? (
        <p>
          <a href={`/desk/juries/${encodeURIComponent(slug)}`}>{t('vote')}</a>
        </p>
      ) : null}
    </section>
  )
}

/** The note on benefits before any choice (J-12), the choice, and what is owed or paid. */
export function Pay({ place, phone, back }: PartProps & { phone: string; back?: Refused }) {
  const t = useWords('juror')
  const { code, locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  if (place.stand === 'gone') return <Payments place={place} phone={phone} />
  return (
    <section aria-labelledby="pay">
      <h2 id="pay">{t('pay.title')}</h2>
      <p>
        <Sentence parts={{ sum: <SumText pence={place.dayPence} locale={locale} /> }}>
          {(slots) => t('pay.rate', slots)}
        </Sentence>
      </p>
      <InsetText classes="inset-caution">
        <p>
          <strong>{t('pay.note_title')}</strong>
        </p>
        {/* The jury's own words are English: whoever reads another language gets the usual note in it as well. */}
        {code === firstLanguage && place.note ? null : <p>{t('pay.note')}</p>}
        {place.note ? (
          <p>
            <ProperName>{place.note}</ProperName>
          </p>
        ) : null}
      </InsetText>
      {place.mayChoose ? (
        <OwnForm place={place} intent="choice">
          <Radios
            name="honorarium"
            fieldset={{ legend: { text: t('pay.choice'), classes: 'govuk-fieldset__legend--s' } }}
            error={errorOf('honorarium')}
            value={shown(back, 'honorarium', place.honorarium ?? '')}
            items={honoraria.map((way) => ({ value: way, text: t(`pay.ways.${way}`), hint: t(`pay.hints.${way}`) }))}
          />
          <Checkboxes
            name="told"
            error={errorOf('told')}
            values={back ? (back.typed.told ?? []) : place.noteShown ? ['yes'] : []}
            items={[{ value: 'yes', text: t('pay.told') }]}
          />
          <Button>{t('pay.save')}</Button>
        </OwnForm>
      ) : (
        <p>{t('pay.later')}</p>
      )}
      {place.mayAccept ? (
        <OwnForm place={place} intent="accept">
          <Checkboxes
            name="told"
            error={errorOf('told')}
            values={back?.typed.intent?.[0] === 'accept' ? (back.typed.told ?? []) : []}
            items={[{ value: 'yes', text: t('pay.told') }]}
          />
          <Button>{t(place.stand === 'drawn' ? 'accept.seat' : 'accept.alternate')}</Button>
          <p>{t('accept.or_call')}</p>
        </OwnForm>
      ) : null}
      <Payments place={place} phone={phone} />
    </section>
  )
}

function Payments({ place, phone }: PartProps & { phone: string }) {
  const t = useWords('juror')
  const { locale } = useLanguage()
  const day = (iso: string) => <DateText iso={iso} locale={locale} />
  if (!place.payments.length) return place.mayChoose ? <p>{t('pay.none')}</p> : null
  const sum = (pence: number) => <SumText pence={pence} locale={locale} />
  return (
    <Table
      head={[t('pay.head.what'), t('pay.head.day'), { text: t('pay.head.sum'), format: 'numeric' }, t('pay.head.when')]}
      rows={place.payments.map((payment) => [
        t(`pay.kinds.${payment.kind}`),
        day(payment.forOn),
        {
          format: 'numeric',
          text:
            payment.method === 'voucher' ? (
              <Sentence parts={{ sum: sum(payment.pence) }}>{(slots) => t('pay.as_voucher', slots)}</Sentence>
            ) : (
              sum(payment.pence)
            ),
        },
        <Sentence key="when" parts={{ day: day(payment.paidOn ?? payment.dueOn), phone: <bdi>{phone}</bdi> }}>
          {(slots) => t(`pay.${payment.paidOn ? 'paid' : payment.late ? 'late' : 'due'}`, slots)}
        </Sentence>,
      ])}
    />
  )
}

export function Needs({ place, phone }: PartProps & { phone: string }) {
  const t = useWords('juror')
  const kinds = useWords('registration')
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{t('needs.title')}</h2>
      {place.needs.length ? (
        <ul>
          {place.needs.map(({ kind, detail, state }) => (
            <li key={kind}>
              {kind === 'other' ? t('needs.other') : kinds(`needs.kinds.${kind}`)}
              {detail ? (
                <>
                  {' '}
                  (<bdi>{detail}</bdi>)
                </>
              ) : null}
              : {t(`needs.${state}`)}
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('needs.none')}</p>
      )}
      <Ring phone={phone} words="needs.change" />
    </section>
  )
}

/** No reason is asked of anybody, and one press is not enough to lose a seat. */
export function Leave({ place, phone, back }: PartProps & { phone: string; back?: Refused }) {
  const t = useWords('juror')
  return (
    <section aria-labelledby="leave">
      <h2 id="leave">{t('leave.title')}</h2>
      <p>{t(place.mayAccept ? 'leave.declining' : place.replaceable ? 'leave.text' : 'leave.late')}</p>
      <OwnForm place={place} intent="leave">
        <Checkboxes
          name="sure"
          error={fieldErrors(back?.errors, t('error_prefix'))('sure')}
          items={[{ value: 'yes', text: t('leave.sure') }]}
        />
        <Button classes="govuk-button--warning">{t('leave.button')}</Button>
      </OwnForm>
      <Ring phone={phone} words="leave.or_ring" />
    </section>
  )
}

/** Who is in the pool takes their consent back: with it, their name. */
export function TakeBack({ place, phone, back }: PartProps & { phone: string; back?: Refused }) {
  const t = useWords('juror')
  return (
    <section aria-labelledby="take-back">
      <h2 id="take-back">{t('out.title')}</h2>
      <p>{t('out.text')}</p>
      <OwnForm place={place} intent="withdraw">
        <Checkboxes
          name="sure"
          error={fieldErrors(back?.errors, t('error_prefix'))('sure')}
          items={[{ value: 'yes', text: t('out.sure') }]}
        />
        <Button classes="govuk-button--warning">{t('out.button')}</Button>
      </OwnForm>
      <Ring phone={phone} words="leave.or_ring" />
    </section>
  )
}

export function Help({ place }: PartProps) {
  const t = useWords('juror')
  const { locale } = useLanguage()
  if (!place.safeguarding && !place.deletedOn) return null
  return (
    <section aria-labelledby="help">
      <h2 id="help">{t('help.title')}</h2>
      {place.safeguarding ? (
        <p>
          <Sentence parts={{ contact: <ProperName>{place.safeguarding}</ProperName> }}>
            {(slots) => t('help.text', slots)}
          </Sentence>
        </p>
      ) : null}
      {place.deletedOn ? (
        <p className="meta">
          <Sentence parts={{ day: <DateText iso={place.deletedOn} locale={locale} /> }}>
            {(slots) => t('help.kept', slots)}
          </Sentence>
        </p>
      ) : null}
    </section>
  )
}
