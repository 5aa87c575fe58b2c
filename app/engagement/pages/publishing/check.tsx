import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Tx, write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type FieldError, type Refused, refused, type Typed, typedIn, workNamed } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { seesOf } from '../../exercise-access.server.ts'
import { checkView, factsFor, lacking } from '../../publishing/check-view.server.ts'
import type { Matter } from '../../publishing/publication.ts'
import type { PublicationFacts } from '../../publishing/publication-facts.server.ts'
import { signMatter } from '../../publishing/publication-store.server.ts'
import { publishSigned } from '../../publishing/publish.server.ts'
import { PointList, SignPart } from './check-parts.tsx'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.publish'
type Done = 'signed' | 'first' | 'published' | 'changed'
type Here = StaffAsk<{ id: string }>

export const handle = { careful: true }

export const loader = (args: LoaderFunctionArgs) => staffPage({ params, permission }, checkView)(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await factsFor(ask)
    const typed = await typedIn(ask.request)
    const work = workNamed(works, typed.intent?.[0])
    if (!work) throw notFound()
    const outcome = await write(ask.db, (tx) => work(ask, tx, typed))
    if (typeof outcome !== 'string') return refused(outcome, typed)
    throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/check?done=${outcome}`, 303)
  })(args)

type Outcome = Promise<Done | FieldError[]>
type Work = (ask: Here, tx: Tx, typed: Typed) => Outcome
const error = (ask: Here, field: string, key: string): FieldError[] => [
  { field, message: String(ask.words('publishing')(`errors.${key}`)) },
]

async function signQuestions(ask: Here, tx: Tx, facts: PublicationFacts, matter: Matter, note = '') {
  const { personId, organisationId } = ask.actor
  const hash = facts.questions.hash!
  await signMatter(tx, { exerciseId: ask.params.id, matter, personId, organisationId, hash, note }, ask.now)
  return 'signed' as const
}

const works = {
  /** G-6: each question is ticked as one on which nothing is decided. */
  open_views: (async (ask, tx, typed) => {
    const { facts } = await factsFor(ask, tx)
    if (facts.questions.hash === null) return error(ask, 'open_views', 'nothing_to_sign')
    const ticked = typed.open ?? []
    if (facts.questions.titles.filter(seesOf(ask)).some(({ id }) => !ticked.includes(id)))
      return error(ask, 'open', 'each_question')
    return signQuestions(ask, tx, facts, 'open_views')
  }) as Work,
  /** G-7: hints and length are looked at, and why the form stays as it is is written down. */
  plain: (async (ask, tx, typed) => {
    const { facts } = await factsFor(ask, tx)
    const reason = (typed.reason?.[0] ?? '').trim()
    if (facts.questions.hash === null) return error(ask, 'plain', 'nothing_to_sign')
    if (reason.length < 20 || reason.length > 500) return error(ask, 'reason', 'reason')
    return signQuestions(ask, tx, facts, 'plain', reason)
  }) as Work,
  preview: (async (ask, tx, typed) => {
    const { facts } = await factsFor(ask, tx)
    if (facts.questions.hash === null) return error(ask, 'preview', 'nothing_to_sign')
    const seen = typed.seen ?? []
    if (facts.waysToSee.some((way) => !seen.includes(way))) return error(ask, 'seen', 'each_way')
    return signQuestions(ask, tx, facts, 'preview')
  }) as Work,
  publish: (async (ask, tx, typed) => {
    const { exercise, state, facts } = await factsFor(ask, tx)
    if (!facts.pending || state === 'closed') return error(ask, 'publish', 'nothing_pending')
    if (!facts.met) {
      const sentences = lacking(ask, facts).flatMap((one) =>
        one.sentences.map((message) => ({ field: `point-${one.point}`, message })),
      )
      return sentences
    }
    const first = facts.readiness.kind === 'waiting' ? facts.readiness.signed : []
    const { personId, organisationId } = ask.actor
    if (first.some((one) => one.personId === personId)) return error(ask, 'publish', 'second_person')
    const note = first[0]?.note ?? (typed.note?.[0] ?? '').trim()
    if (facts.isChange && (note.length < 10 || note.length > 300)) return error(ask, 'note', 'note')
    const by = {
      exerciseId: exercise.id,
      matter: 'publication' as const,
      personId,
      organisationId,
      hash: facts.hash,
      note,
    }
    await signMatter(tx, by, ask.now)
    const after = await factsFor(ask, tx)
    if (after.facts.readiness.kind !== 'enough') return 'first'
    await publishSigned(tx, { exercise, facts: after.facts, personId, note }, ask.now)
    return facts.isChange ? 'changed' : 'published'
  }) as Work,
}

export default function Check() {
  const view = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('publishing')
  const { title, exercise, done: just } = view
  return (
    <FormDesk
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      refused={back}
      done={just}
      doneValues={{ version: view.version }}
      t={t}
    >
      <PointList view={view} back={back} />
      <SignPart view={view} back={back} />
    </FormDesk>
  )
}
