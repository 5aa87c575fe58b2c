import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { logAct } from '../../../ledger/actor-event-store.server.ts'
import { line, type Refused, readForm, refused } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors } from '../../../ui/errors.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { saveAttendance } from '../../sessions/attendance-store.server.ts'
import { dayOf } from '../../sessions/day-facts.server.ts'
import { dayPath, dayShown } from '../../sessions/day-shown.server.ts'
import { minutesOf } from '../../sessions/session.ts'
import { sessionFor, sessionParams } from '../../sessions/session-access.server.ts'
import { Arrivals, DayChecks } from './day-parts.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: sessionParams, permission: 'jury.see' }, dayShown)(args)

const shape = z.object({
  member: line(100),
  came: z.enum(['yes', 'no'], 'came'),
  at: line(40),
})

/** Somebody came, at this time, or did not. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: sessionParams, permission: 'jury.see' }, async (ask) => {
    const t = ask.words('seating')
    await sessionFor(ask)
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { member, came, at } = form.value
    if (came === 'yes' && minutesOf(at) === undefined)
      return refused([{ field: `at-${member}`, message: t('errors.time') }], form.typed)
    const { personId } = ask.actor
    await write(ask.db, async (tx) => {
      const { jury, session, manages } = await sessionFor(ask, tx)
      const day = await dayOf(tx, jury, session, ask.now, manages)
      if (!day.begun || !day.people.some(({ memberId }) => memberId === member)) throw notFound()
      const attendance = { memberId: member, present: came === 'yes', arrivedAt: came === 'yes' ? at : null }
      await saveAttendance(tx, session.id, attendance)
      const detail = { session: session.id, came: came === 'yes' }
      await logAct(tx, ask.now, { personId, did: 'entered an arrival', objectKind: 'jury', objectId: jury.id, detail })
    })
    throw redirect(`${dayPath(ask)}#arrivals`, 303)
  })(args)

export default function DaySheet() {
  const shown = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('seating')
  const { locale } = useLanguage()
  const { session } = shown
  return (
    <DeskPage
      title={shown.title}
      where={shown.publicName}
      back={{ href: shown.back, text: t('day.session') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      figures={
        <>
          <DeskFigure
            figure={shown.seated}
            text={t('figures.confirmed', { count: shown.seats })}
            kind={shown.seated < shown.seats ? 'due' : undefined}
          />
          {shown.begun ? (
            <DeskFigure figure={shown.present} text={t('figures.present', { count: shown.people.length })} kind="now" />
          ) : (
            <DeskFigure
              figure={shown.openNeeds}
              text={t('support.open', { count: shown.openNeeds })}
              kind={shown.openNeeds ? 'due' : undefined}
            />
          )}
        </>
      }
    >
      <p>
        <DateText iso={session.onDate} locale={locale} format="weekday" />,{' '}
        <bdi>{t('day.hours', { from: session.startsAt, to: session.endsAt })}</bdi> · {session.place}
      </p>
      <DayChecks shown={shown} />
      <DeskSection title={t('day.people')} id="arrivals">
        {shown.people.length ? (
          <Arrivals shown={shown} back={back} />
        ) : (
          <EmptyState>
            <p>{t('day.nobody')}</p>
          </EmptyState>
        )}
      </DeskSection>
    </DeskPage>
  )
}
