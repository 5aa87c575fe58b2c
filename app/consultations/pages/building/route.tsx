import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, seenField, typedIn } from '../../../server/form.ts'
import { changedMeanwhile, markOf } from '../../../server/meanwhile.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { DeskPage } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { questionFor, routeWords, tokenWords, troubleWords } from '../../building/building.server.ts'
import {
  possibleGrounds,
  questionTroubles,
  tokensOf,
  type WorkingQuestion,
  withReplaced,
} from '../../building/working-form.ts'
import { saveWorkingForm } from '../../building/working-form-store.server.ts'

const params = z.object({ id: z.string().max(100), key: z.string().max(40) })
const permission = 'exercise.plan'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, form, question } = await questionFor(ask)
    const t = ask.words('builder')
    const grounds = possibleGrounds(form, question.key)
    const wanted = new URL(ask.request.url).searchParams.get('on') ?? question.onlyIf?.question
    const ground = grounds.find(({ key }) => key === wanted)
    return {
      title: t('route.title', { question: question.title.en }),
      exercise: { id: exercise.id, title: exercise.title },
      question: { key: question.key, title: question.title.en },
      now: routeWords(t, form, question),
      mark: markOf(question.onlyIf),
      grounds: grounds.map(({ key, title }) => ({ key, title: title.en })),
      ground: ground && {
        key: ground.key,
        title: ground.title.en,
        answers: tokensOf(ground).map((one) => ({ value: one.token, text: tokenWords(t, one) })),
        chosen: question.onlyIf?.question === ground.key ? question.onlyIf.anyOf : [],
        not: question.onlyIf?.not ?? false,
      },
    }
  })(args)

/** On which answers a question depends, in whatever order they were ticked. */
const routeOf = ({ onlyIf }: Pick<WorkingQuestion, 'onlyIf'>) =>
  onlyIf && { ...onlyIf, anyOf: [...onlyIf.anyOf].sort() }

/** `set` makes the question depend on an answer, `always` asks it of everybody. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await questionFor(ask)
    const typed = await typedIn(ask.request)
    const intent = typed.intent?.[0]
    if (intent !== 'set' && intent !== 'always') throw notFound()
    const t = ask.words('builder')
    const errors = await write(ask.db, async (tx) => {
      const { exercise, form, question } = await questionFor(ask, tx)
      const anyOf = [...new Set(typed.anyOf ?? [])].slice(0, 60)
      if (intent === 'set' && !anyOf.length) return [{ field: 'anyOf', message: t('errors.any_of') }]
      const on = typed.on?.[0] ?? ''
      const next = {
        ...question,
        onlyIf: intent === 'set' ? { question: on, anyOf, not: typed.not?.[0] === 'not' } : null,
      }
      const changed = withReplaced(form, next)
      const wrong = questionTroubles(changed, next).filter(({ key }) => key.startsWith('route_'))
      const differs = JSON.stringify(routeOf(next)) !== JSON.stringify(routeOf(question))
      const now = routeWords(t, form, question) ?? t('route.always')
      const changes = differs ? [{ field: 'anyOf', now }] : []
      const meanwhile = changedMeanwhile(typed, question.onlyIf, changes, ask.words('planning-desk'))
      if (meanwhile.length) return meanwhile
      if (wrong.length) return troubleWords(t, wrong).map(({ message }) => ({ field: 'anyOf', message }))
      await saveWorkingForm(
        tx,
        {
          exerciseId: exercise.id,
          form: changed,
          personId: ask.actor.personId,
          did: 'changed when a question is asked',
          question: question.key,
        },
        ask.now,
      )
      return []
    })
    if (errors.length) return refused(errors, typed)
    const form = `/desk/exercises/${encodeURIComponent(ask.params.id)}/form`
    throw redirect(`${form}?done=saved#question-${ask.params.key}`, 303)
  })(args)

export default function RoutePage() {
  const { title, exercise, question, now, mark, grounds, ground } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('builder')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const home = `/desk/exercises/${exercise.id}/form`
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: home, text: t('title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p>{now ?? t('route.always')}</p>
      {grounds.length ? (
        <Form method="get" action={`${home}/${question.key}/route`}>
          <Select
            name="on"
            label={t('route.on')}
            value={ground?.key}
            items={grounds.map(({ key, title: text }) => ({ value: key, text }))}
          />
          <Button classes="govuk-button--secondary">{t('route.choose')}</Button>
        </Form>
      ) : (
        <p>{t('route.no_grounds')}</p>
      )}
      {ground ? (
        <Form method="post" noValidate>
          <input type="hidden" name="on" value={ground.key} />
          <input type="hidden" name={seenField} value={mark} />
          <Radios
            name="not"
            fieldset={{ legend: { text: t('route.when', { question: ground.title }) } }}
            value={(back ? back.typed.not?.[0] : ground.not ? 'not' : 'is') ?? 'is'}
            items={[
              { value: 'is', text: t('route.is') },
              { value: 'not', text: t('route.not') },
            ]}
          />
          <Checkboxes
            name="anyOf"
            fieldset={{ legend: { text: t('route.answers') } }}
            error={errorOf('anyOf')}
            values={back ? (back.typed.anyOf ?? []) : ground.chosen}
            items={ground.answers}
          />
          <ButtonGroup>
            <Button name="intent" value="set">
              {t('route.set')}
            </Button>
          </ButtonGroup>
        </Form>
      ) : null}
      {now ? (
        <Form method="post" noValidate>
          <input type="hidden" name={seenField} value={mark} />
          <Button name="intent" value="always" classes="govuk-button--secondary">
            {t('route.ask_all')}
          </Button>
        </Form>
      ) : null}
    </DeskPage>
  )
}
