import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { saidIn } from '../../consultations/answering/said-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { languagePart } from '../../languages/edition.ts'
import { useNamedOption } from '../../languages/read-text.tsx'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, readForm, refused, shown, typedIn } from '../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { CodeInput } from '../../ui/code-input.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Select } from '../../ui/select.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { acknowledgeBy, complaintAbouts } from '../complaint.ts'
import { complaintFields, complaintTarget } from '../complaint-form.server.ts'
import {
  complain,
  complaintByKey,
  complaintByReference,
  complaintExercises,
  complaintReference,
} from '../complaint-store.server.ts'
import { ComplaintSent, ComplaintStands, type ComplaintView } from './complaint-view.tsx'

const params = z.object({ l: z.string() })
const shape = z.object(complaintFields)

/** Where anybody complains about how their data or a consultation were handled, and sees what came of it (rule P-13). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, now, settings, request, words, lang }) => {
    const t = words('complaints')
    const key = new URL(request.url).searchParams.get('sent')
    const sent = key ? await complaintByKey(db, key) : undefined
    // An address stays in a browser's memory: the reference is shown by it on the day itself and never again.
    if (key && sent?.receivedOn === londonDay(now)) {
      return {
        title: t('sent.title'),
        sent: { reference: complaintReference(settings.SECRET, key), by: acknowledgeBy(sent.receivedOn) },
        key: '',
        exercises: [],
      }
    }
    return {
      title: t('title'),
      said: await saidIn(db, lang),
      sent: null,
      key: randomUUID() as string,
      exercises: await complaintExercises(db),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const intent = (await typedIn(ask.request.clone() as Request)).intent?.[0]
    if (intent === 'send') return send(ask)
    if (intent === 'look') return look(ask)
    throw notFound()
  })(args)

async function send({ db, now, settings, request, words, lang }: Ask<unknown>) {
  const t = words('complaints')
  const form = await readForm(request, shape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { about, complaint: body, wanted, key } = form.value
  const { errors, ...target } = await complaintTarget(db, form.value, words)
  if (errors.length) return refused(errors, form.typed)
  const given = { key, about, body, wanted, language: languagePart(lang), ...target }
  await write(db, (tx) => complain(tx, settings.SECRET, given, now))
  throw redirect(`/${lang}/complaints?sent=${key}`, 303)
}

async function look({ db, now, settings, request, words }: Ask<unknown>) {
  const typed = await typedIn(request)
  const found = await complaintByReference(db, settings.SECRET, typed.code?.[0] ?? '')
  if (!found) return refused([{ field: 'code', message: words('complaints')('errors.code') }], typed)
  const { about, exercise, receivedOn, acknowledgedOn, answerBy, answeredOn, closedOn, outcome, content } = found
  return {
    today: londonDay(now),
    stands: { about, exercise, receivedOn, acknowledgedOn, answerBy, answeredOn, closedOn, outcome },
    body: content?.body ?? '',
    answer: content?.answer ?? '',
  } satisfies ComplaintView
}

export default function Complaints() {
  const { title, sent, key, exercises } = useLoaderData<typeof loader>()
  const back = useActionData<Refused | ComplaintView>()
  const t = useWords('complaints')
  if (back && 'stands' in back) return <ComplaintStands view={back} />
  if (sent) return <ComplaintSent title={title} {...sent} />
  return (
    <ResidentPage title={title} lede={t('lede')} errors={<FormErrors title={t('error_title')} errors={back?.errors} />}>
      <InsetText>{t('promise')}</InsetText>
      <Complain back={back?.typed.intent?.[0] === 'send' ? back : undefined} made={key} exercises={exercises} />
      <Look back={back?.typed.intent?.[0] === 'look' ? back : undefined} />
      <section>
        <h2>{t('other.title')}</h2>
        <p>{t('other.text')}</p>
        <p>{t('further')}</p>
      </section>
    </ResidentPage>
  )
}

function Complain({
  back,
  made,
  exercises,
}: {
  back: Refused | undefined
  made: string
  exercises: { id: string; title: string }[]
}) {
  const t = useWords('complaints')
  const option = useNamedOption()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: 'complaint' | 'wanted' | 'address') => ({
    name,
    label: t(`form.${name}`),
    hint: t(`form.${name}_hint`),
    value: shown(back, name),
    error: errorOf(name),
    attributes: { dir: 'auto' as const },
  })
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="key" value={shown(back, 'key', made)} />
      <Radios
        name="about"
        fieldset={{ legend: { text: t('form.about'), classes: 'govuk-fieldset__legend--m' } }}
        value={shown(back, 'about')}
        error={errorOf('about')}
        items={complaintAbouts.map((value) => ({
          value,
          text: t(`about.${value}`),
          hint: t(`about.${value}_hint`),
        }))}
      />
      <Select
        name="exercise"
        label={{ text: t('form.exercise') }}
        items={[{ value: '', text: t('form.none') }, ...exercises.map(({ id, title }) => option(id, title))]}
        value={shown(back, 'exercise')}
        error={errorOf('exercise')}
      />
      <Textarea {...field('complaint')} rows={8} />
      <Textarea {...field('wanted')} rows={3} />
      <Textarea {...field('address')} rows={3} autocomplete="off" />
      <Button name="intent" value="send">
        {t('form.button')}
      </Button>
    </Form>
  )
}

/** With the reference, and nothing else, anybody sees how their complaint stands. */
function Look({ back }: { back: Refused | undefined }) {
  const t = useWords('complaints')
  return (
    <section>
      <h2 id="look">{t('look.title')}</h2>
      <Form method="post" noValidate>
        <CodeInput
          name="code"
          label={t('look.code')}
          hint={t('look.hint')}
          value={shown(back, 'code')}
          error={fieldErrors(back?.errors, t('error_prefix'))('code')}
        />
        <Button name="intent" value="look" classes="govuk-button--secondary">
          {t('look.button')}
        </Button>
      </Form>
    </section>
  )
}
