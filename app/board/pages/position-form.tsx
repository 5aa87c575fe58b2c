import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { type Refused, shown } from '../../server/form.ts'
import { Button } from '../../ui/button.tsx'
import { Checkboxes } from '../../ui/checkboxes.tsx'
import { formatDate } from '../../ui/dates.ts'
import { fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Select } from '../../ui/select.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { classesFor, leastWordsToReject, reasonClasses, stances } from '../position.ts'

/** Everything a position holds. The server judges; the form only shows which class can carry which answer. */
export function PositionForm(props: {
  values: Record<string, string> | null
  published: boolean
  partners: readonly string[]
  organisations: readonly { id: string; name: string }[]
  items: readonly { id: string; title: string; onDate: string }[]
  papers: readonly { id: string; title: string; onDate: string }[]
  back: Refused | undefined
}) {
  const { back, values } = props
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: string) => ({ name, value: shown(back, name, values?.[name]), error: errorOf(name) })
  const none = { value: '', text: t('decide.none') }
  const dated = (x: { id: string; title: string; onDate: string }) => ({
    value: x.id,
    text: t('record.dated', { title: x.title, day: formatDate(x.onDate, locale) }),
  })
  const carries = (reasonClass: (typeof reasonClasses)[number]) =>
    stances
      .filter((s) => classesFor(s).includes(reasonClass))
      .map((s) => t(`stance.${s}`))
      .join(', ')
  return (
    <Form method="post" noValidate>
      <Select {...field('item')} label={t('record.item')} items={[none, ...props.items.map(dated)]} />
      <Radios
        {...field('stance')}
        fieldset={{ legend: t('record.stance') }}
        items={stances.map((s) => ({ value: s, text: t(`stance.${s}`), hint: t(`stance_sentence.${s}`) }))}
      />
      <Radios
        {...field('reason_class')}
        fieldset={{ legend: t('record.class') }}
        items={reasonClasses.map((c) => ({
          value: c,
          text: t(`class.${c}`),
          hint: t('record.class_for', { stances: carries(c) }),
        }))}
      />
      <Input {...field('reason_detail')} label={t('record.detail')} hint={t('record.detail_hint')} />
      <Textarea
        {...field('reason')}
        rows={6}
        label={t('record.reason')}
        hint={t('record.reason_hint', { least: leastWordsToReject })}
      />
      <Textarea
        {...field('responses_account')}
        rows={5}
        label={t('decision.account')}
        hint={t('record.account_hint')}
      />
      <Input {...field('evidence')} label={t('record.evidence')} hint={t('record.evidence_hint')} />
      <Input {...field('passed_to')} label={t('decision.passed_to')} hint={t('record.passed_hint')} />
      <Radios
        {...field('method')}
        classes="govuk-radios--inline"
        fieldset={{ legend: t('decision.method') }}
        items={(['consensus', 'vote'] as const).map((m) => ({ value: m, text: t(`method.${m}`) }))}
      />
      <Textarea {...field('dissent')} rows={2} label={t('record.dissent')} hint={t('record.dissent_hint')} />
      <Select
        {...field('equality_paper')}
        label={t('decision.equality')}
        hint={t('record.equality_hint')}
        items={[none, ...props.papers.map(dated)]}
      />
      <Checkboxes
        name="partners"
        fieldset={{ legend: t('record.partners') }}
        hint={t('record.partners_hint')}
        items={props.organisations.map((o) => ({ value: o.id, text: o.name }))}
        values={[...(back ? (back.typed.partners ?? []) : props.partners)]}
        error={errorOf('partners')}
      />
      {props.published ? (
        <Textarea {...field('change_note')} rows={3} label={t('record.change_note')} hint={t('record.change_hint')} />
      ) : null}
      <Button name="do" value="record">
        {t('record.save')}
      </Button>
    </Form>
  )
}
