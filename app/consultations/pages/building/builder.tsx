import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, typedIn, workNamed } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { builderView } from '../../building/builder-view.server.ts'
import { buildingFor } from '../../building/building.server.ts'
import { buildingActs } from '../../building/building-acts.server.ts'
import { BuilderOutline } from './outline.tsx'
import { StartForm } from './start-form.tsx'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'

export const loader = (args: LoaderFunctionArgs) => staffPage({ params, permission }, builderView)(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await buildingFor(ask)
    const typed = await typedIn(ask.request)
    const act = workNamed(buildingActs, typed.intent?.[0])
    if (!act) throw notFound()
    const outcome = await write(ask.db, async (tx) => {
      const building = await buildingFor(ask, tx)
      if (building.state === 'closed') throw notFound()
      return act({ ask, tx, building, typed, day: londonDay(ask.now) })
    })
    if ('errors' in outcome) return refused(outcome.errors, typed)
    throw redirect(outcome.to, 303)
  })(args)

export default function Builder() {
  const view = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('builder')
  const { title, exercise, written, done: just, state, isLead } = view
  return (
    <FormDesk
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      refused={back}
      done={just}
      t={t}
    >
      {state === 'closed' ? <p className="read">{t('closed')}</p> : null}
      {state !== 'closed' && !written ? <StartForm view={view} back={back} isLead={isLead} /> : null}
      {state !== 'closed' && written ? <BuilderOutline view={{ ...view, written }} back={back} /> : null}
    </FormDesk>
  )
}
