import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { needKinds } from '../../registration/application.ts'
import type { CheckView, StepView } from '../../registration/registration-view.server.ts'
import { InWords } from './in-words.tsx'

type View = Exclude<StepView, CheckView & { title: string; heading: string | null }>
type Of<S extends View['step']> = Extract<View, { step: S }>
interface QuestionProps<S extends View['step']> {
  view: Of<S>
  back?: Refused
}

/** The question of one page, in its form. */
export function RegistrationQuestion({ view, back }: { view: View; back?: Refused }) {
  const t = useWords('registration')
  return (
    <Form method="post" noValidate>
      <Question view={view} back={back} />
      <Button>{t('continue')}</Button>
    </Form>
  )
}

function Question({ view, back }: { view: View; back?: Refused }) {
  switch (view.step) {
    case 'eligibility':
      return <YesOrNo view={view} back={back} />
    case 'dates':
      return <Dates view={view} back={back} />
    case 'consent':
      return <Consent view={view} back={back} />
    case 'about':
      return <About view={view} back={back} />
    case 'name':
      return <Name view={view} back={back} />
    case 'address':
      return <Address view={view} back={back} />
    case 'contact':
      return <Contact view={view} back={back} />
    case 'needs':
      return <Needs view={view} back={back} />
  }
}

function useErrorOf(back: Refused | undefined) {
  const t = useWords('registration')
  return fieldErrors(back?.errors, t('error_prefix'))
}

function YesOrNo({ view, back }: QuestionProps<'eligibility'>) {
  const t = useWords('registration')
  return (
    <Radios
      name="answer"
      classes="choices-ruled"
      fieldset={{ legend: { text: view.title, isPageHeading: true } }}
      hint={view.hint ? { text: view.hint } : undefined}
      error={useErrorOf(back)('answer')}
      value={shown(back, 'answer', view.said)}
      items={[
        { value: 'yes', text: t('yes') },
        { value: 'no', text: t('no') },
      ]}
    />
  )
}

function Dates({ view, back }: QuestionProps<'dates'>) {
  const t = useWords('registration')
  const { locale } = useLanguage()
  const said = back ? (back.typed.dates ?? []) : (view.said ?? [])
  const none = back ? said.includes('none') : view.said?.length === 0
  return (
    <Checkboxes
      name="dates"
      classes="choices-ruled"
      fieldset={{ legend: { text: view.title, isPageHeading: true } }}
      hint={{ text: t('dates.hint') }}
      error={useErrorOf(back)('dates')}
      values={none ? ['none'] : said}
      items={[
        ...view.dates.map((day) => ({
          value: day,
          text: <DateText iso={day} locale={locale} format="weekday" />,
        })),
        { divider: t('or') },
        { value: 'none', text: t('dates.none'), behaviour: 'exclusive' as const },
      ]}
    />
  )
}

/** Asked before any of it, for this purpose alone, and apart from the equality monitoring of consultations (P-3). */
function Consent({ view, back }: QuestionProps<'consent'>) {
  const t = useWords('registration')
  return (
    <>
      <p>{t('consent.why')}</p>
      <p>{t('consent.asked')}</p>
      <ul>
        {view.asked.map((asked) => (
          <li key={typeof asked === 'string' ? asked : asked.body}>
            <InWords worded={asked} />
          </li>
        ))}
      </ul>
      {view.sensitive ? <p>{t('consent.protected')}</p> : null}
      <ul>
        <li>{t('consent.for_draw')}</li>
        <li>{t('consent.published')}</li>
        <li>{t('consent.left_out')}</li>
        <li>{t('consent.not_for')}</li>
        <li>{t('consent.deleted')}</li>
        <li>{t('consent.deleted_juror')}</li>
        <li>{t('consent.stays')}</li>
        <li>{t('consent.take_back')}</li>
      </ul>
      <Checkboxes
        name="consent"
        error={useErrorOf(back)('consent')}
        values={back ? (back.typed.consent ?? []) : view.said ? ['yes'] : []}
        items={[{ value: 'yes', text: t('consent.agree') }]}
      />
      <p>{t('consent.without')}</p>
    </>
  )
}

function About({ view, back }: QuestionProps<'about'>) {
  return (
    <Radios
      name="value"
      classes="choices-ruled"
      fieldset={{
        legend: { text: <InWords worded={view.question} />, isPageHeading: true },
      }}
      hint={view.hint ? { text: <InWords worded={view.hint} /> } : undefined}
      error={useErrorOf(back)('value')}
      value={shown(back, 'value', view.said)}
      items={view.choices.map(({ value, text }) => ({ value, text: <InWords worded={text} /> }))}
    />
  )
}

function Name({ view, back }: QuestionProps<'name'>) {
  const t = useWords('registration')
  const errorOf = useErrorOf(back)
  return (
    <>
      <p>{t('name.text')}</p>
      <Input
        name="firstName"
        label={{ text: t('name.firstName') }}
        autocomplete="given-name"
        spellcheck={false}
        value={shown(back, 'firstName', view.firstName)}
        error={errorOf('firstName')}
        attributes={{ dir: 'auto' }}
      />
      <Input
        name="lastName"
        label={{ text: t('name.lastName') }}
        autocomplete="family-name"
        spellcheck={false}
        value={shown(back, 'lastName', view.lastName)}
        error={errorOf('lastName')}
        attributes={{ dir: 'auto' }}
      />
    </>
  )
}

function Address({ view, back }: QuestionProps<'address'>) {
  const t = useWords('registration')
  const errorOf = useErrorOf(back)
  return (
    <>
      <p>{t('address.text')}</p>
      <Textarea
        name="address"
        rows={3}
        label={{ text: t('address.address') }}
        autocomplete="street-address"
        spellcheck={false}
        value={shown(back, 'address', view.address)}
        error={errorOf('address')}
        attributes={{ dir: 'auto' }}
      />
      <Input
        name="postcode"
        label={{ text: t('address.postcode') }}
        classes="govuk-input--width-10"
        autocomplete="postal-code"
        spellcheck={false}
        value={shown(back, 'postcode', view.postcode)}
        error={errorOf('postcode')}
        attributes={{ dir: 'ltr' }}
      />
    </>
  )
}

function Contact({ view, back }: QuestionProps<'contact'>) {
  const t = useWords('registration')
  const errorOf = useErrorOf(back)
  return (
    <>
      <Radios
        name="prefers"
        fieldset={{ legend: { text: t('contact.prefers'), classes: 'govuk-fieldset__legend--s' } }}
        error={errorOf('prefers')}
        value={shown(back, 'prefers', view.prefers)}
        items={view.ways.map((way) => ({ value: way, text: t(`contact.ways.${way}`) }))}
      />
      <Input
        name="email"
        type="email"
        label={{ text: t('contact.email') }}
        hint={{ text: t('contact.email_hint') }}
        autocomplete="email"
        spellcheck={false}
        value={shown(back, 'email', view.email)}
        error={errorOf('email')}
        attributes={{ dir: 'ltr' }}
      />
      <Input
        name="phone"
        type="tel"
        label={{ text: t('contact.phone') }}
        classes="govuk-input--width-20"
        autocomplete="tel"
        value={shown(back, 'phone', view.phone)}
        error={errorOf('phone')}
        attributes={{ dir: 'ltr' }}
      />
    </>
  )
}

function Needs({ view, back }: QuestionProps<'needs'>) {
  const t = useWords('registration')
  const errorOf = useErrorOf(back)
  return (
    <>
      <p>{t('needs.text')}</p>
      <Checkboxes
        name="kinds"
        fieldset={{ legend: { text: t('needs.kinds_legend'), classes: 'govuk-fieldset__legend--s' } }}
        error={errorOf('kinds')}
        values={back ? (back.typed.kinds ?? []) : view.kinds}
        items={needKinds
          .filter((kind) => kind !== 'other')
          .map((kind) => ({ value: kind, text: t(`needs.kinds.${kind}`) }))}
      />
      <Input
        name="language"
        label={{ text: t('needs.language') }}
        classes="govuk-input--width-20"
        value={shown(back, 'language', view.language)}
        error={errorOf('language')}
        attributes={{ dir: 'auto' }}
      />
      <Textarea
        name="other"
        rows={3}
        label={{ text: t('needs.other') }}
        value={shown(back, 'other', view.other)}
        error={errorOf('other')}
        attributes={{ dir: 'auto' }}
      />
    </>
  )
}
