import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { heldChoice, heldListedAtMost, heldOutcomes } from '../../consultations/guarding/held-choice.ts'
import { Decide, Decisions, Means, Why } from '../../consultations/pages/guarding/quarantine-parts.tsx'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { languageOf } from '../../languages/words.server.ts'
import { readReference } from '../../ledger/reference-code.ts'
import { line, lines, many, type Refused, readForm, refused } from '../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { FormErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { DeskFigure, DeskPage } from '../../ui/page-kinds.tsx'
import { decideHeld, heldBehind, heldDecisions, heldReasons, heldSingly } from '../check-back-held-store.server.ts'
import { checkBackOf, newestListId } from '../check-back-store.server.ts'

const params = z.object({ id: z.string().max(100) })
const permission = 'wording.check'
type HeldAsk = StaffAsk<z.output<typeof params>>

/** The check-back of an exercise's newest list; not found where nothing was sent back. */
async function checkBackFor(ask: HeldAsk) {
  const exercise = await exerciseFor(ask)
  const listId = await newestListId(ask.db, { exerciseId: exercise.id })
  const checkBack = listId ? await checkBackOf(ask.db, listId, londonDay(ask.now)) : undefined
  if (!checkBack || checkBack.state === 'skipped') throw notFound()
  return { exercise, checkBack }
}

/** Answers about a wording that were held back for how they were sent: how many, why, and what is decided of them. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, checkBack } = await checkBackFor(ask)
    const t = ask.words('check-back-desk')
    const practice = await practiceOf(ask.db)
    const wanted = heldOutcomes.safeParse(new URL(ask.request.url).searchParams.get('done'))
    const held = await heldSingly(ask.db, checkBack.id, heldListedAtMost)
    return {
      title: t('held.title'),
      exercise: { id: exercise.id, title: exercise.title },
      state: checkBack.state,
      reasons: await heldReasons(ask.db, checkBack.id),
      held: held.map(({ way, language, ...one }) => ({
        ...one,
        channel: t(`held.way.${way}`),
        language: languageOf(language)?.name ?? language,
      })),
      decisions: await heldDecisions(ask.db, checkBack.id),
      limits: { seconds: practice['guard.least_seconds'], hourly: practice['guard.network_hourly'] },
      done: wanted.success ? wanted.data : null,
    }
  })(args)

const shape = z.object({
  intent: heldOutcomes,
  which: z.string().max(20).default(''),
  held: many,
  reference: line(40),
  because: lines(500),
})

/** Lets answers in or leaves them out, as those of the consultation itself are. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, checkBack } = await checkBackFor(ask)
    const t = ask.words('guarding')
    const form = await readForm(ask.request, shape, t)
    if (!form.ok && form.errors.some(({ field }) => field === 'intent')) throw notFound()
    if (!form.ok) return refused(form.errors, form.typed)
    const { intent: decision, because, which } = form.value
    const wrong = (field: string, key: string) => refused([{ field, message: t(`errors.${key}`) }], form.typed)
    const reference = which === 'reference' && readReference(form.value.reference)
    const behind = reference ? await heldBehind(ask.db, ask.settings.SECRET, checkBack.id, reference) : undefined
    const choice = heldChoice(form.value, behind)
    if ('field' in choice) return wrong(choice.field, choice.key)
    const by = { checkBackId: checkBack.id, listId: checkBack.listId, personId: ask.actor.personId }
    const decided = await write(ask.db, (tx) =>
      decideHeld(tx, { ...by, decision, because, which: choice.meant }, ask.now),
    )
    if (decided === null) return wrong('which', 'frozen')
    if (!decided) return wrong('which', 'nothing')
    throw redirect(`/desk/exercises/${encodeURIComponent(exercise.id)}/list/check-back/held?done=${decision}`, 303)
  })(args)

export default function DeskCheckBackHeld() {
  const { title, exercise, state, reasons, held, decisions, limits, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('guarding')
  const own = useWords('check-back-desk')
  const { locale } = useLanguage()
  const total = (of: 'waiting' | 'released' | 'excluded') => reasons.reduce((sum, one) => sum + one[of], 0)
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}/list/check-back`, text: own('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={own(`held.done.${done}`)} />
        ) : null
      }
      figures={(['waiting', 'released', 'excluded'] as const).map((of) => (
        <DeskFigure
          key={of}
          figure={formatNumber(total(of), locale)}
          text={t(`figures.${of}`, { count: total(of) })}
          kind={of === 'waiting' && total(of) && state !== 'concluded' ? 'due' : undefined}
        />
      ))}
    >
      <p className="read">{t('intro')}</p>
      <p className="read">{own('held.with_and_without')}</p>
      {state === 'concluded' ? <InsetText>{own('held.frozen')}</InsetText> : null}
      <Why reasons={reasons} />
      {state !== 'concluded' && held.length ? (
        <Decide reasons={reasons} held={held} most={heldListedAtMost} back={back} />
      ) : null}
      <Decisions decisions={decisions} />
      <Means limits={limits} />
    </DeskPage>
  )
}
