import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { chooseParameters } from '../../consultations/freezing/chosen-parameters-store.server.ts'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { useWords } from '../../languages/use-words.ts'
import { keeperFrom } from '../../ledger/checkpoint-store.server.ts'
import { type Refused, refused, typedIn } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { FormErrors } from '../../ui/errors.tsx'
import { DeskPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { ChooseTrial, EverySet, LookAt, OneSet, Overview } from './trial-parts.tsx'
import { trialsView } from './trial-view.server.ts'

const params = z.object({ id: z.string().max(100) })
export const loader = (args: LoaderFunctionArgs) => staffPage({ params, permission: 'list.prepare' }, trialsView)(args)

const reasonShape = z.string().trim().min(20).max(1000)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'list.publish' }, async (ask) => {
    const typed = await typedIn(ask.request)
    const exercise = await exerciseFor(ask)
    if (typed.intent?.[0] !== 'choose') throw notFound()
    const t = ask.words('trying')
    const reason = reasonShape.safeParse(typed.reason?.[0] ?? '')
    if (!reason.success) return refused([{ field: 'reason', message: t('errors.reason') }], typed)
    const by = {
      exerciseId: exercise.id,
      listId: typed.list?.[0] ?? '',
      hash: typed.hash?.[0] ?? '',
      name: typed.name?.[0] ?? '',
      reason: reason.data,
      personId: ask.actor.personId,
    }
    const chosen = await write(ask.db, (tx) => chooseParameters(tx, keeperFrom(ask.settings), by, ask.now))
    if (chosen !== 'chosen') return refused([{ field: 'reason', message: t(`errors.${chosen}`) }], typed)
    throw redirect(`/desk/exercises/${encodeURIComponent(exercise.id)}/list?done=chosen`, 303)
  })(args)

export default function DeskTrials() {
  const desk = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('trying')
  const publish = useWords('engagement')
  const home = `/desk/exercises/${desk.exercise.id}/list`
  return (
    <DeskPage
      title={desk.title}
      where={desk.exercise.title}
      back={{ href: home, text: publish('publish_list.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      {desk.sets.length < 2 ? (
        <EmptyState>{t('none')}</EmptyState>
      ) : (
        <>
          <Overview desk={desk} />
          <LookAt desk={desk} />
          {desk.shown ? <OneSet desk={desk} shown={desk.shown} /> : null}
          {desk.shown && !desk.shown.isDraft ? <ChooseTrial desk={desk} shown={desk.shown} back={back} /> : null}
          <EverySet desk={desk} home={`${home}/trials`} />
        </>
      )}
    </DeskPage>
  )
}
