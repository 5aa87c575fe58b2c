import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type FieldError, line, lines, many, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { noParams, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { Input } from '../../../ui/input.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { evidenceKinds } from '../../evidence/evidence.ts'
import { addEvidence } from '../../evidence/evidence-library-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { typedDay } from '../../register/plan-form.ts'
import { groupCodes } from '../../register/register-entry.ts'
import { registerNames } from '../../register/register-view.server.ts'
import { DayField } from '../day-field.tsx'

const permission = 'exercise.plan'
const part = z.string().max(10, 'date').default('')
const shape = z.object({
  kind: z.enum(['', ...evidenceKinds]).catch(''),
  title: line(200),
  byName: line(200),
  'onDate-day': part,
  'onDate-month': part,
  'onDate-year': part,
  summary: lines(3000),
  questions: lines(4000),
  answers: line(20),
  profileNote: lines(1000),
  reference: line(500),
  whatChanged: lines(1000),
  themeIds: many,
  areaIds: many,
  groups: many,
})

/** Adds to the library what is known already and was not asked on this site: a parish plan, a survey, a report. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission }, async ({ db, now, words, request }) => {
    const { themes, places } = await registerNames(db, londonDay(now))
    return {
      title: words('audit-desk')('add.title'),
      themes,
      places: places.filter(({ kind }) => kind !== 'forum').map(({ id, name }) => ({ id, name })),
      done: new URL(request.url).searchParams.has('done') ? 'added' : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission }, async ({ db, now, words, request, actor }) => {
    const t = words('audit-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { value } = form
    const today = londonDay(now)
    const onDate = typedDay(value['onDate-day'], value['onDate-month'], value['onDate-year'])
    const names = await registerNames(db, today)
    const unknown = (ids: readonly string[], all: readonly { id: string }[]) =>
      ids.some((id) => !all.some((one) => one.id === id))
    const wrong: [boolean, string, string][] = [
      [!value.kind, 'kind', 'kind'],
      [!value.title, 'title', 'title'],
      [!value.byName, 'byName', 'by'],
      [!onDate || onDate > today, 'onDate-day', 'day'],
      [!value.summary, 'summary', 'summary'],
      [!/^\d{0,7}$/.test(value.answers), 'answers', 'answers'],
      [/^\w+:/.test(value.reference) && !/^https:\/\/[^\s<>"]+$/.test(value.reference), 'reference', 'reference'],
      [unknown(value.themeIds, names.themes), 'themeIds', 'choice'],
      [unknown(value.areaIds, names.places), 'areaIds', 'choice'],
      [value.groups.some((group) => !(groupCodes as readonly string[]).includes(group)), 'groups', 'choice'],
    ]
    const errors = wrong
      .filter(([is]) => is)
      .map(([, field, key]): FieldError => ({ field, message: t(`errors.${key}`) }))
    if (errors.length || !onDate || !value.kind) return refused(errors, form.typed)
    const { kind, answers } = value
    const item = {
      ...value,
      kind,
      onDate,
      answers: answers ? Number(answers) : null,
      organisationId: null,
    }
    await write(db, (tx) => addEvidence(tx, item, actor.personId, now))
    throw redirect('/desk/evidence?done=added', 303)
  })(args)

export default function EvidenceNew() {
  const { title, themes, places, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('audit-desk')
  const planning = useWords('planning-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const words = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  const text = (name: string, key: string) => ({
    name,
    label: { text: t(`add.${key}`) },
    hint: { text: t(`add.${key}_hint`) },
    value: shown(back, name),
    error: errorOf(name),
  })
  const boxes = (name: string, key: string, items: { value: string; text: string }[]) => (
    <Checkboxes
      name={name}
      classes="govuk-checkboxes--small"
      fieldset={{ legend: { text: t(`add.${key}`) } }}
      items={items}
      values={back?.typed[name] ?? []}
      error={errorOf(name)}
    />
  )
  return (
    <FormDesk
      t={t}
      title={title}
      where={t('add.where')}
      back={{ href: '/desk', text: t('desk') }}
      refused={back}
      done={done}
    >
      <p className="read">{t('add.lede')}</p>
      <p>
        <a href="/en/evidence">{planning('evidence.title')}</a>
      </p>
      <Form method="post" noValidate>
        <Select
          name="kind"
          label={{ text: t('add.kind') }}
          items={[
            { value: '', text: t('add.choose') },
            ...evidenceKinds.map((value) => ({ value, text: planning(`evidence.kinds.${value}`) })),
          ]}
          value={shown(back, 'kind')}
          error={errorOf('kind')}
        />
        <Input {...text('title', 'name')} />
        <Input {...text('byName', 'by')} />
        <DayField
          name="onDate"
          legend={t('add.day')}
          hint={t('add.day_hint')}
          stored={null}
          back={back}
          words={words}
        />
        <Textarea {...text('summary', 'summary')} rows={5} />
        <Textarea {...text('questions', 'questions')} rows={3} />
        <Input {...text('answers', 'answers')} classes="govuk-input--width-5" inputmode="numeric" />
        <Textarea {...text('profileNote', 'profile')} rows={2} />
        <Input {...text('reference', 'reference')} />
        <Textarea {...text('whatChanged', 'changed')} rows={2} />
        {boxes(
          'themeIds',
          'themes',
          themes.map(({ id, title: name }) => ({ value: id, text: name })),
        )}
        {boxes(
          'areaIds',
          'areas',
          places.map(({ id, name }) => ({ value: id, text: name })),
        )}
        {boxes(
          'groups',
          'groups',
          groupCodes.map((value) => ({ value, text: planning(`groups.${value}`) })),
        )}
        <Button>{t('add.button')}</Button>
      </Form>
    </FormDesk>
  )
}
