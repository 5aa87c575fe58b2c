import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dayIn } from '../../../board/pages/day-field.tsx'
import { exerciseFor } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { type FieldError, type Refused, refused, type Typed, tooLong, typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import {
  decideLatePost,
  latePostOf,
  noteTestAnswer,
  proposeLatePost,
  unlessFrozen,
} from '../../freezing/cleaning-store.server.ts'
import { exclusionsOf } from '../../freezing/exclusion.ts'
import { consultationOf } from '../../freezing/freeze-material-store.server.ts'
import { countsAsTold, snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { guardReasons } from '../../guarding/guard.ts'
import { latePostProblems } from '../../paper/late-post.ts'
import { LateLetters, TestAnswers } from './cleaning-parts.tsx'
import { LeftOut, peopleShown } from './left-out.tsx'

const params = z.object({ id: z.string().max(100) })
const done = z.enum(['proposed', 'accepted', 'kept_out', 'test'])

/** What is left out of the figures and why, with what officers may still decide. Counts by kind, never by what was chosen. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'coverage.see' }, async (ask) => {
    const { db, now, actor } = ask
    const exercise = await exerciseFor(ask)
    const consultation = await consultationOf(db, exercise.id)
    if (!consultation || !exercise.publishedAt || !exercise.closesOn) throw notFound()
    const isOver = londonDay(now) > exercise.closesOn
    const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
    return {
      title: ask.words('cleaning')('title'),
      exercise: { id: exercise.id, title: exercise.title, closesOn: exercise.closesOn },
      isOver,
      frozen: (await snapshotOf(db, exercise.id, 'analysis')) !== undefined,
      decides: may(actor.grants, 'list.prepare'),
      counts: await countsAsTold(db, exercise.id, consultation.id),
      letters: isOver ? await latePostOf(db, exercise.id) : [],
      me: actor.personId,
      done: wanted.success ? wanted.data : null,
    }
  })(args)

type OneExercise = Awaited<ReturnType<typeof exerciseFor>>
type Asked = StaffAsk<{ id: string }>

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'list.prepare' }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const typed = await typedIn(ask.request)
    const work = { propose, accept, keep_out: accept, test }[
      typed.intent?.[0] as 'propose' | 'accept' | 'keep_out' | 'test'
    ]
    if (!work || !exercise.publishedAt || !exercise.closesOn) throw notFound()
    return work(ask, typed, exercise)
  })(args)

const to = (id: string, what: z.output<typeof done>) =>
  redirect(`/desk/exercises/${encodeURIComponent(id)}/cleaning?done=${what}`, 303)

/** Characters of a reason that readers of the ledger see. */
const longest = 500

async function propose(ask: Asked, typed: Typed, { id, opensOn, closesOn }: OneExercise) {
  const t = ask.words('cleaning')
  if (londonDay(ask.now) <= closesOn!) throw notFound()
  const letter = typed.letter?.[0] ?? ''
  const postedOn = dayIn(typed, `posted-${letter}`)
  const reason = (typed.reason?.[0] ?? '').trim()
  const receivedOn = (await latePostOf(ask.db, id)).find((one) => one.id === letter)?.receivedOn ?? null
  const problems = latePostProblems({ postedOn, reason }, { opensOn, closesOn: closesOn!, receivedOn })
  const errors = problems.map((key): FieldError => {
    return { field: key === 'no_reason' ? `reason-${letter}` : `posted-${letter}-day`, message: t(`errors.${key}`) }
  })
  if (reason.length > longest) {
    errors.push({ field: `reason-${letter}`, message: tooLong(t, 'reason', longest, reason) })
  }
  if (errors.length) return refused(errors, typed)
  const by = { exerciseId: id, responseId: letter, personId: ask.actor.personId, postedOn: postedOn!, reason }
  const proposed = await unlessFrozen(ask.db, id, (tx) => proposeLatePost(tx, by, ask.now))
  if (proposed !== true) {
    return refused(
      [{ field: `reason-${letter}`, message: t(`errors.${proposed === 'frozen' ? proposed : 'decided'}`) }],
      typed,
    )
  }
  throw to(id, 'proposed')
}

async function accept(ask: Asked, typed: Typed, { id }: OneExercise) {
  const t = ask.words('cleaning')
  const letter = typed.letter?.[0] ?? ''
  const accepts = typed.intent?.[0] === 'accept'
  const by = { exerciseId: id, responseId: letter, personId: ask.actor.personId, accepts }
  const decided = await unlessFrozen(ask.db, id, (tx) => decideLatePost(tx, by, ask.now))
  if (decided === 'decided') throw to(id, accepts ? 'accepted' : 'kept_out')
  const key = decided === 'not_there' ? 'decided' : decided
  return refused([{ field: `letter-${letter}`, message: t(`errors.${key}`, { name: ask.actor.label }) }], typed)
}

async function test(ask: Asked, typed: Typed, { id }: OneExercise) {
  const t = ask.words('cleaning')
  const wrong = (field: string, key: string) => refused([{ field, message: t(`errors.${key}`) }], typed)
  const reason = (typed.why?.[0] ?? '').trim()
  if (reason.length > longest) return refused([{ field: 'why', message: tooLong(t, 'reason', longest, reason) }], typed)
  if (reason.length < 10) return wrong('why', 'no_test')
  const by = { exerciseId: id, reference: typed.reference?.[0] ?? '', reason, personId: ask.actor.personId }
  const noted = await unlessFrozen(ask.db, id, (tx) => noteTestAnswer(tx, ask.settings.SECRET, by, ask.now))
  if (noted !== true) return wrong('reference', noted === 'frozen' ? noted : 'reference')
  throw to(id, 'test')
}

const inBoth = ['duplicate', 'campaign']
const inFigures = ['accepted', 'released']
const heldBack: readonly string[] = guardReasons

export default function Cleaning() {
  const { title, exercise, isOver, frozen, decides, counts, letters, me, done: what } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('cleaning')
  const list = useWords('list')
  const { locale } = useLanguage()
  const open = decides && !frozen
  const stateOf = (code: string) => {
    if (heldBack.includes(code)) return t('ledger.held')
    return t(inBoth.includes(code) ? 'ledger.both' : inFigures.includes(code) ? 'ledger.in' : 'ledger.out')
  }
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}/list`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        what && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${what}`)} />
        ) : null
      }
    >
      <p className="read">{t('intro')}</p>
      {frozen ? <InsetText>{t('frozen')}</InsetText> : null}
      {isOver ? null : <InsetText>{t('still_open')}</InsetText>}
      <DeskSection title={t('ledger.title')} id="ledger">
        <LeftOut counts={counts} />
        <Table
          firstCellIsHeader
          head={[
            t('ledger.reason'),
            t('ledger.code'),
            t('ledger.state'),
            { text: t('ledger.people'), format: 'numeric' },
          ]}
          rows={exclusionsOf(counts).map(({ code, people }) => [
            list(`exclusions.${code}`),
            code,
            stateOf(code),
            { text: peopleShown(people, list, locale), format: 'numeric' },
          ])}
        />
      </DeskSection>
      {decides && isOver && counts.organisation ? (
        <p>
          <a href={`/desk/exercises/${exercise.id}/organisations`}>
            {t('organisations', { count: counts.organisation })}
          </a>
        </p>
      ) : null}
      <DeskSection title={t('repeats.title')} id="repeats">
        <p className="read">
          {counts.duplicate ? t('repeats.text', { count: counts.duplicate }) : t('repeats.none')} {t('repeats.limit')}
        </p>
        <p>
          <a href={`/desk/exercises/${exercise.id}/quarantine`}>{t('repeats.quarantine')}</a>
        </p>
        {isOver ? (
          <p>
            <a href={`/desk/exercises/${exercise.id}/coverage#campaigns`}>{t('repeats.campaigns')}</a>
          </p>
        ) : null}
      </DeskSection>
      {isOver ? <LateLetters letters={letters} closesOn={exercise.closesOn} open={open} me={me} back={back} /> : null}
      {open ? <TestAnswers back={back} /> : null}
    </DeskPage>
  )
}
