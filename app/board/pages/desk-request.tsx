import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Select } from '../../ui/select.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { partUse, type Verdict, verdictErrors, verdictsFor } from '../agenda.ts'
import { decideRequest, requestOf, requestsOf } from '../agenda-store.server.ts'
import { itemsOf, meetingsOf } from '../meeting-store.server.ts'
import { askedBy } from './words-of.tsx'

const params = z.object({ id: z.string() })
const shape = z.object({
  verdict: line(),
  reason: lines(600),
  meeting: line(),
  merged_into: line(),
  part: line(),
  minutes: line(3),
  lead: line(80),
})

/** What the secretariat decides about one request: accept, merge, put off once, decline; always with a reason. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'board.prepare' }, async ({ db, now, params, words }) => {
    const request = await requestOf(db, params.id)
    if (!request || !verdictsFor(request).length) throw notFound()
    const today = londonDay(now)
    const meetings = (await meetingsOf(db, request.body_id)).filter((m) => m.held === 0 && m.on_date >= today).reverse()
    const items = await itemsOf(
      db,
      meetings.map((m) => m.id),
    )
    return {
      title: words('board-desk')('decide.title'),
      request: {
        title: request.title,
        why: request.why,
        proposer: request.proposer,
        label: request.proposer_label,
        receivedOn: request.received_on,
        deferrals: request.deferrals,
      },
      verdicts: verdictsFor(request),
      meetings: meetings.map((m) => ({
        id: m.id,
        onDate: m.on_date,
        spare: partUse(
          items.filter((i) => i.meeting_id === m.id),
          'A',
          m.part_a_minutes,
        ).spare,
      })),
      others: (await requestsOf(db, request.body_id))
        .filter((r) => r.id !== request.id && r.state !== 'declined' && r.state !== 'merged')
        .map((r) => ({ id: r.id, title: r.title })),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'board.prepare' }, async ({ db, now, params, request, actor, words }) => {
    const t = words('board-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const v = form.value
    const errors = await write(db, async (tx) => {
      const asked = await requestOf(tx, params.id)
      if (!asked) throw notFound()
      const minutes = Number(v.minutes)
      const found = verdictErrors(asked, {
        verdict: v.verdict,
        reason: v.reason,
        meetingId: v.meeting,
        mergedInto: v.merged_into,
        minutes,
      })
      const meeting = (await meetingsOf(tx, asked.body_id)).find((m) => m.id === v.meeting)
      if (v.meeting && !meeting) found.push({ field: 'meeting', key: 'meeting' })
      if (v.merged_into && !(await requestOf(tx, v.merged_into)))
        found.push({ field: 'merged_into', key: 'merged_into' })
      if (found.length) return found
      const toMeeting = v.verdict === 'accepted' || v.verdict === 'deferred'
      await decideRequest(tx, {
        id: asked.id,
        verdict: v.verdict as Verdict,
        reason: v.reason,
        meetingId: toMeeting ? (meeting?.id ?? null) : null,
        mergedInto: v.verdict === 'merged' ? v.merged_into : null,
        item: { part: v.part === 'B' ? 'B' : 'A', minutes, lead: v.lead },
        personId: actor.personId,
        on: londonDay(now),
        now,
      })
      return []
    })
    if (errors.length)
      return refused(
        errors.map((e) => ({ field: e.field, message: t(`errors.${e.key}`) })),
        form.typed,
      )
    throw redirect('/desk/board?done=decided#queue', 303)
  })(args)

export default function DeskRequest() {
  const { title, request, verdicts, meetings, others } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const none = { value: '', text: t('decide.none') }
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/board', text: t('desk.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <DeskSection title={request.title} id="request">
        <p>{request.why}</p>
        <p className="meta">
          {t('decide.asked', { who: askedBy(t, request.proposer, request.label) })}{' '}
          <DateText iso={request.receivedOn} locale={locale} />
        </p>
        {request.deferrals ? <p>{t('decide.deferred_before')}</p> : null}
      </DeskSection>
      <DeskSection>
        <Form method="post" noValidate>
          <Radios
            name="verdict"
            fieldset={{ legend: t('decide.verdict') }}
            items={verdicts.map((v) => ({ value: v, text: t(`decide.${v}`), hint: t(`decide.${v}_hint`) }))}
            value={shown(back, 'verdict')}
            error={errorOf('verdict')}
          />
          <Textarea
            name="reason"
            label={t('decide.reason')}
            hint={t('decide.reason_hint')}
            value={shown(back, 'reason')}
            error={errorOf('reason')}
            rows={3}
          />
          <Select
            name="meeting"
            label={t('decide.meeting')}
            items={[
              none,
              ...meetings.map((m) => ({
                value: m.id,
                text: t('decide.meeting_spare', { day: formatDate(m.onDate, locale), count: m.spare }),
              })),
            ]}
            value={shown(back, 'meeting')}
            error={errorOf('meeting')}
          />
          <Radios
            name="part"
            classes="govuk-radios--inline"
            fieldset={{ legend: t('decide.part') }}
            items={[
              { value: 'A', text: t('meeting.part_A') },
              { value: 'B', text: t('meeting.part_B') },
            ]}
            value={shown(back, 'part', 'A')}
          />
          <Input
            name="minutes"
            inputmode="numeric"
            classes="govuk-input--width-3"
            label={t('decide.minutes')}
            value={shown(back, 'minutes', '8')}
            error={errorOf('minutes')}
          />
          <Input name="lead" classes="govuk-input--width-20" label={t('decide.lead')} value={shown(back, 'lead')} />
          <Select
            name="merged_into"
            label={t('decide.into')}
            items={[none, ...others.map((o) => ({ value: o.id, text: o.title }))]}
            value={shown(back, 'merged_into')}
            error={errorOf('merged_into')}
          />
          <Button>{t('decide.save')}</Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
