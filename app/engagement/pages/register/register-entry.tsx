import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useWords } from '../../../languages/use-words.ts'
import { formDataOf, type Refused, seenField } from '../../../server/form.ts'
import { markOf } from '../../../server/meanwhile.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage } from '../../../ui/page-kinds.tsx'
import { exerciseFor } from '../../exercise-access.server.ts'
import { outcomePart, planPart, shownOf } from '../../register/register-entry.ts'
import { saveOutcome, savePlanPart } from '../../register/register-entry-form.server.ts'
import { entryOf, panelSamples, themesInOrder } from '../../register/register-entry-store.server.ts'
import { OutcomePart, PlanPart } from './register-entry-fields.tsx'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { db, words, request } = ask
    const exercise = await exerciseFor(ask)
    const entry = await entryOf(db, exercise.id)
    return {
      title: words('planning-desk')('plan.title'),
      exercise: { id: exercise.id, title: exercise.title, isPublic: exercise.publishedAt !== null },
      entry,
      marks: { plan: markOf(shownOf(entry, planPart)), outcome: markOf(shownOf(entry, outcomePart)) },
      themes: await themesInOrder(db),
      samples: await panelSamples(db),
      saved: new URL(request.url).searchParams.has('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await exerciseFor(ask)
    const intent = (await formDataOf(ask.request.clone())).get('intent')
    return intent === 'outcome' ? saveOutcome(ask) : savePlanPart(ask)
  })(args)

export default function RegisterEntryPage() {
  const { title, exercise, entry, marks, themes, samples, saved } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('planning-desk')
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        saved && !back ? <NotificationBanner type="success" titleText={t('plan.done')} text={t('plan.saved')} /> : null
      }
    >
      <p className="read">{t('plan.text')}</p>
      {exercise.isPublic ? (
        <InsetText>{t('plan.frozen')}</InsetText>
      ) : (
        <Form method="post" noValidate>
          <input type="hidden" name={seenField} value={marks.plan} />
          <PlanPart
            entry={entry}
            themes={themes}
            samples={samples}
            back={back?.typed.intent?.[0] === 'plan' ? back : undefined}
          />
          <Button name="intent" value="plan">
            {t('plan.save')}
          </Button>
        </Form>
      )}
      <Form method="post" noValidate>
        <input type="hidden" name={seenField} value={marks.outcome} />
        <OutcomePart entry={entry} back={back?.typed.intent?.[0] === 'outcome' ? back : undefined} />
        <Button name="intent" value="outcome" classes="govuk-button--secondary">
          {t('plan.save_outcome')}
        </Button>
      </Form>
    </DeskPage>
  )
}
