import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { notCountedCodes } from '../../paper/paper-batch.ts'

/** The way out for a batch that cannot be keyed to the end: out of every figure, and told of in the ledger of exclusions. */
export function NotCounted({ forms, back }: { forms: number; back: Refused | undefined }) {
  const t = useWords('paper')
  const list = useWords('list')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('close.title')} id="close">
      <p className="read">{t('close.text')}</p>
      <Form method="post" noValidate>
        <Radios
          name="code"
          fieldset={{ legend: { text: t('close.code') } }}
          items={notCountedCodes.map((code) => ({ value: code, text: list(`exclusions.${code}`) }))}
          value={shown(back, 'code')}
          error={errorOf('code')}
        />
        <Textarea
          name="reason"
          rows={2}
          label={{ text: t('close.reason') }}
          hint={{ text: t('close.reason_hint') }}
          value={shown(back, 'reason')}
          error={errorOf('reason')}
        />
        <Input
          name="forms"
          label={t('close.forms')}
          hint={t('close.forms_hint', { count: forms })}
          value={shown(back, 'forms', String(forms))}
          error={errorOf('forms')}
          inputmode="numeric"
          classes="govuk-input--width-5"
        />
        <Button name="intent" value="close" classes="govuk-button--secondary">
          {t('close.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
