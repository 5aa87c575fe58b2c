import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { lines, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { exerciseFor } from '../../exercise-access.server.ts'
import { londonDay } from '../../london-day.ts'
import { compactWarnings, councillorsToldAt, isLateForCouncillors, tellBy } from '../../notices/notice.ts'
import { compactPlanOf, saveCompactPlan, sentNotices, toldOf } from '../../notices/notice-store.server.ts'
import { practiceOf } from '../../practice-store.server.ts'
import { typedDay } from '../../register/plan-form.ts'
import { DayField } from '../day-field.tsx'
import { inWords } from '../trouble-words.ts'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'
const part = z.string().max(10, 'date').default('')
const shape = z.object({
  'noticeOn-day': part,
  'noticeOn-month': part,
  'noticeOn-year': part,
  because: lines(1000),
})

/** Who is told of an exercise before others, when, and when they were. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { db, now, words, request } = ask
    const exercise = await exerciseFor(ask)
    const today = londonDay(now)
    const practice = await practiceOf(db)
    const plan = await compactPlanOf(db, exercise.id)
    const sent = await sentNotices(db, exercise.id)
    const councillors = sent.find(({ kind }) => kind === 'councillor')
    const { opensOn, closesOn } = exercise
    return {
      title: words('planning-desk')('notices.title'),
      exercise: { id: exercise.id, title: exercise.title },
      plan,
      warnings: compactWarnings(exercise, plan, practice),
      usual: practice['compact.notice_weeks'],
      by: closesOn ? tellBy(closesOn, practice) : null,
      groups: (await toldOf(db, exercise.id, 'voluntary', today)).length,
      told: sent.find(({ kind }) => kind === 'voluntary') ?? null,
      councillors: (await toldOf(db, exercise.id, 'councillor', today)).length,
      councillorsTold: councillors
        ? { ...councillors, late: opensOn !== null && isLateForCouncillors(councillors.sentAt, opensOn) }
        : null,
      councillorsAt: opensOn && opensOn >= today ? councillorsToldAt(opensOn).toISOString() : null,
      isPublic: exercise.publishedAt !== null,
      saved: new URL(request.url).searchParams.has('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await exerciseFor(ask)
    const t = ask.words('planning-desk')
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { value } = form
    const noticeOn = typedDay(value['noticeOn-day'], value['noticeOn-month'], value['noticeOn-year'])
    if (noticeOn === undefined) return refused([{ field: 'noticeOn-day', message: t('errors.date') }], form.typed)
    await write(ask.db, async (tx) => {
      const exercise = await exerciseFor(ask, tx)
      const sent = (await sentNotices(tx, exercise.id)).some(({ kind }) => kind === 'voluntary')
      // What went out went out on its day; the reason can still be given.
      const day = sent ? (await compactPlanOf(tx, exercise.id)).noticeOn : noticeOn
      const plan = { noticeOn: day, shortBecause: value.because }
      await saveCompactPlan(tx, exercise.id, plan, ask.actor.personId, ask.now)
    })
    throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/notices?done=saved`, 303)
  })(args)

const locale = 'en-GB'
const moment = (iso: string) => `${formatDate(iso, locale)}, ${formatDate(iso, locale, 'time')}`

export default function Notices() {
  const data = useLoaderData<typeof loader>()
  const { title, exercise, plan, warnings, told, councillorsTold, saved } = data
  const back = useActionData<Refused>()
  const t = useWords('planning-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        saved && !back ? (
          <NotificationBanner type="success" titleText={t('plan.done')} text={t('notices.saved')} />
        ) : null
      }
    >
      <DeskSection title={t('notices.kinds.voluntary')} id="voluntary">
        <p>{t('notices.compact', { usual: data.usual })}</p>
        {data.by ? <p>{t('notices.by', { day: formatDate(data.by, locale) })}</p> : null}
        {warnings.map((warning) => (
          <InsetText key={warning.key} classes="inset-caution">
            {inWords(warning, () => t).message}
          </InsetText>
        ))}
        <p>
          {told
            ? t('notices.told', { count: told.recipients, day: moment(told.sentAt) })
            : t('notices.will_tell', { count: data.groups })}
        </p>
        <Form method="post" noValidate>
          <DayField
            name="noticeOn"
            legend={t('notices.day')}
            hint={t('notices.day_hint')}
            stored={plan.noticeOn}
            back={back}
            words={{ day: t('date.day'), month: t('date.month'), year: t('date.year'), error: t('error_prefix') }}
          />
          <Textarea
            name="because"
            rows={3}
            label={t('notices.because', { usual: data.usual })}
            hint={t('notices.because_hint')}
            value={shown(back, 'because', plan.shortBecause)}
            error={errorOf('because')}
          />
          <Button>{t('notices.save')}</Button>
        </Form>
      </DeskSection>
      <DeskSection title={t('notices.kinds.councillor')} id="councillor">
        <p>
          {councillorsTold
            ? t(councillorsTold.late ? 'notices.councillors_late' : 'notices.councillors_told', {
                count: councillorsTold.recipients,
                at: moment(councillorsTold.sentAt),
              })
            : data.councillorsAt
              ? t(data.isPublic ? 'notices.councillors_will' : 'notices.councillors_once_public', {
                  count: data.councillors,
                  at: moment(data.councillorsAt),
                })
              : t('notices.councillors_not')}
        </p>
      </DeskSection>
    </DeskPage>
  )
}
