import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Tx, write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import {
  type FieldError,
  line,
  type Refused,
  readForm,
  refused,
  shown,
  type Typed,
  typedIn,
  workNamed,
} from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { peopleMap } from '../../areas/area-share.ts'
import { placesOn } from '../../areas/place-store.server.ts'
import { exerciseState } from '../../exercise.ts'
import { exerciseFor } from '../../exercise-access.server.ts'
import { londonDay } from '../../london-day.ts'
import { practiceOf } from '../../practice-store.server.ts'
import {
  extensionReasons,
  extensionTroubles,
  type MovedDays,
  madeUpClosing,
  movedDays,
} from '../../publishing/extension.ts'
import {
  confirmExtension,
  dropProposal,
  extensionsOfEach,
  proposalOf,
  proposeExtension,
} from '../../publishing/extension-store.server.ts'
import { dayPart, typedDay } from '../../register/plan-form.ts'
import { pollsFrom } from '../../register/poll-store.server.ts'
import { DayField } from '../day-field.tsx'
import { inWords } from '../trouble-words.ts'
import { Extensions } from './extensions.tsx'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.publish'
const done = z.enum(['proposed', 'dropped', 'extended'])
type Here = StaffAsk<{ id: string }>

export const handle = { careful: true }

/** What an exercise's days are judged by; polls from its first day on, since one that is over took time from it too. */
async function here(ask: Here, db: Here['db'] | Tx = ask.db) {
  const exercise = await exerciseFor(ask, db)
  if (exercise.kind !== 'consultation') throw notFound()
  const today = londonDay(ask.now)
  const about = {
    polls: await pollsFrom(db, exercise.opensOn ?? today),
    map: peopleMap(await placesOn(db, today)),
    practice: await practiceOf(db),
  }
  return { exercise, isOpen: exerciseState(exercise, today) === 'open', about }
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, isOpen, about } = await here(ask)
    const proposal = await proposalOf(ask.db, exercise.id)
    const extensions = (await extensionsOfEach(ask.db, [exercise.id])).get(exercise.id) ?? []
    const planned = { ...exercise, closesOn: extensions[0]?.closesBefore ?? exercise.closesOn }
    const madeUp = madeUpClosing(planned, about.polls, about.map)
    const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
    const { closesOn, resultsBy, decisionOn, changedBy } = exercise
    return {
      title: ask.words('extending')('title'),
      exercise: { id: exercise.id, title: exercise.title, closesOn, resultsBy, decisionOn, changedBy },
      isOpen,
      madeUp: madeUp && closesOn && madeUp > closesOn ? madeUp : null,
      extensions,
      proposal: proposal && { ...proposal, mine: proposal.proposedBy === ask.actor.personId },
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await here(ask)
    const typed = await typedIn(ask.request.clone())
    const work = workNamed(works, typed.intent?.[0])
    if (!work) throw notFound()
    const outcome = await work(ask, typed)
    if (typeof outcome !== 'string') return refused(outcome, typed)
    throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/extend?done=${outcome}`, 303)
  })(args)

const shape = z.object({
  reason: z.enum(extensionReasons, 'reason'),
  note: line(300).pipe(z.string().min(10, 'note')),
  ...(Object.fromEntries(
    movedDays.flatMap((field) => ['day', 'month', 'year'].map((unit) => [`${field}-${unit}`, dayPart])),
  ) as Record<`${(typeof movedDays)[number]}-${'day' | 'month' | 'year'}`, typeof dayPart>),
})

type Outcome = Promise<z.output<typeof done> | FieldError[]>
const error = (ask: Here, field: string, key: string): FieldError[] => [
  { field, message: String(ask.words('extending')(`errors.${key}`)) },
]

async function propose(ask: Here): Outcome {
  const form = await readForm(ask.request, shape, ask.words('extending'))
  if (!form.ok) return form.errors
  const { value } = form
  const read = movedDays.map((field) => ({
    field,
    day: typedDay(value[`${field}-day`], value[`${field}-month`], value[`${field}-year`]),
  }))
  const wrong = read.flatMap(({ field, day }) => (day === undefined ? error(ask, `${field}-day`, 'date') : []))
  if (wrong.length) return wrong
  const days = Object.fromEntries(read.map(({ field, day }) => [field, day ?? null])) as unknown as MovedDays
  return write(ask.db, async (tx) => {
    const { exercise, isOpen, about } = await here(ask, tx)
    if (!isOpen) return error(ask, 'extend', 'not_open')
    const troubles = extensionTroubles(exercise, days, about)
    if (troubles.length) return troubles.map((trouble) => inWords(trouble, ask.words))
    const { reason, note } = value
    await proposeExtension(tx, { exercise, days, reason, note, personId: ask.actor.personId }, ask.now)
    return 'proposed'
  })
}

/** Whoever confirms or takes back does so with the proposal they saw, and with no other that has come in its place. */
const withProposal = (work: typeof confirmed) => (ask: Here, typed: Typed) =>
  write(ask.db, async (tx) => {
    const proposal = await proposalOf(tx, ask.params.id)
    if (!proposal || proposal.id !== typed.proposal?.[0]) return error(ask, 'extend', 'gone')
    return work(ask, tx, proposal)
  })

async function confirmed(ask: Here, tx: Tx, proposal: NonNullable<Awaited<ReturnType<typeof proposalOf>>>): Outcome {
  const { exercise, isOpen, about } = await here(ask, tx)
  if (!isOpen) return error(ask, 'extend', 'not_open')
  const { personId } = ask.actor
  if (proposal.proposedBy === personId) return error(ask, 'extend', 'second_person')
  const troubles = extensionTroubles(exercise, proposal, about)
  if (troubles.length) return troubles.map((trouble) => ({ ...inWords(trouble, ask.words), field: 'extend' }))
  await confirmExtension(tx, { exercise, proposal, personId }, ask.now)
  return 'extended'
}

const works = {
  propose,
  confirm: withProposal(confirmed),
  drop: withProposal(async (ask, tx) => {
    const exercise = await exerciseFor(ask, tx)
    await dropProposal(tx, exercise.id, ask.actor.personId, ask.now)
    return 'dropped'
  }),
}

/** Keeps an open exercise open longer: one person proposes it, a second one confirms it (rule G-9). */
export default function Extend() {
  const { title, exercise, isOpen, madeUp, extensions, proposal, done: just } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('extending')
  const { locale } = useLanguage()
  return (
    <FormDesk
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      refused={back}
      done={just}
      t={t}
    >
      <p className="read" id="extend">
        {t(isOpen ? 'text' : 'not_open')}
      </p>
      <Extensions extensions={extensions} />
      {isOpen && madeUp ? (
        <InsetText classes="inset-caution">
          {t('make_up')} <DateText iso={madeUp} locale={locale} />
        </InsetText>
      ) : null}
      {isOpen && proposal ? <Waiting proposal={proposal} /> : null}
      {isOpen && !proposal ? <Propose exercise={exercise} back={back} /> : null}
    </FormDesk>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

function Waiting({ proposal }: { proposal: NonNullable<Shown['proposal']> }) {
  const t = useWords('extending')
  const { locale } = useLanguage()
  const { id, mine, label, reason, note, proposedAt } = proposal
  return (
    <DeskSection title={t('waiting')} id="waiting">
      <p>
        {t('proposed_by', { label })} <DateText iso={proposedAt} locale={locale} />
      </p>
      <SummaryList
        rows={[
          ...movedDays.flatMap((field) => {
            const day = proposal[field]
            return day ? [{ key: t(`days.${field}`), value: <DateText iso={day} locale={locale} /> }] : []
          }),
          { key: t('reason'), value: t(`reasons.${reason}`) },
          { key: t('note'), value: note },
        ]}
      />
      {mine ? <p>{t('yours')}</p> : null}
      <Form method="post" noValidate>
        <input type="hidden" name="proposal" value={id} />
        <ButtonGroup>
          {mine ? null : (
            <Button name="intent" value="confirm">
              {t('confirm')}
            </Button>
          )}
          <Button name="intent" value="drop" classes="govuk-button--secondary">
            {t('drop')}
          </Button>
        </ButtonGroup>
      </Form>
    </DeskSection>
  )
}

function Propose({ exercise, back }: { exercise: Shown['exercise']; back: Refused | undefined }) {
  const t = useWords('extending')
  const engagement = useWords('engagement')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const words = {
    day: engagement('date.day'),
    month: engagement('date.month'),
    year: engagement('date.year'),
    error: t('error_prefix'),
  }
  return (
    <DeskSection title={t('propose_title')} id="propose">
      <Form method="post" noValidate>
        {movedDays.map((field) => (
          <DayField
            key={field}
            name={field}
            legend={t(`days.${field}`)}
            hint={field === 'closesOn' ? t('closes_hint') : undefined}
            stored={exercise[field]}
            back={back}
            words={words}
          />
        ))}
        <Radios
          name="reason"
          fieldset={{ legend: { text: t('reason') } }}
          items={extensionReasons.map((value) => ({ value, text: t(`reasons.${value}`) }))}
          value={shown(back, 'reason')}
          error={errorOf('reason')}
        />
        <Input
          name="note"
          label={t('note')}
          hint={t('note_hint')}
          value={shown(back, 'note')}
          error={errorOf('note')}
        />
        <Button name="intent" value="propose">
          {t('propose')}
        </Button>
      </Form>
    </DeskSection>
  )
}
