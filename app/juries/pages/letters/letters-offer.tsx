import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown as shownText } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { WarningText } from '../../../ui/warning-text.tsx'
import type { LettersShown } from '../../letters/letters-page.server.ts'
import { DayField } from '../day-field.tsx'

/** What letters say and people are offered. Once letters are out, only what may still change. */
export function Offer({ shown, back: all }: { shown: LettersShown; back?: Refused }) {
  const t = useWords('recruitment')
  const back = all?.typed.do?.[0] === 'offer' ? all : undefined
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { recruitment, mailing } = shown
  const out = shown.letters.letters > 0
  const stored = { ...mailing, honorarium: recruitment.honorarium, supportNote: recruitment.supportNote }
  const field = (name: 'honorarium' | 'signedBy' | 'venue' | 'phone' | 'email' | 'supportNote' | 'post') => ({
    name,
    label: { text: t(`offer.${name}.label`) },
    hint: { text: t(`offer.${name}.hint`) },
    value: shownText(back, name, stored[name]),
    error: errorOf(name),
  })
  const kept = (name: string, value: string) => <input type="hidden" name={name} value={value} />
  const [year = '', month = '', day = ''] = (recruitment.opensOn ?? '').split('-')
  return (
    <DeskSection title={t('offer.title')} id="offer">
      {shown.shortReply ? <WarningText iconFallbackText={t('warning')}>{t('offer.short_reply')}</WarningText> : null}
      <Form method="post" noValidate>
        <input type="hidden" name="do" value="offer" />
        {out ? (
          <>
            {kept('opensOn-day', day)}
            {kept('opensOn-month', month)}
            {kept('opensOn-year', year)}
            {kept('codes', recruitment.codes)}
            {kept('leastAge', String(recruitment.leastAge))}
          </>
        ) : (
          <DayField
            name="opensOn"
            legend={t('offer.opensOn')}
            hint={t('offer.opensOn_hint')}
            stored={recruitment.opensOn ?? ''}
            back={back}
          />
        )}
        <DayField
          name="closesOn"
          legend={t('offer.closesOn')}
          hint={t('offer.closesOn_hint')}
          stored={recruitment.closesOn ?? ''}
          back={back}
        />
        {out ? null : (
          <>
            <Radios
              name="codes"
              fieldset={{ legend: { text: t('offer.codes') } }}
              error={errorOf('codes')}
              value={shownText(back, 'codes', recruitment.codes)}
              items={(['per_letter', 'one_for_all'] as const).map((value) => ({
                value,
                text: t(`offer.${value}.label`),
                hint: { text: t(`offer.${value}.hint`) },
              }))}
            />
            <Radios
              name="leastAge"
              classes="govuk-radios--inline"
              fieldset={{ legend: { text: t('offer.leastAge') } }}
              hint={{ text: t('offer.leastAge_hint') }}
              error={errorOf('leastAge')}
              value={shownText(back, 'leastAge', String(recruitment.leastAge))}
              items={[16, 17, 18].map((age) => ({ value: age, text: String(age) }))}
            />
          </>
        )}
        <Input {...field('honorarium')} />
        <Textarea {...field('supportNote')} rows={3} />
        <Input {...field('venue')} />
        <Input {...field('signedBy')} />
        <Input {...field('phone')} classes="govuk-input--width-20" inputmode="tel" />
        <Input {...field('email')} classes="govuk-input--width-20" inputmode="email" />
        <Textarea {...field('post')} rows={3} />
        <Button>{t('offer.save')}</Button>
      </Form>
    </DeskSection>
  )
}
