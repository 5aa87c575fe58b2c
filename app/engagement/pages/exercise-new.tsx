import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../db/connect.ts'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, readForm, refused } from '../../server/form.ts'
import { noParams, notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors } from '../../ui/errors.tsx'
import { DeskPage } from '../../ui/page-kinds.tsx'
import { areasOn, organisationsByName } from '../areas/area-store.server.ts'
import { hidesAPage } from '../exercise.ts'
import { createExercise } from '../exercise-store.server.ts'
import { londonDay } from '../london-day.ts'
import { planFrom, planShape } from '../register/plan-form.ts'
import { PlanFields } from './register/plan-fields.tsx'

const permission = 'exercise.plan'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission }, async ({ db, now, words, actor }) => ({
    title: words('engagement')('new.title'),
    choices: { organisations: await organisationsByName(db), areas: await areasOn(db, londonDay(now)) },
    organisationId: actor.organisationId,
  }))(args)

/** A plan may be saved with gaps; only its title is needed to find it again. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission }, async ({ request, db, now, words, actor }) => {
    const t = words('engagement')
    const runBy = actor.organisationId
    if (!runBy) throw notFound()
    const form = await readForm(request, planShape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { plan, wrongDays } = planFrom(form.value)
    const errors = wrongDays.map((field) => ({ field: `${field}-day`, message: t('errors.date') }))
    if (!plan.title) errors.unshift({ field: 'title', message: t('errors.missing.title') })
    if (hidesAPage(plan.title)) errors.unshift({ field: 'title', message: t('errors.title_taken') })
    if (errors.length) return refused(errors, form.typed)
    const id = await write(db, (tx) =>
      createExercise(tx, { plan, kind: 'consultation', runBy, personId: actor.personId }, now),
    )
    throw redirect(`/desk/exercises/${id}?done=saved`, 303)
  })(args)

export default function NewExercise() {
  const { title, choices, organisationId } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('engagement')
  const own = organisationId ?? ''
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/exercises', text: t('register.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">{t('new.text')}</p>
      <Form method="post" noValidate>
        <PlanFields back={back} exercise={{ commissionedBy: own, paidBy: own }} choices={choices} />
        <Button>{t('new.button')}</Button>
      </Form>
    </DeskPage>
  )
}
