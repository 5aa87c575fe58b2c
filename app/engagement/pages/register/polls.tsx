import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { formDataOf, line, many, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { noParams, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { areasOn } from '../../areas/area-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { practiceOf } from '../../practice-store.server.ts'
import { typedDay } from '../../register/plan-form.ts'
import { usualQuietFrom } from '../../register/poll.ts'
import { addPoll, pollsFrom, removePoll } from '../../register/poll-store.server.ts'
import { DayField } from '../day-field.tsx'

const part = z.string().max(10, 'date').default('')
const shape = z.object({
  name: line(200).pipe(z.string().min(1, 'poll_name')),
  'onDate-day': part,
  'onDate-month': part,
  'onDate-year': part,
  'quietFrom-day': part,
  'quietFrom-month': part,
  'quietFrom-year': part,
  areaIds: many,
})

/** The calendar of polls, by which nothing is launched in a pre-election period (rule G-9). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'polls.see' }, async ({ db, now, words, actor, request }) => {
    const today = londonDay(now)
    const areas = await areasOn(db, today)
    return {
      title: words('planning-desk')('polls.title'),
      polls: await pollsFrom(db, today),
      areas: areas.map(({ id, name, kind }) => ({ id, name, kind })),
      weeks: (await practiceOf(db))['polls.quiet_weeks'],
      mayChange: may(actor.grants, 'polls.change'),
      saved: new URL(request.url).searchParams.has('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'polls.change' }, async (ask) => {
    const intent = (await formDataOf(ask.request.clone())).get('intent')
    return intent === 'remove' ? remove(ask) : add(ask)
  })(args)

async function add({ db, request, words, actor, now }: StaffAsk) {
  const t = words('planning-desk')
  const form = await readForm(request, shape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { value } = form
  const dayOf = (name: 'onDate' | 'quietFrom') =>
    typedDay(value[`${name}-day`], value[`${name}-month`], value[`${name}-year`])
  const onDate = dayOf('onDate')
  const quiet = dayOf('quietFrom')
  const errors = [
    ...(onDate ? [] : [{ field: 'onDate-day', message: t('errors.poll_day') }]),
    ...(quiet === undefined ? [{ field: 'quietFrom-day', message: t('errors.date') }] : []),
    ...(onDate && quiet && quiet > onDate ? [{ field: 'quietFrom-day', message: t('errors.poll_quiet') }] : []),
  ]
  const known = (await areasOn(db, londonDay(now))).map((area) => area.id)
  if (value.areaIds.some((id) => !known.includes(id))) errors.push({ field: 'areaIds', message: t('errors.code') })
  if (errors.length || !onDate) return refused(errors, form.typed)
  const quietFrom = quiet ?? usualQuietFrom(onDate, await practiceOf(db))
  await write(db, (tx) =>
    addPoll(tx, { name: value.name, onDate, quietFrom, areaIds: value.areaIds }, actor.personId, now),
  )
  throw redirect('/desk/polls?done=saved', 303)
}

async function remove({ db, request, words, actor, now }: StaffAsk) {
  const form = await readForm(request, z.object({ poll: line(100) }), words('planning-desk'))
  if (!form.ok) return refused(form.errors, form.typed)
  await write(db, async (tx) => {
    const poll = (await pollsFrom(tx, '')).find(({ id }) => id === form.value.poll)
    if (poll) await removePoll(tx, poll, actor.personId, now)
  })
  throw redirect('/desk/polls?done=saved', 303)
}

export default function Polls() {
  const { title, polls, areas, weeks, mayChange, saved } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('planning-desk')
  const { locale } = useLanguage()
  const nameOf = (id: string) => areas.find((area) => area.id === id)?.name ?? id
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk', text: t('desk') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        saved && !back ? <NotificationBanner type="success" titleText={t('plan.done')} text={t('polls.saved')} /> : null
      }
    >
      <p className="read">{t('polls.text', { count: weeks })}</p>
      <DeskSection title={t('polls.coming')} id="coming">
        {polls.length ? (
          <Table
            firstCellIsHeader
            head={[t('polls.name'), t('polls.quiet'), t('polls.day'), t('polls.areas'), t('polls.change')]}
            rows={polls.map((poll) => [
              poll.name,
              <DateText key="quiet" iso={poll.quietFrom} locale={locale} />,
              <DateText key="day" iso={poll.onDate} locale={locale} />,
              poll.areaIds.length ? poll.areaIds.map(nameOf).join('; ') : t('polls.everywhere'),
              mayChange ? (
                <Form key="change" method="post">
                  <input type="hidden" name="poll" value={poll.id} />
                  <button type="submit" className="link-button" name="intent" value="remove">
                    {t('polls.remove')} <span className="govuk-visually-hidden">{poll.name}</span>
                  </button>
                </Form>
              ) : (
                t('polls.secretariat')
              ),
            ])}
          />
        ) : (
          <EmptyState>{t('polls.empty')}</EmptyState>
        )}
      </DeskSection>
      {mayChange ? <NewPoll areas={areas} back={back} /> : null}
    </DeskPage>
  )
}

function NewPoll({ areas, back }: { areas: { id: string; name: string; kind: string }[]; back: Refused | undefined }) {
  const t = useWords('planning-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const words = { day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }
  return (
    <DeskSection title={t('polls.add')} id="add">
      <Form method="post" noValidate>
        <Input
          name="name"
          label={{ text: t('polls.name') }}
          hint={{ text: t('polls.name_hint') }}
          value={shown(back, 'name')}
          error={errorOf('name')}
        />
        <DayField name="onDate" legend={t('polls.day')} stored={null} back={back} words={words} />
        <DayField
          name="quietFrom"
          legend={t('polls.quiet')}
          hint={t('polls.quiet_hint')}
          stored={null}
          back={back}
          words={words}
        />
        <Checkboxes
          name="areaIds"
          classes="govuk-checkboxes--small"
          fieldset={{ legend: { text: t('polls.areas') } }}
          hint={t('polls.areas_hint')}
          items={areas.filter(({ kind }) => kind !== 'forum').map(({ id, name }) => ({ value: id, text: name }))}
          values={back?.typed.areaIds ?? []}
          error={errorOf('areaIds')}
        />
        <Button name="intent" value="add">
          {t('polls.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
