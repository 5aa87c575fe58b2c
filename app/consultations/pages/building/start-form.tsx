import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import type { BuilderView } from '../../building/builder-view.server.ts'

interface StartProps {
  view: BuilderView
  back: Refused | undefined
  isLead: boolean
}

/** Where a form begins: a template, an earlier exercise, or nothing; once it is public, what is asked now. */
export function StartForm({ view, back, isLead }: StartProps) {
  const t = useWords('builder')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { copies, version, state } = view
  if (!isLead) return <p className="read">{t('start.waiting')}</p>
  if (state !== 'planning') {
    return version ? (
      <DeskSection title={t('start.change_title')} id="start">
        <p className="read">{t('start.change_text', { version: version + 1 })}</p>
        <Form method="post" noValidate>
          <Button name="intent" value="start">
            {t('start.change_button')}
          </Button>
        </Form>
      </DeskSection>
    ) : (
      <p className="read">{t('start.flagship_public')}</p>
    )
  }
  const way = (value: string) => ({ value, text: t(`start.${value}`), hint: t(`start.${value}_hint`) })
  return (
    <Form method="post" noValidate>
      <Radios
        name="from"
        fieldset={{ legend: { text: t('start.from'), classes: 'govuk-fieldset__legend--m' } }}
        error={errorOf('from')}
        value={shown(back, 'from', version ? 'asked' : 'flagship')}
        items={[
          version > 0 && way('asked'),
          way('flagship'),
          way('neighbourhood'),
          way('budget'),
          way('statements'),
          copies.length > 0 && way('copy'),
          way('empty'),
        ]}
      />
      {copies.length ? (
        <Select
          name="copy"
          label={t('start.which')}
          error={errorOf('copy')}
          value={shown(back, 'copy')}
          items={[
            { value: '', text: t('start.none') },
            ...copies.map(({ id, title, organisation, opensOn }) => ({
              value: id,
              text: t('start.earlier', { title, organisation, day: opensOn ? formatDate(opensOn, locale) : '' }),
            })),
          ]}
        />
      ) : null}
      <Button name="intent" value="start">
        {t('start.button')}
      </Button>
    </Form>
  )
}
