import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useWords } from '../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { noParams, notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { partMinutes } from '../agenda.ts'
import { boardOf } from '../agenda-store.server.ts'
import { makeMeeting, meetingOn } from '../meeting-store.server.ts'
import { DayField, dayIn } from './day-field.tsx'

const minutes = line(3).transform(Number).pipe(z.int('part_minutes').min(30, 'part_minutes').max(120, 'part_minutes'))
const shape = z.object({
  'on-day': line(2),
  'on-month': line(2),
  'on-year': line(4),
  starts_at: line(40).pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'starts_at')),
  place: line(120).pipe(z.string().min(1, 'place')),
  venue_owner: line(120).pipe(z.string().min(1, 'venue_owner')),
  part_a: minutes,
  part_b: minutes,
})

const standingMinutes = 8

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'board.prepare' }, async ({ words }) => ({
    title: words('board-desk')('plan.title'),
  }))(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'board.prepare' }, async ({ db, now, request, actor, words }) => {
    const t = words('board-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const v = form.value
    const onDate = dayIn(form.typed, 'on')
    const trouble = (key: string) => refused([{ field: 'on-day', message: t(`errors.${key}`) }], form.typed)
    if (!onDate || onDate <= londonDay(now)) return trouble('meeting_day')
    const taken = await write(db, async (tx) => {
      const board = await boardOf(tx)
      if (!board) throw notFound()
      if (await meetingOn(tx, board.id, onDate)) return true
      await makeMeeting(tx, {
        bodyId: board.id,
        onDate,
        startsAt: v.starts_at,
        place: v.place,
        venueOwner: v.venue_owner,
        partA: v.part_a,
        partB: v.part_b,
        standing: { title: t('plan.standing'), lead: t('plan.standing_lead'), minutes: standingMinutes },
        personId: actor.personId,
        now,
      })
      return false
    })
    if (taken) return trouble('meeting_taken')
    throw redirect(`/desk/board/meetings/${onDate}?done=planned`, 303)
  })(args)

export default function NewMeeting() {
  const { title } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/board', text: t('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <DeskSection>
        <p>{t('plan.text')}</p>
        <Form method="post" noValidate>
          <DayField name="on" legend={t('plan.day')} back={back} error={errorOf('on-day')} />
          <Input
            name="starts_at"
            classes="govuk-input--width-5"
            label={t('plan.starts_at')}
            hint={t('plan.starts_hint')}
            value={shown(back, 'starts_at', '18:00')}
            error={errorOf('starts_at')}
          />
          <Input name="place" label={t('plan.place')} value={shown(back, 'place')} error={errorOf('place')} />
          <Input
            name="venue_owner"
            label={t('plan.venue_owner')}
            hint={t('plan.venue_hint')}
            value={shown(back, 'venue_owner')}
            error={errorOf('venue_owner')}
          />
          <Input
            name="part_a"
            inputmode="numeric"
            classes="govuk-input--width-3"
            label={t('plan.part_a')}
            value={shown(back, 'part_a', String(partMinutes.A))}
            error={errorOf('part_a')}
          />
          <Input
            name="part_b"
            inputmode="numeric"
            classes="govuk-input--width-3"
            label={t('plan.part_b')}
            value={shown(back, 'part_b', String(partMinutes.B))}
            error={errorOf('part_b')}
          />
          <Button>{t('plan.save')}</Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
