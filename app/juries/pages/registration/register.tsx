import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, type Typed, typedIn } from '../../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { juryParams } from '../../jury-access.server.ts'
import { countIneligible, uncountIneligible } from '../../registration/application-store.server.ts'
import { begunHere, leadTo, leadToStart, mayGoOn, registeringFor } from '../../registration/registering.server.ts'
import {
  firstOpen,
  isAnswered,
  mayBeOn,
  type RegistrationStep,
  registrationSteps,
  stepAfter,
  stepBefore,
  whyNot,
} from '../../registration/registration.ts'
import { changeRegistration } from '../../registration/registration-draft-store.server.ts'
import { readStep } from '../../registration/registration-form.ts'
import { sendRegistration } from '../../registration/registration-sending.server.ts'
import { stepView } from '../../registration/registration-view.server.ts'
import { RegistrationCheck } from './register-check.tsx'
import { RegistrationQuestion } from './register-questions.tsx'

const params = juryParams.extend({ step: z.string().max(20) })
type StepAsk = Ask<z.output<typeof params>>

const isChanging = (request: Request) => new URL(request.url).searchParams.has('change')

async function found(ask: StepAsk) {
  const all = await registeringFor(ask)
  const step = registrationSteps(all.asked).find((known) => known === ask.params.step)
  if (!step) throw notFound()
  const begun = await begunHere(ask, all.jury)
  if (!begun) throw leadToStart(all, ask.settings)
  return { all, step, begun }
}

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { all, step, begun } = await found(ask)
    const { asked, path, jury } = all
    const { answers } = begun.draft
    const why = whyNot(answers, asked)
    // Whoever cannot take part may still go back to what they said.
    if (why && !isAnswered(step, answers, asked)) throw leadTo(`${path}/not-this-time`, ask.settings, jury.slug)
    if (!mayBeOn(step, answers, asked)) throw leadTo(`${path}/${firstOpen(answers, asked)}`, ask.settings, jury.slug)
    const view = stepView(step, begun.draft, all, ask)
    const before = isChanging(ask.request) ? 'check' : stepBefore(step, asked)
    const steps = registrationSteps(asked)
    return {
      title: view.title,
      view,
      path,
      helping: begun.draft.by === null ? null : begun.draft.source,
      test: begun.draft.test,
      place: { number: steps.indexOf(step) + 1, total: steps.length },
      back: before ? `${path}/${before}` : path,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const typed = await typedIn(ask.request)
    return ask.params.step === 'check' ? sendRegistration(ask, typed) : saveStep(ask, typed)
  })(args)

/** Keeps one page's answer and leads on. Whoever turns out not to be eligible is counted, without their name. */
async function saveStep(ask: StepAsk, typed: Typed) {
  const { all, step, begun } = await found(ask)
  const { asked, jury, path } = all
  const t = ask.words('registration')
  if (!mayGoOn(begun.draft, all)) {
    return data(
      { errors: [{ field: 'content', message: t(`errors.code_${all.registering}`) }], typed },
      { status: 409 },
    )
  }
  const read = readStep(step, typed, asked)
  if ('troubles' in read) {
    return refused(
      read.troubles.map(({ field, key, values }) => ({ field, message: t(`errors.${key}`, values ?? {}) })),
      typed,
    )
  }
  const saved = await write(ask.db, async (tx) => {
    const draft = await changeRegistration(tx, begun.token, jury.id, ask.now, read.change)
    if (!draft) return undefined
    const why = whyNot(draft.answers, asked)
    if (why) {
      const { submissionKey, source, test } = draft
      const counted = { submissionKey, source, test, language: ask.lang, why }
      await countIneligible(tx, ask.settings.SECRET, jury.id, counted, ask.now)
    } else await uncountIneligible(tx, draft.submissionKey)
    return { draft, why }
  })
  if (!saved) throw leadToStart(all, ask.settings)
  throw leadTo(`${path}/${nextOf(step, saved)}`, ask.settings, jury.slug)

  function nextOf(from: RegistrationStep, { draft, why }: NonNullable<typeof saved>): string {
    if (why) return 'not-this-time'
    const after = isChanging(ask.request) ? firstOpen(draft.answers, asked) : stepAfter(from, asked)
    return mayBeOn(after, draft.answers, asked) ? after : firstOpen(draft.answers, asked)
  }
}

export default function Register() {
  const { view, path, back, place, helping, test } = useLoaderData<typeof loader>()
  const refusedForm = useActionData<Refused>()
  const t = useWords('registration')
  const shared = {
    back: { href: back, text: t('back') },
    where: t('where', place),
    errors: <FormErrors title={t('error_title')} errors={refusedForm?.errors} />,
  }
  const notes = (
    <>
      {helping ? <InsetText>{t(`helping.${helping}`)}</InsetText> : null}
      {test ? <InsetText classes="inset-caution">{t('test')}</InsetText> : null}
    </>
  )
  if (view.step === 'check') {
    return (
      <ResidentPage {...shared} title={view.title}>
        {notes}
        <RegistrationCheck view={view} path={path} />
      </ResidentPage>
    )
  }
  return (
    <ResidentPage {...shared} title={view.heading}>
      {notes}
      <RegistrationQuestion view={view} back={refusedForm} />
    </ResidentPage>
  )
}
