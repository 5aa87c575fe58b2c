import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { workingFormOf } from '../../consultations/building/working-form-store.server.ts'
import { useWords } from '../../languages/use-words.ts'
import { may, type Permission } from '../../people/permission.ts'
import { type Refused, readForm, refused, seenField, typedIn, workNamed } from '../../server/form.ts'
import { changedMeanwhile, markOf } from '../../server/meanwhile.ts'
import { type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { areasOn, organisationsByName } from '../areas/area-store.server.ts'
import { type Exercise, type ExerciseState, exerciseState } from '../exercise.ts'
import { exerciseFor } from '../exercise-access.server.ts'
import { savePlan, signFormative, withdrawExercise } from '../exercise-store.server.ts'
import { londonDay } from '../london-day.ts'
import { stakeholdersOf } from '../notices/stakeholder-store.server.ts'
import { proposalOf } from '../publishing/extension-store.server.ts'
import { readinessOf } from '../publishing/publishing.server.ts'
import { overlapsOf } from '../register/overlap-store.server.ts'
import { differingFields, planFrom, planShape } from '../register/plan-form.ts'
import { entryOf } from '../register/register-entry-store.server.ts'
import { newestConsultation } from '../template-store.server.ts'
import { Readiness } from './publishing/readiness.tsx'
import { PlanFields } from './register/plan-fields.tsx'

const params = z.object({ id: z.string().max(100) })
/** What is done with a published exercise, in this order, and what whoever does it must be allowed. */
const worksBy = {
  public: null,
  coverage: 'coverage.see',
  import: 'answers.import',
  paper: 'paper.assign',
  phone: 'answers.import',
  groups: 'answers.import',
  statements: 'exercise.plan',
  cleaning: 'coverage.see',
  organisations: 'organisations.review',
  texts: 'text.code',
  sources: 'answers.import',
  list: 'list.prepare',
  feedback: 'feedback.send',
} as const satisfies Record<string, Permission | null>
type Work = keyof typeof worksBy

/** Ways that this person may go from a published exercise: a link that leads to "not found" is none. */
function worksOf(grants: Parameters<typeof may>[0], ownForm: boolean, state: ExerciseState): Work[] {
  const here = (work: Work) =>
    work === 'statements'
      ? ownForm
      : work === 'sources'
        ? !ownForm
        : work === 'organisations'
          ? state === 'closed'
          : work !== 'feedback' || (!ownForm && state === 'closed')
  return (Object.keys(worksBy) as Work[]).filter((work) => {
    const permission = worksBy[work]
    return here(work) && (permission === null || may(grants, permission))
  })
}

const done = z.enum(['saved', 'signed', 'built', 'withdrawn', 'imported'])

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'exercise.plan' }, async (ask) => {
    const { db, now, request, actor } = ask
    const exercise = await exerciseFor(ask)
    const consultation = await newestConsultation(db, exercise.id)
    const today = londonDay(now)
    const wanted = done.safeParse(new URL(request.url).searchParams.get('done'))
    return {
      title: exercise.title,
      exercise,
      mark: markOf(planShown(exercise)),
      state: exerciseState(exercise, today),
      options: consultation?.options ?? 0,
      ownForm: consultation?.template === 'form',
      /** Whoever keeps the groups finds what they are paid beside them. */
      readsPayments: may(actor.grants, 'group-payments.see') && !may(actor.grants, 'answers.import'),
      works: worksOf(actor.grants, consultation?.template === 'form', exerciseState(exercise, today)),
      begun: consultation ? 0 : ((await workingFormOf(db, exercise.id))?.questions.length ?? 0),
      ...(await readinessOf(db, exercise, today)),
      // A jury has no form, and what another website asks is written there.
      asksHere: exercise.kind === 'consultation' && !(await entryOf(db, exercise.id)).askedElsewhere,
      overlaps: (await overlapsOf(db, exercise.id, today)).length,
      affected: (await stakeholdersOf(db, exercise.id)).length,
      /** A later closing day waits for a second person. */
      proposed: (await proposalOf(db, exercise.id)) !== undefined,
      choices: { organisations: await organisationsByName(db), areas: await areasOn(db, today) },
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'exercise.plan' }, async (ask) => {
    // Asked before the form is read: what is another partner's does not even say what it lacks.
    await exerciseFor(ask)
    const intent = (await typedIn(ask.request.clone())).intent?.[0]
    const work = workNamed({ sign, withdraw }, intent) ?? save
    return work(ask)
  })(args)

type OneExercise = StaffAsk<{ id: string }>
const to = (ask: OneExercise, what: z.output<typeof done>) =>
  redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}?done=${what}`, 303)

/** What the page shows of a plan to be changed: signing it changes nothing of that. */
const planShown = ({ formativeSignedBy, formativeSignedAt, publishedAt, ...plan }: Exercise) => plan

async function save(ask: OneExercise) {
  const t = ask.words('engagement')
  const form = await readForm(ask.request, planShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { plan, wrongDays } = planFrom(form.value)
  const errors = wrongDays.map((field) => ({ field: `${field}-day`, message: t('errors.date') }))
  if (!plan.title) errors.unshift({ field: 'title', message: t('errors.missing.title') })
  if (errors.length) return refused(errors, form.typed)
  const stale = await write(ask.db, async (tx) => {
    const before = await exerciseFor(ask, tx)
    if (before.publishedAt) return [{ field: 'publish', message: t('errors.already_published') }]
    const changes = differingFields(plan, before, (day) => formatDate(day, 'en-GB'))
    const meanwhile = changedMeanwhile(form.typed, planShown(before), changes, ask.words('planning-desk'))
    if (!meanwhile.length) await savePlan(tx, before, plan, ask.actor.personId, ask.now)
    return meanwhile
  })
  if (stale.length) return refused(stale, form.typed)
  throw to(ask, 'saved')
}

async function sign(ask: OneExercise) {
  const t = ask.words('engagement')
  const typed = await typedIn(ask.request)
  if (!typed.formative) return refused([{ field: 'formative', message: t('errors.tick_formative') }], typed)
  await write(ask.db, async (tx) => {
    const exercise = await exerciseFor(ask, tx)
    await signFormative(tx, exercise.id, ask.actor.personId, ask.now)
  })
  throw to(ask, 'signed')
}

async function withdraw(ask: OneExercise) {
  const t = ask.words('engagement')
  const tooLate = await write(ask.db, async (tx) => {
    const exercise = await exerciseFor(ask, tx)
    if (exerciseState(exercise, londonDay(ask.now)) !== 'forthcoming') return true
    await withdrawExercise(tx, exercise, ask.actor.personId, ask.now)
    return false
  })
  if (tooLate) return refused([{ field: 'publish', message: t('errors.withdraw_too_late') }], {})
  throw to(ask, 'withdrawn')
}

export default function ExercisePage() {
  const {
    title,
    exercise,
    mark,
    state,
    options,
    ownForm,
    readsPayments,
    works,
    begun,
    troubles,
    warnings,
    asksHere,
    overlaps,
    affected,
    proposed,
    choices,
    done,
  } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('engagement')
  const telling = useWords('telling')
  const sources = useWords('sources')
  const collecting = useWords('collecting')
  const translating = useWords('translating')
  const texts = useWords('texts')
  const cleaning = useWords('cleaning')
  const confirming = useWords('confirming')
  const payments = useWords('group-payments')
  const extending = useWords('extending')
  const home = `/desk/exercises/${exercise.id}`
  const workText: Record<Work, string> = {
    public: t('work.public'),
    coverage: t('work.coverage'),
    import: t('work.import'),
    paper: t('work.paper'),
    phone: collecting('phone.title'),
    groups: collecting('groups.title'),
    statements: t('work.statements'),
    cleaning: cleaning('title'),
    organisations: t('work.organisations'),
    texts: texts('desk_link'),
    sources: sources('work'),
    list: ownForm ? t('work.results') : t('work.list'),
    feedback: telling('desk.link'),
  }
  return (
    <DeskPage
      title={title}
      where={t(`state.${state}`)}
      back={{ href: '/desk/exercises', text: t('register.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${done}`)} />
        ) : null
      }
    >
      <Readiness exercise={exercise} troubles={troubles} warnings={warnings} state={state} />
      <BesideThePlan home={home} overlaps={overlaps} affected={affected} />
      {asksHere ? (
        <DeskSection title={t('work.title')} id="questions">
          <p>
            {ownForm
              ? t('work.own_form')
              : options
                ? t('work.built', { count: options })
                : begun
                  ? t('work.begun', { count: begun })
                  : t('work.not_built')}
          </p>
          <ul>
            {exercise.publishedAt ? null : (
              <li>
                <a href={`${home}/questions`}>{t('work.questions')}</a>
              </li>
            )}
            {ownForm || !exercise.publishedAt ? (
              <li>
                <a href={`${home}/form`}>{t('work.form')}</a>
              </li>
            ) : null}
            <li>
              <a href={`${home}/languages`}>{translating('work')}</a>
            </li>
            <li>
              <a href={`${home}/confirming`}>{confirming('link')}</a>
            </li>
            {exercise.publishedAt && (ownForm || options)
              ? works.map((work) => (
                  <li key={work}>
                    <a href={work === 'public' ? `/en/consultations/${exercise.slug}` : `${home}/${work}`}>
                      {workText[work]}
                    </a>
                  </li>
                ))
              : null}
            {readsPayments && (ownForm || options) && exercise.publishedAt ? (
              <li>
                <a href={`${home}/groups/payments`}>{payments('link')}</a>
              </li>
            ) : null}
          </ul>
        </DeskSection>
      ) : null}
      {exercise.publishedAt ? (
        <>
          <InsetText>{t('plan.frozen')}</InsetText>
          {state === 'open' && exercise.kind === 'consultation' ? (
            <p>
              <a href={`${home}/extend`}>{extending('title')}</a>
              {proposed ? ` ${extending('waiting')}` : null}
            </p>
          ) : null}
        </>
      ) : (
        <Form method="post" noValidate>
          <input type="hidden" name={seenField} value={mark} />
          <PlanFields back={back?.typed.title ? back : undefined} exercise={exercise} choices={choices} />
          <Button name="intent" value="save">
            {t('plan.button')}
          </Button>
        </Form>
      )}
    </DeskPage>
  )
}

/** What an officer works out beside the plan, each on a page of its own. */
function BesideThePlan({ home, overlaps, affected }: { home: string; overlaps: number; affected: number }) {
  const t = useWords('planning-desk')
  return (
    <DeskSection title={t('work.title')} id="beside">
      <ul>
        <li>
          <a href={`${home}/register`}>{t('work.register')}</a>
        </li>
        <li>
          <a href={`${home}/overlap`}>{t('work.overlap', { count: overlaps })}</a>
        </li>
        <li>
          <a href={`${home}/stakeholders`}>{t('work.stakeholders', { count: affected })}</a>
        </li>
        <li>
          <a href={`${home}/notices`}>{t('notices.title')}</a>
        </li>
      </ul>
    </DeskSection>
  )
}
