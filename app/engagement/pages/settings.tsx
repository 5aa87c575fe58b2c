import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { type PracticeKey, practiceDefaults, practiceKeys, practiceTrouble } from '../practice.ts'
import { changedPractice, changePractice, practiceOf } from '../practice-store.server.ts'

const permission = 'settings.change'
const oneToSeven: PracticeKey = 'publish.one_to_seven'
const shape = z.object({
  key: z.enum(practiceKeys as [PracticeKey, ...PracticeKey[]], 'choose_setting'),
  value: line(10),
  reason: line(500).pipe(z.string().min(10, 'reason')),
})

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission }, async ({ db, words, request }) => ({
    title: words('engagement')('settings.title'),
    practice: await practiceOf(db),
    changes: await changedPractice(db),
    saved: new URL(request.url).searchParams.has('done'),
  }))(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission }, async ({ db, request, words, actor, now }) => {
    const t = words('engagement')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { key, value, reason } = form.value
    const trouble = practiceTrouble(key, value)
    if (trouble) {
      const { least, most } = practiceDefaults[key]
      return refused([{ field: 'value', message: t(`errors.${trouble}`, { least, most }) }], form.typed)
    }
    await write(db, (tx) => changePractice(tx, { key, value, reason, personId: actor.personId }, now))
    throw redirect('/desk/settings?done=saved', 303)
  })(args)

export default function Settings() {
  const { title, practice, changes, saved } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('engagement')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const name = (key: string) => t(`settings.names.${key.replace('.', '_')}`)
  const figure = (key: string, value: number) =>
    key === oneToSeven ? t(`settings.small_${value}`) : formatNumber(value, locale, 1)
  const ofSmall = back?.typed.key?.[0] === oneToSeven
  const figures = practiceKeys.filter((key) => key !== oneToSeven)
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk', text: t('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        saved && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t('settings.saved')} />
        ) : null
      }
    >
      <DeskSection>
        <Table
          firstCellIsHeader
          caption={t('settings.caption')}
          head={[
            t('settings.name'),
            { text: t('settings.now'), format: 'numeric' },
            t('settings.default'),
            t('settings.rule'),
          ]}
          rows={figures.map((key) => [
            name(key),
            { text: figure(key, practice[key]), format: 'numeric' },
            { text: figure(key, practiceDefaults[key].value), format: 'numeric' },
            practiceDefaults[key].rule,
          ])}
        />
      </DeskSection>
      <DeskSection title={t('settings.change')} id="change">
        <Form method="post" noValidate>
          <Select
            name="key"
            label={{ text: t('settings.which') }}
            items={figures.map((key) => ({ value: key, text: name(key) }))}
            value={ofSmall ? '' : shown(back, 'key')}
            error={errorOf('key')}
          />
          <Input
            name="value"
            id={ofSmall ? 'other-value' : 'value'}
            label={{ text: t('settings.value') }}
            classes="govuk-input--width-4"
            inputmode="decimal"
            value={ofSmall ? '' : shown(back, 'value')}
            error={ofSmall ? undefined : errorOf('value')}
          />
          <Input
            name="reason"
            id={ofSmall ? 'other-reason' : 'reason'}
            label={{ text: t('settings.reason') }}
            hint={{ text: t('settings.reason_hint') }}
            value={ofSmall ? '' : shown(back, 'reason')}
            error={ofSmall ? undefined : errorOf('reason')}
          />
          <Button>{t('settings.button')}</Button>
        </Form>
      </DeskSection>
      <DeskSection title={t('settings.small')} id="small">
        <p className="read">{t('settings.small_text')}</p>
        <Form method="post" noValidate>
          <input type="hidden" name="key" value={oneToSeven} />
          <Radios
            name="value"
            idPrefix={ofSmall ? 'value' : 'small-way'}
            fieldset={{ legend: { text: name(oneToSeven), classes: 'govuk-visually-hidden' } }}
            items={[0, 1].map((value) => ({
              value,
              text: t(`settings.small_${value}`),
              hint: {
                text: t(`settings.small_${value}_hint`, {
                  cell: practice['publish.min_cell'],
                  round: practice['publish.round'],
                }),
              },
            }))}
            value={ofSmall ? shown(back, 'value') : practice[oneToSeven]}
            error={ofSmall ? errorOf('value') : undefined}
          />
          <Input
            name="reason"
            id={ofSmall ? 'reason' : 'small-reason'}
            label={{ text: t('settings.reason') }}
            hint={{ text: t('settings.reason_hint') }}
            value={ofSmall ? shown(back, 'reason') : ''}
            error={ofSmall ? errorOf('reason') : undefined}
          />
          <Button>{t('settings.small_button')}</Button>
        </Form>
      </DeskSection>
      <p>
        <a href="/desk/settings/equality">{t('settings.equality')}</a>
      </p>
      {changes.length ? (
        <DeskSection title={t('settings.changed')} id="changed">
          <ul>
            {changes.map((change) => (
              <li key={change.key}>
                {t('settings.changed_line', {
                  name: name(change.key),
                  value: figure(change.key, Number(change.value)),
                  by: change.label,
                  day: formatDate(change.changed_at, locale),
                  reason: change.reason,
                })}
              </li>
            ))}
          </ul>
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}
