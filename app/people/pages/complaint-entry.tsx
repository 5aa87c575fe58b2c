import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { DayField } from '../../engagement/pages/day-field.tsx'
import { dayPart, typedDay } from '../../engagement/register/plan-form.ts'
import { useWords } from '../../languages/use-words.ts'
import { languageOf, languages } from '../../languages/words.server.ts'
import { type FieldError, line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { FormDesk } from '../../ui/form-desk.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Select } from '../../ui/select.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { cameTrouble, complaintAbouts, complaintCame } from '../complaint.ts'
import { complaintFields, complaintTarget } from '../complaint-form.server.ts'
import { complain, complaintByKey, complaintExercises } from '../complaint-store.server.ts'

const shape = z.object({
  ...complaintFields,
  came: z.enum(complaintCame, 'came'),
  language: line(10),
  'received-day': dayPart,
  'received-month': dayPart,
  'received-year': dayPart,
})

const onPage = ['came', 'received-day', 'about', 'exercise', 'complaint', 'wanted', 'address', 'language']

/** Errors from the top of the page to its foot. */
const inOrder = (errors: readonly FieldError[]): FieldError[] =>
  errors.toSorted((a, b) => onPage.indexOf(a.field) - onPage.indexOf(b.field))

/** A complaint that came by letter, by telephone or in person, written down by who handles them: the clock runs from the day it came (rule P-13). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'complaint.handle' }, async ({ db, words }) => ({
    title: words('complaint-desk')('entry.title'),
    key: randomUUID() as string,
    exercises: await complaintExercises(db),
    languages: languages().map(({ code, name }) => ({ code, name })),
  }))(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'complaint.handle' }, async (ask) => {
    const { db, now, settings, actor, words, request } = ask
    const t = words('complaint-desk')
    const form = await readForm(request, shape, t)
    const part = (unit: string) => form.typed[`received-${unit}`]?.[0] ?? ''
    const on = typedDay(part('day'), part('month'), part('year'))
    const wrong = cameTrouble(on, londonDay(now))
    const day = wrong ? [{ field: 'received-day', message: t(`errors.${wrong}`) }] : []
    if (!form.ok) return refused(inOrder([...day, ...form.errors]), form.typed)
    const { about, complaint: body, wanted, key, came, language } = form.value
    const { errors, ...target } = await complaintTarget(db, form.value, words)
    const known = languageOf(language) ? [] : [{ field: 'language', message: t('errors.language') }]
    const all = [...day, ...errors, ...known]
    if (all.length || !on) return refused(inOrder(all), form.typed)
    const entered = { came, on, personId: actor.personId }
    const one = await write(db, async (tx) => {
      await complain(tx, settings.SECRET, { key, about, body, wanted, language, ...target, entered }, now)
      return complaintByKey(tx, key)
    })
    throw redirect(`/desk/complaints/${one!.id}?done=entered`, 303)
  })(args)

export default function ComplaintEntry() {
  const { title, key, exercises, languages: offered } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('complaint-desk')
  const own = useWords('complaints')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const words = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  const field = (name: 'complaint' | 'wanted' | 'address') => ({
    name,
    label: t(`entry.${name}`),
    hint: t(`entry.${name}_hint`),
    value: shown(back, name),
    error: errorOf(name),
    attributes: { dir: 'auto' as const },
  })
  return (
    <FormDesk
      t={t}
      title={title}
      where={t('title')}
      back={{ href: '/desk/complaints', text: t('title') }}
      refused={back}
      done={null}
    >
      <DeskSection title={t('entry.section')} id="entry">
        <p className="read">{t('entry.text')}</p>
        <Form method="post" noValidate>
          <input type="hidden" name="key" value={shown(back, 'key', key)} />
          <Radios
            name="came"
            fieldset={{ legend: { text: t('entry.came') } }}
            items={complaintCame.map((value) => ({ value, text: t(`came.${value}`) }))}
            value={shown(back, 'came')}
            error={errorOf('came')}
          />
          <DayField
            name="received"
            legend={t('entry.received')}
            hint={t('entry.received_hint')}
            stored={null}
            back={back}
            words={words}
          />
          <Radios
            name="about"
            fieldset={{ legend: { text: t('list.about') } }}
            items={complaintAbouts.map((value) => ({ value, text: t(`about.${value}`) }))}
            value={shown(back, 'about')}
            error={errorOf('about')}
          />
          <Select
            name="exercise"
            label={{ text: own('form.exercise') }}
            items={[
              { value: '', text: own('form.none') },
              ...exercises.map(({ id, title: name }) => ({ value: id, text: name })),
            ]}
            value={shown(back, 'exercise')}
            error={errorOf('exercise')}
          />
          <Textarea {...field('complaint')} rows={8} />
          <Textarea {...field('wanted')} rows={3} />
          <Textarea {...field('address')} rows={3} autocomplete="off" />
          <Select
            name="language"
            label={{ text: t('entry.language') }}
            items={offered.map(({ code, name }) => ({ value: code, text: name }))}
            value={shown(back, 'language', 'en')}
            error={errorOf('language')}
          />
          <Button>{t('entry.button')}</Button>
        </Form>
      </DeskSection>
    </FormDesk>
  )
}
