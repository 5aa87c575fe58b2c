import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { writeTogether } from '../../../../db/write-together.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { type Refused, refused, type Typed, typedIn } from '../../../server/form.ts'
import type { Sharing } from '../../../server/kept-page.ts'
import { type Ask, publicPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { bodyHash } from '../../answering/answer-body.ts'
import { answerTo } from '../../answering/answer-change.ts'
import { type Asked, saysPart } from '../../answering/answer-forms.ts'
import { carriedIn, consultationOf, goTo, inWords, slugParams, withPostcode } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { changeWhole, type Draft } from '../../answering/draft-store.server.ts'
import {
  checkStep,
  firstMissing,
  nextStep,
  pagesOf,
  partStep,
  previousStep,
  progressOf,
  reachable,
  sentAnswers,
  whereStep,
} from '../../answering/form-flow.ts'
import { beginning, changedMeanwhile, formStepView } from '../../answering/form-step.server.ts'
import { areaOnly, type FormFacts, settled, troublesInWords, withForm } from '../../answering/form-view.server.ts'
import { pinMapSize, pinnable, pointed } from '../../answering/pin.server.ts'
import { isLeaving, wantsToLeave } from '../../answering/saving.ts'
import { answeredBefore, send } from '../../answering/sending.server.ts'
import { readQuestions, withPage } from '../../building/form-reading.ts'
import { asidesIn, confirmAddress, mustConfirm } from '../../confirming/confirming.ts'
import type { FormAnswers } from '../../form.ts'
import { workFor } from '../../guarding/guarding.server.ts'
import { takesLate } from '../../opening.ts'
import { begunBy, WayInNotice } from '../groups/way-in-notice.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import { FormCheck } from './form-check.tsx'
import { Meanwhile, PageQuestions, Where } from './form-parts.tsx'
import { NotTaken } from './not-taken.tsx'
import { PinMap } from './pin-form.tsx'
import { AreaQuestion, ForumQuestion } from './questions.tsx'

const params = slugParams.extend({ page: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/) })
type PageAsk = Ask<z.output<typeof params>>

const asksToChange = (request: Request) => new URL(request.url).searchParams.has('change')
const isGone = (request: Request) => new URL(request.url).searchParams.has('gone')
const addressOf = (path: string, step: string | null, changing: boolean, carried: string | null) =>
  withCarried(step ? `${path}/questions/${step}${changing && step !== checkStep ? '?change' : ''}` : path, carried)
/** Where somebody is led whose page is no longer asked: the page says so. */
const goneTo = (path: string, step: string, carried: string | null) =>
  withCarried(`${path}/questions/${step}?gone`, carried)

/** Nobody asks an organisation where it lives: before its first question comes the start page. */
const backStep = ({ organisation }: Draft, before: string | null) =>
  organisation && (before === whereStep || before === partStep) ? null : before

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const begun = await beginning(ask)
    const { consultation, opening, path, here, state } = begun
    const step = ask.params.page
    const changing = asksToChange(ask.request)
    const reached = opening === 'open' ? reachable(step, state) : checkStep
    if (reached !== step) {
      const next =
        reached === undefined
          ? goneTo(path, firstMissing(state), here.carried)
          : addressOf(path, reached, changing, here.carried)
      throw goTo(next, ask.settings, consultation.slug)
    }
    const { view, pin } = await pointedAt(ask, step, formStepView(ask, step, begun), begun.facts)
    return {
      title: view.title,
      view,
      pin,
      changing,
      path,
      progress: progressOf(step, state),
      back: addressOf(path, backStep(here.draft, previousStep(step, state, changing)), changing, here.carried),
      carried: here.carried,
      by: begunBy(here.draft),
      confirms: mustConfirm(consultation.confirming, { late: opening !== 'open', ...here.draft }),
      changed: await changedMeanwhile(ask, here.draft, begun),
      gone: isGone(ask.request),
      work: step === checkStep ? await workFor(ask, consultation) : null,
    }
  })(args)

/** A page with a map that can be pressed, and what was pressed on it; the fields then show it. */
async function pointedAt(ask: PageAsk, step: string, view: ReturnType<typeof formStepView>, { form }: FormFacts) {
  const question = form.questions.find(({ key }) => key === step)
  const config = question && pinnable(question)
  if (view.step !== 'page' || view.questions.length > 1 || !config) return { view, pin: null }
  const [{ view: shown, typed }] = view.questions as [(typeof view.questions)[number]]
  const where = await pointed(ask, shown.name, config.places)
  const fields = where && typeof where === 'object' ? { ...typed, ...where.fields } : typed
  const pin = fields[`${shown.name}-pin`]?.[0] ?? ''
  const size = await pinMapSize(ask.db, config.places)
  const missed = typeof where === 'string' ? where : null
  return {
    view: { ...view, questions: [{ view: shown, typed: fields }] },
    pin: { ...size, pin, missed, field: shown.name },
  }
}

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const typed = await typedIn(ask.request)
    return ask.params.page === checkStep ? sendChecked(ask, typed) : savePage(ask, ask.params.page, typed)
  })(args)

/** Keeps the answers of one page and leads on; none of them unless all can be read. */
async function savePage(ask: PageAsk, step: string, typed: Typed) {
  const { consultation, opening, path, facts, here, state } = await beginning(ask)
  const { settings, lang, now } = ask
  const { slug, id } = consultation
  if (isLeaving(typed)) throw goTo(withCarried(`${path}/saved`, here.carried), settings, slug)
  const asked = await withPostcode(ask, facts.asked, typed)
  const change = changeOf(ask, step, typed, { ...facts, asked }, here.draft, state.answers)
  if (!change) throw goTo(goneTo(path, firstMissing(state), here.carried), settings, slug)
  if ('errors' in change) return refused(change.errors, typed)
  const saved = await writeTogether(ask.db, (tx) =>
    changeWhole(tx, here.token, id, lang, now, (draft) =>
      change.to(withForm(draft, facts.form, settled(draft, facts).state.answers)),
    ),
  )
  if (!saved) throw goTo(path, settings, slug)
  if (wantsToLeave(typed)) throw goTo(withCarried(`${path}/saved`, here.carried), settings, slug)
  const changing = asksToChange(ask.request)
  const after = settled(saved, facts).state
  const answered = step === whereStep && saysPart(asked, after.area) ? partStep : step
  const next = opening === 'open' ? nextStep(answered, state, after, changing) : checkStep
  throw goTo(addressOf(path, next, changing, here.carried), settings, slug)
}

/** What a posted page changes in the draft, what is wrong with it, or undefined where there is no such page. */
function changeOf(
  ask: PageAsk,
  step: string,
  typed: Typed,
  { form, texts, asked }: Pick<FormFacts, 'form' | 'texts'> & { asked: Asked },
  draft: Draft,
  answers: FormAnswers,
): { to: (draft: Draft) => Draft } | { errors: Refused['errors'] } | undefined {
  if (step === whereStep || step === partStep) {
    const read = answerTo(step === whereStep ? 'area' : 'forum', typed, draft.answers, asked)
    if (read.value === null) return { errors: inWords(read.problems, ask.words('consultations')) }
    const { value } = read
    return { to: (before) => ({ ...before, answers: value(before.answers) }) }
  }
  const page = pagesOf(form, answers).find(({ key }) => key === step)
  if (!page) return undefined
  const read = readQuestions(page.questions, typed, draft.seed, londonDay(ask.now))
  if (read.troubles.length) {
    const reader = {
      t: ask.words('asking'),
      locale: languageOf(ask.lang)!.locale,
      several: page.questions.length > 1,
    }
    return { errors: troublesInWords(read.troubles, texts, reader) }
  }
  return {
    to: (before) => withForm(before, form, withPage(before.form?.answers ?? {}, page.questions, read.answers)),
  }
}

/** Sends what was seen on the check page, once; after closing to be read, not counted. */
async function sendChecked(ask: PageAsk, typed: Typed) {
  const { consultation, opening, path } = await consultationOf(ask)
  const { slug, id } = consultation
  const key = typed.submission_key?.[0] ?? ''
  const hash = typed.hash?.[0] ?? ''
  const before = await answeredBefore(ask, { slug, path, key, hash, carried: carriedIn(ask.request) })
  if (before) return before
  const { here, state, facts } = await beginning(ask)
  const { submissionKey, seed } = here.draft
  const answers = areaOnly(here.draft.answers)
  const form = { version: facts.form.version, answers: sentAnswers(facts.form, state.answers) }
  if (submissionKey !== key || bodyHash(key, answers, form) !== hash) {
    const errors = [{ field: 'content', message: ask.words('consultations')('errors.changed') }]
    return data({ errors, typed: {} }, { status: 409 })
  }
  const missing = firstMissing(state)
  if (missing !== checkStep) throw goTo(addressOf(path, missing, false, here.carried), ask.settings, slug)
  // The check page says that answers wait: the days were moved, or the clock was.
  if (opening === 'not_yet') throw goTo(addressOf(path, checkStep, false, here.carried), ask.settings, slug)
  const late = opening !== 'open'
  if (late && !takesLate(consultation, ask.now)) {
    const errors = [{ field: 'content', message: ask.words('consultations')('errors.closed') }]
    return data({ errors, typed: {} }, { status: 409 })
  }
  const asides = asidesIn(typed)
  const { wayIn, organisation } = here.draft
  if (mustConfirm(consultation.confirming, { late, wayIn, organisation })) {
    throw goTo(confirmAddress(path, asides, here.carried), ask.settings, slug)
  }
  const given = { consultationId: id, exerciseId: consultation.exerciseId, answers, form, seed, ...asides, late }
  const finished = { ...given, typed, draft: here.token, wayIn, organisation }
  return send(ask, { slug, path, key, carried: here.carried }, finished)
}

/** Where somebody lives is asked alike of all; the questions themselves come in this reader's order with what was typed. */
const sharing: Sharing<Awaited<ReturnType<typeof loader>>> = (data) =>
  !data.carried && !data.by.organisation && (data.view.step === 'where' || data.view.step === 'part') ? data : undefined
export const handle = { quick: { sharing } }

export default function QuestionPage() {
  const { view, pin, changing, path, progress, back, changed, gone, carried, by, work, confirms } =
    useLoaderData<typeof loader>()
  const answer = useActionData<Refused | { notTaken: 'conflict' | 'withdrawn' }>()
  const t = useWords('consultations')
  const own = useWords('asking')
  if (answer && 'notTaken' in answer) return <NotTaken kind={answer.notTaken} path={path} />
  const missed = pin?.missed ? [{ field: pin.field, message: own(`map.${pin.missed}_pointed`) }] : undefined
  const errors = answer?.errors ?? missed
  const shared = {
    back: { href: back, text: t('back') },
    where: progress ? <Where progress={progress} section={view.step === 'page' ? view.section : null} /> : undefined,
    errors: <FormErrors title={t('error_title')} errors={errors} />,
  }
  const notice = (
    <>
      <WayInNotice by={by} />
      <Meanwhile changed={changed} gone={gone} />
    </>
  )
  if (view.step === 'check') {
    return (
      <ResidentPage {...shared} title={view.title}>
        {notice}
        <FormCheck
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
    <ResidentPage {...shared}>
      {notice}
      {pin ? (
        <PinMap
          pin={pin}
          path={path}
          page={view.step === 'page' ? view.questions[0]!.view.key : ''}
          changing={changing}
          carried={carried}
        />
      ) : null}
      <Form method="post" noValidate>
        {view.step === 'where' ? <AreaQuestion view={view.area} back={answer} /> : null}
        {view.step === 'part' ? <ForumQuestion view={view.forum} back={answer} /> : null}
        {view.step === 'page' ? <PageQuestions questions={view.questions} back={answer} /> : null}
        <AnswerButtons />
      </Form>
    </ResidentPage>
  )
}
