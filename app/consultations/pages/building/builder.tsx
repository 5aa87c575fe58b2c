import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, typedIn } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage } from '../../../ui/page-kinds.tsx'
import { buildingFor, outlineOf, troubleWords } from '../../building.server.ts'
import { buildingActs } from '../../building-acts.server.ts'
import { lengthOf } from '../../form-length.ts'
import { kindNames } from '../../kinds/kinds.ts'
import { hintsFor, readingAgeOf } from '../../question-hints.ts'
import { formTroubles } from '../../working-form.ts'
import { formsToCopy, formVersions } from '../../working-form-store.server.ts'
import { BuilderOutline } from './outline.tsx'
import { StartForm } from './start-form.tsx'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'
const done = z.enum(['started', 'added', 'saved', 'moved', 'deleted', 'aside'])

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const building = await buildingFor(ask)
    const { exercise, form, isLead, isSeen, ownModule, state, asked } = building
    const t = ask.words('builder')
    const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
    const seen = form?.questions.filter(isSeen) ?? []
    return {
      title: t('title'),
      exercise: { id: exercise.id, title: exercise.title },
      isLead,
      ownModule,
      state,
      version: asked?.version ?? 0,
      versions: asked ? await formVersions(ask.db, asked.consultationId) : [],
      copies: form ? [] : await formsToCopy(ask.db, exercise.id),
      written: form && { title: form.title.en, lead: form.lead.en },
      kinds: kindNames,
      parts: outlineOf(t, building),
      troubles: form
        ? troubleWords(
            t,
            formTroubles(form).filter(({ question }) => !question || seen.some(({ key }) => key === question)),
          )
        : [],
      hints: seen.flatMap((question) =>
        hintsFor(question).map(({ key, values }) => ({
          question: question.key,
          text: String(t(`hints.${key}`, values)),
        })),
      ),
      length: form ? lengthOf(form) : null,
      age: form ? readingAgeOf(form) : null,
      done: wanted.success ? wanted.data : null,
    }
  })(args)
export type BuilderView = Awaited<ReturnType<typeof loader>>

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await buildingFor(ask)
    const typed = await typedIn(ask.request)
    const act = buildingActs[(typed.intent?.[0] ?? '') as keyof typeof buildingActs]
    if (!Object.hasOwn(buildingActs, typed.intent?.[0] ?? '') || !act) throw notFound()
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
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        just && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${just}`)} />
        ) : null
      }
    >
      {state === 'closed' ? <p className="read">{t('closed')}</p> : null}
      {state !== 'closed' && !written ? <StartForm view={view} back={back} isLead={isLead} /> : null}
      {state !== 'closed' && written ? <BuilderOutline view={{ ...view, written }} back={back} /> : null}
    </DeskPage>
  )
}
