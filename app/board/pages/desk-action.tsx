import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useWords } from '../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Select } from '../../ui/select.tsx'
import { createAction } from '../action-store.server.ts'
import { boardOf } from '../agenda-store.server.ts'
import { pointsOf } from '../decision-store.server.ts'
import { seatsOn } from '../seat.ts'
import { seatsOf } from '../seat-store.server.ts'
import { DayField, dayIn } from './day-field.tsx'

const params = z.object({ slug: z.string() })
const shape = z.object({
  title: line(160),
  owner: line(),
  champion: line(),
  measure: line(200),
  baseline: line(200),
  target: line(200),
})

/** An action under an accepted point: who answers for it, who champions it, by when, and how one will know (need 34). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'board.record' }, async ({ db, now, params, words }) => {
    const today = londonDay(now)
    const [point] = await pointsOf(db, today, { slug: params.slug })
    const board = await boardOf(db)
    if (!point || !board) throw notFound()
    return {
      title: words('board-desk')('new_action.title'),
      slug: point.slug,
      wording: point.wording,
      organisations: await db.selectFrom('organisation').select(['id', 'name']).orderBy('name').execute(),
      seats: seatsOn(await seatsOf(db, board.id), today).map((s) => ({
        id: s.id,
        label: s.label,
        organisation: s.organisation,
      })),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'board.record' }, async ({ db, now, params, request, actor, words }) => {
    const t = words('board-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { owner, champion, ...rest } = form.value
    const on = londonDay(now)
    const saved = await write(db, async (tx) => {
      const [point] = await pointsOf(tx, on, { slug: params.slug })
      if (!point) throw notFound()
      const draft = {
        ...rest,
        ownerOrganisationId: owner,
        championSeatId: champion,
        dueOn: dayIn(form.typed, 'due_on') ?? '',
      }
      return createAction(tx, { pointId: point.id, draft, personId: actor.personId, on, now })
    })
    if (saved.errors) {
      const idOf = (field: string) => (field === 'due_on' ? 'due_on-day' : field)
      return refused(
        saved.errors.map((e) => ({ field: idOf(e.field), message: t(`errors.${e.key}`) })),
        form.typed,
      )
    }
    throw redirect(`/desk/board/points/${params.slug}?done=action#actions`, 303)
  })(args)

export default function DeskAction() {
  const { title, slug, wording, organisations, seats } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: string) => ({ name, value: shown(back, name), error: errorOf(name) })
  const none = { value: '', text: t('decide.none') }
  return (
    <DeskPage
      title={title}
      where={wording}
      back={{ href: `/desk/board/points/${slug}`, text: t('new_action.back') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <DeskSection>
        <p>{t('action.roles')}</p>
        <Form method="post" noValidate>
          <Input {...field('title')} label={t('new_action.what')} hint={t('new_action.what_hint')} />
          <Select
            {...field('owner')}
            label={t('action.owner')}
            hint={t('new_action.owner_hint')}
            items={[none, ...organisations.map((o) => ({ value: o.id, text: o.name }))]}
          />
          <Select
            {...field('champion')}
            label={t('action.champion')}
            hint={t('new_action.champion_hint')}
            items={[
              none,
              ...seats.map((s) => ({
                value: s.id,
                text: t('new_action.seat', { label: s.label, organisation: s.organisation }),
              })),
            ]}
          />
          <DayField name="due_on" legend={t('action.due')} back={back} error={errorOf('due_on-day')} />
          <Input {...field('measure')} label={t('action.measure')} hint={t('new_action.measure_hint')} />
          <Input {...field('baseline')} label={t('action.baseline')} />
          <Input {...field('target')} label={t('action.target')} />
          <Button>{t('new_action.save')}</Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
