import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { workingFormOf } from '../../consultations/building/working-form-store.server.ts'
import { useWords } from '../../languages/use-words.ts'
import { prioritiesByTitle } from '../../priorities/priority-store.server.ts'
import { type Refused, refused, shown, typedIn } from '../../server/form.ts'
import { staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Select } from '../../ui/select.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { exerciseFor } from '../exercise-access.server.ts'
import { practiceOf } from '../practice-store.server.ts'
import { newPriority, questionsFrom, textsFrom } from '../questions-form.ts'
import { buildQuestions, newestConsultation } from '../template-store.server.ts'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const practice = await practiceOf(ask.db)
    const built = await newestConsultation(ask.db, exercise.id)
    return {
      title: ask.words('engagement')('questions_heading'),
      exercise: { id: exercise.id, title: exercise.title },
      frozen: exercise.publishedAt !== null,
      version: built?.version ?? 0,
      rows: practice['consult.max_options'],
      picks: practice['consult.picks'],
      priorities: await prioritiesByTitle(ask.db, 'en'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { db, request, words, actor, now } = ask
    const t = words('engagement')
    const raw = await typedIn(request)
    const errors = await write(db, async (tx) => {
      const exercise = await exerciseFor(ask, tx)
      if (exercise.publishedAt) return [{ field: 'title', message: t('errors.already_published') }]
      if (await workingFormOf(tx, exercise.id)) return [{ field: 'title', message: t('errors.form_begun') }]
      const practice = await practiceOf(tx)
      const known = (await prioritiesByTitle(tx, 'en')).map((priority) => priority.id)
      const limits = { options: practice['consult.max_options'], picks: 5 }
      const typed = questionsFrom(raw, limits, known)
      if (typed.troubles.length) return typed.troubles.map(({ field, key }) => ({ field, message: t(`errors.${key}`) }))
      const texts = textsFrom(typed, exercise, {
        area: { title: t('template.area.title'), hint: t('template.area.hint') },
        pickHint: t('template.pick.hint', { count: typed.picksMax }),
        order: { title: t('template.order.title'), hint: t('template.order.hint') },
        why: { title: t('template.why.title'), hint: t('template.why.hint') },
      })
      await buildQuestions(tx, exercise, { ...typed, texts, personId: actor.personId }, now)
      return []
    })
    if (errors.length) return refused(errors, raw)
    throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}?done=built`, 303)
  })(args)

export default function Questions() {
  const { title, exercise, frozen, version, rows, picks, priorities } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('engagement')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: string, stored = '') => ({
    name,
    label: { text: t(`questions.${name}.label`) },
    hint: { text: t(`questions.${name}.hint`) },
    value: shown(back, name, stored),
    error: errorOf(name),
  })
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      {frozen ? <InsetText>{t('plan.frozen')}</InsetText> : null}
      {version ? <InsetText>{t('questions.again', { version: version + 1 })}</InsetText> : null}
      {frozen ? null : (
        <Form method="post" noValidate>
          <DeskSection title={t('questions.section.words')} id="words">
            <Input {...field('title', exercise.title)} />
            <Textarea {...field('lead')} rows={3} />
            <Input {...field('pickTitle', t('template.pick.title'))} />
            <Input {...field('picksMax', String(picks))} classes="govuk-input--width-2" inputmode="numeric" />
            <Input {...field('minutes', '4')} classes="govuk-input--width-2" inputmode="numeric" />
          </DeskSection>
          <DeskSection title={t('questions.section.options', { count: rows })} id="options">
            <p className="read">{t('questions.options_text')}</p>
            {Array.from({ length: rows }, (_, i) => (
              <fieldset key={i} className="govuk-fieldset govuk-form-group">
                <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
                  {t('questions.option', { number: i + 1 })}
                </legend>
                <Input
                  name={`option-${i}`}
                  label={{ text: t('questions.option_title') }}
                  value={shown(back, `option-${i}`)}
                  error={errorOf(`option-${i}`)}
                />
                <Input
                  name={`example-${i}`}
                  label={{ text: t('questions.option_example') }}
                  value={shown(back, `example-${i}`)}
                />
                <Select
                  name={`priority-${i}`}
                  label={{ text: t('questions.option_priority') }}
                  value={shown(back, `priority-${i}`, newPriority)}
                  error={errorOf(`priority-${i}`)}
                  items={[
                    { value: newPriority, text: t('questions.new_priority') },
                    ...priorities.map((p) => ({ value: p.id, text: p.title })),
                  ]}
                />
              </fieldset>
            ))}
          </DeskSection>
          <Button>{t('questions.button')}</Button>
        </Form>
      )}
    </DeskPage>
  )
}
