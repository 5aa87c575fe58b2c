import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { writeTogether } from '../../../../db/write-together.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, type Typed, typedIn } from '../../../server/form.ts'
import type { Sharing } from '../../../server/kept-page.ts'
import { type Ask, publicPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { bodyHash } from '../../answering/answer-body.ts'
import { answerTo } from '../../answering/answer-change.ts'
import { saysPart } from '../../answering/answer-forms.ts'
import {
  firstMissing,
  nextStep,
  previousStep,
  questionCount,
  questionNumber,
  reachable,
  type Step,
  steps,
} from '../../answering/answer-steps.ts'
import {
  askedOf,
  carriedIn,
  consultationOf,
  draftHere,
  goTo,
  inWords,
  slugParams,
  withPostcode,
} from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { changeDraft, type Draft } from '../../answering/draft-store.server.ts'
import { optionOrder } from '../../answering/option-order.ts'
import { isLeaving, wantsToLeave } from '../../answering/saving.ts'
import { answeredBefore, send } from '../../answering/sending.server.ts'
import { stepView } from '../../answering/step-view.server.ts'
import { asidesIn, confirmAddress, mustConfirm } from '../../confirming/confirming.ts'
import { workFor } from '../../guarding/guarding.server.ts'
import { takesLate } from '../../opening.ts'
import { begunBy, WayInNotice } from '../groups/way-in-notice.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import { CheckAnswers } from './check.tsx'
import { NotTaken } from './not-taken.tsx'
import { AreaQuestion, ForumQuestion, OrderQuestion, PickQuestion, WhyQuestion } from './questions.tsx'
import { sharedView } from './sharing.ts'

const params = slugParams.extend({ step: z.enum(steps) })
type StepAsk = Ask<z.output<typeof params>>

const isChanging = (request: Request) => new URL(request.url).searchParams.has('change')
const addressOf = (path: string, step: Step | null, changing: boolean, carried: string | null) =>
  withCarried(step ? `${path}/answer/${step}${changing && step !== 'check' ? '?change' : ''}` : path, carried)

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const here = await draftHere(ask, consultation)
    if (!here) throw goTo(path, ask.settings, consultation.slug)
    const { carried } = here
    const { answers } = here.draft
    const { step } = ask.params
    const changing = isChanging(ask.request)
    const all = await askedOf(ask, consultation)
    const reached = opening === 'open' ? reachable(step, answers, all.hasForums) : 'check'
    if (reached !== step) throw goTo(addressOf(path, reached, changing, carried), ask.settings, consultation.slug)
    const before = backStep(here.draft, previousStep(step, answers, all.hasForums, changing))
    const view = stepView(step, { ...all, consultation, draft: here.draft, opening, words: ask.words('consultations') })
    return {
      title: view.title,
      view,
      path,
      number: questionNumber(step),
      back: addressOf(path, before, changing, carried),
      carried,
      by: begunBy(here.draft),
      work: step === 'check' ? await workFor(ask, consultation) : null,
      confirms: mustConfirm(consultation.confirming, { late: opening !== 'open', ...here.draft }),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const typed = await typedIn(ask.request)
    return ask.params.step === 'check' ? sendChecked(ask, typed) : saveStep(ask, ask.params.step, typed)
  })(args)

/** Nobody asks an organisation where it lives: before its first question comes the start page. */
const backStep = ({ organisation }: Draft, before: Step | null) =>
  organisation && (before === 'area' || before === 'forum') ? null : before

/** Keeps one question's answer and leads on. After closing too: the check page then says so and shows what was typed. */
async function saveStep(ask: StepAsk, step: Step, typed: Typed) {
  const { consultation, opening, path } = await consultationOf(ask)
  const { settings, lang, now } = ask
  const here = await draftHere(ask, consultation)
  if (!here) throw goTo(path, settings, consultation.slug)
  const { asked, hasForums } = await askedOf(ask, consultation)
  const { answers, seed } = here.draft
  const asShown = { ...(await withPostcode(ask, asked, typed)), options: optionOrder(asked.options, seed) }
  if (isLeaving(typed)) throw goTo(withCarried(`${path}/saved`, here.carried), settings, consultation.slug)
  const change = answerTo(step, typed, answers, asShown)
  if (change.value === null) return refused(inWords(change.problems, ask.words('consultations')), typed)
  const { value } = change
  const saved = await writeTogether(ask.db, (tx) => changeDraft(tx, here.token, consultation.id, lang, now, value))
  if (!saved) throw goTo(path, settings, consultation.slug)
  if (wantsToLeave(typed)) throw goTo(withCarried(`${path}/saved`, here.carried), settings, consultation.slug)
  const changing = isChanging(ask.request)
  const byPostcode = step === 'area' && saysPart(asShown, saved.answers.area)
  const next = opening === 'open' ? nextStep(byPostcode ? 'forum' : step, saved.answers, hasForums, changing) : 'check'
  throw goTo(addressOf(path, next, changing, here.carried), settings, consultation.slug)
}

/** Sends what was seen on the check page, once, whatever presses, tabs and lost connections come in between. */
async function sendChecked(ask: StepAsk, typed: Typed) {
  const { consultation, opening, path } = await consultationOf(ask)
  const { slug, id } = consultation
  const key = typed.submission_key?.[0] ?? ''
  const hash = typed.hash?.[0] ?? ''
  const carried = carriedIn(ask.request)
  const before = await answeredBefore(ask, { slug, path, key, hash, carried })
  if (before) return before
  const here = await draftHere(ask, consultation)
  if (!here) throw goTo(path, ask.settings, slug)
  const { submissionKey, answers, seed } = here.draft
  const problem = (of: string) => [{ field: 'content', message: ask.words('consultations')(`errors.${of}`) }]
  // The check page says that answers wait: the days were moved, or the clock was.
  if (opening === 'not_yet') throw goTo(addressOf(path, 'check', false, carried), ask.settings, slug)
  const late = opening !== 'open'
  if (late && !takesLate(consultation, ask.now)) {
    return data({ errors: problem('closed'), typed: {} }, { status: 409 })
  }
  if (submissionKey !== key || bodyHash(key, answers) !== hash) {
    return data({ errors: problem('changed'), typed: {} }, { status: 409 })
  }
  const missing = firstMissing(answers)
  if (missing !== 'check') throw goTo(addressOf(path, missing, false, carried), ask.settings, slug)
  const asides = asidesIn(typed)
  const { wayIn, organisation } = here.draft
  if (mustConfirm(consultation.confirming, { late, wayIn, organisation })) {
    throw goTo(confirmAddress(path, asides, here.carried), ask.settings, slug)
  }
  const given = { consultationId: id, exerciseId: consultation.exerciseId, answers, seed, ...asides, late }
  const finished = { ...given, typed, draft: here.token, wayIn, organisation }
  return send(ask, { slug, path, key, carried: here.carried }, finished)
}

const sharing: Sharing<Awaited<ReturnType<typeof loader>>> = (data, mark) => {
  const view = data.carried || data.by.organisation ? undefined : sharedView(data.view, mark)
  return view && { ...data, view, work: data.work && mark(data.work) }
}
export const handle = { quick: { sharing } }

export default function Answer() {
  const { view, path, number, back, carried, by, work, confirms } = useLoaderData<typeof loader>()
  const answer = useActionData<Refused | { notTaken: 'conflict' | 'withdrawn' }>()
  const t = useWords('consultations')
  if (answer && 'notTaken' in answer) return <NotTaken kind={answer.notTaken} path={path} />
  const errors = <FormErrors title={t('error_title')} errors={answer?.errors} />
  const shared = {
    back: { href: back, text: t('back') },
    where: number ? t('question.where', { number, total: questionCount }) : undefined,
    errors,
  }
  if (view.step === 'check') {
    return (
      <ResidentPage {...shared} title={view.title}>
        <WayInNotice by={by} />
        <CheckAnswers
          view={view}
          path={path}
          carried={carried}
          isOrganisation={by.organisation !== null}
          work={work}
          confirms={confirms}
        />
      </ResidentPage>
    )
  }
  return (
    <ResidentPage {...shared} title={view.step === 'order' ? view.title : undefined}>
      <WayInNotice by={by} />
      <Form method="post" noValidate>
        {view.step === 'area' ? <AreaQuestion view={view} back={answer} /> : null}
        {view.step === 'forum' ? <ForumQuestion view={view} back={answer} /> : null}
        {view.step === 'pick' ? <PickQuestion view={view} back={answer} /> : null}
        {view.step === 'order' ? <OrderQuestion view={view} back={answer} /> : null}
        {view.step === 'why' ? <WhyQuestion view={view} back={answer} /> : null}
        <AnswerButtons />
      </Form>
    </ResidentPage>
  )
}
