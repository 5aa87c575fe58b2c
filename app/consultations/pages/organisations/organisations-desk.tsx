import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { backFrom, exerciseFor, seesOf } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { line, lines, type Refused, readTyped, refused, shown, ticked, typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { reviewTrouble } from '../../organisations/organisation.ts'
import {
  namelessOrganisations,
  type OrganisationView,
  organisationsToReview,
  organisationViews,
  reviewOrganisation,
  wroteUnseen,
} from '../../organisations/organisation-store.server.ts'
import { unseenQuestions } from '../../unseen-questions-store.server.ts'
import { OrganisationCard } from './organisation-card.tsx'

const params = z.object({ id: z.string().max(100) })
const shape = z.object({
  response: line(100),
  publish: z.enum(['yes', 'no'], 'publish'),
  reason: lines(500),
  words: ticked,
})

/** After closing: every organisation's answer with all its words, and what is published of it (rule L-9). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'organisations.review' }, async (ask) => {
    const { db, now, words, request } = ask
    const exercise = await closedFor(ask)
    const all = await organisationsToReview(db, exercise.id)
    const { keys: unseen } = await unseenQuestions(db, exercise.id, seesOf(ask))
    const views = await organisationViews(db, all, londonDay(now), 'en', unseen)
    return {
      title: words('organisations')('title'),
      exercise: { title: exercise.title },
      way: may(ask.actor.grants, 'list.prepare')
        ? { href: `/desk/exercises/${exercise.id}/list`, text: exercise.title }
        : backFrom(ask, exercise),
      nameless: await namelessOrganisations(db, exercise.id),
      frozen: (await snapshotOf(db, exercise.id, 'analysis')) !== undefined,
      unseen: unseen.size,
      organisations: all.map((one, i) => {
        const { id, held, reason, withWords, mayPublish } = one
        const view = views[i]!
        const wrote = one.words.length > 0
        return { id, held, reason, withWords, mayPublish, wrote, wroteElsewhere: wroteUnseen(one, unseen), view }
      }),
      done: new URL(request.url).searchParams.has('done') ? ('decided' as const) : null,
    }
  })(args)

/** Nobody sees what was answered before closing. */
async function closedFor(ask: StaffAsk<{ id: string }>) {
  const exercise = await exerciseFor(ask)
  if (!exercise.publishedAt || !exercise.closesOn || londonDay(ask.now) <= exercise.closesOn) throw notFound()
  return exercise
}

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'organisations.review' }, async (ask) => {
    const exercise = await closedFor(ask)
    const typed = await typedIn(ask.request)
    if (typed.intent?.[0] !== 'decide') throw notFound()
    const t = ask.words('organisations')
    const form = readTyped(typed, shape, t)
    const id = (field: string) => `${field}-${form.ok ? form.value.response : (form.typed.response?.[0] ?? '')}`
    if (!form.ok) {
      return refused(
        form.errors.map(({ field, message }) => ({ field: id(field), message })),
        form.typed,
      )
    }
    const { response: responseId, publish, reason, words } = form.value
    const held = publish === 'no'
    const trouble = reviewTrouble({ held, reason })
    if (trouble) return refused([{ field: id('reason'), message: t(`errors.${trouble}`) }], form.typed)
    const { keys: unseen } = await unseenQuestions(ask.db, exercise.id, seesOf(ask))
    const by = { exerciseId: exercise.id, responseId, held, reason, words, personId: ask.actor.personId, unseen }
    if (!(await write(ask.db, (tx) => reviewOrganisation(tx, by, ask.now)))) throw notFound()
    throw redirect(`/desk/exercises/${encodeURIComponent(exercise.id)}/organisations?done`, 303)
  })(args)

export default function OrganisationsDesk() {
  const { title, exercise, way, frozen, nameless, unseen, organisations, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('organisations')
  return (
    <FormDesk t={t} title={title} where={exercise.title} back={way} refused={back} done={done}>
      <p className="read">{t('lede')}</p>
      {frozen ? <InsetText>{t('frozen')}</InsetText> : null}
      {unseen ? <p className="read">{t('unseen', { count: unseen })}</p> : null}
      {nameless ? <p className="read">{t('nameless', { count: nameless })}</p> : null}
      {organisations.length || nameless ? null : <EmptyState>{t('none')}</EmptyState>}
      {organisations.map((one) => (
        <div className="desk-section" key={one.id}>
          <OrganisationCard one={one.view} id={`organisation-${one.id}`} />
          <Decide one={one} back={back?.typed.response?.[0] === one.id ? back : undefined} />
        </div>
      ))}
    </FormDesk>
  )
}

interface Decided {
  id: string
  held: boolean
  reason: string
  withWords: boolean
  mayPublish: boolean
  wrote: boolean
  /** To questions that the reader does not see. */
  wroteElsewhere: boolean
  view: OrganisationView
}

function Decide({ one, back }: { one: Decided; back: Refused | undefined }) {
  const t = useWords('organisations')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { id, held, view, wrote, wroteElsewhere, mayPublish } = one
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="response" value={id} />
      <Radios
        name="publish"
        idPrefix={`publish-${id}`}
        fieldset={{ legend: { text: t('publish', { name: view.name }) } }}
        value={shown(back, 'publish', held ? 'no' : 'yes')}
        error={errorOf(`publish-${id}`)}
        items={[
          { value: 'yes', text: t('yes') },
          { value: 'no', text: t('no'), hint: t('no_hint') },
        ]}
      />
      <Textarea
        id={`reason-${id}`}
        name="reason"
        label={t('reason')}
        hint={t('reason_hint')}
        rows={3}
        value={shown(back, 'reason', one.reason)}
        error={errorOf(`reason-${id}`)}
      />
      {mayPublish && wroteElsewhere ? (
        <p className="meta">{t(one.withWords ? 'words_elsewhere_yes' : 'words_elsewhere')}</p>
      ) : mayPublish ? (
        <Checkboxes
          name="words"
          idPrefix={`words-${id}`}
          items={[{ value: 'yes', text: t('words'), hint: t('words_hint') }]}
          values={back ? (back.typed.words ?? []) : one.withWords ? ['yes'] : []}
        />
      ) : wrote ? (
        <p className="meta">{t('words_stay')}</p>
      ) : null}
      <Button name="intent" value="decide" classes="govuk-button--secondary">
        {t('button')}
      </Button>
    </Form>
  )
}
